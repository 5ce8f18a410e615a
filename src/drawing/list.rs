//! The selection as cards: what each is, where it stands and why, what was last and what is next.

use std::ops::Range;

use super::block::{Run, Sight, blocks};
use super::link::initiative_link;
use super::mark::status_word;
use super::node::{Element, Node, classed, element};
use super::row::{layout_of, name_pieces, picture};
use super::scene::{Scene, results_width};
use super::time::time;
use crate::domain::initiative::Event;

/// How many cards are drawn or left out together.
const BLOCK: usize = 3;
/// How high a card is at most places, in pixels: what is not drawn takes as much room.
const CARD_HEIGHT: i32 = 230;

/// The cards of rows in order, in blocks of which only some are drawn.
pub fn cards(scene: &Scene<'_>, rows: &[usize], sight: Sight<'_>) -> Vec<Node> {
    let run = Run { first_block: 0, n_items: rows.len(), block: BLOCK, item_height: CARD_HEIGHT };
    let frame = |start: usize| classed("ol", "cards block").with("start", (start + 1).to_string());
    let ids = |items: Range<usize>| rows.get(items).unwrap_or_default().to_vec();
    // Most are not in the page: who hears it is told how many there are.
    let of_set = |(position, row): (usize, usize)| {
        let card = card(scene, row).with_number("aria-setsize", rows.len() as i32);
        card.with_number("aria-posinset", position as i32 + 1).node()
    };
    let cards = |items: Range<usize>| items.clone().zip(ids(items)).map(of_set).collect();
    blocks(run, sight, &frame, &ids, &cards)
}

fn card(scene: &Scene<'_>, row: usize) -> Element {
    let Some(initiative) = scene.facts.initiative(row) else { return element("li") };
    let as_of = scene.as_of();
    let name = initiative_link(scene, initiative, name_pieces(scene, row, &initiative.short));
    let word = status_word(scene, scene.status(row));
    let place = format!("{} · {}", scene.word("kind", initiative.kind.slug()), scene.area_name(initiative.area));
    let detail = scene.facts.detail(row);
    let marked = |class: &'static str, text: &str| {
        element("p").with("class", class).children(name_pieces(scene, row, text)).node()
    };
    let called = detail.and_then(|detail| scene.words.also_called(detail)).map(|called| marked("card-place", &called));
    let summary = detail.map(|detail| marked("summary", &detail.summary));
    let layout = layout_of(scene, row, initiative, &scene.frame_of(scene.window, results_width(scene.width)));
    let standing = scene.facts.standing(row, as_of);
    let event = |position: Option<usize>| position.and_then(|position| initiative.events.get(position));
    // What set the status is in the reason already.
    let since = standing.and_then(|standing| standing.since.map(|since| since.event));
    let last = event(standing.and_then(|standing| standing.last).filter(|last| Some(*last) != since));
    let next = event(standing.and_then(|standing| standing.next));
    let is_overdue = next.is_some_and(|next| scene.is_overdue(next));
    let steps = [("list.last", last), (if is_overdue { "list.was_due" } else { "list.next" }, next)];
    let steps = steps.into_iter().filter_map(|(key, event)| Some(step(scene, row, key, event?)));
    classed("li", "card")
        .child(classed("div", "card-head").child(element("h3").child(name)).child(word))
        .child(classed("p", "card-place").text(place))
        .children(called)
        .children(summary)
        .child(picture(&layout).with("class", "track mini").with("aria-hidden", "true"))
        .child(classed("p", "reason").text(scene.words.reason(scene.facts, row, as_of)))
        .child(classed("dl", "steps").children(steps))
}

/// A step with its date, and what that date is where it is not a plain fact.
fn step(scene: &Scene<'_>, row: usize, key: &str, event: &Event) -> Node {
    let certainty = scene.words.certainty(event).map(|certainty| Node::Text(format!(" ({certainty})")));
    let label = name_pieces(scene, row, &event.label);
    let said = element("dd").child(time(scene, event)).text(" ").children(label).children(certainty);
    element("div").child(element("dt").text(scene.words.text(key))).child(said).node()
}
