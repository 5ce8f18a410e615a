//! The one sentence that carries the numbers, each a link to its list.

use super::link::list_link;
use super::node::{Node, classed};
use super::scene::Scene;
use crate::domain::query::Query;
use crate::domain::vocabulary::Status;
use crate::language::{Argument, Part};

/// The headline. It speaks of all initiatives that this explorer is about, not of the selection, and follows the dates.
pub fn headline(scene: &Scene<'_>) -> Node {
    let statuses = scene.statuses;
    let about = scene.preset.about(scene.facts, statuses);
    let counts = statuses.counts(about.rows().iter().copied());
    let moved = about.rows().iter().filter(|row| statuses.has_moved(**row)).count();
    let number =
        |key: &str, n: usize, query: Query| list_link(scene, query, scene.say(key, &[("n", Argument::from(n))])).node();
    let with_status = |statuses: Vec<Status>| Query { statuses, ..Query::default() };
    let whole = |number: Node, mark: String| classed("span", "whole").child(number).text(mark).node();
    let slot = |name: &str| match name {
        "total" => number("headline.total", about.len(), Query::default()),
        "adopted" => number("headline.adopted", counts.adopted(), with_status(vec![Status::Adopted, Status::InEffect])),
        "in_effect" => number("headline.in_effect", counts.get(Status::InEffect), with_status(vec![Status::InEffect])),
        "open" => number("headline.open", counts.open(), with_status(Status::OPEN.to_vec())),
        "moved" => number("headline.moved", moved, Query { moved: true, ..Query::default() }),
        "baseline" => Node::Text(scene.baseline_name()),
        _ => Node::Text(scene.date(scene.as_of())),
    };
    // In brackets behind the open ones those few with which the numbers add up.
    let others = [("headline.ended", Status::Ended), ("headline.not_begun", Status::NotYetBegun)];
    let others: Vec<_> = others.into_iter().filter(|(_, status)| counts.get(*status) > 0).collect();
    let other = |(position, (key, status)): (usize, &(&str, Status))| {
        let (before, after) =
            (if position == 0 { " (" } else { " " }, if position + 1 == others.len() { ")" } else { "," });
        let number = number(key, counts.get(*status), with_status(vec![*status]));
        [Node::Text(before.to_owned()), whole(number, after.to_owned())]
    };
    let is_ahead = scene.as_of() > scene.facts.document().checked_through;
    let key = if is_ahead { "headline.planned" } else { "headline.sentence" };
    let mut parts = scene.words.parts(key, &[]).into_iter().peekable();
    let mut sentence = classed("h1", "headline");
    while let Some(part) = parts.next() {
        sentence = match (part, parts.peek_mut()) {
            (Part::Slot(name), _) if name == "open" && !others.is_empty() => {
                sentence.child(slot(&name)).children(others.iter().enumerate().flat_map(other))
            }
            // What follows a number stays on its line: browsers part a button from its comma.
            (Part::Slot(name), Some(Part::Text(next))) if next.starts_with([',', ';']) => {
                let mark = next.remove(0);
                sentence.child(whole(slot(&name), mark.to_string()))
            }
            (Part::Slot(name), _) => sentence.child(slot(&name)),
            (Part::Text(text), _) => sentence.text(text),
        };
    }
    sentence.node()
}
