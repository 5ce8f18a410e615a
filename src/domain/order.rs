//! The order of a list: by what a visitor wants to compare.

use std::cmp::Ordering;

use super::catalogue::Catalogue;
use super::date::Day;
use super::positions::sort_positions;
use super::progress::durations::{Leg, took};
use super::selection::{Selection, Statuses};
use super::vocabulary::vocabulary;

vocabulary! {
    /// What a list is sorted by.
    #[derive(Default)]
    Sort {
        /// The best match of a search first; without a search, area by area as the document has them.
        #[default]
        Best = "best",
        /// The short title.
        Title = "title",
        /// The area.
        Area = "area",
        /// The kind.
        Kind = "kind",
        /// The status, furthest first.
        Status = "status",
        /// The last step up to the as-of date, latest first.
        LastChange = "last-change",
        /// The next step after the as-of date, nearest first; without one, last.
        NextStep = "next-step",
        /// The first event.
        Start = "start",
        /// The time from its proposal to its adoption, longest first; where that is not known, or not yet, last.
        TimeTaken = "time-taken",
    }
}

impl Sort {
    /// Whether this order, not turned round, goes from more to less: the furthest, the latest or the longest first.
    pub fn is_descending(self) -> bool {
        matches!(self, Sort::Status | Sort::LastChange | Sort::TimeTaken)
    }
}

/// The selected rows in order. When it is turned round, rows that are equal keep the selection's order, and rows that
/// lack what is compared still come last.
///
/// `sort_key` gives what titles are sorted by: of two, that comes first whose key is the lesser.
pub fn ordered(
    catalogue: &Catalogue,
    selection: &Selection,
    statuses: &Statuses,
    sort: Sort,
    is_reversed: bool,
    sort_key: &dyn Fn(&str) -> String,
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
            Sort::LastChange => -last_day(catalogue, row, as_of)?.0,
            Sort::NextStep => next_day(catalogue, row, as_of)?.0,
            Sort::Start => initiative.events.first()?.date.first().0,
            Sort::TimeTaken => -(took(catalogue, row, Leg::Law, as_of)?.days as i32),
        })
    };
    // The selection's own order has no equals: it is turned round as a whole.
    if sort == Sort::Best {
        if is_reversed {
            rows.reverse();
        }
        return rows;
    }
    let keys: Vec<Option<i32>> = (0..catalogue.initiatives().len()).map(key).collect();
    let key = |row: usize| keys.get(row).copied().flatten();
    let turned = |order: Ordering| if is_reversed { order.reverse() } else { order };
    let by_key = |a: usize, b: usize| match (key(a), key(b)) {
        (Some(a), Some(b)) => turned(a.cmp(&b)),
        // What has no key comes last.
        (a, b) => b.is_some().cmp(&a.is_some()),
    };
    if sort == Sort::Title {
        let titles: Vec<String> =
            catalogue.initiatives().iter().map(|initiative| sort_key(&initiative.short)).collect();
        sort_positions(&mut rows, &|a, b| turned(titles.get(a).cmp(&titles.get(b))));
    } else {
        sort_positions(&mut rows, &by_key);
    }
    rows
}

fn last_day(catalogue: &Catalogue, row: usize, as_of: Day) -> Option<Day> {
    let last = catalogue.standing(row, as_of)?.last?;
    let event = catalogue.initiative(row)?.events.get(last)?;
    Some(catalogue.counts_from(event))
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
