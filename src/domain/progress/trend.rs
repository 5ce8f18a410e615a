//! How many of a set of rows stood in each status over time, as steps.
//!
//! Made once for a set, from the histories of the catalogue: every other date is then looked up. What is fixed in law or
//! planned for later is in it too, as in every history; who shows it says from which day on it is ahead.

use crate::domain::catalogue::Catalogue;
use crate::domain::counts::Counts;
use crate::domain::date::Day;
use crate::domain::positions::sorted_positions;
use crate::domain::vocabulary::Status;

/// The counts of a set of rows over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trend {
    /// How many rows there are: the sum of the counts on every day.
    pub n: usize,
    /// The days on which a count changes, each once and in order, with the counts from that day on.
    pub steps: Vec<(Day, Counts)>,
}

impl Trend {
    /// The counts of `rows`, over all time. A row that is not there counts nowhere.
    pub fn of(catalogue: &Catalogue, rows: impl Iterator<Item = usize>) -> Trend {
        let mut n = 0;
        let mut changes: Vec<(Day, Status, Status)> = Vec::new();
        for row in rows.filter(|row| catalogue.initiative(*row).is_some()) {
            n += 1;
            let mut before = Status::NotYetBegun;
            for change in catalogue.history(row) {
                changes.push((change.from, before, change.status));
                before = change.status;
            }
        }
        let day = |position: usize| changes.get(position).map(|change| change.0);
        let order = sorted_positions(changes.len(), &|a, b| day(a).cmp(&day(b)));

        let mut counts = before_all(n);
        let mut steps: Vec<(Day, Counts)> = Vec::new();
        for (day, from, to) in order.into_iter().filter_map(|position| changes.get(position)) {
            counts.change(*from, *to);
            match steps.last_mut() {
                Some(last) if last.0 == *day => last.1 = counts,
                _ => steps.push((*day, counts)),
            }
        }
        Trend { n, steps }
    }

    /// The counts on a day.
    pub fn counts_at(&self, day: Day) -> Counts {
        let later = self.steps.partition_point(|(from, _)| *from <= day);
        let last = later.checked_sub(1).and_then(|last| self.steps.get(last));
        last.map_or(before_all(self.n), |(_, counts)| *counts)
    }

    /// What is to be drawn of a span of days: the counts on the first, then each change up to the last.
    pub fn between(&self, first: Day, last: Day) -> impl Iterator<Item = (Day, Counts)> + '_ {
        let inside = self.steps.iter().filter(move |(day, _)| first < *day && *day <= last);
        std::iter::once((first, self.counts_at(first))).chain(inside.copied())
    }
}

/// Before anything happened, nothing had begun.
fn before_all(n: usize) -> Counts {
    let mut counts = Counts::default();
    counts.add(Status::NotYetBegun, n);
    counts
}
