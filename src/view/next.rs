//! What is next: every step after the as-of date, in order of time, grouped by month, with a calendar file.

use leptos::prelude::*;

use super::Context;
use super::block::{hint, item};
use super::follow::{follow, runs};
use super::link::initiative_link;
use super::mark::shape_icon;
use super::standing::certainty_word;
use crate::domain::date::Precision;
use crate::domain::export::calendar::{Entry, calendar, uid};
use crate::domain::progress::upcoming::{Upcoming, by_month, upcoming};
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::Certainty;

/// The steps of the selected initiatives.
pub fn next_view(cx: Context) -> AnyView {
    follow(move || {
        let steps = upcoming(&cx.facts(), cx.selection().rows(), cx.dates().as_of);
        if steps.is_empty() {
            return view! { <p class="lead">{cx.text("next.none")}</p> }.into_any();
        }
        let months: Vec<_> = by_month(&steps)
            .into_iter()
            .map(|month| {
                let lines: Vec<_> =
                    steps.get(month.items).unwrap_or_default().iter().map(|step| line(cx, step)).collect();
                view! { <section><h3>{cx.date(month.span)}</h3><ul class="plain upcoming">{lines}</ul></section> }
                    .into_any()
            })
            .collect();
        let n = cx.say("next.summary", &[("n", steps.len().into()), ("date", cx.date(cx.dates().as_of).into())]);
        view! {
            <div class="account">
                <p class="lead">{n}</p>
                {calendar_button(cx, steps)}
                {months}
            </div>
        }
        .into_any()
    })
}

/// One step.
fn line(cx: Context, step: &Upcoming) -> AnyView {
    let facts = cx.facts();
    let Some(initiative) = facts.initiative(step.row) else { return ().into_any() };
    let Some(event) = initiative.events.get(step.event) else { return ().into_any() };
    let kind = [Some(cx.word("step", step.step.slug())), certainty_word(cx, event)];
    let kind = kind.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    // Under a heading of months a step without a day needs no date of its own.
    let date = (event.date.precision() == Precision::Day).then(|| cx.short_date(event.date));
    let short = initiative_link(cx, "", step.row, initiative.short.clone());
    let shape = shape_icon(Shape::of(event.stage), event.certainty != Certainty::Fact);
    let text = view! { <div>{short}": "{event.label.clone()}{hint(kind)}</div> }.into_any();
    item(view! { {shape}<span class="event-date">{date}</span>{text} }.into_any())
}

/// A button that saves steps as a calendar file. What is known only to a month or longer is in it as a note.
pub fn calendar_button(cx: Context, steps: Vec<Upcoming>) -> AnyView {
    let save = move |_| {
        let facts = cx.facts();
        let entries: Vec<Entry> = steps
            .iter()
            .filter_map(|step| {
                let initiative = facts.initiative(step.row)?;
                let event = initiative.events.get(step.event)?;
                Some(Entry {
                    uid: uid(initiative, step.event),
                    summary: cx.say(
                        "event.of",
                        &[("initiative", initiative.short.clone().into()), ("label", event.label.clone().into())],
                    ),
                    description: certainty_word(cx, event).unwrap_or_default(),
                    url: cx.full_address_of(&initiative.id),
                    date: event.date,
                })
            })
            .collect();
        cx.save("security-union.ics", "text/calendar", calendar(&entries, &cx.text("brand.name"), &cx.stamp()));
    };
    view! { <p><button type="button" class="primary" on:click=runs(save)>{cx.text("next.calendar")}</button></p> }
        .into_any()
}
