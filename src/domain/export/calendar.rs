//! A calendar file of steps, as RFC 5545 has it.
//!
//! A step known to the day is an all-day event. Steps known only to the month, quarter or year must not become one: an
//! event has to have a `DTSTART`, and that would be a day which no source states. A span of days would be drawn across a
//! month or a year as if something went on all the time, and a `VTODO` would ask the reader to do it. So each is said twice:
//!
//! - as a `VJOURNAL` without `DTSTART`, the standard's note that belongs to no day. It keeps the step, with its text and
//!   address, for programs that read notes, and makes a file of nothing but such steps valid, as a calendar must hold at
//!   least one component. Most calendars skip it without complaint;
//! - as a line in `X-WR-CALDESC`, which calendars have long read as the description of a calendar, and which by the
//!   standard any other parser has to let pass. The line begins with the date as the document writes it: `2026-Q4`.
//!
//! Some importers show neither, so the page that offers the file should say which steps have no day.
//!
//! Nothing here knows the time: `DTSTAMP` is passed in.

use std::fmt::Write;

use crate::domain::date::{Day, PartialDate, Precision};
use crate::domain::initiative::Initiative;

/// One step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What tells it from all others; see [`uid`]. To a calendar, two entries with one UID are one.
    pub uid: String,
    /// What it is, in a line.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
    /// The address of a page about it; may be empty.
    pub url: String,
    /// When.
    pub date: PartialDate,
}

/// The UID of an event: its initiative, its stage, and its number among the events of that stage.
///
/// The date is not in it, so that a calendar that imports the file again moves a postponed step instead of keeping both. It
/// holds as long as no event of the same stage comes in before, and none is put off past another: then a calendar may keep
/// one more that it had, under an old UID. What the new file says is right all the same.
pub fn uid(initiative: &Initiative, event: usize) -> String {
    let stage = initiative.events.get(event).map(|event| event.stage);
    let number = initiative.events.iter().take(event).filter(|earlier| Some(earlier.stage) == stage).count() + 1;
    format!("{}.{}.{number}@security-union-explorer", initiative.id, stage.map_or("event", |stage| stage.slug()))
}

/// The calendar file. `stamp` is when it was made, in UTC, such as `2026-06-30T12:00:00Z`; what follows the seconds is
/// left out. Without entries there is nothing for a calendar to read: offer none.
///
/// ```
/// # use security_union_explorer::domain::{date::PartialDate, export::calendar::{Entry, calendar}};
/// let date = PartialDate::parse("2026-07-16").unwrap();
/// let entry = Entry { uid: "a".into(), summary: "In force".into(), description: "".into(), url: "".into(), date };
/// let file = calendar(&[entry], "Next steps", "2026-06-30T12:00:00Z");
/// assert!(file.contains("DTSTART;VALUE=DATE:20260716\r\nDTEND;VALUE=DATE:20260717\r\n"));
/// ```
pub fn calendar(entries: &[Entry], name: &str, stamp: &str) -> String {
    let stamp = date_time(stamp);
    let has_day = |entry: &&Entry| entry.date.precision() == Precision::Day;
    let notes = || entries.iter().filter(|entry| !has_day(entry));

    let mut file = String::new();
    push_line(&mut file, "BEGIN:VCALENDAR");
    push_line(&mut file, "VERSION:2.0");
    push_line(&mut file, "PRODID:-//Security Union Explorer//Calendar//EN");
    push_line(&mut file, "CALSCALE:GREGORIAN");
    push_line(&mut file, "METHOD:PUBLISH");
    push_text(&mut file, "X-WR-CALNAME:", name);
    let mut lines = String::new();
    for entry in notes() {
        let newline = if lines.is_empty() { "" } else { "\n" };
        // Writing to a string does not fail.
        let _ = write!(lines, "{newline}{}: {}", entry.date, entry.summary);
    }
    push_text(&mut file, "X-WR-CALDESC:", &lines);
    for entry in entries.iter().filter(has_day) {
        push_line(&mut file, "BEGIN:VEVENT");
        push_facts(&mut file, entry, &stamp);
        let (day, next) = (entry.date.first(), Day(entry.date.first().0.saturating_add(1)));
        push_line(&mut file, &format!("DTSTART;VALUE=DATE:{}", basic(day)));
        // The day after the last that can be written; without an end, an all-day event lasts one day.
        if next.year() <= 9999 {
            push_line(&mut file, &format!("DTEND;VALUE=DATE:{}", basic(next)));
        }
        // Nobody is busy because a law starts to apply.
        push_line(&mut file, "TRANSP:TRANSPARENT");
        push_line(&mut file, "END:VEVENT");
    }
    for entry in notes() {
        push_line(&mut file, "BEGIN:VJOURNAL");
        push_facts(&mut file, entry, &stamp);
        push_line(&mut file, "END:VJOURNAL");
    }
    push_line(&mut file, "END:VCALENDAR");
    file
}

/// What events and notes have in common.
fn push_facts(file: &mut String, entry: &Entry, stamp: &str) {
    push_text(file, "UID:", &entry.uid);
    push_line(file, &format!("DTSTAMP:{stamp}"));
    push_text(file, "SUMMARY:", &entry.summary);
    push_text(file, "DESCRIPTION:", &entry.description);
    if !entry.url.is_empty() {
        // An address is not escaped as text is; what would end its line is left out.
        let url: String = entry.url.chars().filter(|letter| !letter.is_control()).collect();
        push_line(file, &format!("URL:{url}"));
    }
}

/// Writes a property whose value is text, unless there is none.
fn push_text(file: &mut String, property: &str, text: &str) {
    if text.is_empty() {
        return;
    }
    let mut line = String::from(property);
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => line.extend(['\\', letter]),
            // Some readers end a line at these two as well.
            '\n' | '\u{2028}' | '\u{2029}' => line.push_str("\\n"),
            '\t' => line.push(' '),
            letter if letter.is_control() => {}
            letter => line.push(letter),
        }
    }
    push_line(file, &line);
}

/// Writes a line, folded so that none is longer than 75 bytes and no character is cut in two.
fn push_line(file: &mut String, line: &str) {
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > 75 {
            file.push_str("\r\n ");
            length = 1;
        }
        file.push(letter);
        length += letter.len_utf8();
    }
    file.push_str("\r\n");
}

/// `20260716`.
fn basic(day: Day) -> String {
    let (year, month, day) = day.to_ymd();
    format!("{year:04}{month:02}{day:02}")
}

/// `20260630T120000Z` from an ISO 8601 time in UTC, with or without its punctuation. A day without a time is its midnight.
fn date_time(stamp: &str) -> String {
    let digits: String = stamp.chars().filter(char::is_ascii_digit).take(14).collect();
    // No file without a stamp is valid; this one no calendar prefers to another.
    let (date, time) = digits.split_at_checked(8).unwrap_or(("19700101", ""));
    format!("{date}T{time:0<6}Z")
}
