//! The selection as a table with sortable columns: everything the other views show is here, and find-in-page finds it.

use leptos::prelude::*;

use super::Context;
use super::follow::{flag, follow, maybe, sends, text};
use super::link::initiative_link;
use super::list::all_rows_in_order;
use super::marked::marked;
use super::standing::{last_event, next_event, status_word, time};
use crate::domain::initiative::{Event, Initiative};
use crate::state::{Message, Sort};

/// The columns, with what each sorts by.
const COLUMNS: [(&str, Sort); 6] = [
    ("table.initiative", Sort::Title),
    ("table.area", Sort::Area),
    ("table.kind", Sort::Kind),
    ("table.status", Sort::Status),
    ("table.last", Sort::LastChange),
    ("table.next", Sort::NextStep),
];

/// The table. It scrolls sideways by itself where it must, and can be scrolled by keyboard.
pub fn table(cx: Context) -> impl IntoView {
    let heads: Vec<_> = COLUMNS.iter().map(|(key, sort)| head(cx, key, *sort)).collect();
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=cx.text("table.caption")>
            <table>
                <caption class="unseen">{cx.text("table.caption")}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody><For each=move || all_rows_in_order(cx) key=|row| *row children=move |row| line(cx, row)/></tbody>
            </table>
        </div>
    }
}

fn head(cx: Context, key: &'static str, sort: Sort) -> AnyView {
    let direction = move || match (cx.model().sort == sort, cx.model().is_reversed) {
        (true, false) => Some("ascending"),
        (true, true) => Some("descending"),
        (false, _) => None,
    };
    let arrow = move || match direction() {
        Some("ascending") => "↑",
        Some(_) => "↓",
        None => "",
    };
    view! {
        <th scope="col" aria-sort=maybe(move || direction().map(Into::into))>
            <button type="button" on:click=sends(cx, Message::SortBy(sort))>
                {cx.text(key)}<span class="arrow" aria-hidden="true">{text(move || arrow().into())}</span>
            </button>
        </th>
    }
    .into_any()
}

fn line(cx: Context, row: usize) -> AnyView {
    let facts = cx.facts();
    let Some(initiative) = facts.initiative(row).cloned() else { return ().into_any() };
    let area = facts.document().areas.get(initiative.area).map(|area| format!("{} {}", area.number, area.short));
    let kind = cx.word("kind", initiative.kind.slug());
    let status = follow(move || cx.standing(row).map(|standing| status_word(cx, standing.status)).into_any());
    let for_next = initiative.clone();
    let for_last = initiative.clone();
    let last = follow(move || last_event(cx, &for_last, row).map(|event| step(cx, event)).into_any());
    let next = follow(move || next_event(cx, &for_next, row).map(|event| step(cx, event)).into_any());
    // The reason in short: the step that set the status, and its day.
    let for_since = initiative.clone();
    let since = move || {
        let since = cx.standing(row).and_then(|standing| for_since.events.get(standing.since?.event));
        since.map(|event| cx.words().happening(event)).unwrap_or_default()
    };
    let is_hidden = move || !cx.is_selected(row);
    view! {
        <tr hidden=flag(is_hidden)>
            <th scope="row">
                {initiative_link(cx, "", row, marked(cx, row, initiative.short.clone()))}
                {number(&initiative).map(|number| view! { <span class="number">{marked(cx, row, number)}</span> }.into_any())}
            </th>
            <td>{area}</td>
            <td>{kind}</td>
            <td>{status}<span class="number">{text(since)}</span></td>
            <td>{last}</td>
            <td>{next}</td>
        </tr>
    }
    .into_any()
}

/// The number by which an initiative is known: the act's, else the document's.
fn number(initiative: &Initiative) -> Option<String> {
    initiative.refs.celex.clone().or(initiative.refs.com.clone())
}

fn step(cx: Context, event: &Event) -> AnyView {
    let certainty = cx.words().certainty(event).map(|word| format!(" ({word})"));
    view! { <span class="step-date">{time(cx, event)}</span>" "{event.label.clone()}{certainty} }.into_any()
}
