//! Marks: the events of a row, those too close to tell apart drawn as one.
//!
//! Two events belong to one mark when they, or events between them, follow each other closer than the gap. Unlike cells
//! of a grid this depends neither on where the window begins nor on which events are in sight: panning never regroups, and
//! zooming in only ever takes marks apart. The price is that a long dense run is one mark, at whichever zoom it is dense.

use super::layout::{Frame, Row};
use super::scale::middle;
use super::shape::{Shape, Shapes};
use crate::domain::date::Precision;
use crate::domain::initiative::Event;
use crate::domain::positions::sort_positions;
use crate::domain::status::counts_from;
use crate::domain::vocabulary::Stage;

/// One event, or several that are drawn as one.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where it is, as a fraction of the window: the middle of the date of the event on top.
    pub at: f64,
    /// When the date of the event on top is not known to the day: what of its span is in sight.
    pub span: Option<(f64, f64)>,
    /// The stage of the event on top: the most important one, of these the earliest.
    pub stage: Stage,
    /// Whether the event on top has yet to happen.
    pub is_planned: bool,
    /// The positions of all its events that are in sight, in order of time; one or more.
    pub events: Vec<usize>,
}

impl Mark {
    /// How many events it stands for.
    pub fn count(&self) -> usize {
        self.events.len()
    }
}

/// From the stage that a merged mark shows first to the one it shows last.
const BY_IMPORTANCE: &[Stage] = &[
    Stage::Adopted,
    Stage::Applies,
    Stage::InForce,
    Stage::Launched,
    Stage::Concluded,
    Stage::Repealed,
    Stage::Withdrawn,
    Stage::Lapsed,
    Stage::Ended,
    Stage::Signed,
    Stage::Agreement,
    Stage::Proposed,
    Stage::Deadline,
    Stage::Mandate,
    Stage::Announced,
    Stage::CouncilPosition,
    Stage::EpPosition,
    Stage::MandateAsked,
    Stage::Amended,
    Stage::Published,
    Stage::Evaluated,
    Stage::Milestone,
];

/// The rank of a stage among those that could be on top of a mark; 0 is the most important.
///
/// ```
/// # use security_union_explorer::domain::{timeline::importance, vocabulary::Stage};
/// assert!(importance(Stage::Adopted) < importance(Stage::Applies));
/// assert!(importance(Stage::Agreement) < importance(Stage::Proposed));
/// ```
pub fn importance(stage: Stage) -> usize {
    BY_IMPORTANCE.iter().position(|&known| known == stage).unwrap_or(BY_IMPORTANCE.len())
}

/// The events of a row in order of time, those closer than the gap together: each run is one mark. Events whose shape is
/// hidden are left out. The runs depend on the scale and not on what is in sight.
pub fn runs(events: &[Event], gap_days: f64, hidden: Shapes) -> Vec<Vec<usize>> {
    let time = |position: usize| events.get(position).map_or(f64::INFINITY, |event| middle(event.date));
    let is_shown =
        |position: &usize| events.get(*position).is_some_and(|event| !hidden.contains(Shape::of(event.stage)));
    let mut order: Vec<usize> = (0..events.len()).filter(is_shown).collect();
    sort_positions(&mut order, &|a, b| time(a).total_cmp(&time(b)));
    order.chunk_by(|before, after| time(*after) - time(*before) < gap_days).map(<[usize]>::to_vec).collect()
}

/// The marks of a row, in order of time. An event is laid out where the middle of its date is.
pub(super) fn marks(row: &Row<'_>, frame: &Frame) -> Vec<Mark> {
    let gap_days = frame.min_gap * frame.window.width_days();
    runs(row.events, gap_days, frame.hidden)
        .into_iter()
        .filter_map(|run| {
            // What is not laid out is not counted.
            let events = run.into_iter().filter_map(|position| {
                let event = row.events.get(position)?;
                let at = middle(event.date);
                frame.contains(at).then_some((at, position, event))
            });
            mark(&events.collect::<Vec<_>>(), frame)
        })
        .collect()
}

/// The mark of events that are drawn as one.
fn mark(run: &[(f64, usize, &Event)], frame: &Frame) -> Option<Mark> {
    let &(at, _, top) = run.iter().min_by_key(|(_, _, event)| importance(event.stage))?;
    let span = (top.date.precision() != Precision::Day).then(|| {
        let (first, last) = (f64::from(top.date.first().0), f64::from(top.date.last().0) + 1.0);
        frame.clip(first, last)
    });
    Some(Mark {
        at: frame.window.fraction_from_instant(at),
        span: span.flatten(),
        stage: top.stage,
        is_planned: is_planned(top, frame),
        events: run.iter().map(|&(_, position, _)| position).collect(),
    })
}

/// Whether an event does not count yet at the frame's date, by the same rule as the statuses.
pub(super) fn is_planned(event: &Event, frame: &Frame) -> bool {
    frame.as_of < counts_from(event, frame.checked_through)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stage_has_its_rank() {
        assert!(Stage::ALL.iter().all(|stage| BY_IMPORTANCE.contains(stage)));
        assert_eq!(BY_IMPORTANCE.len(), Stage::ALL.len());
    }
}
