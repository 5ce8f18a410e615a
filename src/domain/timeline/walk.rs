//! Walking through the chart by keys: where a step leads from a place.
//!
//! A place is named by what is there and not by where it is drawn, so that it outlives zoom, filter and redrawing.

use super::lanes::Lane;
use super::marks::runs;
use super::scale::middle;
use super::shape::Shapes;
use crate::domain::catalogue::Catalogue;
use crate::domain::positions::sorted_positions;

/// Where one is in the chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the heading of the lane with this key.
    Lane(String),
    /// On the name of a row.
    Row(usize),
    /// On the mark of a row that stands for this event.
    Event(usize, usize),
}

impl Place {
    /// The row it is in.
    pub fn row(&self) -> Option<usize> {
        match self {
            Place::Lane(_) => None,
            Place::Row(row) | Place::Event(row, _) => Some(*row),
        }
    }

    /// The event it is on.
    pub fn event(&self) -> Option<usize> {
        match self {
            Place::Event(_, event) => Some(*event),
            _ => None,
        }
    }
}

/// A step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the mark before, from the first to the row's name.
    Previous,
    /// To the mark after.
    Next,
    /// To the event before in time, of whichever row.
    PreviousInTime,
    /// To the event after in time.
    NextInTime,
    /// To the row above, there to the mark nearest in time.
    Above,
    /// To the row below.
    Below,
    /// To the heading above.
    LaneAbove,
    /// To the heading below.
    LaneBelow,
    /// To the first mark of the row.
    RowStart,
    /// To the last mark of the row.
    RowEnd,
    /// To the first line of the chart.
    Top,
    /// To its last line.
    Bottom,
}

/// A line of the chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// The heading of a lane.
    Lane(&'a Lane),
    /// A row.
    Row(usize),
}

/// The chart as one walks through it.
#[derive(Clone, Copy)]
pub struct Chart<'a> {
    /// The facts.
    pub catalogue: &'a Catalogue,
    /// The lanes.
    pub lanes: &'a [Lane],
    /// The keys of the lanes that are folded: their rows are not there.
    pub folded: &'a [String],
    /// Whether the lanes have headings.
    pub has_headings: bool,
    /// How close marks may come, in days, before they are one.
    pub gap_days: f64,
    /// The shapes that are not shown.
    pub hidden: Shapes,
}

/// How many lines Page Up and Down pass where there are no headings.
const PAGE: usize = 10;

impl<'a> Chart<'a> {
    /// The lines from top to bottom.
    pub fn lines(&self) -> Vec<Line<'a>> {
        let mut lines = Vec::new();
        for lane in self.lanes {
            if self.has_headings {
                lines.push(Line::Lane(lane));
            }
            if !self.is_folded(lane) {
                lines.extend(lane.rows.iter().map(|row| Line::Row(*row)));
            }
        }
        lines
    }

    /// How many lines there are.
    pub fn n_lines(&self) -> usize {
        let of_lane = |lane: &Lane| if self.is_folded(lane) { 0 } else { lane.rows.len() };
        self.lanes.iter().map(|lane| usize::from(self.has_headings) + of_lane(lane)).sum()
    }

    /// Whether only the heading of a lane is shown.
    pub fn is_folded(&self, lane: &Lane) -> bool {
        self.has_headings && self.folded.contains(&lane.key)
    }

    /// The position of a place among the lines, if it is there.
    pub fn line_of(&self, place: &Place) -> Option<usize> {
        self.lines().iter().position(|line| match (line, place) {
            (Line::Lane(lane), Place::Lane(key)) => lane.key == *key,
            (Line::Row(row), place) => place.row() == Some(*row),
            _ => false,
        })
    }

    /// A place that is there: this one; else, because it was filtered, folded or hidden away, what stands now where it
    /// stood, in line `last_line`. Nothing in an empty chart.
    pub fn settled(&self, place: &Place, last_line: usize) -> Option<Place> {
        let is_there = self.line_of(place).is_some();
        match place {
            Place::Event(row, event) if is_there => {
                let is_shown = self.marks(*row).iter().any(|mark| mark.contains(event));
                Some(if is_shown { place.clone() } else { Place::Row(*row) })
            }
            _ if is_there => Some(place.clone()),
            _ => {
                let lines = self.lines();
                lines.get(last_line.min(lines.len().checked_sub(1)?)).map(|line| start_of(*line))
            }
        }
    }

    /// Where a step leads; the place itself where there is nothing further.
    pub fn step(&self, from: &Place, step: Move) -> Place {
        self.target(from, step).unwrap_or_else(|| from.clone())
    }

    fn target(&self, from: &Place, step: Move) -> Option<Place> {
        match step {
            Move::Previous | Move::Next | Move::RowStart | Move::RowEnd => self.along(from, step),
            Move::PreviousInTime => self.in_time(from, false),
            Move::NextInTime => self.in_time(from, true),
            Move::Above | Move::Below => self.across(from, step == Move::Below),
            Move::LaneAbove | Move::LaneBelow => self.lane_beyond(from, step == Move::LaneBelow),
            Move::Top => self.lines().first().map(|line| start_of(*line)),
            Move::Bottom => self.lines().last().map(|line| start_of(*line)),
        }
    }

    /// The marks of a row: for each the positions of its events, the one that names it first.
    fn marks(&self, row: usize) -> Vec<Vec<usize>> {
        let events = self.catalogue.initiative(row).map(|initiative| initiative.events.as_slice()).unwrap_or_default();
        runs(events, self.gap_days, self.hidden)
    }

    fn along(&self, from: &Place, step: Move) -> Option<Place> {
        let row = from.row()?;
        let marks = self.marks(row);
        let at = from.event().and_then(|event| marks.iter().position(|mark| mark.contains(&event)));
        let to = match (step, at) {
            (Move::Previous, Some(0)) => return Some(Place::Row(row)),
            (Move::Previous, at) => at?.checked_sub(1)?,
            (Move::Next, Some(at)) => at + 1,
            (Move::RowEnd, _) => marks.len().checked_sub(1)?,
            _ => 0,
        };
        marks.get(to)?.first().map(|event| Place::Event(row, *event))
    }

    fn across(&self, from: &Place, is_down: bool) -> Option<Place> {
        let lines = self.lines();
        let at = self.line_of(from)?;
        let time = from.row().zip(from.event()).and_then(|(row, event)| self.time_of(row, event));
        let beyond: Vec<Line<'_>> =
            if is_down { lines.get(at + 1..)?.to_vec() } else { lines.get(..at)?.iter().rev().copied().collect() };
        let Some(time) = time else { return beyond.first().map(|line| start_of(*line)) };
        // Along one time one walks from row to row, past the headings.
        let row = beyond.iter().find_map(|line| match line {
            Line::Row(row) => Some(*row),
            Line::Lane(_) => None,
        })?;
        Some(self.nearest(row, time))
    }

    /// The mark of a row nearest to a time; its name when it has none.
    fn nearest(&self, row: usize, time: f64) -> Place {
        let distance = |event: &usize| (self.time_of(row, *event).unwrap_or(f64::INFINITY) - time).abs();
        let firsts = self.marks(row).into_iter().filter_map(|mark| mark.first().copied());
        let nearest = firsts.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.map_or(Place::Row(row), |event| Place::Event(row, event))
    }

    fn time_of(&self, row: usize, event: usize) -> Option<f64> {
        self.catalogue.initiative(row)?.events.get(event).map(|event| middle(event.date))
    }

    fn lane_beyond(&self, from: &Place, is_down: bool) -> Option<Place> {
        let lines = self.lines();
        let at = self.line_of(from)?;
        let is_heading = |at: &usize| matches!(lines.get(*at), Some(Line::Lane(_)));
        let to = match (self.has_headings, is_down) {
            (true, true) => (at + 1..lines.len()).find(is_heading).unwrap_or(lines.len().checked_sub(1)?),
            (true, false) => (0..at).rev().find(is_heading)?,
            (false, true) => (at + PAGE).min(lines.len().checked_sub(1)?),
            (false, false) => at.saturating_sub(PAGE),
        };
        lines.get(to).map(|line| start_of(*line))
    }

    /// The next mark in order of time over all rows in sight or out of it; of one day, from top to bottom.
    fn in_time(&self, from: &Place, is_forward: bool) -> Option<Place> {
        let mut all: Vec<(f64, usize, usize)> = Vec::new();
        for line in self.lines() {
            if let Line::Row(row) = line {
                let firsts = self.marks(row).into_iter().filter_map(|mark| mark.first().copied());
                all.extend(firsts.filter_map(|event| Some((self.time_of(row, event)?, row, event))));
            }
        }
        let time = |position: usize| all.get(position).map_or(f64::INFINITY, |(time, _, _)| *time);
        let order = sorted_positions(all.len(), &|a, b| time(a).total_cmp(&time(b)));
        let place = |position: &usize| all.get(*position).map(|(_, row, event)| Place::Event(*row, *event));
        let (row, event) = (from.row(), from.event());
        let own = event.and_then(|event| self.marks(row?).into_iter().find(|mark| mark.contains(&event)));
        let own = own.and_then(|mark| mark.first().copied());
        let at = order.iter().position(|position| {
            own.is_some() && all.get(*position).is_some_and(|(_, of, event)| Some(*of) == row && Some(*event) == own)
        });
        match (at, is_forward) {
            (Some(at), true) => place(order.get(at + 1)?),
            (Some(at), false) => place(order.get(at.checked_sub(1)?)?),
            // From a name or a heading: to the first event of that row, or of all.
            (None, _) => {
                let of_row =
                    |position: &&usize| row.is_none() || all.get(**position).is_some_and(|(_, of, _)| Some(*of) == row);
                place(order.iter().find(of_row)?)
            }
        }
    }
}

/// Where one is when one comes to a line.
fn start_of(line: Line<'_>) -> Place {
    match line {
        Line::Lane(lane) => Place::Lane(lane.key.clone()),
        Line::Row(row) => Place::Row(row),
    }
}
