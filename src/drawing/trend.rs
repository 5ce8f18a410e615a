//! How many stood in each status over time, as stacked areas.

use std::sync::Arc;

use super::axis;
use super::control::hint;
use super::kept::Kept;
use super::mark::{filled, status_word};
use super::node::{Element, Node, classed, element, percent, pixels};
use super::scene::{Scene, results_width, window_of_span};
use super::table::{column_head, framed};
use crate::domain::counts::Counts;
use crate::domain::date::Day;
use crate::domain::progress::trend::Trend;
use crate::domain::timeline::Window;
use crate::domain::vocabulary::Status;
use crate::state::Span;

/// The areas from the ground up: what is done lies lowest.
const ORDER: [Status; 6] =
    [Status::InEffect, Status::Adopted, Status::Agreed, Status::Proposed, Status::Announced, Status::Ended];
/// Height of the chart of the selection, in pixels.
const HEIGHT: i32 = 280;
/// Height of the chart of one area, in pixels.
const SMALL_HEIGHT: i32 = 96;
/// The chart of the selection has so many lines across at most.
const MOST_LEVELS: usize = 5;
/// How far apart they may be.
const LEVELS: [usize; 11] = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000];
/// An area less high than this has no room for its name, in pixels.
const LABEL_HEIGHT: f64 = 18.0;

/// A chart and what stands around it.
struct Chart<'a> {
    /// The counts.
    trend: &'a Trend,
    /// The time it shows.
    window: Window,
    /// How wide it is, in pixels.
    width: f64,
    /// How high, in pixels.
    height: i32,
    /// Whether it has an axis, levels and the names of the areas.
    is_large: bool,
    /// The day that is read off.
    reading: Option<Day>,
}

/// The time that the charts show: the years of the strategy.
pub fn window(scene: &Scene<'_>) -> Window {
    window_of_span(scene.facts, &[], scene.as_of(), Span::Strategy)
}

/// The chart of the selection with its key, and a line at the day that is read off.
pub fn large(scene: &Scene<'_>, trend: &Arc<Trend>, reading: Option<Day>, kept: &mut Kept<Drawn>) -> Vec<Node> {
    let width = results_width(scene.width);
    let chart = Chart { trend, window: window(scene), width, height: HEIGHT, is_large: true, reading };
    let stack = kept.get(0, (Arc::clone(trend), width as u32), || stack(&chart));
    [key(scene)].into_iter().chain(areas(scene, &chart, stack)).collect()
}

/// The statuses and how they are filled.
fn key(scene: &Scene<'_>) -> Node {
    let words = columns().map(|status| status_word(scene, status));
    classed("p", "areas-key").with("aria-hidden", "true").children(words).node()
}

/// What the areas of a chart are drawn from: the counts, and how wide it is.
pub type Drawn = (Arc<Trend>, u32);

/// A small chart for each area, given the trends of the areas in their order, with the drawings that are kept.
pub fn multiples(scene: &Scene<'_>, trends: &[Arc<Trend>], kept: &mut Kept<Drawn>) -> Node {
    let width = results_width(scene.width) / 3.0;
    let areas = scene.facts.document().areas.iter().zip(trends).enumerate();
    let areas = areas.filter(|(_, (_, trend))| trend.n > 0).map(|(position, (area, trend))| {
        let chart = Chart { trend, window: window(scene), width, height: SMALL_HEIGHT, is_large: false, reading: None };
        let count = scene.say("progress.area_count", &[("n", trend.n.into())]);
        let heading = element("h4")
            .child(classed("span", "area-number").text(area.number.to_string()))
            .text(area.short.clone() + " ")
            .child(classed("span", "count").text(count));
        let stack = kept.get(position, (Arc::clone(trend), width as u32), || stack(&chart));
        let chart = classed("div", "trend").children(self::areas(scene, &chart, stack));
        element("li").child(heading).child(chart).child(hint(counts_on(scene, trend, scene.as_of()))).node()
    });
    classed("ul", "plain multiples").children(areas).node()
}

/// How many stood where on a day, in words.
pub fn counts_on(scene: &Scene<'_>, trend: &Trend, day: Day) -> String {
    let counts = trend.counts_at(day);
    let parts: Vec<String> = columns()
        .filter_map(|status| {
            let n = counts.get(status);
            let word = scene.word("status", status.slug());
            (n > 0).then(|| scene.say("progress.count", &[("n", n.into()), ("status", word.into())]))
        })
        .collect();
    let list = scene.words.format().list(&parts);
    scene.say("progress.read_sentence", &[("date", scene.date(day).into()), ("list", list.into())])
}

/// The counts at the end of each year and on the as-of date.
pub fn table_of(scene: &Scene<'_>, trend: &Trend) -> Node {
    table(scene, scene.text("progress.status_heading"), [element("tbody").children(lines(scene, trend))])
}

/// The same for each area, given their trends in their order.
pub fn table_of_areas(scene: &Scene<'_>, trends: &[Arc<Trend>]) -> Node {
    let columns = (columns().count() + 1).to_string();
    let bodies = trends.iter().enumerate().filter(|(_, trend)| trend.n > 0).map(|(area, trend)| {
        let head = element("th").with("scope", "rowgroup").with("colspan", columns.clone()).text(scene.area_name(area));
        element("tbody").child(element("tr").child(head)).children(lines(scene, trend))
    });
    table(scene, scene.text("progress.areas_heading"), bodies)
}

/// The statuses in the order of the pictures, and what had not begun.
fn columns() -> impl Iterator<Item = Status> {
    ORDER.into_iter().chain([Status::NotYetBegun])
}

fn table(scene: &Scene<'_>, caption: String, bodies: impl IntoIterator<Item = Element>) -> Node {
    let heads = columns().map(|status| column_head(scene.word("status", status.slug())));
    let head = element("tr").child(column_head(scene.text("progress.day"))).children(heads);
    let bodies = bodies.into_iter().map(Element::node);
    let table = classed("table", "figures-table").child(element("thead").child(head)).children(bodies);
    framed(caption, table).node()
}

/// A line of counts for the end of each year, and one for the as-of date.
fn lines(scene: &Scene<'_>, trend: &Trend) -> Vec<Node> {
    let (window, as_of) = (window(scene), scene.as_of());
    let ends = (window.first_day().year()..=window.last_day().year()).filter_map(|year| Day::from_ymd(year, 12, 31));
    let mut days: Vec<Day> = ends.filter(|day| *day != as_of).collect();
    let at = days.partition_point(|day| *day < as_of);
    days.insert(at, as_of);
    let line = |day: Day| {
        let counts = trend.counts_at(day);
        let cells = columns().map(|status| element("td").text(scene.number(counts.get(status))).node());
        let head = element("th").with("scope", "row").text(scene.date(day));
        element("tr").child(head).children(cells).node()
    };
    days.into_iter().map(line).collect()
}

/// The areas of a chart, one on the other. No date changes them.
fn stack(chart: &Chart<'_>) -> Node {
    let steps: Vec<(f64, Counts)> = chart
        .trend
        .between(chart.window.first_day(), chart.window.last_day())
        .map(|(day, counts)| (chart.window.fraction_from_day(day).max(0.0), counts))
        .collect();
    classed("svg", "areas-stack")
        .with("viewBox", format!("0 0 {} {}", pixels(chart.width), chart.height))
        .with("preserveAspectRatio", "none")
        .with("width", "100%")
        .with_number("height", chart.height)
        .children((0..ORDER.len()).rev().filter_map(|at| area(chart, &steps, at)))
        .node()
}

/// The areas over their axis, with lines for the dates; what is ahead lies under a veil.
fn areas(scene: &Scene<'_>, chart: &Chart<'_>, stack: Node) -> Vec<Node> {
    let frame = scene.frame_of(chart.window, chart.width);
    let as_of = chart.window.fraction_after_day(scene.as_of()).clamp(0.0, 1.0);
    let veil = classed("rect", "veil").with("x", percent(as_of)).with("width", percent(1.0 - as_of));
    let reading =
        chart.reading.map(|day| chart.window.fraction_from_day(day)).filter(|at| (0.0..=1.0).contains(at)).map(|at| {
            let at = percent(at);
            classed("line", "reading-line")
                .with("x1", at.clone())
                .with("x2", at)
                .with("y1", "0")
                .with("y2", "100%")
                .node()
        });
    let over = classed("svg", "areas-over")
        .with("width", "100%")
        .with_number("height", chart.height)
        .child(veil.with("height", "100%"))
        .children(chart.is_large.then(|| levels(scene, chart.trend.n)).into_iter().flatten())
        .children(axis::lines(scene, &frame, chart.width))
        .children(reading)
        .children(if chart.is_large { labels(scene, chart, as_of) } else { Vec::new() });
    let axis = chart.is_large.then(|| classed("span", "axis").child(axis::axis(scene, &frame, chart.width)).node());
    let body = classed("span", "areas-body").with("aria-hidden", "true").child(stack).child(over).node();
    axis.into_iter().chain([body]).collect()
}

/// How many stand in this area or below it.
fn up_to(counts: &Counts, at: usize) -> usize {
    ORDER.iter().take(at + 1).map(|status| counts.get(*status)).sum()
}

/// An area from the ground to its top edge, in steps; those of the lower ones are painted over it. Nothing when nothing is
/// ever in it.
fn area(chart: &Chart<'_>, steps: &[(f64, Counts)], at: usize) -> Option<Node> {
    let status = *ORDER.get(at)?;
    if steps.iter().all(|(_, counts)| counts.get(status) == 0) {
        return None;
    }
    let (bottom, n) = (chart.height as f64, chart.trend.n.max(1) as f64);
    let top = |counts: &Counts| pixels((1.0 - up_to(counts, at) as f64 / n) * bottom);
    let mut path = format!("M0 {}", chart.height);
    for (from, counts) in steps {
        path.push_str(&format!("H{}V{}", pixels(from * chart.width), top(counts)));
    }
    path.push_str(&format!("H{}V{}z", pixels(chart.width), chart.height));
    Some(filled(element("path"), "area", status).with("d", path).node())
}

/// Lines across a chart of so many, at round numbers as far as [`LEVELS`] go.
fn levels(scene: &Scene<'_>, n: usize) -> Vec<Node> {
    let step = LEVELS.into_iter().find(|step| n / step <= MOST_LEVELS).unwrap_or(n.max(1));
    let level = |level: usize| {
        let (is, y) = (level * step, percent(1.0 - (level * step) as f64 / n.max(1) as f64));
        let line = classed("line", "grid-line").with("x2", "100%").with("y1", y.clone()).with("y2", y.clone());
        let number = classed("text", "level").with("dx", "4").with("y", y).with("dy", "13");
        [line.node(), number.text(scene.number(is)).node()]
    };
    (1..=n / step).flat_map(level).collect()
}

/// The names of the areas at the as-of date, where there is room, with how many stand in each.
fn labels(scene: &Scene<'_>, chart: &Chart<'_>, as_of: f64) -> Vec<Node> {
    let counts = chart.trend.counts_at(scene.statuses.dates.as_of);
    let n = chart.trend.n.max(1) as f64;
    let label = |(at, status): (usize, &Status)| {
        let own = counts.get(*status);
        if (own as f64 / n) * (chart.height as f64) < LABEL_HEIGHT {
            return None;
        }
        let middle = 1.0 - (up_to(&counts, at) as f64 - own as f64 / 2.0) / n;
        let text = format!("{} {}", scene.words.format().number(own), scene.word("status", status.slug()));
        let is_dark = matches!(status, Status::InEffect | Status::Adopted);
        let class = if is_dark { "area-label on-dark" } else { "area-label" };
        let place =
            element("text").with("class", class).with("x", percent(as_of)).with("dx", "-8").with("y", percent(middle));
        Some(place.with("dy", "4").with("text-anchor", "end").text(text).node())
    };
    ORDER.iter().enumerate().filter_map(label).collect()
}
