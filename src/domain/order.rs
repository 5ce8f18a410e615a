//! The order of a list: by what a visitor wants to compare.

use std::cmp::Ordering;

use super::catalogue::Catalogue;
use super::date::Day;
use super::initiative::Initiative;
use super::selection::{Selection, Statuses};

/// What a list is sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The best match of a search first; without a search, area by area as the document has them.
    #[default]
    Best,
    /// The short title.
    Title,
    /// The kind.
    Kind,
    /// The status, furthest first.
    Status,
    /// The area.
    Area,
    /// The last step up to the as-of date, latest first.
    LastChange,
    /// The next step after the as-of date, nearest first; without one, last.
    NextStep,
    /// The first event.
    Start,
}

impl Sort {
    /// Every order.
    pub const ALL: &'static [Sort] =
        &[Sort::Best, Sort::Title, Sort::Area, Sort::Kind, Sort::Status, Sort::LastChange, Sort::NextStep, Sort::Start];

    /// The word in the address and in message keys.
    pub fn slug(self) -> &'static str {
        match self {
            Sort::Best => "best",
            Sort::Title => "title",
            Sort::Kind => "kind",
            Sort::Status => "status",
            Sort::Area => "area",
            Sort::LastChange => "last-change",
            Sort::NextStep => "next-step",
            Sort::Start => "start",
        }
    }

    /// The way back.
    pub fn from_slug(slug: &str) -> Option<Sort> {
        Sort::ALL.iter().copied().find(|sort| sort.slug() == slug)
    }
}

/// The selected rows in order. Rows that are equal keep the selection's order, also when it is turned round.
///
/// `compare` says which of two titles a reader expects first.
pub fn ordered(
    catalogue: &Catalogue,
    selection: &Selection,
    statuses: &Statuses,
    sort: Sort,
    is_reversed: bool,
    compare: &dyn Fn(&str, &str) -> Ordering,
) -> Vec<usize> {
    let mut rows = selection.rows().to_vec();
    let as_of = statuses.dates.as_of;
    let key = |row: usize| {
        let initiative = catalogue.initiative(row)?;
        Some(match sort {
            Sort::Best | Sort::Title => 0,
            Sort::Kind => initiative.kind as i32,
            Sort::Area => initiative.area as i32,
            Sort::Status => -(*statuses.now.get(row)? as i32),
            Sort::LastChange => -last_day(initiative, as_of)?.0,
            Sort::NextStep => next_day(catalogue, row, as_of)?.0,
            Sort::Start => initiative.events.first()?.date.first().0,
        })
    };
    // What has no key comes last.
    let by_key = |a: usize, b: usize| key(a).unwrap_or(i32::MAX).cmp(&key(b).unwrap_or(i32::MAX));
    let by_title = |a: usize, b: usize| compare(short(catalogue, a), short(catalogue, b));
    match sort {
        Sort::Best => {}
        Sort::Title => sort_positions(&mut rows, &by_title),
        _ => sort_positions(&mut rows, &by_key),
    }
    if is_reversed {
        rows.reverse();
    }
    rows
}

/// Sorts positions, keeping the order of equals. Everything that is sorted goes through here where it can: each further
/// type that is sorted costs some 4 KB of the module.
pub fn sort_positions(positions: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    positions.sort_by(|a, b| compare(*a, *b));
}

fn short(catalogue: &Catalogue, row: usize) -> &str {
    catalogue.initiative(row).map_or("", |initiative| &initiative.short)
}

fn last_day(initiative: &Initiative, as_of: Day) -> Option<Day> {
    initiative.events.iter().rfind(|event| event.date.first() <= as_of).map(|event| event.date.last().min(as_of))
}

fn next_day(catalogue: &Catalogue, row: usize, as_of: Day) -> Option<Day> {
    let next = catalogue.standing(row, as_of)?.next?;
    catalogue.initiative(row)?.events.get(next).map(|event| event.date.last())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_lead_back() {
        assert!(Sort::ALL.iter().all(|sort| Sort::from_slug(sort.slug()) == Some(*sort)));
    }
}
