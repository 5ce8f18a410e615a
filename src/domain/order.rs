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
    pub const ALL: &'static [Sort] = &[
        Sort::Best,
        Sort::Title,
        Sort::Area,
        Sort::Kind,
        Sort::Status,
        Sort::LastChange,
        Sort::NextStep,
        Sort::Start,
    ];

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
    match sort {
        Sort::Best => {}
        Sort::Title => rows.sort_by(|a, b| compare(short(catalogue, *a), short(catalogue, *b))),
        Sort::Kind => rows.sort_by_key(|row| catalogue.initiative(*row).map(|it| it.kind)),
        Sort::Area => rows.sort_by_key(|row| catalogue.initiative(*row).map(|it| it.area)),
        Sort::Status => rows.sort_by_key(|row| std::cmp::Reverse(statuses.now.get(*row).copied())),
        Sort::LastChange => {
            rows.sort_by_key(|row| std::cmp::Reverse(catalogue.initiative(*row).and_then(|it| last_day(it, as_of))));
        }
        Sort::NextStep => rows.sort_by_key(|row| next_day(catalogue, *row, as_of).unwrap_or(Day(i32::MAX))),
        Sort::Start => rows.sort_by_key(|row| {
            let first = catalogue.initiative(*row).and_then(|it| it.events.first());
            first.map_or(Day(i32::MAX), |event| event.date.first())
        }),
    }
    if is_reversed {
        rows.reverse();
    }
    rows
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
