//! Dates as the sources give them: to the day, the month, the quarter or the year.
//!
//! There are no clocks and no time zones here. A [`PartialDate`] is a span of days with a precision; it is never rounded
//! to a day that no source states.

use std::fmt;

/// A day of the proleptic Gregorian calendar, as the number of days since 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

impl Day {
    /// The day with this year (1 to 9999), month (1 to 12) and day of the month, if there is one.
    ///
    /// ```
    /// # use security_union_explorer::domain::date::Day;
    /// assert_eq!(Day::from_ymd(1970, 1, 2), Some(Day(1)));
    /// assert_eq!(Day::from_ymd(2023, 2, 29), None);
    /// ```
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        let valid = (1..=9999).contains(&year) && day >= 1 && day <= days_in_month(year, month)?;
        valid.then(|| day_from_civil(year, month, day))
    }

    /// The first day of a year; of the nearest that can be written, when this one cannot.
    pub fn first_of(year: i32) -> Day {
        day_from_civil(year.clamp(1, 9999), 1, 1)
    }

    /// The last day of a year, in the same way.
    pub fn last_of(year: i32) -> Day {
        day_from_civil(year.clamp(1, 9999), 12, 31)
    }

    /// Reads `2024-05-15`, and nothing less exact.
    pub fn parse(text: &str) -> Option<Day> {
        PartialDate::parse(text).filter(|date| date.precision() == Precision::Day).map(PartialDate::first)
    }

    /// The same day of another month, or its last day where that month is shorter.
    ///
    /// ```
    /// # use security_union_explorer::domain::date::Day;
    /// let day = Day::from_ymd(2024, 1, 31).unwrap();
    /// assert_eq!(day.months_later(1), Day::from_ymd(2024, 2, 29).unwrap());
    /// assert_eq!(day.months_later(-2), Day::from_ymd(2023, 11, 30).unwrap());
    /// ```
    pub fn months_later(self, months: i32) -> Day {
        let (year, month, of_month) = self.to_ymd();
        let month = year * 12 + month.cast_signed() - 1 + months;
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12).cast_unsigned() + 1);
        (1..=of_month).rev().find_map(|of_month| Day::from_ymd(year, month, of_month)).unwrap_or(self)
    }

    /// Year, month and day of the month.
    pub fn to_ymd(self) -> (i32, u32, u32) {
        // Days are counted in eras of 400 years that start on 1 March, so that the leap day comes last.
        let z = self.0 + 719_468;
        let era = z.div_euclid(146_097);
        let day_of_era = z.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i32::from(month <= 2);
        (year, month as u32, day as u32)
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.to_ymd().0
    }
}

/// ISO 8601: `2024-05-15`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.to_ymd();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// How exactly a date is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Precision {
    /// A calendar day.
    Day,
    /// A calendar month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A calendar year.
    Year,
}

/// A date known to the day, month, quarter or year: the span of days in which the event lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PartialDate {
    first: Day,
    last: Day,
    precision: Precision,
}

impl PartialDate {
    /// Reads `2024-05-15`, `2024-05`, `2024-Q2` or `2024`; nothing else is a date.
    ///
    /// ```
    /// # use security_union_explorer::domain::date::PartialDate;
    /// assert_eq!(PartialDate::parse("2024-Q2").map(|date| date.last().to_string()), Some("2024-06-30".into()));
    /// assert_eq!(PartialDate::parse("2024-13"), None);
    /// ```
    pub fn parse(text: &str) -> Option<PartialDate> {
        let mut parts = text.split('-');
        let year = digits(parts.next()?, 4)?.cast_signed();
        let (from, to, precision) = match (parts.next(), parts.next(), parts.next()) {
            (None, None, None) => (1, 12, Precision::Year),
            (Some(part), None, None) => match part.strip_prefix('Q') {
                Some(quarter) => {
                    let quarter = digits(quarter, 1)?;
                    (1..=4).contains(&quarter).then(|| (3 * quarter - 2, 3 * quarter, Precision::Quarter))?
                }
                None => (digits(part, 2)?, digits(part, 2)?, Precision::Month),
            },
            (Some(month), Some(day), None) => {
                return Day::from_ymd(year, digits(month, 2)?, digits(day, 2)?).map(PartialDate::from);
            }
            _ => return None,
        };
        let first = Day::from_ymd(year, from, 1)?;
        let last = Day::from_ymd(year, to, days_in_month(year, to)?)?;
        Some(PartialDate { first, last, precision })
    }

    /// The first day it can be.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day it can be.
    pub fn last(self) -> Day {
        self.last
    }

    /// The last day that it can be; if the facts end within it, the day on which they end.
    ///
    /// ```
    /// # use security_union_explorer::domain::date::{Day, PartialDate};
    /// let last = |date: &str| PartialDate::parse(date).map(|date| date.last_checked(Day::parse("2026-06-30").unwrap()));
    /// assert_eq!(last("2024"), Day::parse("2024-12-31"));
    /// assert_eq!(last("2026"), Day::parse("2026-06-30"));
    /// assert_eq!(last("2027-12"), Day::parse("2027-12-31"));
    /// ```
    pub fn last_checked(self, checked_through: Day) -> Day {
        if self.first <= checked_through { self.last.min(checked_through) } else { self.last }
    }

    /// How exactly it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// Whether some day of it lies in `from..=to`.
    pub fn meets(self, from: Day, to: Day) -> bool {
        self.first <= to && from <= self.last
    }
}

impl From<Day> for PartialDate {
    fn from(day: Day) -> PartialDate {
        PartialDate { first: day, last: day, precision: Precision::Day }
    }
}

/// The form [`PartialDate::parse`] reads.
impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, _) = self.first.to_ymd();
        match self.precision {
            Precision::Day => self.first.fmt(f),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Quarter => write!(f, "{year:04}-Q{}", month.div_ceil(3)),
            Precision::Year => write!(f, "{year:04}"),
        }
    }
}

/// Dates sort by their first day; of two that start together the more exact one comes first.
impl Ord for PartialDate {
    fn cmp(&self, other: &PartialDate) -> std::cmp::Ordering {
        (self.first, self.last).cmp(&(other.first, other.last))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &PartialDate) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// The number of days of a month, if there is such a month.
fn days_in_month(year: i32, month: u32) -> Option<u32> {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if is_leap { 29 } else { 28 }),
        _ => None,
    }
}

/// The inverse of [`Day::to_ymd`], for dates that exist.
fn day_from_civil(year: i32, month: u32, day: u32) -> Day {
    let (month, day) = (month.cast_signed(), day.cast_signed());
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    Day(era * 146_097 + day_of_era - 719_468)
}

/// A number of exactly `n` ASCII digits.
fn digits(text: &str, n: usize) -> Option<u32> {
    (text.len() == n && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn every_day_of_two_centuries_agrees_with_jiff() {
        let epoch = civil::date(1970, 1, 1);
        let mut date = civil::date(1900, 1, 1);
        while date.year() < 2101 {
            let number = (date - epoch).get_days();
            let (year, month, day) = (i32::from(date.year()), date.month() as u32, date.day() as u32);
            assert_eq!(Day::from_ymd(year, month, day), Some(Day(number)), "{date}");
            assert_eq!(Day(number).to_ymd(), (year, month, day), "{date}");
            date = date.tomorrow().unwrap();
        }
    }

    #[test]
    fn reads_what_it_prints_and_nothing_else() {
        for text in ["2024", "2024-05", "2024-Q1", "2024-Q4", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(PartialDate::parse(text).map(|date| date.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "24", "2024-", "2024-5", "2024-00", "2024-13", "2024-Q5", "2024-Q0", "2023-02-29", "2024-01-01-01"]
                .into_iter()
                .chain(["0000", "+024", "2024-1a", " 2024", "２０２４"])
        {
            assert_eq!(PartialDate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_more_exact_of_two_dates_with_one_start_comes_first() {
        let mut dates: Vec<_> =
            ["2024", "2024-01", "2024-Q1", "2024-01-01"].iter().filter_map(|text| PartialDate::parse(text)).collect();
        dates.sort();
        assert_eq!(
            dates.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["2024-01-01", "2024-01", "2024-Q1", "2024"]
        );
    }

    #[test]
    fn a_span_that_begins_on_the_last_day_checked_has_that_day() {
        let date = PartialDate::parse("2026-07").unwrap();
        assert_eq!(date.last_checked(date.first()), date.first());
        assert_eq!(date.last_checked(Day(date.first().0 - 1)), date.last());
    }
}
