//! The axis of a timeline: the two dates and the reports above, the calendar below; lines behind the rows.

use super::node::{Node, element, percent};
use super::scene::Scene;
use crate::domain::date::Day;
use crate::domain::timeline::{Frame, Tick, Unit, ticks};
use crate::domain::vocabulary::StopKind;

/// Height of the labels' drawing, in pixels.
pub const AXIS_HEIGHT: i32 = 42;
/// Room for the label of a tick, in pixels.
const TICK_WIDTH: f64 = 56.0;
/// Width of a character of a label at most, in pixels, at the 12 pixels in which they are set.
pub const CHARACTER: f64 = 7.0;
/// Width of a number in a circle, in pixels.
const CIRCLE: f64 = 14.0;
/// Air between two labels, in pixels.
const AIR: f64 = 6.0;

/// A label: its middle or edge, and from where to where it reaches, as fractions.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// What it says.
    pub text: String,
    /// What it is, as a class of the style sheet.
    pub class: &'static str,
    /// The place it speaks of.
    pub at: f64,
    /// How it is set there.
    pub anchor: &'static str,
    /// From where to where it reaches at most.
    pub reach: (f64, f64),
}

/// The labels of the upper line, those of most importance first: as of, baseline, reports. None overlaps another, none
/// leaves the drawing; what finds no room is left out, and stays in the lines.
pub fn date_labels(scene: &Scene<'_>, frame: &Frame, width: f64) -> Vec<Label> {
    let dates = scene.statuses.dates;
    let short = |day: Day| scene.words.format().short_date(day.into());
    let wanted = [
        ("as-of-label", frame.window.fraction_after_day(frame.as_of), short(dates.as_of)),
        ("baseline-label", frame.window.fraction_from_day(dates.baseline), short(dates.baseline)),
    ];
    let reports =
        reports(scene).map(|(day, number)| ("report-label", frame.window.fraction_from_day(day), circled(number)));
    let mut labels: Vec<Label> = Vec::new();
    for (class, at, text) in wanted.into_iter().chain(reports) {
        if !(0.0..=1.0).contains(&at) {
            continue;
        }
        let own = (text.chars().count() as f64 * CHARACTER).max(CIRCLE) / width;
        let (anchor, reach) = if at < own / 2.0 {
            ("start", (at, at + own))
        } else if at > 1.0 - own / 2.0 {
            ("end", (at - own, at))
        } else {
            ("middle", (at - own / 2.0, at + own / 2.0))
        };
        let air = AIR / width;
        if labels.iter().all(|other| reach.1 + air <= other.reach.0 || other.reach.1 + air <= reach.0) {
            labels.push(Label { text, class, at, anchor, reach });
        }
    }
    labels
}

/// The labels of the calendar. None overlaps another.
pub fn tick_labels(scene: &Scene<'_>, frame: &Frame, width: f64) -> Vec<Label> {
    let axis = ticks(frame.window, n_labels(width));
    let mut has_year = axis.ticks.iter().any(|tick| tick.unit >= Unit::Year);
    let mut labels: Vec<Label> = Vec::new();
    for tick in &axis.ticks {
        let mut text = tick_text(scene, axis.step, tick);
        if !has_year {
            text = format!("{text} {}", tick.day.year());
            has_year = true;
        }
        let from = tick.fraction + 4.0 / width;
        let reach = (from, from + text.chars().count() as f64 * CHARACTER / width);
        let is_free = labels.last().is_none_or(|last| last.reach.1 <= reach.0);
        if reach.1 <= 1.0 && is_free {
            labels.push(Label { text, class: "tick-label", at: tick.fraction, anchor: "start", reach });
        }
    }
    labels
}

fn tick_text(scene: &Scene<'_>, step: Unit, tick: &Tick) -> String {
    let format = scene.words.format();
    let day = || format!("{} {}", tick.day.to_ymd().2, format.month(tick.day));
    match (tick.unit, step) {
        // No week begins with its month or year.
        (Unit::Year, Unit::Week) => format!("{} {}", day(), tick.day.year()),
        (_, Unit::Week) | (Unit::Day | Unit::Week, _) => day(),
        (Unit::Month | Unit::Quarter, _) => format.month(tick.day),
        (Unit::Year | Unit::Decade, _) => tick.day.year().to_string(),
    }
}

/// The labels as a drawing.
pub fn axis(scene: &Scene<'_>, frame: &Frame, width: f64) -> Node {
    let text = |label: Label, y: i32| {
        let text = element("text").with("class", label.class).with("x", percent(label.at)).with_number("y", y);
        let text =
            if label.class == "tick-label" { text.with("dx", "4") } else { text.with("text-anchor", label.anchor) };
        text.text(label.text).node()
    };
    let dates = date_labels(scene, frame, width).into_iter().map(|label| text(label, 13));
    let calendar = tick_labels(scene, frame, width).into_iter().map(|label| text(label, 34));
    element("svg")
        .with("width", "100%")
        .with_number("height", AXIS_HEIGHT)
        .with("aria-hidden", "true")
        // It stays as it is when the label of a date comes or goes.
        .children(calendar)
        .children(dates)
        .node()
}

/// The lines behind the rows: ticks, reports, the baseline, the as-of date; in the frame's margin too.
pub fn lines(scene: &Scene<'_>, frame: &Frame, width: f64) -> Vec<Node> {
    let line = |class: &'static str, fraction: f64| {
        (-frame.margin..=1.0 + frame.margin).contains(&fraction).then(|| {
            let at = percent(fraction);
            element("line")
                .with("class", class)
                .with("x1", at.clone())
                .with("x2", at)
                .with("y1", "0")
                .with("y2", "100%")
                .node()
        })
    };
    // As many more as it is wider, so that they are in the same step.
    let n = n_labels(width) as f64 * (1.0 + 2.0 * frame.margin);
    let axis = ticks(frame.window.widened(frame.margin), n as usize);
    let grid = axis.ticks.iter().filter_map(|tick| line("grid-line", frame.window.fraction_from_day(tick.day)));
    let reports = reports(scene).filter_map(|(day, _)| line("report-line", frame.window.fraction_from_day(day)));
    let baseline = line("baseline-line", frame.window.fraction_from_day(scene.statuses.dates.baseline));
    let as_of = line("as-of-line", frame.window.fraction_after_day(frame.as_of));
    grid.chain(reports).chain(baseline).chain(as_of).collect()
}

/// The days of the reports with their numbers.
fn reports<'a>(scene: &'a Scene<'_>) -> impl Iterator<Item = (Day, u8)> + 'a {
    let stops = scene.facts.document().stops.iter().filter(|stop| stop.kind == StopKind::Report);
    stops.filter_map(|stop| Some((stop.day, stop.number?)))
}

/// A number in a circle, as on the date bar.
fn circled(number: u8) -> String {
    let circled = number.checked_sub(1).filter(|n| *n < 20).and_then(|n| char::from_u32(0x2460 + u32::from(n)));
    circled.map_or_else(|| number.to_string(), String::from)
}

fn n_labels(width: f64) -> usize {
    (width / TICK_WIDTH).clamp(2.0, 40.0) as usize
}
