//! One initiative: what it is, where it stands and why, its own timeline with the source of every event, its references,
//! its relations both ways, who is involved.

use leptos::prelude::*;

use super::area_cards::site;
use super::follow::{flag, follow, text};
use super::link::{initiative_link, link, outside};
use super::list::all_rows_in_order;
use super::mark::{Shape, shape_icon};
use super::standing::{certainty_word, next_step, reason, status_word, time};
use super::timeline::single_timeline;
use super::{Context, DetailsState, Surroundings};
use crate::domain::initiative::{Event, Evidence, Initiative, Refs, Target};
use crate::domain::official_page::{eur_lex, law_tracker, legislative_observatory};
use crate::domain::progress::status::counts_from;
use crate::domain::query::Query;
use crate::domain::vocabulary::RelationKind;
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

    view! {
        <article class="initiative">
            <p class="back">{link(cx, "", Message::Explore, cx.text("initiative.back"))}</p>
            <p class="eyebrow">{cx.word("kind", initiative.kind.slug())}" · "{place}</p>
            <h1 tabindex="-1" node_ref=cx.targets.heading>{initiative.short.clone()}</h1>
            {title}
            <div class="standing">
                <p class="standing-status">{status}</p>
                <p>{text(move || reason(cx, row))}" "{text(move || next_step(cx, row))}</p>
            </div>
            {follow(move || summary(cx, row))}
            {also.map(|also| view! { <p class="hint">{also}</p> }.into_any())}
            <section aria-labelledby="events-heading">
                <h2 id="events-heading">{cx.text("initiative.events")}</h2>
                {single_timeline(cx, row)}
                {events(cx, row, &initiative)}
            </section>
            <div class="initiative-columns">
                {references(cx, &initiative.refs)}
                {relations(cx, row, &initiative)}
                {actors(cx, &initiative)}
                {topics(cx, &initiative)}
                {follow(move || sources(cx, row).into_any())}
            </div>
            <p class="hint">{cx.word("confidence", initiative.confidence.slug())}</p>
            {neighbours(cx, row)}
        </article>
    }
    .into_any()
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

/// The events in order of time, each with its source and whether that was checked.
fn events(cx: Context, row: usize, initiative: &Initiative) -> impl IntoView {
    let events: Vec<_> =
        initiative.events.iter().enumerate().map(|(position, event)| event_item(cx, row, position, event)).collect();
    view! { <ol class="events">{events}</ol> }
}

fn event_item(cx: Context, row: usize, position: usize, event: &Event) -> AnyView {
    let counted = event.clone();
    let is_ahead = move || {
        let checked_through = cx.facts().document().checked_through;
        counts_from(&counted, checked_through) > cx.dates().as_of
    };
    let sets_status =
        move || cx.standing(row).and_then(|standing| standing.since).is_some_and(|change| change.event == position);
    let part = event.partial.then(|| cx.text("event.partial"));
    let certainty = certainty_word(cx, event);
    let words = [Some(cx.word("stage", event.stage.slug())), part, certainty]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ");
    let source = move || {
        let facts = cx.facts_with_details();
        facts
            .detail(row)
            .and_then(|detail| detail.evidence.get(position).cloned())
            .map(|evidence| evidence_view(cx, &evidence))
            .into_any()
    };
    view! {
        <li class="event" class:ahead=flag(is_ahead) class:current=flag(sets_status)>
            <span class="event-shape">{shape_icon(Shape::of(event.stage), event.certainty)}</span>
            <span class="event-date">{time(cx, event)}</span>
            <span class="event-text">
                {event.label.clone()}
                <span class="event-stage">{words}{follow(source)}</span>
            </span>
        </li>
    }
    .into_any()
}

/// Where an event is from, and whether that page was read.
fn evidence_view(cx: Context, evidence: &Evidence) -> AnyView {
    if evidence.url.is_empty() {
        return view! { " · "{cx.text("event.no_source")} }.into_any();
    }
    let checked = if evidence.verified { "event.checked" } else { "event.unchecked" };
    view! { " · "{outside(&evidence.url, site(&evidence.url))}" · "{cx.text(checked)} }.into_any()
}

/// Official references with links to EUR-Lex, OEIL and the EU Law Tracker.
fn references(cx: Context, refs: &Refs) -> Option<AnyView> {
    let mut lines: Vec<(&str, AnyView)> = Vec::new();
    if let Some(celex) = &refs.celex {
        lines.push(("ref.celex", outside(&eur_lex(celex), celex.clone())));
    }
    if let Some(oj) = &refs.oj {
        lines.push(("ref.oj", oj.clone().into_any()));
    }
    match (&refs.com, &refs.proposal_celex) {
        (Some(com), Some(celex)) => lines.push(("ref.com", outside(&eur_lex(celex), com.clone()))),
        (Some(com), None) => lines.push(("ref.com", com.clone().into_any())),
        (None, Some(celex)) => lines.push(("ref.proposal", outside(&eur_lex(celex), celex.clone()))),
        (None, None) => {}
    }
    if let Some(procedure) = &refs.procedure {
        lines.push(("ref.procedure", procedure_links(cx, procedure)));
    }
    if let Some(repeals) = &refs.repeals {
        lines.push(("ref.repeals", repeals.clone().into_any()));
    }
    if lines.is_empty() {
        return None;
    }
    let lines: Vec<_> = lines
        .into_iter()
        .map(|(key, value)| view! { <div><dt>{cx.text(key)}</dt><dd>{value}</dd></div> }.into_any())
        .collect();
    Some(
        view! {
            <section aria-labelledby="refs-heading">
                <h2 id="refs-heading">{cx.text("initiative.refs")}</h2>
                <dl class="refs">{lines}</dl>
            </section>
        }
        .into_any(),
    )
}

/// A procedure with its page in Parliament's observatory and, for ordinary legislation, in the joint tracker.
fn procedure_links(cx: Context, procedure: &str) -> AnyView {
    let observatory = outside(&legislative_observatory(procedure), cx.text("link.oeil"));
    let tracker = law_tracker(procedure)
        .map(|address| view! { " · "{outside(&address, cx.text("link.law_tracker"))} }.into_any());
    view! { {procedure.to_owned()}" · "{observatory}{tracker} }.into_any()
}

/// Relations both ways, by what they say.
fn relations(cx: Context, row: usize, initiative: &Initiative) -> Option<AnyView> {
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
        let is_known = initiative.relations.iter().any(|own| own.to == Target::Initiative(*other) && own.kind == *kind);
        if !(is_mutual && is_known) {
            let direction = if is_mutual { "relation" } else { "relation_back" };
            add(format!("{direction}.{}", kind.slug()), target(cx, Target::Initiative(*other)));
        }
    }
    if groups.is_empty() {
        return None;
    }
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(key, views)| {
            let items: Vec<_> = views.into_iter().map(|view| view! { <li>{view}</li> }.into_any()).collect();
            view! { <div><dt>{cx.text(&key)}</dt><dd><ul class="plain">{items}</ul></dd></div> }.into_any()
        })
        .collect();
    Some(
        view! {
            <section aria-labelledby="relations-heading">
                <h2 id="relations-heading">{cx.text("initiative.relations")}</h2>
                <dl class="refs">{groups}</dl>
            </section>
        }
        .into_any(),
    )
}

/// The far end of a relation: an initiative with its status, or a report with its page.
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
fn actors(cx: Context, initiative: &Initiative) -> Option<AnyView> {
    let facts = cx.facts();
    let actors: Vec<_> =
        initiative.actors.iter().filter_map(|position| facts.document().actors.get(*position).cloned()).collect();
    if actors.is_empty() {
        return None;
    }
    let items: Vec<_> = actors
        .into_iter()
        .map(|actor| {
            let query = Query { actors: vec![actor.id.clone()], ..Query::default() };
            view! { <li>{link(cx, "", Message::ShowOnly(Box::new(query)), actor.name.clone())}<span class="role">{actor.role}</span></li> }.into_any()
        })
        .collect();
    Some(
        view! {
            <section aria-labelledby="actors-heading">
                <h2 id="actors-heading">{cx.text("initiative.actors")}</h2>
                <ul class="plain actors">{items}</ul>
            </section>
        }
        .into_any(),
    )
}

/// Its topics: each leads to all its initiatives.
fn topics(cx: Context, initiative: &Initiative) -> Option<AnyView> {
    let facts = cx.facts();
    let items: Vec<_> = initiative
        .topics
        .iter()
        .filter_map(|position| facts.document().topics.get(*position).map(|topic| (*position, topic.id.clone())))
        .map(|(position, id)| {
            let query = Query { topics: vec![id], ..Query::default() };
            view! { <li>{link(cx, "", Message::ShowOnly(Box::new(query)), cx.topic(position))}</li> }.into_any()
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section aria-labelledby="topics-heading">
                <h2 id="topics-heading">{cx.text("initiative.topics")}</h2>
                <ul class="plain">{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// Pages to read.
fn sources(cx: Context, row: usize) -> Option<AnyView> {
    let facts = cx.facts_with_details();
    let items: Vec<_> = facts
        .detail(row)?
        .sources
        .iter()
        .filter(|source| !source.title.is_empty())
        .map(|source| view! { <li>{outside(&source.url, source.title.clone())}" "<span class="source">{site(&source.url)}</span></li> }.into_any())
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section aria-labelledby="sources-heading">
                <h2 id="sources-heading">{cx.text("sources.heading")}</h2>
                <ul class="plain">{items}</ul>
            </section>
        }
        .into_any()
    })
}

/// The previous and the next initiative of the selection, in its order.
fn neighbours(cx: Context, row: usize) -> AnyView {
    follow(move || {
        let n = cx.selection().len();
        let rows: Vec<usize> = all_rows_in_order(cx).into_iter().take(n).collect();
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
