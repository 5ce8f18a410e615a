//! How long initiatives took from one milestone to the next: proposal, agreement, adoption, application.
//!
//! A milestone is the first event of its stage that counts by the as-of date and concerns the whole initiative. A date
//! known only to the year is no milestone: half a year either way would drown what is measured, and a later event of the
//! stage would not be the first. Of a month or a quarter the middle day is taken. Where the later milestone lies before
//! the earlier one there is no duration, and none is negative.

use crate::domain::catalogue::Catalogue;
use crate::domain::date::{Day, Precision};
use crate::domain::initiative::{Event, Initiative};
use crate::domain::positions::sorted_positions;
use crate::domain::status::status_after;
use crate::domain::vocabulary::{Kind, Stage, Status, vocabulary};

/// Fewer durations have no spread worth telling.
pub const FEWEST: usize = 3;

vocabulary! {
    /// A stretch of the way.
    Leg {
        /// From the proposal, or for an agreement the mandate, to the agreement on a text.
        Agreement = "agreement",
        /// From the agreement on a text to the adoption.
        Adoption = "adoption",
        /// From the adoption to the day from which it is in effect.
        Effect = "effect",
        /// From the proposal to the adoption, whether an agreement in between is known or not.
        Law = "law",
    }
}

/// How long one initiative took.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Took {
    /// Which.
    pub row: usize,
    /// Position of the event it is measured from.
    pub from: usize,
    /// Position of the event it is measured to.
    pub to: usize,
    /// Days from the one to the other, 0 or more.
    pub days: usize,
}

/// The middle half of several durations.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many there are.
    pub n: usize,
    /// Lower quartile, median and upper quartile in days, when there are [`FEWEST`] or more.
    pub quartiles: Option<[usize; 3]>,
}

impl Spread {
    /// The spread of durations in days. A quartile between two of them is interpolated and rounded to the day.
    ///
    /// ```
    /// # use security_union_explorer::domain::progress::durations::Spread;
    /// assert_eq!(Spread::of(&[40, 10, 20, 30]).quartiles, Some([18, 25, 33]));
    /// assert_eq!(Spread::of(&[40, 10]), Spread { n: 2, quartiles: None });
    /// ```
    pub fn of(days: &[usize]) -> Spread {
        let n = days.len();
        let order = sorted_positions(n, &|a, b| days.get(a).cmp(&days.get(b)));
        let nth = |nth: usize| order.get(nth).and_then(|position| days.get(*position)).copied().unwrap_or(0);
        // In quarters, as in R's type 7: the first of n is at 0, the last at 1.
        let quartile = |quarter: usize| {
            let (at, rest) = ((n - 1) * quarter / 4, (n - 1) * quarter % 4);
            (nth(at) * (4 - rest) + nth(at + 1) * rest + 2) / 4
        };
        Spread { n, quartiles: (n >= FEWEST).then(|| [1, 2, 3].map(quartile)) }
    }
}

/// How long a row took for a stretch by a day; nothing when one of its ends is not known, or not yet, or not in order.
pub fn took(catalogue: &Catalogue, row: usize, leg: Leg, as_of: Day) -> Option<Took> {
    let initiative = catalogue.initiative(row)?;
    let milestone = |is_it: &dyn Fn(&Event) -> bool| {
        let counts = |event: &Event| catalogue.counts_from(event) <= as_of;
        let position = initiative.events.iter().position(|event| !event.partial && is_it(event) && counts(event))?;
        Some((position, day_of(initiative.events.get(position)?)?))
    };
    let proposal = || milestone(&|event| is_proposal(initiative.kind, event.stage));
    let agreement = || milestone(&|event| status_after(initiative.kind, event.stage) == Some(Status::Agreed));
    let adoption = || milestone(&|event| is_adoption(initiative.kind, event.stage));
    let ((from, start), (to, end)) = match leg {
        Leg::Agreement => (proposal()?, agreement()?),
        Leg::Adoption => (agreement()?, adoption()?),
        Leg::Effect => (adoption()?, effect(catalogue, row, initiative, as_of)?),
        Leg::Law => (proposal()?, adoption()?),
    };
    let days = usize::try_from(end.0 - start.0).ok()?;
    Some(Took { row, from, to, days })
}

/// How long each of `rows` took, those that are known.
pub fn durations(catalogue: &Catalogue, rows: &[usize], leg: Leg, as_of: Day) -> Vec<Took> {
    rows.iter().filter_map(|row| took(catalogue, *row, leg, as_of)).collect()
}

/// The `most` of `rows` that took longest, longest first; of equals the order of the rows.
pub fn longest(catalogue: &Catalogue, rows: &[usize], leg: Leg, as_of: Day, most: usize) -> Vec<Took> {
    let all = durations(catalogue, rows, leg, as_of);
    let days = |position: usize| all.get(position).map(|took| took.days);
    let order = sorted_positions(all.len(), &|a, b| days(b).cmp(&days(a)));
    order.into_iter().take(most).filter_map(|position| all.get(position).copied()).collect()
}

/// Whether a stage is where the way of a kind begins.
fn is_proposal(kind: Kind, stage: Stage) -> bool {
    match kind {
        // What is proposed of an agreement is to sign or conclude what was negotiated before.
        Kind::Agreement => stage == Stage::Mandate,
        _ => stage == Stage::Proposed,
    }
}

/// Whether a stage adopts an initiative of a kind. Its publication and its entry into force, which also say that it is
/// adopted, come later.
fn is_adoption(kind: Kind, stage: Stage) -> bool {
    !matches!(stage, Stage::Published | Stage::InForce) && status_after(kind, stage) == Some(Status::Adopted)
}

/// The event that first put a row in effect, by the rules of the status.
fn effect(catalogue: &Catalogue, row: usize, initiative: &Initiative, as_of: Day) -> Option<(usize, Day)> {
    let change = catalogue.history(row).iter().find(|change| change.status == Status::InEffect)?;
    let day = day_of(initiative.events.get(change.event)?)?;
    (change.from <= as_of).then_some((change.event, day))
}

/// The day a milestone is measured from: the middle of what is known of it, when that is more than the year.
fn day_of(event: &Event) -> Option<Day> {
    let (first, last) = (event.date.first(), event.date.last());
    (event.date.precision() != Precision::Year).then(|| Day(first.0.midpoint(last.0)))
}
