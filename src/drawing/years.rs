//! The timeline for where there is no room beside a name: upright, year after year, the same marks.
//!
//! Years are native disclosures and entries native lists with links: by touch a screen reader goes from one to the next.

use std::ops::Range;

use super::block::{HEADING_KEY, Run, Sight, blocks, fold_arrow};
use super::link::initiative_link;
use super::mark::{filled, shape_icon};
use super::node::{Element, Node, classed, element};
use super::row::name_pieces;
use super::scene::Scene;
use crate::domain::initiative::{Event, Initiative};
use crate::domain::positions::sorted_positions;
use crate::domain::status::status_at;
use crate::domain::timeline::Shape;
use crate::domain::timeline::scale::middle;

/// How many entries are drawn or left out together.
const BLOCK: usize = 8;
/// How high an entry is at most places, in pixels: what is not drawn takes as much room.
const ENTRY_HEIGHT: i32 = 62;

/// An event of a row.
#[derive(Clone, Copy)]
struct Entry<'a> {
    row: usize,
    position: usize,
    initiative: &'a Initiative,
    event: &'a Event,
}

/// Year after year: its heading, and when it is open its events.
pub fn upright(scene: &Scene<'_>, is_open: &dyn Fn(i32) -> bool, sight: Sight<'_>) -> Vec<Node> {
    let entries = entries(scene);
    // Before this one stands the as-of date: all that follows is ahead, and of what is above only what is not known to the
    // day may be.
    let past = entries.iter().rposition(|one| !scene.is_ahead(one.event)).map_or(0, |last| last + 1);
    let first_ahead = entries.get(past).map(|one| (one.row, one.position));
    let mut nodes = Vec::new();
    let mut block = 0;
    let start = scene.facts.document().start().year();
    for of_year in entries.chunk_by(|a, b| chapter_of(a.event, start) == chapter_of(b.event, start)) {
        let (Some(first), Some(last)) = (of_year.first(), of_year.last()) else { continue };
        let year = chapter_of(first.event, start);
        let (from, to) = (year_of(first.event), year_of(last.event));
        let is_open = is_open(year);
        let mut node = classed("section", "year").child(heading(scene, (year, from, to), of_year.len(), is_open));
        if is_open {
            let run = Run { first_block: block, n_items: of_year.len(), block: BLOCK, item_height: ENTRY_HEIGHT };
            let frame = |_: usize| classed("ol", "plain block");
            let some = |items: Range<usize>| of_year.get(items).unwrap_or_default().iter();
            let ids = |items: Range<usize>| some(items).flat_map(|one| [one.row, one.position]).collect();
            let entries = |items: Range<usize>| some(items).flat_map(|one| entry(scene, one, first_ahead)).collect();
            node = node.children(blocks(run, sight, &frame, &ids, &entries));
            block += run.n_blocks();
        }
        nodes.push(node.node());
    }
    nodes
}

/// So many initiatives are few: all of their steps can be looked through.
const FEW: usize = 5;

/// Whether all years are open without being opened.
pub fn has_few(scene: &Scene<'_>) -> bool {
    scene.selection().rows().len() <= FEW
}

/// By what it is known that a year was opened or closed by hand. The as-of date's year, and each of a few initiatives, is open
/// without that: closed by hand it is another thing than opened, so that neither is forgotten when the date moves to another
/// year, or more are found.
pub fn key_of_year(scene: &Scene<'_>, year: i32) -> i32 {
    if year == scene.as_of().year() || has_few(scene) { -year } else { year }
}

fn heading(scene: &Scene<'_>, (year, from, to): (i32, i32, i32), n: usize, is_open: bool) -> Element {
    let title = match from == to {
        true => from.to_string(),
        false => scene.say("timeline.years", &[("from", from.to_string().into()), ("to", to.to_string().into())]),
    };
    let button = element("button")
        .with("type", "button")
        .with("data-year", key_of_year(scene, year).to_string())
        .with("aria-expanded", is_open.to_string())
        .child(fold_arrow(is_open))
        .child(element("span").text(title))
        .text(" ")
        .child(classed("span", "count").text(scene.say("timeline.events", &[("n", n.into())])));
    element("h3").keyed(HEADING_KEY).child(button)
}

/// The date of the view, between the steps of a list before and after it.
pub fn as_of_here(scene: &Scene<'_>) -> Node {
    let date = scene.date(scene.as_of());
    classed("li", "as-of-here").text(scene.say("timeline.as_of_here", &[("date", date.into())])).node()
}

/// An event; before the first one after the as-of date, that date.
fn entry(scene: &Scene<'_>, entry: &Entry<'_>, first_ahead: Option<(usize, usize)>) -> Vec<Node> {
    let Entry { row, position, initiative, event } = *entry;
    let is_ahead = scene.is_ahead(event);
    let divider = (first_ahead == Some((row, position))).then(|| as_of_here(scene));
    // The colour at the edge is the status that the initiative has with this step.
    let status = status_at(scene.facts.history(row), scene.facts.counts_from(event));
    let edge = classed("svg", "edge")
        .with("width", "6")
        .with("height", "100%")
        .with("aria-hidden", "true")
        .child(filled(element("rect"), "bar", status).with("width", "6").with("height", "100%"));
    let area = scene.facts.document().areas.get(initiative.area);
    let number = area.map(|area| {
        let number = classed("span", "area-number").with("aria-hidden", "true").text(area.number.to_string());
        element("span").child(number).child(classed("span", "unseen").text(area.short.clone())).node()
    });
    // The edge says it by its colour; not everybody tells one blue from another.
    let status = scene.word("status", status.slug());
    let certainty = scene.words.certainty(event).map(|certainty| Node::Text(format!(" · {certainty}")));
    let name = initiative_link(scene, initiative, name_pieces(scene, row, &initiative.short));
    let words = element("div")
        .child(
            classed("p", "hint")
                .text(format!("{} · {status}", scene.words.format().short_date(event.date)))
                .children(certainty),
        )
        .child(element("p").child(name).text(format!(": {}", event.label)));
    let class = if is_ahead { "entry ahead" } else { "entry" };
    let item = element("li")
        .with("class", class)
        .with("data-row", row.to_string())
        .child(edge)
        .child(shape_icon(Shape::of(event.stage), is_ahead))
        .child(words)
        .children(number);
    divider.into_iter().chain([item.node()]).collect()
}

/// The events of the selected rows in order of time, without those whose shape is hidden.
fn entries<'a>(scene: &Scene<'a>) -> Vec<Entry<'a>> {
    let mut all = Vec::new();
    for &row in scene.selection().rows() {
        let Some(initiative) = scene.facts.initiative(row) else { continue };
        let shown = initiative
            .events
            .iter()
            .enumerate()
            .filter(|(_, event)| !scene.model.hidden.contains(Shape::of(event.stage)));
        all.extend(shown.map(|(position, event)| Entry { row, position, initiative, event }));
    }
    let time = |at: usize| all.get(at).map_or(f64::INFINITY, |entry: &Entry<'_>| middle(entry.event.date));
    let order = sorted_positions(all.len(), &|a, b| time(a).total_cmp(&time(b)));
    order.into_iter().filter_map(|at| all.get(at).copied()).collect()
}

/// The year under which an event stands: all that was before the strategy's first stands under the year before it.
fn chapter_of(event: &Event, start: i32) -> i32 {
    year_of(event).max(start - 1)
}

fn year_of(event: &Event) -> i32 {
    event.date.first().year()
}
