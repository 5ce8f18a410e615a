//! Ticks of the calendar: from centuries to days, as many as fit.
//!
//! A table of steps as in d3-time. d3 takes the step nearest to the wished for length, on a logarithmic scale, which may give more
//! ticks than wished for; our labels must not touch, so the step taken is the shortest that leaves each label its room.
//! The words are the language's business: it has the day and the largest unit that is new with it.

use super::scale::Window;
use crate::domain::date::Day;

/// A unit of the calendar, from the smallest to the largest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// A day.
    Day,
    /// A week, from Monday.
    Week,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years, from a year that ends in 0.
    Decade,
}

/// A place on the axis where something of the calendar begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tick {
    /// The day that begins there.
    pub day: Day,
    /// Where, as a fraction of the window.
    pub fraction: f64,
    /// The largest unit that is new since the tick before, whether that is in sight or not: what a label has to say.
    ///
    /// Quarters are named only where every tick is one; decades only where ticks are years or longer.
    pub unit: Unit,
}

/// The ticks of a window.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// The unit of the step from tick to tick.
    pub step: Unit,
    /// In order of time. When none begins a year, a label should say the year all are in.
    pub ticks: Vec<Tick>,
}

/// Unit, how many of it, and the days of the shortest such step.
const STEPS: &[(Unit, i32, f64)] = &[
    (Unit::Day, 1, 1.0),
    (Unit::Week, 1, 7.0),
    (Unit::Month, 1, 28.0),
    (Unit::Quarter, 1, 90.0),
    (Unit::Quarter, 2, 181.0),
    (Unit::Year, 1, 365.0),
    (Unit::Year, 2, 730.0),
    (Unit::Year, 5, 1826.0),
    (Unit::Decade, 1, 3652.0),
    (Unit::Decade, 2, 7304.0),
    (Unit::Decade, 5, 18262.0),
];
/// Beyond the table: centuries.
const CENTURY: (Unit, i32, f64) = (Unit::Decade, 10, 36524.0);
/// More ticks no axis has.
const MOST: usize = 400;

/// The ticks of a window on which `n_labels` fit side by side (its width over that of the widest label).
///
/// Neighbours are never closer than one part in `n_labels` of the width; one more than `n_labels` can be there, as both edges may have one.
///
/// ```
/// # use security_union_explorer::domain::{date::Day, timeline::{Unit, Window, ticks}};
/// let from = Day::from_ymd(2020, 7, 24).unwrap();
/// let to = Day::from_ymd(2025, 12, 31).unwrap();
/// let axis = ticks(Window::of_days(from, to), 8);
/// assert_eq!(axis.step, Unit::Year);
/// assert_eq!(axis.ticks.iter().map(|tick| tick.day.year()).collect::<Vec<_>>(), [2021, 2022, 2023, 2024, 2025, 2026]);
/// ```
pub fn ticks(window: Window, n_labels: usize) -> Ticks {
    let room_days = window.width_days() / n_labels.clamp(1, MOST) as f64;
    let fits = STEPS.partition_point(|&(_, _, days)| days < room_days);
    let (step, every) = match STEPS.get(fits) {
        Some(&(unit, every, _)) => (unit, every),
        None => {
            let (unit, every, days) = CENTURY;
            (unit, every * (room_days / days).ceil().max(1.0) as i32)
        }
    };
    let mut ticks = Vec::new();
    let first = index_from_day(window.first_day(), step).div_euclid(every);
    // The edge itself counts: a tick may stand at the end of the last day in sight.
    let last = index_from_day(Day(window.last_day().0 + 1), step).div_euclid(every);
    for index in first..=last {
        let Some(day) = day_from_index(index * every, step) else { continue };
        let fraction = window.fraction_from_day(day);
        if (0.0..=1.0).contains(&fraction) {
            let unit = unit_begun(day, day_from_index((index - 1) * every, step), step);
            ticks.push(Tick { day, fraction, unit });
        }
    }
    Ticks { step, ticks }
}

/// The largest unit that is new on `day`, seen from the tick before.
fn unit_begun(day: Day, before: Option<Day>, step: Unit) -> Unit {
    let (year, month, _) = day.to_ymd();
    let (year_before, month_before, _) = before.map_or((0, 0, 0), Day::to_ymd);
    if step == Unit::Decade {
        return step;
    }
    if step == Unit::Year && year.div_euclid(10) != year_before.div_euclid(10) {
        return Unit::Decade;
    }
    if year != year_before {
        return Unit::Year;
    }
    if step < Unit::Month && month != month_before { Unit::Month } else { step }
}

/// How many of a unit have begun, counted from some origin, when a day begins it or lies in it.
fn index_from_day(day: Day, unit: Unit) -> i32 {
    let (year, month, _) = day.to_ymd();
    let months = year * 12 + month.cast_signed() - 1;
    match unit {
        Unit::Day => day.0,
        // 1970-01-05 was a Monday.
        Unit::Week => (day.0 - 4).div_euclid(7),
        Unit::Month => months,
        Unit::Quarter => months.div_euclid(3),
        Unit::Year => year,
        Unit::Decade => year.div_euclid(10),
    }
}

/// The first day of a unit, the inverse of [`index_from_day`]; none outside the years 1 to 9999.
fn day_from_index(index: i32, unit: Unit) -> Option<Day> {
    let month = |months: i32| Day::from_ymd(months.div_euclid(12), months.rem_euclid(12).cast_unsigned() + 1, 1);
    match unit {
        Unit::Day => Some(Day(index)),
        Unit::Week => Some(Day(index * 7 + 4)),
        Unit::Month => month(index),
        Unit::Quarter => month(index * 3),
        Unit::Year => month(index * 12),
        Unit::Decade => month(index * 120),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::PartialDate;
    use proptest::prelude::*;

    /// Ticks as text, with a star those with which a larger unit begins.
    fn check(from: &str, to: &str, n_labels: usize, expected: &str) {
        let day = |text: &str| PartialDate::parse(text).unwrap().first();
        let axis = ticks(Window::of_days(day(from), day(to)), n_labels);
        let days: Vec<_> = axis
            .ticks
            .iter()
            .map(|tick| format!("{}{}", tick.day, if tick.unit > axis.step { "*" } else { "" }))
            .collect();
        assert_eq!(format!("{:?}: {}", axis.step, days.join(" ")), expected, "{from} {to} {n_labels}");
    }

    #[test]
    fn from_centuries_to_days() {
        check("1000", "2999", 9, "Decade: 1200-01-01 1500-01-01 1800-01-01 2100-01-01 2400-01-01 2700-01-01");
        check("1957", "2040", 5, "Decade: 1960-01-01 1980-01-01 2000-01-01 2020-01-01 2040-01-01");
        check(
            "2018",
            "2031",
            8,
            "Year: 2018-01-01 2020-01-01* 2022-01-01 2024-01-01 2026-01-01 2028-01-01 2030-01-01*",
        );
        check(
            "2019",
            "2022",
            8,
            "Quarter: 2019-01-01* 2019-07-01 2020-01-01* 2020-07-01 2021-01-01* 2021-07-01 2022-01-01*",
        );
        check("2024-02-10", "2024-12-10", 4, "Quarter: 2024-04-01 2024-07-01 2024-10-01");
        check("2023-11-10", "2024-03-10", 5, "Month: 2023-12-01 2024-01-01* 2024-02-01 2024-03-01");
        check("2024-01-25", "2024-02-20", 5, "Week: 2024-01-29 2024-02-05* 2024-02-12 2024-02-19");
        check("2024-01-30", "2024-02-02", 5, "Day: 2024-01-30 2024-01-31 2024-02-01* 2024-02-02 2024-02-03");
        check("2024-01-30", "2024-01-30", 0, "Day: 2024-01-30 2024-01-31");
    }

    #[test]
    fn months_in_a_year_that_starts_the_window_begin_the_year() {
        let axis = ticks(Window::of_days(Day(0), Day(364)), 12);
        assert_eq!(axis.ticks.iter().map(|tick| tick.unit).filter(|&unit| unit == Unit::Year).count(), 2);
    }

    proptest! {
        #[test]
        fn labels_never_touch_and_units_begin_at_ticks(start in -30_000.0..30_000.0_f64, width in 0.0..40_000.0_f64, n_labels in 1..40_usize) {
            let window = Window::new(start, start + width);
            let axis = ticks(window, n_labels);
            prop_assert!(axis.ticks.len() <= n_labels + 1);
            for pair in axis.ticks.windows(2) {
                prop_assert!(pair[1].fraction - pair[0].fraction >= 1.0 / n_labels as f64 - 1e-9);
            }
            prop_assert!(axis.ticks.iter().all(|tick| (0.0..=1.0).contains(&tick.fraction)));
            for tick in &axis.ticks {
                let index = index_from_day(tick.day, axis.step);
                prop_assert_eq!(day_from_index(index, axis.step), Some(tick.day));
                prop_assert!(index_from_day(Day(tick.day.0 - 1), axis.step) < index);
            }
        }
    }
}
