//! A row of the timeline: its name, the bars of its statuses, the marks of its events.

use std::cell::RefCell;

use super::grid::id_of;
use super::link::initiative_link;
use super::mark::{filled, shape_at, status_icon};
use super::node::{Element, Node, classed, element, percent};
use super::pan::{Pan, shifted};
use super::scene::Scene;
use crate::domain::initiative::Initiative;
use crate::domain::timeline::{Frame, Mark, Place, Row, RowLayout, Shape, layout_row};

/// Height of a row's drawing, in pixels.
pub const ROW_HEIGHT: i32 = 32;
/// Where bars and marks have their middle. Counts stand above it.
const MIDDLE: i32 = 18;
/// A mark speaks for so many events in figures.
const MOST_COUNTED: usize = 99;

/// A row of the grid. `index` is its line in the whole chart, from 1; `place` is where the walk is; `pan` is there while the
/// window moves.
pub fn row(scene: &Scene<'_>, row: usize, index: usize, place: Option<&Place>, pan: Option<&RefCell<Pan>>) -> Node {
    let Some(initiative) = scene.facts.initiative(row) else { return element("div").node() };
    let is_here = place.and_then(Place::row) == Some(row);
    let is_on_name = is_here && place.and_then(Place::event).is_none();
    let draw_name = || {
        let status = scene.status(row);
        element("div")
            .with("role", "rowheader")
            .with("class", if is_on_name { "row-name current" } else { "row-name" })
            .with("id", id_of(&Place::Row(row)))
            .with("aria-label", format!("{}, {}", initiative.short, scene.word("status", status.slug())))
            .child(status_icon(status))
            .child(
                initiative_link(scene, initiative, name_pieces(scene, row, &initiative.short)).with("tabindex", "-1"),
            )
            .node()
    };
    let pan = pan.filter(|_| !is_here);
    let name = match pan {
        Some(pan) => pan.borrow_mut().name(row, draw_name),
        None => draw_name(),
    };
    // In a drawing of its own, which can be shifted.
    let draw = |margin: f64| {
        let layout = layout_of(scene, row, initiative, &Frame { margin, ..scene.frame() });
        let marks = marks(scene, row, initiative, &layout, place.filter(|_| is_here));
        track(&layout).with("role", "presentation").children(marks)
    };
    element("div")
        .with("role", "row")
        .with("class", "row")
        .with("data-row", row.to_string())
        .with("aria-rowindex", index.to_string())
        .child(name)
        .child(
            element("div")
                .with("class", if pan.is_some() { "track moving" } else { "track" })
                .with("role", "presentation")
                .child(shifted(pan, row, draw)),
        )
        .node()
}

/// A name with what was searched for marked in it.
pub fn name_pieces(scene: &Scene<'_>, row: usize, name: &str) -> Vec<Node> {
    let selection = scene.selection();
    let searched = selection.searched();
    if searched.is_empty() || !selection.contains(row) {
        return vec![Node::Text(name.to_owned())];
    }
    let mut pieces = Vec::new();
    let mut done = 0;
    for range in searched.marks(name) {
        let (Some(before), Some(found)) = (name.get(done..range.start), name.get(range.clone())) else { continue };
        pieces.push(Node::Text(before.to_owned()));
        pieces.push(element("mark").text(found).node());
        done = range.end;
    }
    pieces.push(Node::Text(name.get(done..).unwrap_or_default().to_owned()));
    pieces
}

/// The layout of an initiative's row.
pub fn layout_of(scene: &Scene<'_>, row: usize, initiative: &Initiative, frame: &Frame) -> RowLayout {
    layout_row(&Row { history: scene.facts.history(row), events: &initiative.events }, frame)
}

/// The drawing of a row without its marks: bars, and the spans of dates that are not known to the day.
pub fn track(layout: &RowLayout) -> Element {
    let bars = layout.bars.iter().map(|bar| {
        let (class, y, height) = if bar.is_planned { ("bar planned", MIDDLE - 1, 2) } else { ("bar", MIDDLE - 5, 10) };
        filled(element("rect"), class, bar.status)
            .with("x", percent(bar.from))
            .with("width", percent(bar.to - bar.from))
            .with_number("y", y)
            .with_number("height", height)
            .node()
    });
    let uncertain =
        layout.spans.iter().map(|span| (span.from, span.to)).chain(layout.marks.iter().filter_map(|mark| mark.span));
    let uncertain = uncertain.map(|(from, to)| {
        classed("rect", "uncertain")
            .with("x", percent(from))
            .with("width", percent(to - from))
            .with_number("y", MIDDLE + 8)
            .with("height", "2")
            .node()
    });
    element("svg").with("width", "100%").with_number("height", ROW_HEIGHT).children(bars).children(uncertain)
}

/// The marks of a row as cells of the grid; the one the walk is on has a ring.
fn marks(
    scene: &Scene<'_>,
    row: usize,
    initiative: &Initiative,
    layout: &RowLayout,
    place: Option<&Place>,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    for (position, mark) in layout.marks.iter().enumerate() {
        let first = mark.events.first().copied().unwrap_or_default();
        if place.and_then(Place::event).is_some_and(|event| mark.events.contains(&event)) {
            let ring = classed("circle", "ring").with("cx", percent(mark.at)).with_number("cy", MIDDLE);
            nodes.push(ring.with("r", "9").node());
        }
        let cell = symbol(mark)
            .with("role", "gridcell")
            .with("id", id_of(&Place::Event(row, first)))
            .with("data-event", first.to_string())
            .with("aria-colindex", (position + 2).to_string())
            .with("aria-label", scene.sentence(initiative, &mark.events));
        nodes.push(cell.node());
        nodes.extend(count(mark));
    }
    nodes
}

/// The drawing of a row with its marks, as a mere picture.
pub fn picture(layout: &RowLayout) -> Element {
    let marks = layout.marks.iter().flat_map(|mark| [Some(symbol(mark).node()), count(mark)]).flatten();
    track(layout).children(marks)
}

fn symbol(mark: &Mark) -> Element {
    shape_at(Shape::of(mark.stage), percent(mark.at), MIDDLE, mark.is_planned)
}

/// For how many events a mark stands, above it.
fn count(mark: &Mark) -> Option<Node> {
    let text = match mark.count() {
        1 => return None,
        n if n <= MOST_COUNTED => n.to_string(),
        _ => format!("{MOST_COUNTED}+"),
    };
    let at = classed("text", "mark-count").with("x", percent(mark.at)).with_number("y", MIDDLE - 8);
    Some(at.with("text-anchor", "middle").with("aria-hidden", "true").text(text).node())
}
