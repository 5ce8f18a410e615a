//! The day it is where the reader is.

use js_sys::Date;

use crate::domain::date::Day;

/// Today, by the browser's clock. A clock that shows no day of our calendar counts as the first of 1970: nothing depends
/// on it but the date on which a calendar file says that it was made.
pub fn today() -> Day {
    let now = Date::new_0();
    Day::from_ymd(now.get_full_year().cast_signed(), now.get_month() + 1, now.get_date()).unwrap_or(Day(0))
}
