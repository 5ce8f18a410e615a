//! One row of the timeline: the bars of its statuses and the marks of its events.
//!
//! ```text
//!             as of
//!   ▒▒▒▒████████┆╌╌╌╌╌╌╌      bars: one a status, past solid, to come dashed
//!   ◆  ●  ●③   ┆  ○   ─○─     marks: one an event, or several too close; imprecise dates with their span
//! ```
//!
//! A row is laid out alone, so that only those in sight need be.

use super::marks::{Mark, marks};
use super::scale::{Window, middle};
use super::shape::{Shape, Shapes};
use crate::domain::date::{Day, Precision};
use crate::domain::initiative::Event;
use crate::domain::status::Change;
use crate::domain::vocabulary::Status;

/// What every row is seen through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// The time in sight.
    pub window: Window,
    /// How far beyond each end of it a row is laid out, as a fraction of it: usually not at all.
    pub margin: f64,
    /// The date of the view: what comes after it is planned.
    pub as_of: Day,
    /// The day up to which the facts were checked.
    pub checked_through: Day,
    /// How close two marks may come, as a fraction of the window; usually the width of a mark over that of the axis.
    pub min_gap: f64,
    /// The shapes of the marks that are not shown.
    pub hidden: Shapes,
}

impl Frame {
    /// Whether an instant is laid out.
    pub(super) fn contains(&self, instant: f64) -> bool {
        self.window.widened(self.margin).contains(instant)
    }

    /// What of a span of instants is laid out, as fractions of the window; nothing when no part of it is.
    pub(super) fn clip(&self, from: f64, to: f64) -> Option<(f64, f64)> {
        let fraction = |instant| self.window.fraction_from_instant(instant);
        // Without a margin that is 0, and not -0.
        let (from, to) = (fraction(from).max(0.0 - self.margin), fraction(to).min(1.0 + self.margin));
        (from < to).then_some((from, to))
    }
}

/// What a row shows: an initiative by its events and its history of statuses.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The changes of status in order of time, as [`crate::domain::status::history`] gives them.
    pub history: &'a [Change],
    /// Its events; marks speak of their positions.
    pub events: &'a [Event],
}

/// A row as numbers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowLayout {
    /// In order of time, apart from each other.
    pub bars: Vec<Bar>,
    /// In order of time, none closer to the next than the frame's gap.
    pub marks: Vec<Mark>,
    /// Events without a mark, because the middle of their imprecise date is not laid out while a part of it is.
    pub spans: Vec<Span>,
}

/// A status over time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bar {
    /// Where it begins, as a fraction of the window.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
    /// The status; never [`Status::NotYetBegun`] nor [`Status::Ended`].
    pub status: Status,
    /// Whether it lies after the date of the view.
    pub is_planned: bool,
}

/// A date that is not known to the day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where it begins, as a fraction of the window.
    pub from: f64,
    /// Where it ends.
    pub to: f64,
}

/// The layout of a row.
///
/// ```
/// # use security_union_explorer::domain::{date::Day, status::Change, timeline::*, vocabulary::Status};
/// let frame = Frame { window: Window::new(0.0, 100.0), margin: 0.0, as_of: Day(59), checked_through: Day(59), min_gap: 0.02, hidden: Shapes::default() };
/// let history = [Change { from: Day(20), status: Status::Proposed, event: 0 }];
/// let layout = layout_row(&Row { history: &history, events: &[] }, &frame);
/// let bars: Vec<_> = layout.bars.iter().map(|bar| (bar.from, bar.to, bar.is_planned)).collect();
/// assert_eq!(bars, [(0.2, 0.6, false), (0.6, 1.0, true)]);
/// ```
pub fn layout_row(row: &Row<'_>, frame: &Frame) -> RowLayout {
    RowLayout { bars: bars(row.history, frame), marks: marks(row, frame), spans: spans(row.events, frame) }
}

fn bars(history: &[Change], frame: &Frame) -> Vec<Bar> {
    // The date of the view belongs to the past until it ends.
    let now = f64::from(frame.as_of.0) + 1.0;
    let mut bars = Vec::new();
    for (position, change) in history.iter().enumerate() {
        if matches!(change.status, Status::NotYetBegun | Status::Ended) {
            continue;
        }
        let next = history.get(position + 1);
        let (from, to) = (f64::from(change.from.0), next.map_or(f64::INFINITY, |next| f64::from(next.from.0)));
        for (from, to, is_planned) in [(from, to.min(now), false), (from.max(now), to, true)] {
            if from < to
                && let Some((from, to)) = frame.clip(from, to)
            {
                bars.push(Bar { from, to, status: change.status, is_planned });
            }
        }
    }
    bars
}

fn spans(events: &[Event], frame: &Frame) -> Vec<Span> {
    let hidden = events
        .iter()
        .filter(|event| event.date.precision() != Precision::Day && !frame.contains(middle(event.date)))
        .filter(|event| !frame.hidden.contains(Shape::of(event.stage)));
    hidden
        .filter_map(|event| {
            let (first, last) = (f64::from(event.date.first().0), f64::from(event.date.last().0) + 1.0);
            let (from, to) = frame.clip(first, last)?;
            Some(Span { from, to })
        })
        .collect()
}

#[cfg(test)]
mod tests;
