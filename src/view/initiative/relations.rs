//! What an initiative is connected with: other initiatives both ways, reports, those involved, topics.

use leptos::prelude::*;

use crate::domain::initiative::{Initiative, Target};
use crate::domain::query::Query;
use crate::state::Message;
use crate::view::Context;
use crate::view::block::{pair, plain_list, section};
use crate::view::link::{initiative_link, link, outside};

/// Relations both ways, by what they say.
pub fn relations(cx: Context, row: usize) -> Option<AnyView> {
    let groups: Vec<_> = cx
        .facts()
        .relations(row)
        .into_iter()
        .map(|(kind, is_back, ends)| {
            let said = cx.word(if is_back { "relation_back" } else { "relation" }, kind.slug());
            pair(said, plain_list(ends.into_iter().map(|end| target(cx, end)).collect()))
        })
        .collect();
    (!groups.is_empty()).then(|| {
        let list = view! { <dl class="refs">{groups}</dl> }.into_any();
        section("relations-heading", cx.text("initiative.relations"), list)
    })
}

/// The far end of a relation: an initiative, or a report with its page.
fn target(cx: Context, target: Target) -> AnyView {
    let facts = cx.facts();
    match target {
        Target::Initiative(row) => {
            let short = facts.initiative(row).map(|initiative| initiative.short.clone()).unwrap_or_default();
            initiative_link(cx, "", row, short)
        }
        Target::Stop(position) => {
            let stop = facts.document().stops.get(position);
            let short = stop.map(|stop| stop.short.clone()).unwrap_or_default();
            match stop.and_then(|stop| stop.sources.first()) {
                Some(source) => outside(&source.url, short),
                None => short.into_any(),
            }
        }
    }
}

/// Who is involved: each leads to all its initiatives.
pub fn actors(cx: Context, initiative: &Initiative) -> Option<AnyView> {
    let facts = cx.facts();
    let actors = initiative.actors.iter().filter_map(|position| facts.document().actors.get(*position));
    let items: Vec<_> = actors
        .map(|actor| {
            let query = Query { actors: vec![actor.id.clone()], ..Query::default() };
            let name = link(cx, "", Message::ShowOnly(Box::new(query)), actor.name.clone());
            view! { {name}<span class="role">{actor.role.clone()}</span> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| section("actors-heading", cx.text("initiative.actors"), plain_list(items)))
}

/// Its topics: each leads to all its initiatives.
pub fn topics(cx: Context, initiative: &Initiative) -> Option<AnyView> {
    let facts = cx.facts();
    let topics = initiative.topics.iter();
    let items: Vec<_> = topics
        .filter_map(|position| facts.document().topics.get(*position).map(|topic| (*position, topic.id.clone())))
        .map(|(position, id)| {
            let query = Query { topics: vec![id], ..Query::default() };
            link(cx, "", Message::ShowOnly(Box::new(query)), cx.topic(position))
        })
        .collect();
    (!items.is_empty()).then(|| section("topics-heading", cx.text("initiative.topics"), plain_list(items)))
}
