//! Lanes: the rows of the chart under the headings they share.

use crate::domain::catalogue::Catalogue;
use crate::domain::vocabulary::{Kind, Status, vocabulary};

vocabulary! {
    /// What the rows are grouped by.
    #[derive(Default)]
    Group {
        /// The area of the document.
        #[default]
        Area = "area",
        /// The kind of initiative.
        Kind = "kind",
        /// The status on the as-of date, furthest first.
        Status = "status",
        /// Not at all.
        Flat = "none",
    }
}

/// What the rows of a lane have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneOf {
    /// The area at this position of the document.
    Area(usize),
    /// A kind.
    Kind(Kind),
    /// A status.
    Status(Status),
    /// Nothing: all rows.
    All,
}

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// What they have in common.
    pub of: LaneOf,
    /// Its word in the address: an area's number, the slug of a kind or status; unique among lanes of one grouping.
    pub key: String,
    /// The rows that are selected, in the order asked for; never none.
    pub rows: Vec<usize>,
    /// How many rows it would have without a choice of the visitor's.
    pub total: usize,
}

/// The lanes that have rows. `rows` are the selected ones in order, of `all` that may be; `now` is the status of every row of
/// the catalogue on the as-of date.
pub fn lanes(catalogue: &Catalogue, rows: &[usize], all: &[usize], now: &[Status], group: Group) -> Vec<Lane> {
    let initiatives = catalogue.initiatives();
    let areas = &catalogue.document().areas;
    let mut lanes: Vec<Lane> = match group {
        Group::Area => areas
            .iter()
            .enumerate()
            .map(|(position, area)| empty(LaneOf::Area(position), &area.number.to_string()))
            .collect(),
        Group::Kind => Kind::ALL.iter().map(|kind| empty(LaneOf::Kind(*kind), kind.slug())).collect(),
        Group::Status => Status::ALL.iter().rev().map(|status| empty(LaneOf::Status(*status), status.slug())).collect(),
        Group::Flat => vec![empty(LaneOf::All, "all")],
    };
    let last = Status::ALL.len() - 1;
    let lane_of = |row: usize| match group {
        Group::Area => initiatives.get(row).map_or(0, |initiative| initiative.area),
        Group::Kind => initiatives.get(row).map_or(0, |initiative| initiative.kind as usize),
        Group::Status => last - now.get(row).map_or(0, |status| *status as usize).min(last),
        Group::Flat => 0,
    };
    for &row in all {
        if let Some(lane) = lanes.get_mut(lane_of(row)) {
            lane.total += 1;
        }
    }
    for &row in rows {
        if let Some(lane) = lanes.get_mut(lane_of(row)) {
            lane.rows.push(row);
        }
    }
    lanes.retain(|lane| !lane.rows.is_empty());
    lanes
}

fn empty(of: LaneOf, key: &str) -> Lane {
    Lane { of, key: key.to_owned(), rows: Vec::new(), total: 0 }
}
