//! The axis of a timeline: labels above, lines behind the rows, the two dates in their colours.

use leptos::prelude::*;

use super::track_width;
use crate::domain::date::Day;
use crate::domain::timeline::{Frame, Unit, ticks};
use crate::view::Context;
use crate::view::bar::percent;

/// Room for the label of a tick, in pixels.
const LABEL_WIDTH: f64 = 56.0;
/// Room for the label of a date, in pixels.
const DATE_WIDTH: f64 = 104.0;

/// The labels: the as-of date and the baseline over their lines, the calendar below.
pub fn axis(cx: Context, frame: Frame) -> AnyView {
    let labels: Vec<_> = ticks(frame.window, n_labels(cx))
        .ticks
        .into_iter()
        .filter(|tick| tick.fraction < 0.97)
        .map(|tick| {
            let label = match tick.unit {
                Unit::Year | Unit::Decade => tick.day.year().to_string(),
                Unit::Month | Unit::Quarter => cx.words().format().month(tick.day),
                Unit::Day | Unit::Week => tick.day.to_ymd().2.to_string(),
            };
            view! { <text x=percent(tick.fraction) dx="4" y="34">{label}</text> }.into_any()
        })
        .collect();
    let dates = cx.dates();
    let as_of = as_of_fraction(&frame);
    let baseline = frame.window.fraction_from_day(dates.baseline);
    let are_apart = (as_of - baseline).abs() * track_width(cx) > DATE_WIDTH;
    let baseline = are_apart.then(|| date_label("baseline-label", baseline, cx.short_date(dates.baseline)));
    let as_of = date_label("as-of-label", as_of, cx.short_date(dates.as_of));
    view! { <svg width="100%" height="42" aria-hidden="true">{baseline}{as_of}{labels}</svg> }.into_any()
}

/// A date over its line, kept inside the drawing; nothing when the line is out of sight.
fn date_label(class: &'static str, fraction: f64, label: String) -> Option<AnyView> {
    (0.0..=1.0).contains(&fraction).then(|| {
        let anchor = match fraction {
            at if at < 0.1 => "start",
            at if at > 0.9 => "end",
            _ => "middle",
        };
        view! { <text class=class x=percent(fraction) y="13" text-anchor=anchor>{label}</text> }.into_any()
    })
}

/// The lines behind the rows: ticks, the baseline, the as-of date.
pub fn lines(cx: Context, frame: Frame) -> AnyView {
    let line = |class: &'static str, fraction: f64| {
        (0.0..=1.0).contains(&fraction).then(|| {
            view! { <line class=class x1=percent(fraction) x2=percent(fraction) y1="0" y2="100%"></line> }.into_any()
        })
    };
    let ticks = ticks(frame.window, n_labels(cx)).ticks;
    let grid: Vec<_> = ticks.into_iter().filter_map(|tick| line("grid-line", tick.fraction)).collect();
    let baseline = line("baseline-line", frame.window.fraction_from_day(cx.dates().baseline));
    let as_of = line("as-of-line", as_of_fraction(&frame));
    view! { <svg width="100%" height="100%" aria-hidden="true">{grid}{baseline}{as_of}</svg> }.into_any()
}

/// The as-of date belongs to the past until it ends.
fn as_of_fraction(frame: &Frame) -> f64 {
    frame.window.fraction_from_day(Day(frame.as_of.0 + 1))
}

fn n_labels(cx: Context) -> usize {
    (track_width(cx) / LABEL_WIDTH).clamp(2.0, 24.0) as usize
}
