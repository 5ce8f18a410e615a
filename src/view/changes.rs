//! What changed between the baseline and the as-of date, by area, in sentences with their steps.

use leptos::prelude::*;

use super::Context;
use super::block::{hint, item};
use super::follow::follow;
use super::headline::baseline_name;
use super::link::initiative_link;
use super::mark::status_icon;
use super::standing::event_phrase;
use crate::domain::progress::changes::{Changes, Moved, Movement, changes};

/// The account. It speaks of the selected initiatives.
pub fn changes_view(cx: Context) -> AnyView {
    follow(move || {
        let facts = cx.facts();
        let selection = cx.selection();
        let changes = changes(&facts, selection.rows(), &cx.statuses());
        let areas: Vec<_> = (0..facts.document().areas.len()).map(|area| area_changes(cx, area, &changes)).collect();
        view! { <div class="account"><p class="lead">{summary(cx, &changes)}</p>{areas}</div> }.into_any()
    })
}

/// How many went which way, in a sentence.
fn summary(cx: Context, changes: &Changes) -> String {
    let dates = cx.dates();
    let n = |kind: Movement| changes.moved.iter().filter(|moved| moved.kind == kind).count();
    let words = cx.words();
    let ways: Vec<String> = Movement::ALL
        .iter()
        .filter(|kind| n(**kind) > 0)
        .map(|kind| cx.say(&format!("changes.n_{}", kind.slug()), &[("n", n(*kind).into())]))
        .chain((changes.n_unchanged > 0).then(|| cx.say("changes.n_unchanged", &[("n", changes.n_unchanged.into())])))
        .collect();
    let from = match cx.facts().stop_on(dates.baseline) {
        Some(_) => {
            cx.say("changes.stop", &[("name", baseline_name(cx).into()), ("date", cx.date(dates.baseline).into())])
        }
        None => cx.date(dates.baseline),
    };
    let key = if changes.moved.is_empty() { "changes.none" } else { "changes.summary" };
    let list = words.format().list(&ways);
    cx.say(key, &[("from", from.into()), ("to", cx.date(dates.as_of).into()), ("list", list.into())])
}

/// What moved in one area; nothing when nothing did.
fn area_changes(cx: Context, area: usize, changes: &Changes) -> Option<AnyView> {
    let facts = cx.facts();
    let known = facts.document().areas.get(area)?;
    let in_area = |moved: &&Moved| facts.initiative(moved.row).is_some_and(|initiative| initiative.area == area);
    let moved: Vec<&Moved> = changes.moved.iter().filter(in_area).collect();
    if moved.is_empty() {
        return None;
    }
    let ways: Vec<_> = Movement::ALL
        .iter()
        .filter_map(|kind| {
            let items: Vec<_> = moved.iter().filter(|moved| moved.kind == *kind).map(|moved| line(cx, moved)).collect();
            (!items.is_empty()).then(|| {
                let heading = cx.word("movement", kind.slug());
                view! { <h4>{heading}</h4><ul class="plain moves">{items}</ul> }.into_any()
            })
        })
        .collect();
    Some(
        view! {
            <section>
                <h3><span class="area-number">{known.number.to_string()}</span>{known.short.clone()}</h3>
                {ways}
            </section>
        }
        .into_any(),
    )
}

/// One initiative: from where to where, and through which steps.
fn line(cx: Context, moved: &Moved) -> AnyView {
    let facts = cx.facts();
    let Some(initiative) = facts.initiative(moved.row) else { return ().into_any() };
    let status = |status: crate::domain::vocabulary::Status| cx.word("status", status.slug());
    let way = match moved.kind {
        Movement::New => cx.say("changes.to", &[("to", status(moved.to).into())]),
        _ => cx.say("changes.from_to", &[("from", status(moved.from).into()), ("to", status(moved.to).into())]),
    };
    let steps = moved.steps.iter().filter_map(|position| initiative.events.get(*position));
    let steps: Vec<String> = steps.map(|event| event_phrase(cx, event)).collect();
    let short = initiative_link(cx, "", moved.row, initiative.short.clone());
    item(view! { {status_icon(moved.to)}<div>{short}" "{way}{hint(steps.join("; "))}</div> }.into_any())
}
