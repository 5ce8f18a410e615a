//! English forms without a browser: for tests, and for pages made ahead of time.

use std::cmp::Ordering;

use super::Format;
use crate::domain::date::{Day, PartialDate, Precision};

/// English as the European institutions write it.
pub struct English;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default()
}

fn date_with(date: PartialDate, name: fn(u32) -> String, quarter: fn(u32) -> String) -> String {
    let (year, month, day) = date.first().to_ymd();
    match date.precision() {
        Precision::Day => format!("{day} {} {year}", name(month)),
        Precision::Month => format!("{} {year}", name(month)),
        Precision::Quarter => format!("{} {year}", quarter(month.div_ceil(3))),
        Precision::Year => year.to_string(),
    }
}

impl Format for English {
    fn date(&self, date: PartialDate) -> String {
        date_with(date, |month| month_name(month).into(), |quarter| format!("quarter {quarter} of"))
    }

    fn short_date(&self, date: PartialDate) -> String {
        date_with(date, |month| month_name(month).chars().take(3).collect(), |quarter| format!("Q{quarter}"))
    }

    fn month(&self, day: Day) -> String {
        month_name(day.to_ymd().1).chars().take(3).collect()
    }

    fn number(&self, n: usize) -> String {
        let digits = n.to_string();
        let mut text = String::new();
        for (position, digit) in digits.chars().enumerate() {
            if position > 0 && (digits.len() - position).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    }

    fn plural(&self, n: usize) -> &'static str {
        if n == 1 { "one" } else { "other" }
    }

    fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
        }
    }

    fn compare(&self, a: &str, b: &str) -> Ordering {
        a.to_lowercase().cmp(&b.to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_dates_as_exactly_as_they_are_known() {
        let both = |text| {
            let date = PartialDate::parse(text).unwrap();
            (English.date(date), English.short_date(date))
        };
        assert_eq!(both("2022-12-14"), ("14 December 2022".into(), "14 Dec 2022".into()));
        assert_eq!(both("2022-06"), ("June 2022".into(), "Jun 2022".into()));
        assert_eq!(both("2024-Q2"), ("quarter 2 of 2024".into(), "Q2 2024".into()));
        assert_eq!(both("2024"), ("2024".into(), "2024".into()));
    }

    #[test]
    fn groups_digits_and_joins_lists() {
        assert_eq!([0, 999, 1000, 1_234_567].map(|n| English.number(n)), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(English.list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
