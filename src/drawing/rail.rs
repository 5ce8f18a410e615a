//! The line under the thumbs of the date bar: years, stops, and the span between the two dates.

use super::node::{Node, classed, element, percent};
use super::scene::Scene;
use crate::domain::date::Day;
use crate::domain::timeline::rail::Rail;
use crate::state::{Message, Model};

/// What of the line is to be clicked where no stop is, by its class.
pub const TARGET: &str = "rail-target";

/// The line. A stop leads to its day. It is for the eye and the pointer: keys and screen readers have the thumbs, and the
/// buttons that step from stop to stop.
pub fn rail(scene: &Scene<'_>, rail: Rail) -> Node {
    let dates = scene.statuses.dates;
    let (from, to) = (rail.fraction(dates.baseline), rail.fraction(dates.as_of));
    let bar = |class| classed("rect", class).with("width", "100%").with("y", "24").with("height", "4");
    let span = classed("rect", "rail-span").with("x", percent(from)).with("width", percent(to - from));
    let target = classed("rect", TARGET).with("width", "100%").with("y", "16").with("height", "20");
    element("svg")
        .with("width", "100%")
        .with("height", "54")
        .with("aria-hidden", "true")
        .child(bar("rail-line").with("rx", "2"))
        .child(span.with("y", "24").with("height", "4"))
        .child(target)
        .children(rail.years().flat_map(|day| year(rail, day)))
        .children(stops(scene, rail))
        .node()
}

fn year(rail: Rail, day: Day) -> [Node; 2] {
    let x = percent(rail.fraction(day));
    let line = classed("line", "tick").with("x1", x.clone()).with("x2", x.clone()).with("y1", "24").with("y2", "34");
    let class = if day.year() % 2 == 0 { "year" } else { "year odd" };
    [line.node(), classed("text", class).with("x", x).with("y", "48").text(day.year().to_string()).node()]
}

fn stops(scene: &Scene<'_>, rail: Rail) -> Vec<Node> {
    let document = scene.facts.document();
    let checked = document.checked_through;
    let date = |day: Day| scene.words.format().date(day.into());
    let known =
        document.stops.iter().map(|stop| (stop.day, stop.number, format!("{}, {}", stop.short, date(stop.day))));
    let own = (checked, None, format!("{} {}", scene.text("dates.checked"), date(checked)));
    let stop = |(day, number, name): (Day, Option<u8>, String)| {
        let x = percent(rail.fraction(day));
        let (y, r) = if number.is_some() { ("9", "8.5") } else { ("26", "4") };
        let circle = |class, r| classed("circle", class).with("cx", x.clone()).with("cy", y).with("r", r);
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        classed("g", "stop-place")
            .sends(Message::SetAsOf(Model::as_of_on(scene.facts, day)))
            .child(element("title").text(name))
            .child(circle("stop", r))
            .child(classed("text", "stop-number").with("x", x.clone()).with("y", "13").text(number))
            .child(circle("stop-target", "12"))
            .node()
    };
    known.chain([own]).map(stop).collect()
}
