//! One initiative: what it is, where it stands and why, its own timeline with the source of every event, its references,
//! its relations both ways, who is involved.

mod events;
mod references;
mod relations;

use leptos::prelude::*;

use self::events::{events, source_of_status};
use self::references::references;
use self::relations::{actors, relations, topics};
use super::block::{hint, plain_list, section};
use super::follow::{flag, follow, text};
use super::link::{initiative_link, link, outside};
use super::list::rows_in_order;
use super::next::calendar_button;
use super::progress::peers;
use super::standing::{next_step, reason, status_word};
use super::timeline::single_timeline;
use super::{Context, DetailsState, Surroundings};
use crate::domain::official_page::site_of;
use crate::domain::progress::upcoming::upcoming;
use crate::state::Message;

/// The page of an initiative; for an id that the data does not have, a way back.
pub fn initiative(cx: Context, id: &str) -> AnyView {
    let facts = cx.facts();
    let found = facts.row(id).and_then(|row| facts.initiative(row).cloned().map(|initiative| (row, initiative)));
    let Some((row, initiative)) = found else { return unknown(cx, id) };
    let document = facts.document();
    let area = document.areas.get(initiative.area);
    let place = area.map(|area| format!("{} {}", area.number, area.title)).unwrap_or_default();
    let also: Vec<String> = initiative
        .also
        .iter()
        .filter_map(|position| document.areas.get(*position))
        .map(|area| area.short.clone())
        .collect();
    let also =
        (!also.is_empty()).then(|| cx.say("initiative.also", &[("areas", cx.words().format().list(&also).into())]));
    let status = follow(move || cx.standing(row).map(|standing| status_word(cx, standing.status)).into_any());
    let title = (initiative.title != initiative.short)
        .then(|| view! { <p class="full-title">{initiative.title.clone()}</p> }.into_any());

    let timeline = single_timeline(cx, row).into_any();

    view! {
        <article class="initiative">
            <p class="back">{link(cx, "", Message::Explore, cx.text("initiative.back"))}</p>
            <p class="eyebrow">{cx.word("kind", initiative.kind.slug())}" · "{place}</p>
            <h1 tabindex="-1" node_ref=cx.targets.heading>{initiative.short.clone()}</h1>
            {title}
            <div class="standing">
                <p class="standing-status">{status}</p>
                <p>{text(move || reason(cx, row))}" "{text(move || next_step(cx, row))}</p>
                {follow(move || source_of_status(cx, row))}
            </div>
            {follow(move || summary(cx, row))}
            {also.map(hint)}
            {section("events-heading", cx.text("initiative.events"), timeline)}
            <div class="initiative-body">
                {events(cx, row, &initiative)}
                <div class="initiative-side">
                    {references(cx, &initiative.refs)}
                    {relations(cx, row)}
                    {actors(cx, &initiative)}
                    {topics(cx, &initiative)}
                    {follow(move || sources(cx, row).into_any())}
                    {hint(cx.word("confidence", initiative.confidence.slug()))}
                </div>
            </div>
            {peers(cx, row)}
            {calendar_of(cx, row)}
            {neighbours(cx, row)}
        </article>
    }
    .into_any()
}

/// Its steps ahead as a calendar file, if it has any.
fn calendar_of(cx: Context, row: usize) -> AnyView {
    let steps = move || upcoming(&cx.facts(), &[row], cx.dates().as_of);
    view! { <p hidden=flag(move || steps().is_empty())>{calendar_button(cx, steps)}</p> }.into_any()
}

fn unknown(cx: Context, id: &str) -> AnyView {
    view! {
        <article class="initiative">
            <h1 tabindex="-1" node_ref=cx.targets.heading>{cx.text("initiative.unknown")}</h1>
            <p class="lead">{cx.say("initiative.unknown_id", &[("id", id.into())])}</p>
            <p>{link(cx, "", Message::Explore, cx.text("initiative.back"))}</p>
        </article>
    }
    .into_any()
}

fn summary(cx: Context, row: usize) -> AnyView {
    let Surroundings { catalogue, details, .. } = cx.surroundings();
    match (catalogue.detail(row), details) {
        (Some(detail), _) => view! { <p class="lead">{detail.summary.clone()}</p> }.into_any(),
        (None, DetailsState::Failed) => ().into_any(),
        (None, _) => view! { <p class="lead waiting">{cx.text("initiative.waiting")}</p> }.into_any(),
    }
}

/// Pages to read.
fn sources(cx: Context, row: usize) -> Option<AnyView> {
    let facts = cx.facts_with_details();
    let titled = facts.detail(row)?.sources.iter().filter(|source| !source.title.is_empty());
    let items: Vec<_> = titled
        .map(|source| {
            let page = outside(&source.url, source.title.clone());
            view! { {page}" "<span class="source">{site_of(&source.url)}</span> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| section("sources-heading", cx.text("sources.heading"), plain_list(items)))
}

/// The previous and the next initiative of the selection, in its order.
fn neighbours(cx: Context, row: usize) -> AnyView {
    follow(move || {
        let n = cx.selection().len();
        let rows = rows_in_order(cx);
        let position = rows.iter().position(|other| *other == row);
        let at = |position: Option<usize>| position.and_then(|position| rows.get(position).copied());
        let previous = at(position.and_then(|position| position.checked_sub(1)));
        let next = at(position.map(|position| position + 1));
        let neighbour = |key: &str, row: Option<usize>| {
            let facts = cx.facts();
            row.and_then(|row| facts.initiative(row).map(|initiative| (row, initiative.short.clone()))).map(
                |(row, short)| {
                    view! { <div><span class="hint">{cx.text(key)}</span>{initiative_link(cx, "", row, short)}</div> }
                        .into_any()
                },
            )
        };
        let place = position
            .map(|position| cx.say("initiative.position", &[("position", (position + 1).into()), ("n", n.into())]));
        view! {
            <nav class="neighbours" aria-label=cx.text("initiative.neighbours")>
                {neighbour("initiative.previous", previous)}
                <p class="hint">{place}</p>
                {neighbour("initiative.next", next)}
            </nav>
        }
        .into_any()
    })
}
