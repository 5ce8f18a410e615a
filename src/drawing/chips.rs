//! What is filtered now: one chip a filter, each takes its filter away; one command takes all. And the date, when it is not the
//! latest: whoever reads results far below the date bar is to know of which day they are.

use super::control::button;
use super::facets::value_name;
use super::node::{Node, classed, element};
use super::scene::Scene;
use crate::domain::date::Precision;
use crate::domain::query::Filter;
use crate::state::Message;
use crate::state::preset::Lock;

/// The chips; nothing when nothing is filtered and the date is the latest.
pub fn chips(scene: &Scene<'_>) -> Option<Node> {
    let filters = scene.model.query.filters();
    if filters.is_empty() && scene.is_latest() {
        return None;
    }
    let date = (!scene.is_latest()).then(|| {
        let name = scene.say("standing.as_of", &[("date", scene.date(scene.as_of()).into())]);
        let label = format!("{name}: {}", scene.text("dates.reset"));
        let reset = (!scene.is_locked(Lock::Dates)).then_some((Message::SetAsOf(None), label));
        chip(scene, name, reset)
    });
    let all = button("quiet", Message::ClearAll).text(scene.text("chips.clear"));
    let all = element("li").with_flag("hidden", filters.iter().all(|filter| scene.is_held(filter))).child(all);
    let chips = filters.into_iter().map(|filter| {
        let name = filter_name(scene, &filter);
        let label = scene.say("chips.remove", &[("filter", name.clone().into())]);
        let removal = (!scene.is_held(&filter)).then_some((Message::Drop(filter), label));
        chip(scene, name, removal)
    });
    let list = classed("ul", "chips").with("aria-label", scene.text("chips.label"));
    Some(list.children(date).children(chips).child(all).node())
}

/// A chip with what takes it away, and what that is called; without, it is in sight only.
fn chip(scene: &Scene<'_>, name: String, removal: Option<(Message, String)>) -> Node {
    let Some((message, label)) = removal else {
        let held = classed("span", "unseen").text(scene.text("chips.held"));
        return classed("li", "chip held").text(name).child(held).node();
    };
    let cross = classed("span", "cross").with("aria-hidden", "true").text("×");
    let chip = button("chip", message).with("aria-label", label).text(name).child(cross);
    element("li").child(chip).node()
}

/// All filters in words.
pub fn filter_names(scene: &Scene<'_>) -> Vec<String> {
    scene.model.query.filters().iter().map(|filter| filter_name(scene, filter)).collect()
}

/// A filter in words.
pub fn filter_name(scene: &Scene<'_>, filter: &Filter) -> String {
    let query = &scene.model.query;
    match filter {
        Filter::Text => scene.say("chips.text", &[("text", query.text.trim().into())]),
        Filter::Choice(facet, value) => match scene.facts.position(*facet, value) {
            Some(position) => value_name(scene, *facet, position, value),
            None => value.clone(),
        },
        Filter::Facet(facet) => scene.say("chips.facet", &[("facet", scene.word("facet", facet.slug()).into())]),
        Filter::Time => match (query.from, query.to) {
            (Some(from), Some(to)) if from == to => {
                let key = if from.precision() == Precision::Day { "when.on" } else { "when.in" };
                scene.say(key, &[("date", scene.date(from).into())])
            }
            (Some(from), Some(to)) => {
                scene.say("chips.between", &[("from", scene.date(from).into()), ("to", scene.date(to).into())])
            }
            (Some(from), None) => scene.say("chips.from", &[("date", scene.date(from).into())]),
            (None, to) => {
                scene.say("chips.to", &[("date", to.map(|date| scene.date(date)).unwrap_or_default().into())])
            }
        },
        Filter::Moved => scene.say("filters.moved", &[("baseline", scene.baseline_name().into())]),
    }
}
