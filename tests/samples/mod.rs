//! Random values that several laws are tried with.

use std::ops::Range;

use proptest::prelude::*;
use security_union_explorer::domain::date::PartialDate;

/// A date of any precision in these years.
pub fn some_date(years: Range<u32>) -> impl Strategy<Value = PartialDate> {
    (years, 1u32..=12, 1u32..=28, 0u8..4).prop_map(|(year, month, day, precision)| {
        let text = match precision {
            0 => format!("{year}"),
            1 => format!("{year}-Q{}", month.div_ceil(3)),
            2 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        PartialDate::parse(&text).unwrap()
    })
}
