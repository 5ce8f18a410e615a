//! The facets with live counts. A count says how many would match with that value as the only choice of its facet; a value
//! that would give nothing stays in sight and cannot be chosen.

use super::control::button;
use super::mark::status_icon;
use super::node::{Node, classed, element};
use super::scene::Scene;
use crate::domain::catalogue::Catalogue;
use crate::domain::positions::sort_positions;
use crate::domain::query::Facet;
use crate::domain::vocabulary::Status;
use crate::state::Message;
use crate::state::preset::Lock;

/// How many values of a long facet show before "show all".
const SHORT_LIST: usize = 7;

/// A facet with its values; a long one shows all of them when it `is_unfolded`. What asks for that has the facet's slug in
/// `data-unfold`.
pub fn facet_group(scene: &Scene<'_>, facet: Facet, is_unfolded: bool) -> Node {
    let values = scene.facts.values(facet);
    let positions = ordered_values(scene.facts, facet, values.len());
    let chosen = scene.model.query.choices(facet);
    let is_held = scene.is_locked(Lock::Facet(facet));
    let is_long = positions.len() > SHORT_LIST + 2;
    let shows_all = !is_long || is_unfolded;
    let name = scene.word("facet", facet.slug());
    let clear = button("quiet", Message::ClearFacet(facet))
        .with_flag("hidden", chosen.is_empty() || is_held)
        .with("aria-label", scene.say("filters.clear_facet", &[("facet", name.clone().into())]))
        .text(scene.text("filters.clear"));
    let id = format!("facet-{}", facet.slug());
    let held_id = format!("{id}-held");
    let held = classed("span", "held-mark").with("id", held_id.clone()).with_flag("hidden", !is_held);
    let label = if is_held { format!("{id} {held_id}") } else { id.clone() };
    let legend = element("legend")
        .child(element("span").with("id", id).text(name))
        .child(held.text(scene.text("filters.held")))
        .child(clear);
    let choices = positions.iter().enumerate().filter_map(|(rank, position)| {
        let value = values.get(*position)?;
        let is_listed = shows_all || rank < SHORT_LIST;
        Some(choice(
            scene,
            facet,
            *position,
            value,
            ValueState { is_chosen: chosen.contains(value), is_held, is_listed },
        ))
    });
    let more = is_long.then(|| {
        let label = match shows_all {
            true => scene.text("filters.fewer"),
            false => scene.say("filters.all", &[("n", positions.len().into())]),
        };
        element("button")
            .with("type", "button")
            .with("class", "quiet")
            .with("data-unfold", facet.slug())
            .with("aria-expanded", shows_all.to_string())
            .text(label)
            .node()
    });
    element("fieldset").with("aria-labelledby", label).child(legend).children(choices).children(more).node()
}

/// How a value stands in its facet.
struct ValueState {
    is_chosen: bool,
    /// The editor of the page holds the facet.
    is_held: bool,
    /// It is in sight whether it is chosen or not.
    is_listed: bool,
}

fn choice(scene: &Scene<'_>, facet: Facet, position: usize, value: &str, state: ValueState) -> Node {
    let ValueState { is_chosen, is_held, is_listed } = state;
    let count = scene.selection().counts(facet).get(position).copied().unwrap_or_default();
    let status = (facet == Facet::Status).then(|| Status::from_slug(value)).flatten();
    let is_dead_end = count == 0 && !is_chosen;
    // "Ended" and "not yet begun" only show while they say something.
    let is_rare = matches!(status, Some(Status::NotYetBegun | Status::Ended));
    let is_hidden = !is_chosen && (!is_listed || (is_rare && count == 0));
    let tick = element("input")
        .with("type", "checkbox")
        .with_flag("checked", is_chosen)
        .with_flag("disabled", is_dead_end || is_held)
        .sends(Message::Toggle(facet, value.to_owned()));
    element("label")
        .with("class", if is_dead_end { "choice empty" } else { "choice" })
        .with_flag("hidden", is_hidden)
        .child(tick)
        .children(status.map(status_icon))
        .child(classed("span", "choice-name").text(value_name(scene, facet, position, value)))
        .child(classed("span", "count").text(scene.number(count)))
        .node()
}

/// The name of a facet's value at a position, as filters and chips show it.
pub fn value_name(scene: &Scene<'_>, facet: Facet, position: usize, value: &str) -> String {
    let document = scene.facts.document();
    match facet {
        Facet::Area => scene.area_name(position),
        Facet::Status => scene.word("status", value),
        Facet::Kind => scene.word("kind", value),
        Facet::Topic => document.topics.get(position).map(|topic| scene.words.topic(topic)).unwrap_or_default(),
        Facet::Actor => document.actors.get(position).map(|actor| actor.short.clone()).unwrap_or_default(),
    }
}

/// The positions of the values that the data has, of `n`, in the order in which they show: vocabularies in theirs, the rest
/// by how many initiatives have them.
fn ordered_values(facts: &Catalogue, facet: Facet, n: usize) -> Vec<usize> {
    let counts: Vec<usize> = facts.column(facet).iter().map(|rows| rows.count_ones(..)).collect();
    let mut positions: Vec<usize> = (0..n).collect();
    match facet {
        Facet::Area => {}
        // From "in effect" down; what has ended is the exception, and comes last.
        Facet::Status => {
            positions.reverse();
            positions.rotate_left(1);
        }
        Facet::Kind | Facet::Topic | Facet::Actor => {
            let count = |position: usize| counts.get(position).copied().unwrap_or_default();
            positions.retain(|position| count(*position) > 0);
            sort_positions(&mut positions, &|a, b| count(b).cmp(&count(a)));
        }
    }
    positions
}
