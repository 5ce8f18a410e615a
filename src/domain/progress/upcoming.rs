//! What is next: every step after a day, in order of time, and by month.
//!
//! A step whose date is known only as a span stands where that span ends: "in 2026" follows December 2026.

use std::ops::Range;

use crate::domain::catalogue::Catalogue;
use crate::domain::date::{Day, PartialDate, Precision};
use crate::domain::initiative::{Event, Initiative};
use crate::domain::positions::sorted_positions;
use crate::domain::status::order_of;
use crate::domain::vocabulary::{Certainty, Kind, Stage, vocabulary};

/// A step that does not count yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upcoming {
    /// Whose step it is.
    pub row: usize,
    /// Position of the event in the initiative's list.
    pub event: usize,
    /// When, as exactly as it is known.
    pub date: PartialDate,
    /// What the date is.
    pub certainty: Certainty,
    /// What kind of step it is.
    pub step: Step,
}

vocabulary! {
    /// What kind of step is ahead: what a reader has to know or do.
    Step {
        /// Rules start to apply.
        Application = "application",
        /// By then Member States must have transposed a directive.
        Transposition = "transposition",
        /// By then something else must be done.
        Deadline = "deadline",
        /// An act enters into force; it may apply later.
        EntryIntoForce = "entry-into-force",
        /// A step on the way to a final act: a proposal, a position, an agreement, the adoption.
        Decision = "decision",
        /// Something goes live.
        Launch = "launch",
        /// It lapses, is repealed or comes to its end.
        End = "end",
        /// Any other step.
        Milestone = "milestone",
    }
}

impl Step {
    /// What kind of step an event of an initiative of a kind is.
    ///
    /// A directive has deadlines that are not about transposition, such as for naming critical entities. They concern a
    /// part of it; so do later transposition deadlines for single provisions, and those are called deadlines too.
    pub fn of(kind: Kind, event: &Event) -> Step {
        match event.stage {
            Stage::Applies => Step::Application,
            Stage::Deadline if kind == Kind::Directive && !event.partial => Step::Transposition,
            Stage::Deadline => Step::Deadline,
            Stage::InForce => Step::EntryIntoForce,
            Stage::Launched => Step::Launch,
            Stage::Withdrawn | Stage::Lapsed | Stage::Repealed | Stage::Ended => Step::End,
            Stage::Evaluated | Stage::Amended | Stage::Milestone => Step::Milestone,
            Stage::Announced
            | Stage::MandateAsked
            | Stage::Mandate
            | Stage::Proposed
            | Stage::EpPosition
            | Stage::CouncilPosition
            | Stage::Agreement
            | Stage::Adopted
            | Stage::Published
            | Stage::Signed
            | Stage::Concluded => Step::Decision,
        }
    }
}

/// Every step of `rows` that does not count yet on a day, in order of time; of one date, in the order of `rows`.
pub fn upcoming(catalogue: &Catalogue, rows: &[usize], as_of: Day) -> Vec<Upcoming> {
    let mut found: Vec<Upcoming> = Vec::new();
    for &row in rows {
        let Some(initiative) = catalogue.initiative(row) else { continue };
        for (position, event) in initiative.events.iter().enumerate() {
            if catalogue.counts_from(event) > as_of {
                let step = Step::of(initiative.kind, event);
                found.push(Upcoming { row, event: position, date: event.date, certainty: event.certainty, step });
            }
        }
    }
    let event = |step: &Upcoming| catalogue.initiative(step.row)?.events.get(step.event);
    let time = |position: usize| found.get(position).and_then(event).map(order_of);
    let order = sorted_positions(found.len(), &|a, b| time(a).cmp(&time(b)));
    order.into_iter().filter_map(|position| found.get(position).copied()).collect()
}

/// Those steps that may lie in a range of time. A range that is over on the day means other steps of the same initiatives: then
/// all of what is ahead is asked for.
pub fn within(steps: Vec<Upcoming>, from: Option<PartialDate>, to: Option<PartialDate>, as_of: Day) -> Vec<Upcoming> {
    if to.is_some_and(|to| to.last() <= as_of) {
        return steps;
    }
    let is_in = |step: &Upcoming| {
        from.is_none_or(|from| from.first() <= step.date.last()) && to.is_none_or(|to| step.date.first() <= to.last())
    };
    steps.into_iter().filter(is_in).collect()
}

/// The next step of `rows` after a day, with its initiative.
pub fn next_of<'a>(catalogue: &'a Catalogue, rows: &[usize], as_of: Day) -> Option<(&'a Initiative, &'a Event)> {
    let ahead = rows.iter().filter_map(|row| catalogue.initiative(*row)).flat_map(|initiative| {
        let events = initiative.events.iter().filter(|event| catalogue.counts_from(event) > as_of);
        events.map(move |event| (initiative, event))
    });
    ahead.min_by_key(|(_, event)| order_of(event))
}

/// Steps that are shown under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The month; for steps known only to the quarter or year, that quarter or year.
    pub span: PartialDate,
    /// Which of the steps.
    pub items: Range<usize>,
}

/// Groups the steps of [`upcoming`] by month. A quarter and a year are groups of their own, after the month they end with.
pub fn by_month(steps: &[Upcoming]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (position, step) in steps.iter().enumerate() {
        let span = month_or_longer(step.date);
        match months.last_mut() {
            Some(month) if month.span == span => month.items.end = position + 1,
            _ => months.push(Month { span, items: position..position + 1 }),
        }
    }
    months
}

/// The month of a day; a longer span as it is.
fn month_or_longer(date: PartialDate) -> PartialDate {
    match date.precision() {
        // A day is written as its month, a hyphen and two digits.
        Precision::Day => date.to_string().get(..7).and_then(PartialDate::parse).unwrap_or(date),
        _ => date,
    }
}
