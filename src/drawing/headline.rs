//! The one sentence that carries the numbers, each a link to its list.

use super::link::list_link;
use super::node::{Node, classed};
use super::scene::Scene;
use crate::domain::counts::Counts;
use crate::domain::query::Query;
use crate::domain::vocabulary::Status;
use crate::language::{Argument, Part, Words};

/// What the headline says.
pub struct Numbers {
    /// How many initiatives it speaks of.
    pub total: usize,
    /// How many of them have which status.
    pub counts: Counts,
    /// How many have moved since the baseline.
    pub moved: usize,
    /// The baseline, by name.
    pub baseline: String,
    /// The date of the view, as text.
    pub as_of: String,
    /// Whether that lies ahead of the facts.
    pub is_ahead: bool,
}

/// The headline. It speaks of all initiatives that this explorer is about, not of the selection, and follows the dates.
pub fn headline(scene: &Scene<'_>) -> Node {
    let about = scene.preset.about(scene.facts, scene.statuses);
    let numbers = Numbers {
        total: about.len(),
        counts: scene.statuses.counts(about.rows().iter().copied()),
        moved: about.rows().iter().filter(|row| scene.statuses.has_moved(**row)).count(),
        baseline: scene.baseline_name(),
        as_of: scene.date(scene.as_of()),
        is_ahead: scene.as_of() > scene.facts.document().checked_through,
    };
    sentence(scene.words, numbers, |text, query| list_link(scene, query, text).node())
}

/// The sentence, with its numbers as the caller draws them: each with its text and the list it counts.
pub fn sentence(words: &Words, numbers: Numbers, draw: impl Fn(String, Query) -> Node) -> Node {
    let Numbers { total, counts, moved, baseline, as_of, is_ahead } = numbers;
    let number = |key: &str, n: usize, query: Query| draw(words.say(key, &[("n", Argument::from(n))]), query);
    let with_status = |statuses: Vec<Status>| Query { statuses, ..Query::default() };
    let whole = |before: &'static str, number: Node, after: String| {
        classed("span", "whole").text(before).child(number).text(after).node()
    };
    let slot = |name: &str| match name {
        "total" => number("headline.total", total, Query::default()),
        "adopted" => number("headline.adopted", counts.adopted(), with_status(vec![Status::Adopted, Status::InEffect])),
        "in_effect" => number("headline.in_effect", counts.get(Status::InEffect), with_status(vec![Status::InEffect])),
        "open" => number("headline.open", counts.open(), with_status(Status::OPEN.to_vec())),
        "moved" => number("headline.moved", moved, Query { moved: true, ..Query::default() }),
        "baseline" => Node::Text(baseline.clone()),
        _ => Node::Text(as_of.clone()),
    };
    // In brackets behind the open ones those few with which the numbers add up.
    let others = [("headline.ended", Status::Ended), ("headline.not_begun", Status::NotYetBegun)];
    let others: Vec<_> = others.into_iter().filter(|(_, status)| counts.get(*status) > 0).collect();
    let other = |(position, (key, status)): (usize, &(&str, Status))| {
        let (before, after) =
            (if position == 0 { "(" } else { "" }, if position + 1 == others.len() { ")" } else { "," });
        let number = number(key, counts.get(*status), with_status(vec![*status]));
        [Node::Text(" ".to_owned()), whole(before, number, after.to_owned())]
    };
    let key = if is_ahead { "headline.planned" } else { "headline.sentence" };
    let mut parts = words.parts(key, &[]).into_iter().peekable();
    let mut sentence = classed("h1", "headline");
    while let Some(part) = parts.next() {
        sentence = match (part, parts.peek_mut()) {
            (Part::Slot(name), _) if name == "open" && !others.is_empty() => {
                sentence.child(slot(&name)).children(others.iter().enumerate().flat_map(other))
            }
            // What follows a number stays on its line: browsers part a button from its comma.
            (Part::Slot(name), Some(Part::Text(next))) if next.starts_with([',', ';']) => {
                let mark = next.remove(0);
                sentence.child(whole("", slot(&name), mark.to_string()))
            }
            (Part::Slot(name), _) => sentence.child(slot(&name)),
            (Part::Text(text), _) => sentence.text(text),
        };
    }
    sentence.node()
}
