//! The one sentence that carries the numbers, each a link to its list.

use super::link::link;
use super::node::{Node, element};
use super::scene::Scene;
use crate::domain::query::Query;
use crate::domain::selection::select;
use crate::domain::vocabulary::Status;
use crate::language::{Argument, Part};
use crate::state::{Message, Model};

/// The headline. It speaks of all initiatives that this explorer is about, not of the selection, and follows the dates.
pub fn headline(scene: &Scene<'_>) -> Node {
    let statuses = scene.statuses;
    // All that this explorer is about: everything, unless the editor of the page holds a filter.
    let about = select(scene.facts, &scene.preset.scope(), statuses);
    let counts = statuses.counts(about.rows().iter().copied());
    let count = |status: Status| counts.get(status as usize).copied().unwrap_or_default();
    let in_effect = count(Status::InEffect);
    let adopted = count(Status::Adopted) + in_effect;
    let moved = about.rows().iter().filter(|row| statuses.has_moved(**row)).count();
    let number = |key: &str, n: usize, query: Query| {
        let label = Node::Text(scene.say(key, &[("n", Argument::from(n))]));
        link(scene, Message::ShowOnly(Box::new(query)), vec![label]).node()
    };
    let with_status = |statuses: Vec<Status>| Query { statuses, ..Query::default() };
    let slot = |name: &str| match name {
        "total" => number("headline.total", about.len(), Query::default()),
        "adopted" => number("headline.adopted", adopted, with_status(vec![Status::Adopted, Status::InEffect])),
        "in_effect" => number("headline.in_effect", in_effect, with_status(vec![Status::InEffect])),
        "moved" => number("headline.moved", moved, Query { moved: true, ..Query::default() }),
        "baseline" => Node::Text(scene.baseline_name()),
        _ => Node::Text(scene.date(scene.as_of())),
    };
    let is_ahead = scene.as_of() > scene.facts.document().checked_through;
    let key = if is_ahead { "headline.planned" } else { "headline.sentence" };
    // A button in a line may be parted from the comma after it; a word joiner keeps them together.
    let joiner = if (scene.address)(&Model::default()).is_none() { "\u{2060}" } else { "" };
    let part = |part: Part| match part {
        Part::Text(text) if text.starts_with([',', ';', '.']) => Node::Text(joiner.to_owned() + &text),
        Part::Text(text) => Node::Text(text),
        Part::Slot(name) => slot(&name),
    };
    element("h1").with("class", "headline").children(scene.words.parts(key, &[]).into_iter().map(part)).node()
}
