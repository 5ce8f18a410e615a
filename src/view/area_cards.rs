//! The areas side by side: how many initiatives, where they stand, what comes next. A card is a filter; its title opens
//! the area's text.

use leptos::prelude::*;

use super::Context;
use super::bar::status_bar;
use super::follow::{aria_flag, flag, follow, sends};
use super::link::outside;
use crate::domain::initiative::{Area, Event};
pub use crate::domain::official_page::site_of as site;
use crate::domain::order::sort_positions;
use crate::domain::query::Facet;
use crate::domain::vocabulary::{Certainty, Status};
use crate::state::preset::Lock;
use crate::state::{Message, Model};

/// One card an area, in the document's order and number, and the text of the one that is open.
pub fn area_cards(cx: Context) -> impl IntoView {
    let facts = cx.facts();
    let cards: Vec<_> = (0..facts.document().areas.len()).map(|position| card(cx, position)).collect();
    let opened = cx.only(|model| Model { area_text: model.area_text, ..Model::default() });
    view! {
        <section class="areas" aria-labelledby="areas-heading">
            <h2 id="areas-heading" class="unseen">{cx.text("areas.heading")}</h2>
            <ul class="area-cards">{cards}</ul>
            {follow(move || open_text(cx, opened))}
        </section>
    }
}

fn card(cx: Context, position: usize) -> AnyView {
    let facts = cx.facts();
    let Some(area) = facts.document().areas.get(position) else { return ().into_any() };
    let number = area.number;
    let rows: Vec<usize> =
        facts.column(Facet::Area).get(position).map(|rows| rows.ones().collect()).unwrap_or_default();
    let is_open = move || cx.model().area_text == Some(number);
    let is_chosen = move || cx.model().query.areas.contains(&number);
    let toggle = Message::Toggle(Facet::Area, number.to_string());
    let figures = {
        let rows = rows.clone();
        move || figures(cx, &rows)
    };
    view! {
        <li class="area-card" class:chosen=flag(is_chosen)>
            <span class="area-number" aria-hidden="true">{number.to_string()}</span>
            <h3>
                <button type="button" class="area-title" id=format!("area-title-{number}") aria-expanded=aria_flag(is_open) aria-controls="area-text"
                    on:click=sends(cx, Message::ToggleAreaText(number))>
                    {area.short.clone()}
                </button>
            </h3>
            <button type="button" class="area-figures" aria-pressed=aria_flag(is_chosen)
                disabled=flag(move || cx.is_locked(Lock::Facet(Facet::Area))) on:click=sends(cx, toggle)>
                <span class="unseen">{cx.say("areas.filter", &[("area", area.short.clone().into())])}" "</span>
                {follow(figures)}
            </button>
        </li>
    }
    .into_any()
}

/// The numbers, the bar and the next step of the rows of an area.
fn figures(cx: Context, rows: &[usize]) -> AnyView {
    let statuses = cx.statuses();
    let counts = statuses.counts(rows.iter().copied());
    let before = statuses.counts_before(rows.iter().copied());
    let count = |counts: &[usize; 7], status: Status| counts.get(status as usize).copied().unwrap_or_default();
    let next = next_of(cx, rows).map_or(cx.text("areas.no_next"), |(short, event)| {
        cx.say("areas.next", &[("initiative", short.into()), ("date", cx.short_date(event.date).into())])
    });
    let number = |key: &'static str, n: usize| {
        cx.parts(key, &[("total", rows.len().into())])
            .into_iter()
            .map(move |part| match part {
                crate::language::Part::Text(text) => text.into_any(),
                crate::language::Part::Slot(_) => view! { <b>{cx.words().format().number(n)}</b> }.into_any(),
            })
            .collect::<Vec<_>>()
    };
    view! {
        <span class="figures">
            <span>{number("areas.in_effect", count(&counts, Status::InEffect))}</span>" "
            <span>{number("areas.adopted", count(&counts, Status::Adopted))}</span>
        </span>
        {status_bar(counts, count(&before, Status::InEffect))}
        <span class="next">{next}</span>
    }
    .into_any()
}

/// The next step after the as-of date among the rows, with the short title of its initiative. A step that is only known
/// to the year is not the next one while another has a nearer end.
fn next_of(cx: Context, rows: &[usize]) -> Option<(String, Event)> {
    let as_of = cx.dates().as_of;
    let facts = cx.facts();
    let ahead = rows.iter().filter_map(|row| facts.initiative(*row)).flat_map(|initiative| {
        let events = initiative.events.iter().filter(|event| event.date.first() > as_of);
        events.map(move |event| (initiative, event))
    });
    ahead
        .min_by_key(|(_, event)| event.date.last())
        .map(|(initiative, event)| (initiative.short.clone(), event.clone()))
}

/// The text of the open area: what it is about, what the report and the newsroom item say, what is next.
fn open_text(cx: Context, opened: Memo<Model>) -> AnyView {
    let facts = cx.facts();
    let open = opened.get().area_text;
    let area = facts.document().areas.iter().find(|area| Some(area.number) == open).cloned();
    view! { <div id="area-text" class="area-text" hidden=open.is_none()>{area.map(|area| text(cx, &area))}</div> }
        .into_any()
}

fn text(cx: Context, area: &Area) -> AnyView {
    let facts: Vec<_> = area
        .highlights
        .iter()
        .map(|highlight| {
            view! { <li>{highlight.text.clone()}" "<span class="source">{outside(&highlight.url, site(&highlight.url))}</span></li> }
                .into_any()
        })
        .collect();
    let sources: Vec<_> = area
        .sources
        .iter()
        .map(|source| view! { <li>{outside(&source.url, source.title.clone())}</li> }.into_any())
        .collect();
    let number = area.number;
    let position = cx.facts().document().areas.iter().position(|other| other.number == number);
    let upcoming: Vec<_> = position.map(|position| upcoming(cx, position)).unwrap_or_default();
    view! {
        <h3>{area.title.clone()}</h3>
        <div class="area-columns">
            <div>
                <p class="lead">{area.summary.clone()}</p>
                {(!upcoming.is_empty()).then(|| view! { <h4>{cx.text("areas.upcoming")}</h4><ul class="plain">{upcoming}</ul> }.into_any())}
            </div>
            <div>
                <h4>{cx.text("areas.facts")}</h4>
                <ul>{facts}</ul>
                <h4>{cx.text("sources.heading")}</h4>
                <ul>{sources}</ul>
            </div>
        </div>
        <button type="button" class="quiet" on:click=sends(cx, Message::ToggleAreaText(number))>
            {cx.text("areas.close")}
        </button>
    }
    .into_any()
}

/// The next few steps of an area.
fn upcoming(cx: Context, position: usize) -> Vec<AnyView> {
    let facts = cx.facts();
    let as_of = cx.dates().as_of;
    let in_area = facts.initiatives().iter().enumerate().filter(|(_, initiative)| initiative.area == position);
    let ahead: Vec<(usize, Event)> = in_area
        .flat_map(|(row, initiative)| initiative.events.iter().map(move |event| (row, event.clone())))
        .filter(|(_, event)| event.date.first() > as_of && event.certainty != Certainty::Fact)
        .collect();
    let date = |position: usize| ahead.get(position).map(|(_, event)| event.date);
    let mut order: Vec<usize> = (0..ahead.len()).collect();
    sort_positions(&mut order, &|a, b| date(a).cmp(&date(b)));
    order
        .into_iter()
        .take(4)
        .filter_map(|position| ahead.get(position).cloned())
        .map(|(row, event)| {
            let short = facts.initiative(row).map(|initiative| initiative.short.clone()).unwrap_or_default();
            view! { <li>{super::link::initiative_link(cx, "", row, short)}" · "{cx.words().happening(&event)}</li> }
                .into_any()
        })
        .collect()
}
