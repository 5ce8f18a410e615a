//! Whether the steps of an initiative can have followed each other, and whether past and future are kept apart.

use super::super::problem::{Problems, place};
use super::super::record::dated;
use super::super::wire;
use crate::domain::date::PartialDate;
use crate::domain::vocabulary::{Certainty, Kind, Stage};

/// Pairs of steps of which the first never comes after the second, for acts of the EU.
const LAW: &[(Stage, Stage)] = &[
    (Stage::Announced, Stage::Proposed),
    (Stage::Proposed, Stage::Agreement),
    (Stage::Proposed, Stage::Adopted),
    (Stage::Agreement, Stage::Adopted),
    (Stage::Adopted, Stage::Published),
    (Stage::Published, Stage::InForce),
    (Stage::Adopted, Stage::InForce),
    (Stage::InForce, Stage::Applies),
    (Stage::Adopted, Stage::Applies),
];

/// The same for directives only: elsewhere a deadline may belong to another act.
const TRANSPOSITION: (Stage, Stage) = (Stage::Adopted, Stage::Deadline);

/// The same for international agreements, which may apply provisionally before they are in force.
const AGREEMENT: &[(Stage, Stage)] = &[
    (Stage::MandateAsked, Stage::Mandate),
    (Stage::Mandate, Stage::Agreement),
    (Stage::Mandate, Stage::Signed),
    (Stage::Agreement, Stage::Signed),
    (Stage::Signed, Stage::Concluded),
    (Stage::Signed, Stage::Applies),
    (Stage::Concluded, Stage::InForce),
];

/// Doubts about the dates of a record's events.
pub(super) fn check(record: &wire::Initiative, checked_through: &str, problems: &mut Problems) {
    let checked = PartialDate::parse(checked_through);
    let mut doubt = |rest: String, what: String, mend: &str| {
        problems.doubt(place("initiatives", &record.id, &rest), Some(&record.id), what, mend);
    };
    let mut steps: Vec<(usize, PartialDate, Stage, bool)> = Vec::with_capacity(record.events.len());
    let mut deadlines = 0;
    for (position, event) in record.events.iter().enumerate() {
        let Ok((date, certainty, stage)) = dated(event) else { continue };
        let path = || format!(".events[{position}]");
        if let Some(checked) = checked {
            if certainty == Certainty::Fact && date.first() > checked.last() {
                let what = format!("a fact of {date} lies after the last day checked");
                doubt(path() + ".certainty", what, "mark it fixed or planned");
            }
            if certainty != Certainty::Fact && date.last() <= checked.last() {
                let what = format!("{date} has passed and is still {}", certainty.slug());
                doubt(path() + ".certainty", what, "look what became of it");
            }
        }
        if steps.last().is_some_and(|last| last.1 > date) {
            doubt(path() + ".date", format!("{date} stands after a later date"), "put the events in order of time");
        }
        if record.events.iter().take(position).any(|other| other.date == event.date && other.label == event.label) {
            doubt(path(), format!("a second \"{}\" of {date}", event.label), "take one out");
        }
        deadlines += usize::from(stage == Stage::Deadline && !event.partial);
        steps.push((position, date, stage, event.partial));
    }
    if deadlines > 1 && record.kind == Kind::Directive.slug() {
        let what = format!("{deadlines} deadlines for the whole");
        doubt(".events".into(), what, "mark those that are not the general transposition deadline as partial");
    }
    let (order, transposition) = match Kind::from_slug(&record.kind) {
        None | Some(Kind::Operational) => (&[][..], None),
        Some(Kind::Agreement) => (AGREEMENT, None),
        Some(Kind::Directive) => (LAW, Some(&TRANSPOSITION)),
        Some(_) => (LAW, None),
    };
    // What concerns a part may well come before or after the whole.
    let first = |stage: Stage| steps.iter().find(|step| step.2 == stage && !step.3);
    for (earlier, later) in order.iter().chain(transposition) {
        if let (Some(before), Some(after)) = (first(*earlier), first(*later))
            && after.1.last() < before.1.first()
        {
            let what = format!("{} of {} before {} of {}", later.slug(), after.1, earlier.slug(), before.1);
            doubt(format!(".events[{}]", after.0), what, "mend the date or the stage");
        }
    }
}
