//! The days of the strategy on one line: how far it reaches, where a day is on it, and where one stops.

use crate::domain::date::Day;
use crate::domain::document::Document;

/// From the beginning of the strategy to the end of the second year after the day of the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rail {
    /// The first day.
    pub start: Day,
    /// The last day.
    pub end: Day,
}

impl Rail {
    /// The line of a document.
    pub fn of(document: &Document) -> Rail {
        let last_year = document.checked_through.year() + 2;
        let end = Day::from_ymd(last_year, 12, 31).unwrap_or(document.checked_through);
        Rail { start: document.period.0.first(), end }
    }

    /// Where a day is, as a fraction of the length; what is beyond an end is at it.
    pub fn fraction(self, day: Day) -> f64 {
        (f64::from(day.0 - self.start.0) / self.length()).clamp(0.0, 1.0)
    }

    /// The day at a fraction of the length.
    pub fn day(self, fraction: f64) -> Day {
        Day(self.start.0 + (fraction * self.length()).round() as i32)
    }

    /// The first days of the years after the first.
    pub fn years(self) -> impl Iterator<Item = Day> {
        (self.start.year() + 1..=self.end.year()).filter_map(|year| Day::from_ymd(year, 1, 1))
    }

    fn length(self) -> f64 {
        f64::from(self.end.0 - self.start.0).max(1.0)
    }
}

/// The days worth stopping at, in order: the document's stops, and the day of the facts.
fn stops(document: &Document) -> Vec<Day> {
    let checked = document.checked_through;
    // The document's stops are in order already.
    let days =
        |is_later: bool| document.stops.iter().map(|stop| stop.day).filter(move |day| (*day > checked) == is_later);
    days(false).chain([checked]).chain(days(true)).collect()
}

/// The stop after a day, or before it.
pub fn stop_beside(document: &Document, day: Day, is_later: bool) -> Option<Day> {
    let mut stops = stops(document).into_iter();
    if is_later { stops.find(|stop| *stop > day) } else { stops.rev().find(|stop| *stop < day) }
}
