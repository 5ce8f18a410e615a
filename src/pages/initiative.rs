//! The page of one initiative: what it is, where it stands and why, every step with its source, references, relations.

use super::head::of_initiative;
use super::parts::{classed, link, outside, pair, pairs, plain_list, said, section, shadow, sources};
use super::{Edition, page_of};
use crate::domain::initiative::{Event, Evidence, Initiative, Refs, Target};
use crate::domain::official_page::{Reference, references_of, site_of};
use crate::domain::vocabulary::{RelationKind, Status};
use crate::drawing::node::{Element, Node, element};

/// From the folder of an initiative's page to the release.
const ROOT: &str = "../../";

/// The whole page; it carries the explorer too, opened at this initiative.
pub fn page(edition: &Edition<'_>, row: usize, initiative: &Initiative) -> Element {
    let explorer = element("security-union-explorer")
        .with("address", "page")
        .with("query", format!("initiative={}", initiative.id))
        .child(shadow())
        .child(content(edition, row, initiative));
    element("html")
        .with("lang", edition.words.language().to_owned())
        .child(of_initiative(edition, row, initiative, &page_of(initiative)))
        .child(element("body").child(element("main").child(explorer)))
}

fn content(edition: &Edition<'_>, row: usize, initiative: &Initiative) -> Element {
    let (facts, words) = (edition.facts, &edition.words);
    let n = facts.initiatives().len();
    let area = facts.document().areas.get(initiative.area);
    let place = area.map(|area| format!(" · {} {}", area.number, area.title)).unwrap_or_default();
    let status = facts.standing(row, edition.day()).map_or(Status::NotYetBegun, |standing| standing.status);
    let back = link(ROOT.to_owned(), words.say("page.back", &[("n", n.into())]));
    let mut top = element("header")
        .child(element("p").with("class", "brand").text(words.text("brand.name")).child(back))
        .child(classed("p", "soft", words.word("kind", initiative.kind.slug()) + &place))
        .child(said("h1", initiative.short.clone()));
    if initiative.title != initiative.short {
        top = top.child(classed("p", "full-title", initiative.title.clone()));
    }
    let detail = facts.detail(row);
    let called = detail.and_then(|detail| words.also_called(detail));
    top = top.children(called.map(|called| classed("p", "soft", called).node()));
    let standing = element("div")
        .with("class", "standing")
        .child(said("p", words.say("standing.as_of", &[("date", words.format().date(edition.day().into()).into())])))
        .child(element("p").child(edition.status_word(status)))
        .child(said("p", words.reason(facts, row, edition.day())))
        .children(words.since_then(facts, row, edition.day()).map(|last| said("p", last).node()))
        .child(said("p", words.next_step(facts, row, edition.day())));
    let events = initiative.events.iter().enumerate().map(|(position, event)| {
        let evidence = detail.and_then(|detail| detail.evidence.get(position));
        step(edition, event, evidence)
    });
    let parts = [
        section(words.text("page.steps"), events.collect(), |items| {
            element("ol").with("class", "steps").children(items)
        }),
        section(words.text("initiative.refs"), references(edition, &initiative.refs), pairs),
        section(words.text("initiative.relations"), relations(edition, row), pairs),
        section(words.text("initiative.actors"), actors(edition, initiative), plain_list),
        section(words.text("initiative.topics"), topics(edition, initiative), plain_list),
        section(
            words.text("sources.heading"),
            detail.map(|detail| sources(&detail.sources)).unwrap_or_default(),
            plain_list,
        ),
    ];
    let lead = detail.map(|detail| classed("p", "lead", detail.summary.clone()).node());
    element("article")
        .with("class", "prerendered")
        .child(top)
        .child(standing)
        .children(lead)
        .children(words.also_in(facts, initiative).map(|also| classed("p", "soft", also).node()))
        .children(parts.into_iter().flatten())
        .child(classed("p", "soft", words.word("confidence", initiative.confidence.slug())))
        .children(neighbours(edition, row))
        .child(edition.colophon(ROOT))
}

/// A step: when, what, what kind of date that is, where it is from and whether that was read.
fn step(edition: &Edition<'_>, event: &Event, evidence: Option<&Evidence>) -> Node {
    let words = &edition.words;
    let mut small = element("span").with("class", "source").text(words.kinds_of(event) + " · ");
    small = match evidence.filter(|evidence| !evidence.url.is_empty()) {
        None => small.text(words.text("event.no_source")),
        Some(evidence) => {
            let checked = if evidence.verified { "event.checked" } else { "event.unchecked" };
            small.child(outside(&evidence.url, site_of(&evidence.url))).text(" · ").text(words.text(checked))
        }
    };
    let text = element("div").text(event.label.clone() + " ").child(small);
    element("li").child(edition.time(event)).child(text).node()
}

/// Official references, with their pages.
fn references(edition: &Edition<'_>, refs: &Refs) -> Vec<Node> {
    let line = |reference: Reference<'_>| {
        let text = outside(&reference.page.unwrap_or_default(), reference.text);
        let more = reference
            .more
            .iter()
            .flat_map(|(name, page)| [Node::Text(" · ".to_owned()), outside(page, edition.words.word("link", name))]);
        let value = if reference.more.is_empty() { text } else { element("span").child(text).children(more).node() };
        pair(edition.words.word("ref", reference.name), value)
    };
    references_of(refs).into_iter().map(line).collect()
}

/// Relations both ways, by what they say.
fn relations(edition: &Edition<'_>, row: usize) -> Vec<Node> {
    let group = |(kind, is_back, ends): (RelationKind, bool, Vec<Target>)| {
        let said = edition.words.word(if is_back { "relation_back" } else { "relation" }, kind.slug());
        pair(said, plain_list(ends.into_iter().map(|end| element("li").child(far_end(edition, end)).node())))
    };
    edition.facts.relations(row).into_iter().map(group).collect()
}

/// The far end of a relation: the page of an initiative, or a report.
fn far_end(edition: &Edition<'_>, target: Target) -> Node {
    match target {
        Target::Initiative(row) => match edition.facts.initiative(row) {
            Some(other) => link(format!("../{}/", other.id), other.short.clone()),
            None => Node::Text(String::new()),
        },
        Target::Stop(position) => {
            let stop = edition.facts.document().stops.get(position);
            let short = stop.map(|stop| stop.short.clone()).unwrap_or_default();
            let source = stop.and_then(|stop| stop.sources.first());
            outside(source.map_or("", |source| &source.url), short)
        }
    }
}

/// Who is involved, and what they do.
fn actors(edition: &Edition<'_>, initiative: &Initiative) -> Vec<Node> {
    let actors = initiative.actors.iter().filter_map(|position| edition.facts.document().actors.get(*position));
    actors
        .map(|actor| {
            let role = classed("span", "source", actor.role.clone());
            element("li").child(outside(&actor.url, actor.name.clone())).text(" ").child(role).node()
        })
        .collect()
}

fn topics(edition: &Edition<'_>, initiative: &Initiative) -> Vec<Node> {
    let topics = initiative.topics.iter().filter_map(|position| edition.facts.document().topics.get(*position));
    topics.map(|topic| said("li", edition.words.topic(topic)).node()).collect()
}

/// The one before and the one after, in the order of the document.
fn neighbours(edition: &Edition<'_>, row: usize) -> Option<Node> {
    let neighbour = |key: &str, row: Option<usize>| {
        let other = edition.facts.initiative(row?)?;
        let label = format!("{}: ", edition.words.text(key));
        Some(element("p").text(label).child(link(format!("../{}/", other.id), other.short.clone())).node())
    };
    let both = [neighbour("initiative.previous", row.checked_sub(1)), neighbour("initiative.next", Some(row + 1))];
    let nav = element("nav").with("aria-label", edition.words.text("initiative.neighbours"));
    both.iter().any(Option::is_some).then(|| nav.children(both.into_iter().flatten()).node())
}
