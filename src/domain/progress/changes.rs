//! What changed between two days: which initiatives moved, from where to where, and through which steps.
//!
//! Moved means that the status differs. What ended and began again in between, and stands where it stood, has not moved,
//! though [`steps_between`] still tells of it; and what has not moved may have had steps all the same.

use crate::domain::catalogue::Catalogue;
use crate::domain::date::Day;
use crate::domain::positions::{sort_positions, sorted_positions};
use crate::domain::selection::{Dates, Statuses};
use crate::domain::status::Change;
use crate::domain::vocabulary::{Status, vocabulary};

/// What a set of rows did between two days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The rows whose status differs: by area, in it by movement, in it by the day of the last step.
    pub moved: Vec<Moved>,
    /// The rows that stand where they stood though something happened, in the same order.
    pub stayed: Vec<Moved>,
    /// How many rows stand where they stood.
    pub n_unchanged: usize,
}

impl Changes {
    /// What moved and what only had steps in an area, by its position.
    pub fn in_area(&self, catalogue: &Catalogue, area: usize) -> Vec<&Moved> {
        let is_in = |moved: &&Moved| catalogue.initiative(moved.row).is_some_and(|initiative| initiative.area == area);
        self.moved.iter().chain(&self.stayed).filter(is_in).collect()
    }
}

/// An initiative that did something between the two days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// Which.
    pub row: usize,
    /// Its status on the earlier day.
    pub from: Status,
    /// Its status on the later day.
    pub to: Status,
    /// Which way it went.
    pub kind: Movement,
    /// Positions of events after the earlier day and up to the later, in order of time: those that changed its status, or
    /// all when it stands where it stood.
    pub steps: Vec<usize>,
}

vocabulary! {
    /// Which way an initiative went.
    Movement {
        /// It had not yet begun.
        New = "new",
        /// It went further.
        On = "on",
        /// It is withdrawn, lapsed, repealed or over, whether or not it had begun.
        Ended = "ended",
        /// It had ended, and something happened again.
        Again = "again",
        /// It stands where it stood, and had steps.
        Stayed = "stayed",
    }
}

impl Movement {
    /// Which way leads from one status to another; none to the same.
    ///
    /// ```
    /// # use security_union_explorer::domain::{progress::changes::Movement, vocabulary::Status};
    /// assert_eq!(Movement::between(Status::Proposed, Status::Adopted), Some(Movement::On));
    /// assert_eq!(Movement::between(Status::Proposed, Status::Proposed), None);
    /// ```
    pub fn between(from: Status, to: Status) -> Option<Movement> {
        Some(match (from, to) {
            _ if from == to => return None,
            (_, Status::Ended) => Movement::Ended,
            (Status::NotYetBegun, _) => Movement::New,
            _ if to < from => Movement::Again,
            _ => Movement::On,
        })
    }
}

/// What changed for `rows` between the two dates of `statuses`.
pub fn changes(catalogue: &Catalogue, rows: &[usize], statuses: &Statuses) -> Changes {
    let Dates { as_of, baseline } = statuses.dates;
    let told = |row: &usize| {
        let (row, from, to) = (*row, *statuses.before.get(*row)?, *statuses.now.get(*row)?);
        let of_history = || steps_between(catalogue.history(row), baseline, as_of).iter().map(|change| change.event);
        let (kind, steps) = match Movement::between(from, to) {
            Some(kind) => (kind, of_history().collect()),
            // Steps that changed nothing are not in the history.
            None => (Movement::Stayed, happened(catalogue, row, statuses.dates)),
        };
        (!steps.is_empty()).then_some(Moved { row, from, to, kind, steps })
    };
    let told: Vec<Moved> = rows.iter().filter_map(told).collect();
    let place = |at: usize| {
        let told = told.get(at)?;
        let initiative = catalogue.initiative(told.row)?;
        let last = told.steps.last().and_then(|step| initiative.events.get(*step))?;
        Some((initiative.area, told.kind, catalogue.counts_from(last)))
    };
    let mut changes = Changes::default();
    let in_order = sorted_positions(told.len(), &|a, b| place(a).cmp(&place(b)));
    for told in in_order.into_iter().filter_map(|at| told.get(at).cloned()) {
        let list = if told.kind == Movement::Stayed { &mut changes.stayed } else { &mut changes.moved };
        list.push(told);
    }
    changes.n_unchanged = rows.len() - changes.moved.len();
    changes
}

/// The changes of a history after one day and up to another; none when the other is not later.
pub fn steps_between(history: &[Change], after: Day, up_to: Day) -> &[Change] {
    let counted = |day: Day| history.partition_point(|change| change.from <= day);
    history.get(counted(after)..counted(up_to)).unwrap_or(&[])
}

/// Positions of the events of a row after the baseline and up to the as-of date, in order of time.
fn happened(catalogue: &Catalogue, row: usize, dates: Dates) -> Vec<usize> {
    let events = catalogue.initiative(row).map(|initiative| initiative.events.as_slice()).unwrap_or_default();
    let day = |at: usize| events.get(at).map(|event| catalogue.counts_from(event));
    let is_between = |at: &usize| day(*at).is_some_and(|day| dates.baseline < day && day <= dates.as_of);
    let mut found: Vec<usize> = (0..events.len()).filter(is_between).collect();
    sort_positions(&mut found, &|a, b| day(a).cmp(&day(b)));
    found
}
