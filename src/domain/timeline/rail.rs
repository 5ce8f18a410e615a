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
        Rail { start: document.start(), end: Day::last_of(document.last_year_ahead()) }
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
        (self.start.year() + 1..=self.end.year()).map(Day::first_of)
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

/// The stop after a day.
pub fn stop_after(document: &Document, day: Day) -> Option<Day> {
    stops(document).into_iter().find(|stop| *stop > day)
}

/// The stop before a day.
pub fn stop_before(document: &Document, day: Day) -> Option<Day> {
    stops(document).into_iter().rfind(|stop| *stop < day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::document::read;

    fn document() -> Document {
        let stop =
            |id: &str, day: &str| format!(r#"{{"id": "{id}", "kind": "report", "title": "{id}", "date": "{day}"}}"#);
        let stops = [stop("first", "2020-12-09"), stop("second", "2024-05-15"), stop("later", "2027-01-20")].join(",");
        let text = format!(
            r#"{{"format": 1, "checked_through": "2026-06-30", "strategy": {{"start": "2020-07-24", "end": "2025"}},
                "areas": [{{"number": 1, "title": "Police"}}], "stops": [{stops}], "initiatives": []}}"#
        );
        read(&text).expect("a document").document
    }

    fn day(text: &str) -> Day {
        Day::parse(text).expect("a day")
    }

    #[test]
    fn it_reaches_from_the_strategy_to_the_end_of_the_second_year_after_the_facts() {
        let rail = Rail::of(&document());
        assert_eq!((rail.start, rail.end), (day("2020-07-24"), day("2028-12-31")));
        assert_eq!(rail.years().map(Day::year).collect::<Vec<_>>(), (2021..=2028).collect::<Vec<_>>());
        assert_eq!((rail.fraction(rail.start), rail.fraction(rail.end)), (0.0, 1.0));
        assert_eq!((rail.fraction(day("2000-01-01")), rail.fraction(day("2050-01-01"))), (0.0, 1.0));
    }

    #[test]
    fn every_day_is_found_again_where_it_is() {
        let rail = Rail::of(&document());
        assert!((rail.start.0..=rail.end.0).all(|n| rail.day(rail.fraction(Day(n))) == Day(n)));
    }

    #[test]
    fn stops_are_those_of_the_document_and_the_day_of_the_facts() {
        let document = document();
        let beside = |from: &str| [stop_before(&document, day(from)), stop_after(&document, day(from))];
        let some = |text: &str| Some(day(text));
        assert_eq!(beside("2020-12-08"), [None, some("2020-12-09")]);
        assert_eq!(beside("2020-12-09"), [None, some("2024-05-15")]);
        assert_eq!(beside("2024-05-16"), [some("2024-05-15"), some("2026-06-30")]);
        assert_eq!(beside("2026-06-30"), [some("2024-05-15"), some("2027-01-20")]);
        assert_eq!(beside("2027-01-20"), [some("2026-06-30"), None]);
    }
}
