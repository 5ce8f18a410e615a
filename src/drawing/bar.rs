//! The status bar: how many stand in each status, as one line of ink, with a mark where it stood at the baseline.

use super::mark::filled;
use super::node::{Node, classed, element, percent};
use crate::domain::counts::Counts;
use crate::domain::vocabulary::Status;

/// The order of the bar: what is done comes first.
const ORDER: [Status; 7] = [
    Status::InEffect,
    Status::Adopted,
    Status::Agreed,
    Status::Proposed,
    Status::Announced,
    Status::NotYetBegun,
    Status::Ended,
];

/// A bar of the counts; `before` is how many were in effect at the baseline.
pub fn status_bar(counts: &Counts, before: usize) -> Node {
    let total = counts.total().max(1) as f64;
    let share = |n: usize| percent(n as f64 / total);
    let mut start = 0;
    let segments = ORDER.into_iter().filter_map(|status| {
        let n = Some(counts.get(status)).filter(|n| *n > 0)?;
        // What is over leaves the bar: a thread in its place.
        let (y, height) = if status == Status::Ended { ("9", "2") } else { ("4", "12") };
        let segment = filled(element("rect"), "segment", status)
            .with("x", share(start))
            .with("width", share(n))
            .with("y", y)
            .with("height", height);
        start += n;
        Some(segment.node())
    });
    classed("svg", "status-bar")
        .with("width", "100%")
        .with("height", "20")
        .with("aria-hidden", "true")
        .children(segments)
        .child(
            classed("rect", "baseline-mark")
                .with("x", share(before))
                .with("y", "0")
                .with("width", "2")
                .with("height", "20"),
        )
        .node()
}
