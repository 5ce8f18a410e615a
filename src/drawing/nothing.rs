//! When nothing matches: says so, and which filter to drop.

use super::chips::filter_name;
use super::control::{button, hint, lead};
use super::link::outside;
use super::node::{Node, classed};
use super::scene::Scene;
use crate::domain::query::Filter;
use crate::domain::selection::{best_relaxation, shorter_search};
use crate::state::Message;

/// The way out; nothing while something matches.
pub fn nothing(scene: &Scene<'_>) -> Option<Node> {
    if !scene.selection().is_empty() {
        return None;
    }
    if scene.facts.initiatives().is_empty() {
        return Some(lead(scene.text("nothing.at_all")).node());
    }
    let may_drop = |filter: &Filter| !scene.is_held(filter);
    let way_out = match best_relaxation(scene.facts, &scene.model.query, scene.statuses, &may_drop) {
        Some((filter, n)) => {
            let name = filter_name(scene, &filter);
            let label = scene.say("nothing.drop", &[("filter", name.into()), ("n", n.into())]);
            Some(button("primary", Message::Drop(filter)).text(label).node())
        }
        None => {
            let clear = || button("primary", Message::ClearAll).text(scene.text("nothing.clear")).node();
            scene.model.query.filters().iter().any(may_drop).then(clear)
        }
    };
    let shorter = || shorter_search(scene.facts, &scene.model.query, scene.statuses);
    let shorter = may_drop(&Filter::Text).then(shorter).flatten().map(|(text, n)| {
        let label = scene.say("nothing.search", &[("text", text.clone().into()), ("n", n.into())]);
        button("primary", Message::Search(text)).text(label).node()
    });
    let elsewhere = outside("https://law-tracker.europa.eu/", scene.text("link.law_tracker"));
    let is_whole = scene.facts.has_details() || scene.model.query.text.is_empty();
    let sentence = if is_whole { "nothing.sentence" } else { "nothing.so_far" };
    let said = classed("div", "nothing").child(lead(scene.text(sentence))).children(shorter).children(way_out);
    Some(said.child(hint(scene.text("nothing.elsewhere") + " ").child(elsewhere)).node())
}
