//! The front page: the headline, the six areas with their facts, and every initiative with where it stands.

use super::parts::{classed, link, outside, plain_list, said, shadow};
use super::{Edition, page_of};
use crate::domain::initiative::{Area, Event, Initiative};
use crate::domain::official_page::site_of;
use crate::domain::progress::upcoming::next_of;
use crate::domain::query::Facet;
use crate::domain::vocabulary::Status;
use crate::drawing::headline::{Numbers, sentence};
use crate::drawing::node::{Element, Node, element};

/// What the explorer's element holds.
pub fn content(edition: &Edition<'_>) -> Vec<Node> {
    let areas = || edition.facts.document().areas.iter().enumerate();
    let contents = areas().map(|(position, area)| element("li").children(summary_of(edition, position, area)).node());
    let top = element("header")
        .child(classed("p", "brand", edition.words.text("brand.name")))
        .child(headline(edition))
        .child(classed("p", "lead", edition.words.text("page.lead")))
        .child(element("ol").with("class", "contents").children(contents));
    let sections = areas().map(|(position, area)| section_of(edition, position, area));
    let content = element("div").with("class", "prerendered").child(top).children(sections);
    vec![shadow(), content.child(reading(edition)).child(edition.colophon("./")).node()]
}

/// The headline of the explorer, without its links.
fn headline(edition: &Edition<'_>) -> Node {
    let (facts, words, statuses) = (edition.facts, &edition.words, &edition.statuses);
    let total = facts.initiatives().len();
    let numbers = Numbers {
        total,
        counts: statuses.counts(0..total),
        moved: (0..total).filter(|row| statuses.has_moved(*row)).count(),
        baseline: words.stop_or_day(facts, statuses.dates.baseline),
        as_of: words.format().date(statuses.dates.as_of.into()),
        is_ahead: false,
    };
    // Each on one line, as the explorer's links are.
    sentence(words, numbers, |text, _| element("span").with("class", "whole").text(text).node())
}

fn rows_of(edition: &Edition<'_>, position: usize) -> Vec<usize> {
    edition.facts.column(Facet::Area).get(position).map(|rows| rows.ones().collect()).unwrap_or_default()
}

/// An area in the list of contents: its name, its numbers and its next step.
fn summary_of(edition: &Edition<'_>, position: usize, area: &Area) -> Vec<Node> {
    let rows = rows_of(edition, position);
    let (words, counts) = (&edition.words, edition.statuses.counts(rows.iter().copied()));
    let figure = |key: &str, n: usize| words.say(key, &[("n", n.into()), ("total", rows.len().into())]);
    let figures = [figure("areas.adopted", counts.adopted()), figure("areas.in_effect", counts.get(Status::InEffect))];
    let figures = figures.join(" ");
    let next = next_of(edition.facts, &rows, edition.day()).map(|(initiative, event)| {
        let date = words.format().short_date(event.date);
        words.say("areas.next", &[("initiative", initiative.short.clone().into()), ("date", date.into())])
    });
    vec![
        link(format!("#area-{}", area.number), area.short.clone()),
        said("p", figures).node(),
        classed("p", "soft", next.unwrap_or_else(|| words.text("areas.no_next"))).node(),
    ]
}

/// An area: what it is about, what is said of it and by whom, and all its initiatives.
fn section_of(edition: &Edition<'_>, position: usize, area: &Area) -> Node {
    let highlights = area.highlights.iter().map(|highlight| {
        let source = element("span").with("class", "source").child(outside(&highlight.url, site_of(&highlight.url)));
        element("li").text(format!("{} ", highlight.text)).child(source).node()
    });
    let initiatives = rows_of(edition, position).into_iter().filter_map(|row| {
        let initiative = edition.facts.initiative(row)?;
        Some(item(edition, row, initiative).node())
    });
    element("section")
        .with("id", format!("area-{}", area.number))
        .child(said("h2", format!("{} {}", area.number, area.title)))
        .child(classed("p", "lead", area.summary.clone()))
        .child(said("h3", edition.words.text("areas.facts")))
        .child(element("ul").children(highlights))
        .child(said("h3", edition.words.text("page.initiatives")))
        .child(element("ol").with("class", "initiatives").children(initiatives))
        .node()
}

/// An initiative in the list: its name, where it stands, its last and its next step.
fn item(edition: &Edition<'_>, row: usize, initiative: &Initiative) -> Element {
    let words = &edition.words;
    let standing = edition.facts.standing(row, edition.day());
    let event = |position: Option<usize>| position.and_then(|position| initiative.events.get(position));
    let step = |key: &str, event: &Event| words.say(key, &[("event", words.happening(event).into())]);
    let last = event(standing.and_then(|standing| standing.last)).map(|event| step("page.last", event));
    let next = event(standing.and_then(|standing| standing.next)).map(|event| step("standing.next", event));
    let steps: Vec<String> = last.into_iter().chain(next).collect();
    let status = standing.map_or(Status::NotYetBegun, |standing| standing.status);
    element("li")
        .child(link(page_of(initiative), initiative.short.clone()))
        .text(" ")
        .child(edition.status_word(status))
        .child(classed("p", "soft", steps.join(" ")))
}

/// The strategy and its reports, to read.
fn reading(edition: &Edition<'_>) -> Node {
    let words = &edition.words;
    let stops = edition.facts.document().stops.iter().filter_map(|stop| {
        let source = stop.sources.first()?;
        let date = words.format().date(stop.day.into());
        Some(element("li").child(outside(&source.url, stop.title.clone())).text(format!(" · {date}")).node())
    });
    element("section").child(said("h2", words.text("about.reports_heading"))).child(plain_list(stops)).node()
}
