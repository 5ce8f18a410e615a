//! A status in words, with its reason and the next step.

use leptos::prelude::*;

use super::Context;
use super::mark::status_icon;
use crate::domain::date::Precision;
use crate::domain::initiative::{Event, Initiative};
use crate::domain::vocabulary::{Certainty, Status};

/// The word of a status with its icon.
pub fn status_word(cx: Context, status: Status) -> AnyView {
    view! { <span class="status-word">{status_icon(status)}{cx.word("status", status.slug())}</span> }.into_any()
}

/// An event in one phrase: "Directive signed, 14 December 2022".
pub fn event_phrase(cx: Context, event: &Event) -> String {
    cx.say("event.phrase", &[("label", event.label.clone().into()), ("date", cx.date(event.date).into())])
}

/// What the date of an event is, where it is not a plain fact: "fixed in law", "planned".
pub fn certainty_word(cx: Context, event: &Event) -> Option<String> {
    (event.certainty != Certainty::Fact).then(|| cx.word("certainty", event.certainty.slug()))
}

/// The reason for the status of an initiative on the as-of date, in a sentence.
pub fn reason(cx: Context, row: usize) -> String {
    let facts = cx.facts();
    let (Some(initiative), Some(standing)) = (facts.initiative(row), cx.standing(row)) else { return String::new() };
    match standing.since.and_then(|change| initiative.events.get(change.event)) {
        Some(event) => cx.say("standing.reason", &[("event", event_phrase(cx, event).into())]),
        None => cx.text("standing.no_reason"),
    }
}

/// The next step of an initiative after the as-of date, in a sentence; says so when none is known.
pub fn next_step(cx: Context, row: usize) -> String {
    let facts = cx.facts();
    let next = facts.initiative(row).and_then(|initiative| next_event(cx, initiative, row).cloned());
    let Some(event) = next else { return cx.text("standing.no_next") };
    let phrase = event_phrase(cx, &event);
    match certainty_word(cx, &event) {
        Some(word) => cx.say("standing.next_certain", &[("event", phrase.into()), ("certainty", word.into())]),
        None => cx.say("standing.next", &[("event", phrase.into())]),
    }
}

/// The next event of an initiative after the as-of date.
pub fn next_event(cx: Context, initiative: &Initiative, row: usize) -> Option<&Event> {
    cx.standing(row)?.next.and_then(|position| initiative.events.get(position))
}

/// The last event of an initiative up to the as-of date.
pub fn last_event(cx: Context, initiative: &Initiative, row: usize) -> Option<&Event> {
    cx.standing(row)?.last.and_then(|position| initiative.events.get(position))
}

/// A date as a `<time>` element: machines read the exact form, people the short one.
pub fn time(cx: Context, event: &Event) -> AnyView {
    // HTML knows no quarters.
    let machine = (event.date.precision() != Precision::Quarter).then(|| event.date.to_string());
    view! { <time datetime=machine>{cx.short_date(event.date)}</time> }.into_any()
}
