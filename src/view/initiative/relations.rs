//! What an initiative is connected with: other initiatives both ways, reports, those involved, topics.

use leptos::prelude::*;

use crate::domain::initiative::{Initiative, Target};
use crate::domain::query::Query;
use crate::domain::vocabulary::RelationKind;
use crate::state::Message;
use crate::view::Context;
use crate::view::block::{pair, plain_list, section};
use crate::view::link::{initiative_link, link, outside};

/// Relations both ways, by what they say.
pub fn relations(cx: Context, row: usize, initiative: &Initiative) -> Option<AnyView> {
    let facts = cx.facts();
    let mut groups: Vec<(String, Vec<AnyView>)> = Vec::new();
    let mut add = |key: String, view: AnyView| match groups.iter_mut().find(|(known, _)| *known == key) {
        Some((_, views)) => views.push(view),
        None => groups.push((key, vec![view])),
    };
    for relation in &initiative.relations {
        add(format!("relation.{}", relation.kind.slug()), target(cx, relation.to));
    }
    for (kind, other) in facts.incoming(row) {
        let is_mutual = *kind == RelationKind::Complements;
        let other = Target::Initiative(*other);
        let is_known = initiative.relations.iter().any(|own| own.to == other && own.kind == *kind);
        if !(is_mutual && is_known) {
            let direction = if is_mutual { "relation" } else { "relation_back" };
            add(format!("{direction}.{}", kind.slug()), target(cx, other));
        }
    }
    let groups: Vec<_> = groups.into_iter().map(|(key, views)| pair(cx.text(&key), plain_list(views))).collect();
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
