//! What changed between two days: which initiatives moved, from where to where, and through which steps.
//!
//! Moved means that the status differs. What ended and began again in between, and stands where it stood, has not moved,
//! though [`steps_between`] still tells of it.

use super::status::{Change, change_at};
use crate::domain::catalogue::Catalogue;
use crate::domain::date::Day;
use crate::domain::positions::sort_positions;
use crate::domain::selection::{Dates, Statuses};
use crate::domain::vocabulary::Status;

/// What a set of rows did between two days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The rows whose status differs: by area, in it by movement, in it by the day of the last step.
    pub moved: Vec<Moved>,
    /// How many rows stand where they stood.
    pub n_unchanged: usize,
}

/// An initiative whose status differs between the two days.
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
    /// Positions of the events that changed its status after the earlier day and up to the later, in order of time.
    pub steps: Vec<usize>,
}

/// Which way an initiative went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Movement {
    /// It had not yet begun; it may be over by the later day.
    New,
    /// It went further.
    On,
    /// It is withdrawn, lapsed, repealed or over.
    Ended,
    /// It had ended, and something happened again.
    Again,
}

impl Movement {
    /// Every movement, in the order in which a list shows them.
    pub const ALL: &'static [Movement] = &[Movement::New, Movement::On, Movement::Ended, Movement::Again];

    /// The word in message keys.
    pub fn slug(self) -> &'static str {
        match self {
            Movement::New => "new",
            Movement::On => "on",
            Movement::Ended => "ended",
            Movement::Again => "again",
        }
    }

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
            (Status::NotYetBegun, _) => Movement::New,
            (_, Status::Ended) => Movement::Ended,
            _ if to < from => Movement::Again,
            _ => Movement::On,
        })
    }
}

/// What changed for `rows` between the two dates of `statuses`.
pub fn changes(catalogue: &Catalogue, rows: &[usize], statuses: &Statuses) -> Changes {
    let Dates { as_of, baseline } = statuses.dates;
    let way = |row: usize| Some((*statuses.before.get(row)?, *statuses.now.get(row)?));
    let kind = |row: usize| way(row).and_then(|(from, to)| Movement::between(from, to));
    let place = |row: usize| {
        let area = catalogue.initiative(row).map(|initiative| initiative.area);
        (area, kind(row), change_at(catalogue.history(row), as_of).map(|change| change.from))
    };
    let mut positions: Vec<usize> = rows.iter().copied().filter(|row| kind(*row).is_some()).collect();
    sort_positions(&mut positions, &|a, b| place(a).cmp(&place(b)));

    let moved: Vec<Moved> = positions
        .into_iter()
        .filter_map(|row| {
            let (from, to) = way(row)?;
            let steps = steps_between(catalogue.history(row), baseline, as_of).iter().map(|change| change.event);
            Some(Moved { row, from, to, kind: Movement::between(from, to)?, steps: steps.collect() })
        })
        .collect();
    Changes { n_unchanged: rows.len() - moved.len(), moved }
}

/// The changes of a history after one day and up to another; none when the other is not later.
pub fn steps_between(history: &[Change], after: Day, up_to: Day) -> &[Change] {
    let counted = |day: Day| history.partition_point(|change| change.from <= day);
    history.get(counted(after)..counted(up_to)).unwrap_or(&[])
}
