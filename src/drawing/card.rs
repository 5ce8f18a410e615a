//! The card of a mark or a name: what hover and focus show alike.

use super::link::initiative_link;
use super::mark::{shape_icon, status_icon};
use super::node::{Node, classed, element};
use super::scene::Scene;
use crate::domain::timeline::Shape;

/// The card of the events of a row; without events, of the row itself. Its links can be reached by Tab when `is_open`.
pub fn card(scene: &Scene<'_>, row: usize, events: &[usize], is_open: bool) -> Vec<Node> {
    let Some(initiative) = scene.facts.initiative(row) else { return Vec::new() };
    let title = initiative_link(scene, initiative, vec![Node::Text(initiative.short.clone())])
        .with_some("tabindex", (!is_open).then_some("-1"));
    let line = |position: &usize| {
        let event = initiative.events.get(*position)?;
        let certainty = scene.words.certainty(event).map(|certainty| format!(" ({certainty})"));
        let item = element("li")
            .child(shape_icon(Shape::of(event.stage), scene.is_ahead(event)))
            .child(element("b").text(scene.words.format().date(event.date)))
            .child(element("span").text(event.label.clone()).children(certainty.map(Node::Text)));
        Some(item.node())
    };
    let full = (initiative.title != initiative.short && events.is_empty())
        .then(|| classed("p", "hint").text(initiative.title.clone()).node());
    let mut nodes = vec![classed("p", "card-title").child(title).node()];
    nodes.extend(full);
    if !events.is_empty() {
        nodes.push(classed("ul", "plain").children(events.iter().filter_map(line)).node());
    }
    let hint = classed("p", "hint")
        .with("id", "card-reason")
        .child(status_icon(scene.status(row)))
        .text(format!(" {}", scene.words.reason(scene.facts, row, scene.statuses.dates.as_of)));
    nodes.push(hint.node());
    nodes
}
