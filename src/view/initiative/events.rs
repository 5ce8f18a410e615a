//! The events of an initiative in order of time, each with its source and whether that was checked.

use leptos::prelude::*;

use crate::domain::initiative::{Event, Evidence, Initiative};
use crate::domain::official_page::site_of;
use crate::domain::progress::status::counts_from;
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::Certainty;
use crate::view::Context;
use crate::view::follow::{flag, follow};
use crate::view::link::outside;
use crate::view::mark::shape_icon;
use crate::view::standing::time;

/// The list.
pub fn events(cx: Context, row: usize, initiative: &Initiative) -> AnyView {
    let events: Vec<_> =
        initiative.events.iter().enumerate().map(|(position, event)| event_item(cx, row, position, event)).collect();
    view! { <ol class="events">{events}</ol> }.into_any()
}

fn event_item(cx: Context, row: usize, position: usize, event: &Event) -> AnyView {
    let counted = event.clone();
    let is_ahead = move || {
        let checked_through = cx.facts().document().checked_through;
        counts_from(&counted, checked_through) > cx.dates().as_of
    };
    let sets_status =
        move || cx.standing(row).and_then(|standing| standing.since).is_some_and(|change| change.event == position);
    let part = event.partial.then(|| cx.text("event.partial"));
    let certainty = cx.words().certainty(event);
    let words = [Some(cx.word("stage", event.stage.slug())), part, certainty]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let source = move || {
        let facts = cx.facts_with_details();
        facts
            .detail(row)
            .and_then(|detail| detail.evidence.get(position).cloned())
            .map(|evidence| view! { " · "{evidence_view(cx, &evidence)} }.into_any())
            .into_any()
    };
    view! {
        <li class="event" class:ahead=flag(is_ahead) class:current=flag(sets_status)>
            <span class="event-shape">{shape_icon(Shape::of(event.stage), event.certainty != Certainty::Fact)}</span>
            <span class="event-date">{time(cx, event)}</span>
            <span class="event-text">
                {event.label.clone()}
                <span class="event-stage">{words}{follow(source)}</span>
            </span>
        </li>
    }
    .into_any()
}

/// Where the event that set the status of a row is from; nothing while the long texts are on their way.
pub fn source_of_status(cx: Context, row: usize) -> AnyView {
    let facts = cx.facts_with_details();
    let since = cx.standing(row).and_then(|standing| standing.since);
    let evidence = since.and_then(|since| facts.detail(row)?.evidence.get(since.event));
    let Some(evidence) = evidence else { return ().into_any() };
    view! { <p class="hint">{cx.text("standing.source")}" "{evidence_view(cx, evidence)}</p> }.into_any()
}

/// Where an event is from, and whether that page was read.
fn evidence_view(cx: Context, evidence: &Evidence) -> AnyView {
    if evidence.url.is_empty() {
        return cx.text("event.no_source").into_any();
    }
    let checked = if evidence.verified { "event.checked" } else { "event.unchecked" };
    view! { {outside(&evidence.url, site_of(&evidence.url))}" · "{cx.text(checked)} }.into_any()
}
