//! English forms, the same in the explorer, in the pages made ahead of time and in tests.
//!
//! Not by the browser's `Intl`: its first words cost a sixth of the time to the first view, and what it writes differs
//! from one browser to the next. Languages whose forms are harder than these may turn to it.

use super::Format;
use crate::domain::date::{Day, PartialDate, Precision};
use crate::domain::search::fold;

/// Numbers of so many digits are compared by their value.
const LONGEST_NUMBER: usize = 20;

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

/// The name where room is short, as British English has it.
fn short_month_name(month: u32) -> &'static str {
    let name = month_name(month);
    name.get(..if month == 9 { 4 } else { 3 }).unwrap_or(name)
}

fn ordinal(quarter: u32) -> &'static str {
    ["first", "second", "third", "fourth"].get(quarter.saturating_sub(1) as usize).copied().unwrap_or_default()
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
        date_with(date, |month| month_name(month).into(), |quarter| format!("the {} quarter of", ordinal(quarter)))
    }

    fn short_date(&self, date: PartialDate) -> String {
        date_with(date, |month| short_month_name(month).into(), |quarter| format!("Q{quarter}"))
    }

    fn month(&self, day: Day) -> String {
        short_month_name(day.to_ymd().1).to_owned()
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

    /// Letters whatever their case and accents, and numbers by their value: "6th" before "10th".
    fn sort_key(&self, text: &str) -> String {
        let folded = fold(text);
        let (mut key, mut digits) = (String::new(), String::new());
        for letter in folded.chars().chain(['\0']) {
            if letter.is_ascii_digit() {
                digits.push(letter);
                continue;
            }
            if !digits.is_empty() {
                key.extend(std::iter::repeat_n('0', LONGEST_NUMBER.saturating_sub(digits.len())));
                key.push_str(&digits);
                digits.clear();
            }
            key.push(letter);
        }
        // Of equals the one without capitals and accents.
        key.push_str(text);
        key
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
        assert_eq!(both("2024-Q2"), ("the second quarter of 2024".into(), "Q2 2024".into()));
        assert_eq!(both("2024"), ("2024".into(), "2024".into()));
    }

    #[test]
    fn sorts_as_readers_expect() {
        let mut names = ["Zebra", "10th", "éclair", "6th", "apple", "Eclair 2", "eclair", ""];
        names.sort_by_key(|name| English.sort_key(name));
        assert_eq!(names, ["", "6th", "10th", "apple", "eclair", "éclair", "Eclair 2", "Zebra"]);
        assert_eq!(English.short_date(PartialDate::parse("2020-09-23").unwrap()), "23 Sept 2020");
    }

    #[test]
    fn groups_digits_and_joins_lists() {
        assert_eq!([0, 999, 1000, 1_234_567].map(|n| English.number(n)), ["0", "999", "1,000", "1,234,567"]);
        assert_eq!(English.list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
