//! What is next: every step after the as-of date, in order of time, grouped by month, by kind of step, with a calendar file.

use std::sync::Arc;

use leptos::prelude::*;

use super::Context;
use super::block::{hint, item};
use super::follow::{aria_flag, flag, follow, runs, sends, text};
use super::link::initiative_link;
use super::mark::shape_icon;
use crate::domain::date::Precision;
use crate::domain::export::calendar::{Entry, calendar, uid};
use crate::domain::progress::upcoming::{Step, Upcoming, by_month, upcoming};
use crate::domain::progress::who::Who;
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::Certainty;
use crate::state::Message;

/// The steps of the selected initiatives.
pub fn next_view(cx: Context) -> AnyView {
    let ahead = Memo::new(move |_| Arc::new(upcoming(&cx.facts(), cx.selection().rows(), cx.dates().as_of)));
    let body = move || {
        let chosen = cx.model().steps.clone();
        let all = ahead.get();
        let is_shown = |step: &Upcoming| chosen.is_empty() || chosen.contains(&step.step);
        let steps: Vec<Upcoming> = all.iter().copied().filter(is_shown).collect();
        if steps.is_empty() {
            let key = if all.is_empty() { "next.none" } else { "next.none_of_kind" };
            return view! { <p class="lead">{cx.text(key)}</p> }.into_any();
        }
        let months: Vec<_> = by_month(&steps)
            .into_iter()
            .map(|month| {
                let lines: Vec<_> =
                    steps.get(month.items).unwrap_or_default().iter().map(|step| line(cx, step)).collect();
                let heading = first_upper(&cx.words().span(month.span));
                view! { <section><h3>{heading}</h3><ul class="plain upcoming">{lines}</ul></section> }.into_any()
            })
            .collect();
        let n = cx.say("next.summary", &[("n", steps.len().into()), ("date", cx.date(cx.dates().as_of).into())]);
        view! { <p class="lead">{n}</p>{calendar_button(cx, steps)}{months} }.into_any()
    };
    let kinds: Vec<_> = Step::ALL.iter().map(|step| kind(cx, ahead, *step)).collect();
    let is_all = move || cx.model().steps.is_empty();
    view! {
        <div class="account">
            <div class="step-kinds" role="group" aria-label=cx.text("next.kinds")>
                <button type="button" class="chip" aria-pressed=aria_flag(is_all) on:click=sends(cx, Message::ToggleStep(None))>
                    {cx.text("next.all")}
                </button>
                {kinds}
            </div>
            {follow(body)}
        </div>
    }
    .into_any()
}

/// A kind of step with how many are ahead; one that has none cannot be chosen.
fn kind(cx: Context, ahead: Memo<Arc<Vec<Upcoming>>>, step: Step) -> AnyView {
    let n = move || ahead.get().iter().filter(|ahead| ahead.step == step).count();
    let is_chosen = move || cx.model().steps.contains(&step);
    let label = move || cx.say("step.by", &[("step", cx.word("step", step.slug()).into()), ("n", n().into())]);
    view! {
        <button type="button" class="chip" aria-pressed=aria_flag(is_chosen)
            disabled=flag(move || n() == 0 && !is_chosen()) on:click=sends(cx, Message::ToggleStep(Some(step)))>
            {text(label)}
        </button>
    }
    .into_any()
}

/// A text as a heading. Only of the letters of ASCII: the tables of all others would weigh 10 KB.
fn first_upper(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| [first.to_ascii_uppercase()].into_iter().chain(rest).collect()).unwrap_or_default()
}

/// One step.
fn line(cx: Context, step: &Upcoming) -> AnyView {
    let facts = cx.facts();
    let Some(initiative) = facts.initiative(step.row) else { return ().into_any() };
    let Some(event) = initiative.events.get(step.event) else { return ().into_any() };
    let who = Who::of(initiative.kind, event);
    let who = who.map(|who| cx.say("standing.to_act", &[("who", cx.word("who", who.slug()).into())]));
    let when = (event.date.precision() != Precision::Day).then(|| cx.words().when(event));
    let kind = [Some(cx.word("step", step.step.slug())), when, cx.words().certainty(event), who];
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
                    description: cx.words().certainty(event).unwrap_or_default(),
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
