//! Reading a date as people write it.

use super::Format;
use crate::domain::date::{Day, PartialDate};
use crate::domain::search::fold;

/// The date that a text names: "2026-06-30", "2026/6/30", "30 June 2026", "June 30, 2026", "30.6.2026"; "June 2026",
/// "6/2026", "2026-06"; "2026-Q2"; "2026". With the year last, the first of two numbers before it is the day, as everywhere
/// in Europe. Anything else, also a date that does not exist, is none.
///
/// ```
/// # use security_union_explorer::language::{English, date_from_text};
/// let read = |text| date_from_text(text, &English).map(|date| date.to_string());
/// assert_eq!(read("30 June 2026").as_deref(), Some("2026-06-30"));
/// assert_eq!(read("June 2026").as_deref(), Some("2026-06"));
/// assert_eq!(read("31 June 2026"), None);
/// ```
pub fn date_from_text(text: &str, format: &dyn Format) -> Option<PartialDate> {
    if let Some(date) = PartialDate::parse(text.trim()) {
        return Some(date);
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let numbers: Vec<u32> = words.iter().filter_map(|word| word.parse().ok()).collect();
    let names: Vec<&&str> = words.iter().filter(|word| word.parse::<u32>().is_err()).collect();
    let (day, month, year) = match (numbers.as_slice(), names.as_slice()) {
        ([year, month, day], []) if *year >= 1000 => (Some(*day), *month, *year),
        ([day, month, year], []) => (Some(*day), *month, *year),
        ([day, year], [name]) => (Some(*day), month_named(name, format)?, *year),
        ([year, month], []) if *year >= 1000 => (None, *month, *year),
        ([month, year], []) => (None, *month, *year),
        ([year], [name]) => (None, month_named(name, format)?, *year),
        _ => return None,
    };
    // Two digits for a year could mean anything.
    (year >= 1000).then_some(())?;
    match day {
        Some(day) => Day::from_ymd(year.cast_signed(), month, day).map(PartialDate::from),
        None => PartialDate::parse(&format!("{year}-{month:02}")),
    }
}

/// Why a text gives no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoDate {
    /// It has no form that is read here.
    Unreadable,
    /// It looks like one, and the calendar has none such: 30 February, month 13, the year 0.
    DoesNotExist,
    /// It exists and lies outside the years there are facts about.
    OutOfYears,
}

impl NoDate {
    /// The word in message keys.
    pub fn slug(self) -> &'static str {
        match self {
            NoDate::Unreadable => "unreadable",
            NoDate::DoesNotExist => "does-not-exist",
            NoDate::OutOfYears => "out-of-years",
        }
    }
}

/// The date that a text names as [`date_from_text`] reads it, some day of it between two days.
///
/// # Errors
/// When it names none, or one that lies outside.
pub fn read_date(text: &str, format: &dyn Format, first: Day, last: Day) -> Result<PartialDate, NoDate> {
    match date_from_text(text, format) {
        Some(date) if date.meets(first, last) => Ok(date),
        Some(_) => Err(NoDate::OutOfYears),
        None => Err(why_not(text, format)),
    }
}

/// Why a text that gave no date gave none. Only what has a form that is read here, and names no date in it, does not exist.
fn why_not(text: &str, format: &dyn Format) -> NoDate {
    let digits_as_zeros: String = text.trim().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
    let is_iso = matches!(digits_as_zeros.as_str(), "0000" | "0000-Q0");
    if is_iso || has_form_of_date(text, format) { NoDate::DoesNotExist } else { NoDate::Unreadable }
}

/// Whether a text has a month, perhaps a day and, last or before numbers, a year of four digits, whatever their values.
fn has_form_of_date(text: &str, format: &dyn Format) -> bool {
    let folded = fold(text);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_number = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    let names: Vec<&&str> = words.iter().filter(|word| !is_number(word)).collect();
    let has_month = match names.as_slice() {
        [] => true,
        [name] => month_named(name, format).is_some(),
        _ => false,
    };
    let is_year = |word: Option<&&str>| word.is_some_and(|year| is_number(year) && year.len() == 4);
    matches!(words.len(), 2 | 3) && has_month && (is_year(words.last()) || names.is_empty() && is_year(words.first()))
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
        assert_eq!(date_from_text(text, &English).map(|date| date.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_dates_in_the_forms_people_use() {
        for text in
            ["2024-05-15", " 2024-05-15 ", "15 May 2024", "15 may 2024", "May 15, 2024", "15.5.2024", "15/05/2024"]
        {
            check(text, Some("2024-05-15"));
        }
        for text in ["2024-5-7", "2024/05/07", "2024. 5. 7.", "7-5-2024"] {
            check(text, Some("2024-05-07"));
        }
        check("3 sept 2024", Some("2024-09-03"));
        for text in ["2024-05", "May 2024", "may, 2024", "2024 May", "5/2024", "05.2024", "2024/5", "2024-5"] {
            check(text, Some("2024-05"));
        }
        check("2024-Q2", Some("2024-Q2"));
        check(" 2024 ", Some("2024"));
    }

    #[test]
    fn says_why_a_text_is_no_date() {
        let (first, last) = (Day::from_ymd(2000, 1, 1).unwrap(), Day::from_ymd(2030, 12, 31).unwrap());
        let date = |text| read_date(text, &English, first, last);
        for text in [
            "30 February 2024",
            "2023-02-29",
            "2024-13-01",
            "31.4.2024",
            "2024/4/31",
            "0000-01-01",
            "1 January 0000",
            "0000",
            "2024-13",
            "2024-Q5",
            "13/2024",
            "0/2024",
            "2024/13",
            "May 0000",
        ] {
            assert_eq!(date(text), Err(NoDate::DoesNotExist), "{text}");
        }
        // Some of these exist, but not in a form that is read here.
        for text in
            ["", "soon", "12", "the day after 2024 or maybe 2025", "1 Foo 2024", "Foo 2024", "May 24", "2024-q2"]
        {
            assert_eq!(date(text), Err(NoDate::Unreadable), "{text}");
        }
        for text in ["9999-12-31", "1 May 1999", "9999", "May 1999"] {
            assert_eq!(date(text), Err(NoDate::OutOfYears), "{text}");
        }
        for text in ["29 February 2024", "15 May 2024", "May 2024", "2024-Q2", "2000", "2030"] {
            assert!(date(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_no_date() {
        for text in [
            "",
            "30 February 2024",
            "1 Foo 2024",
            "15 May 24",
            "May 24",
            "5/24",
            "0.0.0000",
            "32.1.2024",
            "13/2024",
            "0/2024",
        ] {
            check(text, None);
        }
    }
}
