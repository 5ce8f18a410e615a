//! The page of one initiative: what it is, where it stands and why, its own timeline with the source of every event, its
//! references, its relations both ways, who is involved.

use super::axis::{axis, lines};
use super::control::{hint, lead};
use super::link::{initiative_name, link, list_link, outside};
use super::mark::{shape_icon, status_word};
use super::node::{Element, Node, classed, element};
use super::row::{layout_of, picture};
use super::scene::{Scene, results_width, rows_of, window_of_span};
use super::stages::peers;
use super::time::time;
use super::years::as_of_here;
use crate::domain::initiative::{Actor, Event, Evidence, Initiative, Refs, Source, Target, Topic};
use crate::domain::official_page::{Reference, references_of, site_of};
use crate::domain::query::Query;
use crate::domain::timeline::{Shape, Window};
use crate::domain::vocabulary::RelationKind;
use crate::state::preset::Lock;
use crate::state::{Message, Span};

/// What the page says above what can be taken away from it. Its long texts may be on their way.
pub fn initiative(scene: &Scene<'_>, row: usize, is_waiting: bool) -> Vec<Node> {
    let Some(initiative) = scene.facts.initiative(row) else { return Vec::new() };
    let detail = scene.facts.detail(row);
    let area = scene.facts.document().areas.get(initiative.area);
    let place = area.map(|area| format!(" · {} {}", area.number, area.title)).unwrap_or_default();
    let title = (initiative.title != initiative.short)
        .then(|| classed("p", "full-title").text(initiative.title.clone()).node());
    // At an earlier date it tells what was not known by then, at a later one not what has come since.
    let dated = |text: &str| {
        let date = scene.date(scene.facts.document().checked_through);
        format!("{text} ({})", scene.say("standing.as_of", &[("date", date.into())]))
    };
    let summary = match detail {
        Some(detail) if scene.is_latest() => Some(lead(detail.summary.clone()).node()),
        Some(detail) => Some(lead(dated(&detail.summary)).node()),
        None => is_waiting.then(|| classed("p", "lead waiting").text(scene.text("initiative.waiting")).node()),
    };
    let since = scene.facts.standing(row, scene.as_of()).and_then(|standing| standing.since).map(|since| since.event);
    let evidence = |position: usize| detail.and_then(|detail| detail.evidence.get(position));
    let events = initiative.events.iter().enumerate();
    let events = events.map(|(position, event)| step(scene, event, evidence(position), since == Some(position)));
    let mut events: Vec<Node> = events.collect();
    let past = initiative.events.iter().rposition(|event| !scene.is_ahead(event)).map_or(0, |last| last + 1);
    if past < events.len() {
        events.insert(past, as_of_here(scene));
    }
    let refs = || classed("dl", "refs");
    let plain = || classed("ul", "plain");
    let single = classed("div", "timeline single");
    let side = [
        section("refs-heading", scene.text("initiative.refs"), references(scene, &initiative.refs), refs()),
        section("relations-heading", scene.text("initiative.relations"), relations(scene, row), refs()),
        section("actors-heading", scene.text("initiative.actors"), actors(scene, initiative), plain()),
        section("topics-heading", scene.text("initiative.topics"), topics(scene, initiative), plain()),
        section(
            "sources-heading",
            scene.text("sources.heading"),
            detail.map(|detail| sources(&detail.sources)).unwrap_or_default(),
            plain(),
        ),
    ];
    let side = classed("div", "initiative-side")
        .children(side.into_iter().flatten())
        .child(hint(scene.word("confidence", initiative.confidence.slug())));
    let body = classed("div", "initiative-body");
    let main = element("div")
        .child(classed("ol", "events").with("aria-labelledby", "events-heading").children(events))
        .children(peers(scene, row));
    let body = body.child(main).child(side);
    let eyebrow = scene.word("kind", initiative.kind.slug()) + &place;
    let mut nodes = top(scene, initiative.short.clone(), Some(eyebrow));
    nodes.extend(title);
    nodes.extend(detail.and_then(|detail| scene.words.also_called(detail)).map(|called| hint(called).node()));
    let standing = standing(scene, row, since.and_then(evidence));
    nodes.push(classed("div", "initiative-head").child(standing).children(summary).node());
    nodes.extend(scene.words.also_in(scene.facts, initiative).map(|also| hint(also).node()));
    nodes.extend(section("events-heading", scene.text("initiative.events"), timeline(scene, row, initiative), single));
    nodes.push(body.node());
    nodes
}

/// The page for an id that the data does not have: a way back.
pub fn unknown(scene: &Scene<'_>, id: &str) -> Vec<Node> {
    let mut nodes = top(scene, scene.text("initiative.unknown"), None);
    nodes.push(lead(scene.say("initiative.unknown_id", &[("id", id.into())])).node());
    nodes
}

/// The way back, and the heading, which takes the focus when the page opens.
fn top(scene: &Scene<'_>, heading: String, eyebrow: Option<String>) -> Vec<Node> {
    let back = link(scene, Message::Explore, vec![Node::Text(scene.text("initiative.back"))]);
    let mut nodes = vec![classed("p", "back").child(back).node()];
    nodes.extend(eyebrow.map(|eyebrow| classed("p", "eyebrow").text(eyebrow).node()));
    nodes.push(element("h1").with("tabindex", "-1").text(heading).node());
    nodes
}

/// A section under its heading, with its items in `list`; nothing when there are none. `id` names the heading.
fn section(id: &'static str, heading: String, items: Vec<Node>, list: Element) -> Option<Node> {
    let heading = element("h2").with("id", id).text(heading);
    (!items.is_empty())
        .then(|| element("section").with("aria-labelledby", id).child(heading).child(list.children(items)).node())
}

/// Where it stands, why, what comes next, and where that is from.
fn standing(scene: &Scene<'_>, row: usize, evidence: Option<&Evidence>) -> Element {
    let (facts, as_of) = (scene.facts, scene.as_of());
    let source =
        evidence.map(|evidence| hint(scene.text("standing.source") + " ").children(from(scene, evidence)).node());
    let status = classed("p", "standing-status").child(status_word(scene, scene.status(row)));
    let mut words = vec![scene.words.reason(facts, row, as_of)];
    words.extend(scene.words.since_then(facts, row, as_of));
    words.push(scene.words.next_step(facts, row, as_of));
    let next = facts.standing(row, as_of).and_then(|standing| standing.next);
    let next = next.zip(facts.initiative(row)).and_then(|(next, initiative)| initiative.events.get(next));
    words.extend(next.filter(|next| scene.is_overdue(next)).map(|_| scene.text("standing.overdue")));
    let words = element("p").text(words.join(" "));
    // At another date than that of the facts the status is not what it is: there is a way back.
    let way_back = (!scene.is_latest() && !scene.is_locked(Lock::Dates))
        .then(|| link(scene, Message::SetAsOf(None), vec![Node::Text(scene.text("dates.reset"))]).node());
    let date = element("strong").text(scene.say("standing.as_of", &[("date", scene.date(as_of).into())]));
    let date = classed("p", "standing-date").child(date).text(" ").children(way_back);
    classed("div", "standing").child(date).child(status).child(words).children(source)
}

/// Its own timeline: the marks of the large one, all its years, with an axis. The list of events below says it in words.
fn timeline(scene: &Scene<'_>, row: usize, initiative: &Initiative) -> Vec<Node> {
    let as_of = f64::from(scene.as_of().0);
    let fit = window_of_span(scene.facts, &[row], scene.as_of(), Span::Fit);
    let window = Window::new(fit.start().min(as_of - 60.0), fit.end().max(as_of + 60.0));
    let width = results_width(scene.width);
    let scene = &Scene { window, ..*scene };
    let frame = scene.frame_of(window, width);
    let behind = classed("svg", "chart-lines").with("width", "100%").with("height", "100%");
    let drawing = picture(&layout_of(scene, row, initiative, &frame)).with("class", "track");
    vec![
        classed("span", "axis").child(axis(scene, &frame, width)).node(),
        classed("span", "single-chart")
            .with("aria-hidden", "true")
            .child(behind.children(lines(scene, &frame, width)))
            .child(drawing)
            .node(),
    ]
}

/// An event: when, what, what kind of date that is, where it is from and whether that was read. One sets the status.
fn step(scene: &Scene<'_>, event: &Event, evidence: Option<&Evidence>, sets_status: bool) -> Node {
    let mut class = "event".to_owned();
    if scene.is_ahead(event) {
        class.push_str(" ahead");
    }
    if sets_status {
        class.push_str(" current");
    }
    let source = evidence.map(|evidence| [Node::Text(" · ".to_owned())].into_iter().chain(from(scene, evidence)));
    let stage = classed("span", "event-stage").text(scene.words.kinds_of(event)).children(source.into_iter().flatten());
    let shape = shape_icon(Shape::of(event.stage), scene.is_ahead(event));
    element("li")
        .with("class", class)
        .with_some("aria-current", sets_status.then_some("true"))
        .child(classed("span", "event-shape").child(shape))
        .child(classed("span", "event-date").child(time(scene, event)))
        .child(classed("span", "event-text").text(event.label.clone()).child(stage))
        .node()
}

/// Where an event is from, and whether that page was read.
fn from(scene: &Scene<'_>, evidence: &Evidence) -> Vec<Node> {
    if evidence.url.is_empty() {
        return vec![Node::Text(scene.text("event.no_source"))];
    }
    let checked = if evidence.verified { "event.checked" } else { "event.unchecked" };
    vec![outside(&evidence.url, site_of(&evidence.url)), Node::Text(format!(" · {}", scene.text(checked)))]
}

/// A term and what belongs to it.
fn pair(term: String, value: Vec<Node>) -> Node {
    element("div").child(element("dt").text(term)).child(element("dd").children(value)).node()
}

/// Official references, with links to EUR-Lex, OEIL and the EU Law Tracker.
fn references(scene: &Scene<'_>, refs: &Refs) -> Vec<Node> {
    let line = |reference: Reference<'_>| {
        let mut value = vec![outside(&reference.page.unwrap_or_default(), reference.text)];
        for (name, page) in &reference.more {
            value.push(Node::Text(" · ".to_owned()));
            value.push(outside(page, scene.word("link", name)));
        }
        pair(scene.word("ref", reference.name), value)
    };
    references_of(refs).into_iter().map(line).collect()
}

/// Relations both ways, by what they say.
fn relations(scene: &Scene<'_>, row: usize) -> Vec<Node> {
    let group = |(kind, is_back, ends): (RelationKind, bool, Vec<Target>)| {
        let said = scene.word(if is_back { "relation_back" } else { "relation" }, kind.slug());
        let ends = ends.into_iter().map(|end| element("li").children(far_end(scene, end)).node());
        pair(said, vec![classed("ul", "plain").children(ends).node()])
    };
    scene.facts.relations(row).into_iter().map(group).collect()
}

/// The far end of a relation: an initiative, or a report with its page.
fn far_end(scene: &Scene<'_>, target: Target) -> Option<Node> {
    match target {
        Target::Initiative(row) => initiative_name(scene, row),
        Target::Stop(position) => {
            let stop = scene.facts.document().stops.get(position)?;
            Some(outside(stop.sources.first().map_or("", |source| &source.url), stop.short.clone()))
        }
    }
}

/// Who is involved: each leads to all its initiatives.
fn actors(scene: &Scene<'_>, initiative: &Initiative) -> Vec<Node> {
    let actors = initiative.actors.iter().filter_map(|position| scene.facts.document().actors.get(*position));
    let line = |actor: &Actor| {
        let query = Query { actors: vec![actor.id.clone()], ..Query::default() };
        let role = classed("span", "role").text(actor.role.clone());
        // The filters have the short name.
        let mut ends = actor.name.char_indices().filter_map(|(at, _)| actor.name.get(at..));
        let has_it = ends.any(|end| end.starts_with(&actor.short));
        let name = if has_it { actor.name.clone() } else { format!("{} ({})", actor.name, actor.short) };
        element("li").child(list_link(scene, query, name)).child(role).node()
    };
    actors.map(line).collect()
}

/// Its topics: each leads to all its initiatives.
fn topics(scene: &Scene<'_>, initiative: &Initiative) -> Vec<Node> {
    let topics = initiative.topics.iter().filter_map(|position| scene.facts.document().topics.get(*position));
    let line = |topic: &Topic| {
        let query = Query { topics: vec![topic.id.clone()], ..Query::default() };
        element("li").child(list_link(scene, query, scene.words.topic(topic))).node()
    };
    topics.map(line).collect()
}

/// Pages to read.
fn sources(list: &[Source]) -> Vec<Node> {
    let titled = list.iter().filter(|source| !source.title.is_empty());
    let line = |source: &Source| {
        let site = classed("span", "source").text(site_of(&source.url));
        element("li").child(outside(&source.url, source.title.clone())).text(" ").child(site).node()
    };
    titled.map(line).collect()
}

/// The previous and the next initiative of the selection, in its order.
pub fn neighbours(scene: &Scene<'_>, row: usize) -> Node {
    let rows = rows_of(scene.facts, &scene.selection(), scene.statuses, scene.model, scene.words);
    let position = rows.iter().position(|other| *other == row);
    let at = |position: Option<usize>| position.and_then(|position| rows.get(position).copied());
    let neighbour = |key: &str, row: Option<usize>| {
        let name = initiative_name(scene, row?)?;
        Some(element("div").child(classed("span", "hint").text(scene.text(key))).child(name).node())
    };
    let place = position.map(|position| {
        scene.say("initiative.position", &[("position", (position + 1).into()), ("n", rows.len().into())])
    });
    let previous = at(position.and_then(|position| position.checked_sub(1)));
    classed("nav", "neighbours")
        .with("aria-label", scene.text("initiative.neighbours"))
        .children(neighbour("initiative.previous", previous))
        .child(hint(place.unwrap_or_default()))
        .children(neighbour("initiative.next", at(position.map(|position| position + 1))))
        .node()
}
