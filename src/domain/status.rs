//! Where an initiative stands at a date, and which event put it there.
//!
//! The rules are written once, in [`status_after`]; the method page shows them from the same function. An initiative's
//! events are walked in order of time: each may raise the status, none lowers it, and only an end ends it. What
//! happens after an end starts again from there.

use std::cmp::Reverse;

use crate::domain::date::Day;
use crate::domain::initiative::{Event, Initiative};
use crate::domain::positions::sorted_positions;
use crate::domain::vocabulary::{Certainty, Kind, Stage, Status};

/// From `from` on the initiative has `status`, because of the event at position `event`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first day of the status.
    pub from: Day,
    /// The status.
    pub status: Status,
    /// Position of the event in [`Initiative::events`].
    pub event: usize,
}

/// Where an initiative stands, why, and what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The status.
    pub status: Status,
    /// What put it there; nothing when it has not yet begun.
    pub since: Option<Change>,
    /// Position of the last event that counts, of whatever stage.
    pub last: Option<usize>,
    /// Position of the next event, of whatever stage.
    pub next: Option<usize>,
}

/// The status that a stage gives to an initiative of a kind, if it gives one.
///
/// `in-force` puts a regulation or decision in effect, and a `deadline` a directive, only when no `applies` says otherwise: see
/// [`history`].
///
/// ```
/// # use security_union_explorer::domain::{status::status_after, vocabulary::{Kind, Stage, Status}};
/// assert_eq!(status_after(Kind::Directive, Stage::Deadline), Some(Status::InEffect));
/// assert_eq!(status_after(Kind::Regulation, Stage::Deadline), None);
/// ```
pub fn status_after(kind: Kind, stage: Stage) -> Option<Status> {
    use Status::{Adopted, Agreed, Announced, Ended, InEffect, Proposed};
    let is_soft = matches!(kind, Kind::Recommendation | Kind::Communication);
    let is_law = matches!(kind, Kind::Regulation | Kind::Directive | Kind::Decision);
    Some(match (stage, kind) {
        (Stage::Announced | Stage::MandateAsked, _) => Announced,
        (Stage::Proposed | Stage::Mandate | Stage::EpPosition | Stage::CouncilPosition, _) => Proposed,
        (Stage::Agreement, _) => Agreed,
        // The Council's decision to sign an agreement, and the signing, come before its conclusion.
        (Stage::Adopted | Stage::Signed, Kind::Agreement) => Agreed,
        (Stage::Concluded, Kind::Agreement) => Adopted,
        (Stage::Adopted | Stage::Signed, _) => Adopted,
        (Stage::Published, _) if is_law => Adopted,
        (Stage::Launched, _) if is_soft => Adopted,
        (Stage::InForce, Kind::Directive) => Adopted,
        (Stage::InForce | Stage::Applies, _) if !is_soft => InEffect,
        (Stage::Deadline, Kind::Directive) => InEffect,
        (Stage::Launched, Kind::Operational | Kind::Funding) => InEffect,
        (Stage::Withdrawn | Stage::Lapsed | Stage::Repealed | Stage::Ended, _) => Ended,
        _ => return None,
    })
}

/// The first day on which an event counts.
///
/// A date that is not known to the day counts from the last day of its span, so that nothing is said to have happened
/// before it did. A fact within whose span the facts end counts from that day.
pub fn counts_from(event: &Event, checked_through: Day) -> Day {
    match event.certainty {
        Certainty::Fact => event.date.last_checked(checked_through),
        Certainty::Fixed | Certainty::Planned => event.date.last(),
    }
}

/// The order of steps ahead: one whose date is known only as a month, a quarter or a year stands where that span ends, after
/// everything that is known to happen by then. So nothing is said to come sooner than a source says.
pub fn order_of(event: &Event) -> (Day, Reverse<Day>) {
    (event.date.last(), Reverse(event.date.first()))
}

/// Every change of status, in order of time, past and planned.
pub fn history(initiative: &Initiative, checked_through: Day) -> Vec<Change> {
    let applies_later = initiative.events.iter().any(|event| event.stage == Stage::Applies && !event.partial);
    let from = |position: usize| initiative.events.get(position).map(|event| counts_from(event, checked_through));
    let steps = sorted_positions(initiative.events.len(), &|a, b| from(a).cmp(&from(b)));

    let mut changes: Vec<Change> = Vec::new();
    let mut current = Status::NotYetBegun;
    for position in steps {
        let (Some(from), Some(event)) = (from(position), initiative.events.get(position)) else { continue };
        let Some(mut status) = status_after(initiative.kind, event.stage) else { continue };
        let yields = match event.stage {
            Stage::InForce => matches!(initiative.kind, Kind::Regulation | Kind::Decision),
            // Of a directive whose measures have a date from which they apply.
            Stage::Deadline => true,
            _ => false,
        };
        if yields && applies_later {
            status = Status::Adopted;
        }
        if event.partial && status >= Status::InEffect {
            continue;
        }
        if status > current || (current == Status::Ended && status != Status::Ended) {
            current = status;
            match changes.last_mut() {
                // Two steps on one day are one change.
                Some(last) if last.from == from => *last = Change { from, status, event: position },
                _ => changes.push(Change { from, status, event: position }),
            }
        }
    }
    changes
}

/// The change that holds on a day.
pub fn change_at(history: &[Change], day: Day) -> Option<Change> {
    let later = history.partition_point(|change| change.from <= day);
    later.checked_sub(1).and_then(|last| history.get(last)).copied()
}

/// The status on a day.
pub fn status_at(history: &[Change], day: Day) -> Status {
    change_at(history, day).map_or(Status::NotYetBegun, |change| change.status)
}

/// Status, reason and next step on a day.
pub fn standing(initiative: &Initiative, history: &[Change], day: Day, checked_through: Day) -> Standing {
    let since = change_at(history, day);
    let counts = |event: &Event| counts_from(event, checked_through);
    let ahead = initiative.events.iter().enumerate().filter(|(_, event)| counts(event) > day);
    let next = ahead.min_by_key(|(_, event)| order_of(event)).map(|(position, _)| position);
    let counted = initiative.events.iter().enumerate().filter(|(_, event)| counts(event) <= day);
    let last = counted.max_by_key(|(_, event)| counts(event)).map(|(position, _)| position);
    Standing { status: since.map_or(Status::NotYetBegun, |change| change.status), since, last, next }
}
