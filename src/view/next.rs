//! What is next: every step after the as-of date, in order of time, grouped by month, by kind of step, with a calendar file.

use std::sync::Arc;

use leptos::prelude::*;

use super::Context;
use super::follow::{flag, runs};
use super::picture::{kept_picture, painted, picture};
use crate::domain::date::Precision;
use crate::domain::export::calendar::{Entry, calendar, uid};
use crate::domain::progress::upcoming::{Upcoming, upcoming, within};
use crate::drawing::classed;
use crate::drawing::next::{kinds, months};
use crate::view::reactive::Memo;
use crate::web::clock;

/// The steps of the selected initiatives.
pub fn next_view(cx: Context) -> AnyView {
    let ahead = Memo::new(move |_| {
        let (query, as_of) = (&cx.model().query, cx.dates().as_of);
        Arc::new(within(upcoming(&cx.facts(), cx.selection().rows(), as_of), query.from, query.to, as_of))
    });
    let shown = move || {
        let chosen = cx.model().steps.clone();
        let is_shown = |step: &Upcoming| chosen.is_empty() || chosen.contains(&step.step);
        ahead.get().iter().copied().filter(is_shown).collect::<Vec<_>>()
    };
    let kinds = move || vec![cx.read(|scene| kinds(scene, &ahead.get()))];
    let sentence = move || match (shown().len(), ahead.get().is_empty()) {
        (0, true) => cx.text("next.none"),
        (0, false) => cx.text("next.none_of_kind"),
        (n, _) => {
            let (as_of, checked) = (cx.dates().as_of, cx.facts().document().checked_through);
            let key = if as_of < checked { "next.known" } else { "next.summary" };
            cx.say(key, &[("n", n.into()), ("date", cx.date(as_of).into()), ("checked", cx.date(checked).into())])
        }
    };
    let has_day = move |step: &Upcoming| {
        let facts = cx.facts();
        let event = facts.initiative(step.row).and_then(|initiative| initiative.events.get(step.event));
        event.is_some_and(|event| event.date.precision() == Precision::Day)
    };
    let without_day = move || match shown().iter().filter(|step| !has_day(step)).count() {
        0 => String::new(),
        n => cx.say("next.without_day", &[("n", n.into())]),
    };
    let months = move |kept: &mut _| {
        let steps = shown();
        cx.read(|scene| months(scene, &steps, kept))
    };
    view! {
        <div class="account">
            {picture(cx, "painted", kinds)}
            {painted(move || classed("p", "lead").text(sentence()))}
            <p hidden=flag(move || shown().is_empty())>
                {calendar_button(cx, shown)}
                " "
                {painted(move || classed("span", "hint").text(without_day()))}
            </p>
            {kept_picture(cx, "painted", months)}
        </div>
    }
    .into_any()
}

/// A button that saves steps as a calendar file. What is known only to a month or longer is in it as a note.
pub fn calendar_button(cx: Context, steps: impl Fn() -> Vec<Upcoming> + 'static) -> AnyView {
    let save = move |_| {
        let facts = cx.facts();
        let entry = |step: Upcoming| {
            let initiative = facts.initiative(step.row)?;
            let event = initiative.events.get(step.event)?;
            Some(Entry {
                uid: uid(initiative, step.event),
                summary: cx.say(
                    "event.of",
                    &[("initiative", initiative.short.clone().into()), ("label", event.label.clone().into())],
                ),
                description: cx.words().certainty(event).unwrap_or_default(),
                url: cx.address_of(&initiative.id).unwrap_or_default(),
                date: event.date,
            })
        };
        let entries: Vec<Entry> = untrack(&steps).into_iter().filter_map(entry).collect();
        cx.save("security-union.ics", "text/calendar", calendar(&entries, &cx.text("brand.name"), &clock::now()));
    };
    view! { <button type="button" class="primary" on:click=runs(save)>{cx.text("next.calendar")}</button> }.into_any()
}
