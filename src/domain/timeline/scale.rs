//! The window of time in sight, and where in it a day lies.
//!
//! A window is a plain value; zooming and panning give a new one. It is wider than nothing always, so that a fraction of it
//! is a number always. Gestures, their speed and the address belong to others.

use crate::domain::date::{Day, PartialDate};

/// A span of time, in days since 1970-01-01; a day begins at its number and ends at the next.
///
/// ```
/// # use security_union_explorer::domain::{date::Day, timeline::Window};
/// let week = Window::of_days(Day(0), Day(6));
/// assert_eq!(week.fraction_from_instant(3.5), 0.5);
/// assert_eq!((week.first_day(), week.last_day()), (Day(0), Day(6)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    start: f64,
    width: f64,
}

/// No window is narrower, in days.
const NARROWEST: f64 = 1.0;
/// Zooming stops here, in days: about a month.
const NARROWEST_ZOOM: f64 = 30.0;
/// No instant lies further from 1970, in days: some 27,000 years, more than any [`Day`] that can be written.
const FURTHEST: f64 = 1e7;

impl Window {
    /// The window from one instant to another, in either order; at least a day wide.
    pub fn new(from: f64, to: f64) -> Window {
        let (from, to) = (tame(from), tame(to));
        let width = (to - from).abs();
        let short = (NARROWEST - width).max(0.0);
        Window { start: from.min(to) - short / 2.0, width: width + short }
    }

    /// The window of whole days, from the beginning of the first to the end of the last.
    pub fn of_days(first: Day, last: Day) -> Window {
        let (first, last) = (first.min(last), first.max(last));
        Window::new(f64::from(first.0), f64::from(last.0) + 1.0)
    }

    /// The instant at its left edge.
    pub fn start(self) -> f64 {
        self.start
    }

    /// The instant at its right edge.
    pub fn end(self) -> f64 {
        self.start + self.width
    }

    /// How many days wide it is.
    pub fn width_days(self) -> f64 {
        self.width
    }

    /// The first day in sight, wholly or in part. With [`Window::last_day`] and [`Window::of_days`] a window can be written down.
    pub fn first_day(self) -> Day {
        day_from_instant(self.start)
    }

    /// The last day in sight, wholly or in part.
    pub fn last_day(self) -> Day {
        Day(day_from_instant(self.end().ceil() - 1.0).0.max(self.first_day().0))
    }

    /// Where an instant lies: 0 at the left edge, 1 at the right, beyond when out of sight.
    pub fn fraction_from_instant(self, instant: f64) -> f64 {
        (instant - self.start) / self.width
    }

    /// Where a day begins.
    pub fn fraction_from_day(self, day: Day) -> f64 {
        self.fraction_from_instant(f64::from(day.0))
    }

    /// Where a day ends: what happened on it lies before. The past of an as-of date ends here.
    pub fn fraction_after_day(self, day: Day) -> f64 {
        self.fraction_from_instant(f64::from(day.0) + 1.0)
    }

    /// The instant at a fraction.
    pub fn instant_from_fraction(self, fraction: f64) -> f64 {
        self.start + tame(fraction) * self.width
    }

    /// Whether an instant is in sight.
    pub fn contains(self, instant: f64) -> bool {
        self.start <= instant && instant < self.end()
    }

    /// The window zoomed by a factor, 2 showing half as much, while the instant at the fraction `anchor` stays where it is.
    ///
    /// It stays within `bounds` and is never narrower than a month, or `bounds`; then the anchor may move.
    ///
    /// ```
    /// # use security_union_explorer::domain::timeline::Window;
    /// let all = Window::new(0.0, 1000.0);
    /// assert_eq!(all.zoomed(2.0, 0.5, all), Window::new(250.0, 750.0));
    /// assert_eq!(all.zoomed(0.5, 0.5, all), all);
    /// ```
    pub fn zoomed(self, factor: f64, anchor: f64, bounds: Window) -> Window {
        let factor = if factor.is_finite() && factor > 0.0 { factor } else { 1.0 };
        let anchor = tame(anchor).clamp(0.0, 1.0);
        let width = bounds.width_within(self.width / factor);
        let start = self.instant_from_fraction(anchor) - anchor * width;
        Window { start, width }.kept_within(bounds)
    }

    /// The window moved by a fraction of its width, to later times when positive, as far as `bounds` allow.
    pub fn panned(self, by: f64, bounds: Window) -> Window {
        Window { start: self.instant_from_fraction(by), width: self.width }.kept_within(bounds)
    }

    /// The window with its start at another instant, within `bounds`; the end stays, and at least a month is left.
    ///
    /// ```
    /// # use security_union_explorer::domain::timeline::Window;
    /// let all = Window::new(0.0, 1000.0);
    /// assert_eq!(Window::new(200.0, 400.0).starting_at(-50.0, all), Window::new(0.0, 400.0));
    /// assert_eq!(Window::new(200.0, 400.0).starting_at(500.0, all), Window::new(370.0, 400.0));
    /// ```
    pub fn starting_at(self, instant: f64, bounds: Window) -> Window {
        let latest = self.end() - bounds.width_within(0.0);
        Window::new(tame(instant).max(bounds.start).min(latest), self.end())
    }

    /// The window with its end at another instant, within `bounds`; the start stays, and at least a month is left.
    pub fn ending_at(self, instant: f64, bounds: Window) -> Window {
        let earliest = self.start + bounds.width_within(0.0);
        Window::new(self.start, tame(instant).min(bounds.end()).max(earliest))
    }

    /// The window with so much more at each end, as a fraction of its width.
    pub fn widened(self, by: f64) -> Window {
        Window { start: self.start - by * self.width, width: self.width * (1.0 + 2.0 * by) }
    }

    /// The window moved, and narrowed or widened if it must be, to lie within `bounds` and to be at least a month wide.
    pub fn kept_within(self, bounds: Window) -> Window {
        let width = bounds.width_within(self.width);
        let latest = bounds.end() - width;
        Window { start: self.start.min(latest).max(bounds.start), width }
    }

    /// The width nearest to the one asked for that a window within these bounds may have.
    fn width_within(self, width: f64) -> f64 {
        width.max(NARROWEST_ZOOM).min(self.width)
    }
}

/// The middle of a date's span: where it is drawn and counted.
///
/// ```
/// # use security_union_explorer::domain::{date::PartialDate, timeline::scale::middle};
/// assert_eq!(PartialDate::parse("1970-01").map(middle), Some(15.5));
/// ```
pub fn middle(date: PartialDate) -> f64 {
    f64::midpoint(f64::from(date.first().0), f64::from(date.last().0) + 1.0)
}

/// The day of an instant.
fn day_from_instant(instant: f64) -> Day {
    Day(tame(instant).floor() as i32)
}

/// A finite number of a size that can be reckoned with.
fn tame(number: f64) -> f64 {
    if number.is_nan() { 0.0 } else { number.clamp(-FURTHEST, FURTHEST) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn window() -> impl Strategy<Value = Window> {
        (-5e4..5e4_f64, 0.0..4e4_f64).prop_map(|(start, width)| Window::new(start, start + width))
    }

    proptest! {
        #[test]
        fn there_and_back(window in window(), day in -40_000..40_000) {
            let middle = f64::from(day) + 0.5;
            prop_assert_eq!(day_from_instant(window.instant_from_fraction(window.fraction_from_instant(middle))), Day(day));
        }

        #[test]
        fn zooming_keeps_the_anchor_and_the_bounds(
            bounds in window(), start in 0.0..1.0_f64, end in 0.0..1.0_f64, factor in 0.1..10.0_f64, anchor in 0.0..1.0_f64
        ) {
            let at = |fraction| bounds.instant_from_fraction(fraction);
            let window = Window::new(at(start), at(end)).kept_within(bounds);
            let zoomed = window.zoomed(factor, anchor, bounds);
            prop_assert!(bounds.start - 1e-6 <= zoomed.start && zoomed.end() <= bounds.end() + 1e-6);
            prop_assert!(zoomed.width >= NARROWEST_ZOOM.min(bounds.width) - 1e-6);
            let is_free = bounds.start + 1e-6 < zoomed.start && zoomed.end() < bounds.end() - 1e-6;
            if is_free {
                let moved = zoomed.instant_from_fraction(anchor) - window.instant_from_fraction(anchor);
                prop_assert!(moved.abs() < 1e-6, "{moved}");
            }
            let back = window.panned(factor, bounds);
            prop_assert!((back.width - window.width).abs() < 1e-6);
            prop_assert!(bounds.start - 1e-6 <= back.start && back.end() <= bounds.end() + 1e-6);
        }

        #[test]
        fn an_end_that_moves_leaves_the_other_where_it_is(
            bounds in window(), start in 0.0..1.0_f64, end in 0.0..1.0_f64, to in -1.0..2.0_f64
        ) {
            let at = |fraction| bounds.instant_from_fraction(fraction);
            let window = Window::new(at(start), at(end)).kept_within(bounds);
            let (from, until) = (window.starting_at(at(to), bounds), window.ending_at(at(to), bounds));
            prop_assert!((from.end() - window.end()).abs() < 1e-6 && (until.start - window.start).abs() < 1e-6);
            for moved in [from, until] {
                prop_assert!(bounds.start - 1e-6 <= moved.start && moved.end() <= bounds.end() + 1e-6);
                prop_assert!(moved.width >= NARROWEST_ZOOM.min(bounds.width) - 1e-6);
            }
            // It goes where it is asked to, as far as that is within the bounds and short of the other end.
            if (0.0..1.0).contains(&to) && at(to) <= window.end() - NARROWEST_ZOOM {
                prop_assert!((from.start - at(to)).abs() < 1e-6);
            }
        }

        #[test]
        fn a_window_can_be_written_down_in_whole_days(first in -40_000..40_000, days in 0..20_000) {
            let window = Window::of_days(Day(first), Day(first + days));
            prop_assert_eq!((window.first_day(), window.last_day()), (Day(first), Day(first + days)));
        }

        #[test]
        fn no_number_breaks_a_window(from in any::<f64>(), to in any::<f64>(), factor in any::<f64>(), anchor in any::<f64>()) {
            let window = Window::new(from, to);
            for window in [window, window.zoomed(factor, anchor, window), window.panned(factor, window)] {
                prop_assert!(window.width >= NARROWEST && window.start.is_finite() && window.end().is_finite());
            }
        }
    }

    #[test]
    fn a_window_of_no_width_is_a_day_wide() {
        let window = Window::new(10.0, 10.0);
        assert_eq!((window.start(), window.end()), (9.5, 10.5));
        assert_eq!(window.fraction_from_instant(10.0), 0.5);
        let all = Window::new(0.0, 1000.0);
        assert_eq!(window.kept_within(all), Window::new(9.5, 39.5));
        assert_eq!(Window::new(5.0, 5.0).zoomed(3.0, 0.5, Window::new(0.0, 10.0)), Window::new(0.0, 10.0));
    }
}
