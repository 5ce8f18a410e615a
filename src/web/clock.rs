//! The day it is where the reader is, and the moment everywhere.

use js_sys::Date;

use crate::domain::date::Day;

/// Today, by the browser's clock and where the reader is. A clock that shows no day of our calendar counts as the first of
/// 1970. No status depends on it: only what is said to be overdue, and the day on which something was cited.
pub fn today() -> Day {
    let now = Date::new_0();
    Day::from_ymd(now.get_full_year().cast_signed(), now.get_month() + 1, now.get_date()).unwrap_or(Day(0))
}

/// The moment in UTC, as ISO 8601 has it: `2026-06-30T12:00:00.000Z`.
pub fn now() -> String {
    Date::new_0().to_iso_string().into()
}
