//! The timeline as a grid: lanes with their headings, rows in blocks of which only those in sight are drawn.
//!
//! It is an ARIA grid: a line of it is a row, a name its header, a mark its cell. The whole has one Tab stop, the grid itself;
//! `aria-activedescendant` names the cell that the walk is on, so that the focus outlives every redrawing.

use std::cell::RefCell;
use std::ops::Range;

use super::axis;
use super::block::{HEADING_KEY, Run, Sight, blocks, fold_arrow};
use super::node::{Element, Node, classed, element, percent};
use super::pan::{LINES, Pan, shifted};
use super::row::{ROW_HEIGHT, row};
use super::scene::{Scene, track_width};
use crate::domain::timeline::{Frame, Lane, Place, density};

/// How many rows are drawn or left out together.
const BLOCK: usize = 6;
/// In how many parts the density strip of a folded lane shows time.
const N_BINS: usize = 48;
/// Height of a density strip, in pixels.
const STRIP_HEIGHT: i32 = 24;

/// The grid's content: the lines behind, then lane after lane.
/// `pan` is there while the window moves.
pub fn grid(
    scene: &Scene<'_>,
    lanes: &[Lane],
    sight: Sight<'_>,
    place: Option<&Place>,
    pan: Option<&RefCell<Pan>>,
) -> Vec<Node> {
    let chart = scene.chart(lanes);
    let lines = |margin: f64| {
        let frame = Frame { margin, ..scene.frame() };
        classed("svg", "chart-lines")
            .with("width", "100%")
            .with("height", "100%")
            .with("aria-hidden", "true")
            .children(axis::lines(scene, &frame, track_width(scene.width)))
    };
    let back = element("div").with("class", if pan.is_some() { "chart-back moving" } else { "chart-back" });
    let back = back.with("role", "presentation").child(shifted(pan, LINES, lines));
    let mut nodes = vec![back.node()];
    let (mut line, mut block) = (0, 0);
    for lane in lanes {
        let is_folded = chart.is_folded(lane);
        let (number, title) = scene.title_of(lane);
        let mut node = classed("div", "lane").with("role", "rowgroup").with("aria-label", title.clone());
        if chart.has_headings {
            line += 1;
            node = node.child(heading(scene, lane, number, title, line, is_folded, place));
        }
        if !is_folded {
            let run = run_of(lane, block);
            let frame = |_: usize| classed("div", "block").with("role", "presentation");
            let ids = |items: Range<usize>| lane.rows.get(items).unwrap_or_default().to_vec();
            let rows = |items: Range<usize>| {
                let of = ids(items.clone());
                items.zip(of).map(|(at, of)| row(scene, of, line + at + 1, place, pan)).collect()
            };
            node = node.children(blocks(run, sight, &frame, &ids, &rows));
            line += lane.rows.len();
            block += run.n_blocks();
        }
        nodes.push(node.node());
    }
    nodes
}

fn run_of(lane: &Lane, first_block: usize) -> Run {
    Run { first_block, n_items: lane.rows.len(), block: BLOCK, item_height: ROW_HEIGHT }
}

/// The block in which a row is.
pub fn block_of(scene: &Scene<'_>, lanes: &[Lane], row: usize) -> Option<usize> {
    let chart = scene.chart(lanes);
    let mut block = 0;
    for lane in lanes.iter().filter(|lane| !chart.is_folded(lane)) {
        if let Some(at) = lane.rows.iter().position(|of| *of == row) {
            return Some(block + at / BLOCK);
        }
        block += run_of(lane, block).n_blocks();
    }
    None
}

/// The heading of a lane with its counts; when it is folded, how many events fall where.
fn heading(
    scene: &Scene<'_>,
    lane: &Lane,
    number: Option<u8>,
    title: String,
    line: usize,
    is_folded: bool,
    place: Option<&Place>,
) -> Node {
    let n = lane.rows.len();
    let count = if n == lane.total {
        scene.words.format().number(n)
    } else {
        scene.say("timeline.count", &[("n", n.into()), ("total", lane.total.into())])
    };
    let is_here = matches!(place, Some(Place::Lane(key)) if *key == lane.key);
    let heading = element("h3")
        .child(fold_arrow(!is_folded))
        .children(number.map(|number| classed("span", "area-number").text(number.to_string()).node()))
        .child(element("span").text(title))
        .text(" ")
        .child(classed("span", "count").text(count));
    let header = element("div")
        .with("role", "rowheader")
        .with("class", if is_here { "lane-name current" } else { "lane-name" })
        .with("id", id_of(&Place::Lane(lane.key.clone())))
        .with("aria-expanded", (!is_folded).to_string())
        .with("data-lane", lane.key.clone())
        .child(heading);
    let strip = is_folded.then(|| strip(scene, lane));
    element("div")
        .with("role", "row")
        .with("class", "lane-line")
        .keyed(HEADING_KEY)
        .with("aria-rowindex", line.to_string())
        .child(header)
        .children(strip)
        .node()
}

/// How many events of a lane fall into each part of the time in sight.
fn strip(scene: &Scene<'_>, lane: &Lane) -> Node {
    let events =
        lane.rows.iter().filter_map(|row| scene.facts.initiative(*row)).flat_map(|initiative| &initiative.events);
    let bins = density(events.map(|event| event.date), scene.window, N_BINS);
    bars(&bins, STRIP_HEIGHT).with("class", "track strip").with("aria-hidden", "true").node()
}

/// Counts as bars that stand side by side.
pub fn bars(bins: &[u32], height: i32) -> Element {
    let most = bins.iter().copied().max().unwrap_or_default().max(1);
    let width = 1.0 / bins.len().max(1) as f64;
    let bar = |(at, n): (usize, &u32)| {
        // A single event is still seen.
        let high = (*n as i32 * height / most as i32).max(2);
        classed("rect", "density")
            .with("x", percent(at as f64 * width))
            .with("width", percent(width * 0.9))
            .with_number("y", height - high)
            .with_number("height", high)
            .node()
    };
    let drawn = bins.iter().enumerate().filter(|(_, n)| **n > 0).map(bar);
    element("svg").with("width", "100%").with_number("height", height).children(drawn)
}

/// The id of the element for a place; of an event, for the mark that it comes first in.
pub fn id_of(place: &Place) -> String {
    match place {
        Place::Lane(key) => format!("lane-{key}"),
        Place::Row(row) => format!("row-{row}"),
        Place::Event(row, event) => format!("mark-{row}-{event}"),
    }
}
