//! Reading a day as people write it.

use super::Format;
use crate::domain::date::{Day, PartialDate, Precision};
use crate::domain::search::fold;

/// The day that a text names: "2026-06-30", "30 June 2026", "June 30, 2026", "30.6.2026". Of two numbers the first is the
/// day, as everywhere in Europe. Anything else, also a date that does not exist, is none.
///
/// ```
/// # use security_union_explorer::language::{English, day_from_text};
/// let read = |text| day_from_text(text, &English).map(|day| day.to_string());
/// assert_eq!(read("30 June 2026").as_deref(), Some("2026-06-30"));
/// assert_eq!(read("31 June 2026"), None);
/// ```
pub fn day_from_text(text: &str, format: &dyn Format) -> Option<Day> {
    if let Some(date) = PartialDate::parse(text.trim()) {
        return (date.precision() == Precision::Day).then(|| date.first());
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let numbers: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let names: Vec<&&str> = words.iter().filter(|word| word.parse::<u32>().is_err()).collect();
    let (day, month, year) = match (numbers.as_slice(), names.as_slice()) {
        ([day, month, year], []) => (*day, *month, *year),
        ([day, year], [name]) => (*day, month_named(name, format)?, *year),
        _ => return None,
    };
    // Two digits for a year could mean anything.
    (year >= 1000).then(|| Day::from_ymd(year.cast_signed(), month, day))?
}

/// The month whose name begins like this, in the language of the format.
fn month_named(name: &str, format: &dyn Format) -> Option<u32> {
    (name.len() >= 3).then_some(())?;
    (1..=12).find(|month| {
        let date = PartialDate::parse(&format!("2000-{month:02}"));
        date.is_some_and(|date| fold(&format.date(date)).split_whitespace().any(|word| word.starts_with(name)))
    })
}

#[cfg(test)]
mod tests {
    use super::super::English;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(day_from_text(text, &English).map(|day| day.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_days_in_the_forms_people_use() {
        for text in
            ["2024-05-15", " 2024-05-15 ", "15 May 2024", "15 may 2024", "May 15, 2024", "15.5.2024", "15/05/2024"]
        {
            check(text, Some("2024-05-15"));
        }
        check("3 sept 2024", Some("2024-09-03"));
    }

    #[test]
    fn refuses_what_is_no_day() {
        for text in
            ["", "2024", "2024-05", "May 2024", "30 February 2024", "1 Foo 2024", "15 May 24", "0.0.0000", "32.1.2024"]
        {
            check(text, None);
        }
    }
}
