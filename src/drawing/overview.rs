//! The overview: all the time there is, how many events fall where, and what of it is in sight.

use super::grid::bars;
use super::node::{Node, classed, element, percent};
use super::scene::{Scene, bounds};
use crate::domain::catalogue::Catalogue;
use crate::domain::timeline::{Unit, density, ticks};

/// Height of the strip, in pixels.
pub const HEIGHT: i32 = 36;
/// In how many parts it shows time.
const N_BINS: usize = 96;
/// The bars leave room for the years below them.
const BARS_HEIGHT: i32 = 22;

/// How many events of some rows fall into each part of the strip.
pub fn bins(facts: &Catalogue, rows: &[usize]) -> Vec<u32> {
    let rows = rows.iter().filter_map(|row| facts.initiative(*row));
    density(rows.flat_map(|initiative| &initiative.events).map(|event| event.date), bounds(facts), N_BINS)
}

/// The strip: bars for the events of the selected rows as [`bins`] counts them, the years, and the window as a frame with two grips.
pub fn overview(scene: &Scene<'_>, bins: &[u32]) -> Node {
    let all = bounds(scene.facts);
    let (from, to) = (all.fraction_from_instant(scene.window.start()), all.fraction_from_instant(scene.window.end()));
    let (from, to) = (from.clamp(0.0, 1.0), to.clamp(0.0, 1.0));
    let years =
        ticks(all, 12).ticks.into_iter().filter(|tick| tick.fraction < 0.97 && tick.unit >= Unit::Year).map(|tick| {
            let text = classed("text", "tick-label").with("x", percent(tick.fraction)).with_number("y", HEIGHT - 3);
            text.with("dx", "2").text(tick.day.year().to_string()).node()
        });
    let as_of = percent(all.fraction_after_day(scene.as_of()));
    let line = classed("line", "as-of-line").with("x1", as_of.clone()).with("x2", as_of).with("y1", "0");
    let brush = classed("rect", "brush").with("x", percent(from)).with("width", percent(to - from));
    let grip = |at: f64, end: &'static str| {
        let grip = classed("rect", "grip").with("data-grip", end).with("x", percent(at)).with("width", "8");
        grip.with("transform", "translate(-4 0)").with_number("height", HEIGHT).node()
    };
    element("svg")
        .with("width", "100%")
        .with_number("height", HEIGHT)
        .with("aria-hidden", "true")
        .child(bars(bins, BARS_HEIGHT))
        .children(years)
        .child(line.with_number("y2", HEIGHT))
        .child(brush.with_number("height", HEIGHT))
        .child(grip(from, "start"))
        .child(grip(to, "end"))
        .node()
}
