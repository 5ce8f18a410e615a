//! The selection as cards: what it is, where it stands, what was last and what is next.

use leptos::prelude::*;

use super::Context;
use super::follow::{flag, follow, text};
use super::link::initiative_link;
use super::marked::marked;
use super::standing::{certainty_word, next_event, reason, status_word, time};
use super::timeline::mini_timeline;
use crate::domain::initiative::Event;
use crate::domain::order::ordered;

/// Every row once, in the order of the selection; what is not selected is hidden.
pub fn list(cx: Context) -> impl IntoView {
    view! {
        <ol class="cards">
            <For each=move || all_rows_in_order(cx) key=|row| *row children=move |row| card(cx, row)/>
        </ol>
    }
}

/// The selected rows in their order, then all others: rows stay mounted, because rows that come and go leak.
pub fn all_rows_in_order(cx: Context) -> Vec<usize> {
    let facts = cx.facts();
    let selection = cx.selection();
    let model = cx.model();
    let words = cx.words();
    let compare = |a: &str, b: &str| words.format().compare(a, b);
    let mut rows = ordered(&facts, &selection, &cx.statuses(), model.sort, model.is_reversed, &compare);
    rows.extend((0..facts.initiatives().len()).filter(|row| !selection.contains(*row)));
    rows
}

fn card(cx: Context, row: usize) -> AnyView {
    let facts = cx.facts();
    let Some(initiative) = facts.initiative(row).cloned() else { return ().into_any() };
    let area = facts.document().areas.get(initiative.area);
    let place = area.map(|area| format!("{} {}", area.number, area.short)).unwrap_or_default();
    let kind = cx.word("kind", initiative.kind.slug());
    let status = follow(move || cx.standing(row).map(|standing| status_word(cx, standing.status)).into_any());
    let summary = follow(move || {
        let facts = cx.facts_with_details();
        facts
            .detail(row)
            .map(|detail| view! { <p class="summary">{marked(cx, row, detail.summary.clone())}</p> })
            .into_any()
    });
    let steps = {
        let initiative = initiative.clone();
        follow(move || {
            // What set the status is in the reason already.
            let standing = cx.standing(row);
            let said = standing.and_then(|standing| standing.since.map(|since| since.event));
            let last = standing.and_then(|standing| standing.last).filter(|last| Some(*last) != said);
            let last = last.and_then(|last| initiative.events.get(last)).map(|event| step(cx, "list.last", event));
            let next = next_event(cx, &initiative, row).map(|event| step(cx, "list.next", event));
            (last, next).into_any()
        })
    };
    let is_hidden = move || !cx.is_selected(row);
    view! {
        <li class="card" hidden=flag(is_hidden)>
            <div class="card-head">
                <h3>{initiative_link(cx, "", row, marked(cx, row, initiative.short.clone()))}</h3>
                {status}
            </div>
            <p class="card-place">{kind}" · "{place}</p>
            {summary}
            {mini_timeline(cx, row)}
            <p class="reason">{text(move || reason(cx, row))}</p>
            <dl class="steps">{steps}</dl>
        </li>
    }
    .into_any()
}

fn step(cx: Context, key: &str, event: &Event) -> AnyView {
    let certainty = certainty_word(cx, event).map(|word| format!(" ({word})"));
    view! { <div><dt>{cx.text(key)}</dt><dd>{time(cx, event)}" "{event.label.clone()}{certainty}</dd></div> }.into_any()
}
