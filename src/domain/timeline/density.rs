//! How many events fall into each part of a window: the overview of an axis.

use super::scale::{Window, middle};
use crate::domain::date::PartialDate;

/// The number of dates in each of `n_bins` equal parts of the window. A date counts where the middle of its span is; outside the window, nowhere.
///
/// ```
/// # use security_union_explorer::domain::{date::{Day, PartialDate}, timeline::{Window, density}};
/// let dates = ["1970-01-01", "1970-01-09", "1970-01-10", "1971"].iter().filter_map(|text| PartialDate::parse(text));
/// assert_eq!(density(dates, Window::of_days(Day(0), Day(9)), 2), [1, 2]);
/// ```
pub fn density(dates: impl IntoIterator<Item = PartialDate>, window: Window, n_bins: usize) -> Vec<u32> {
    let mut bins = vec![0_u32; n_bins];
    for date in dates {
        let instant = middle(date);
        if !window.contains(instant) {
            continue;
        }
        let bin = (window.fraction_from_instant(instant) * n_bins as f64) as usize;
        if let Some(count) = bins.get_mut(bin.min(n_bins.saturating_sub(1))) {
            *count = count.saturating_add(1);
        }
    }
    bins
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::Day;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_add_up(days in prop::collection::vec(0..2000, 0..50), start in 0.0..2000.0_f64, width in 0.0..2000.0_f64, n_bins in 1..60_usize) {
            let window = Window::new(start, start + width);
            let inside = days.iter().filter(|&&day| window.contains(f64::from(day) + 0.5)).count();
            let bins = density(days.iter().map(|&day| Day(day).into()), window, n_bins);
            prop_assert_eq!(bins.iter().map(|&count| count as usize).sum::<usize>(), inside);
        }
    }

    #[test]
    fn no_bins_and_no_dates() {
        assert!(density([Day(0).into()], Window::of_days(Day(0), Day(0)), 0).is_empty());
        assert_eq!(density([], Window::of_days(Day(0), Day(0)), 2), [0, 0]);
    }
}
