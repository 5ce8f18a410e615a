//! What changed between the baseline and the as-of date, by area, in sentences with their steps.

use super::control::{hint, lead};
use super::link::initiative_name;
use super::mark::status_icon;
use super::node::{Node, element};
use super::scene::Scene;
use crate::domain::initiative::Area;
use crate::domain::progress::changes::{Changes, Moved, Movement};

/// The account.
pub fn account(scene: &Scene<'_>, changes: &Changes) -> Vec<Node> {
    let areas = scene.facts.document().areas.iter().enumerate();
    let sections = areas.filter_map(|(position, area)| section(scene, position, area, changes));
    let summary = scene.words.changes_summary(scene.facts, changes, scene.statuses.dates);
    [lead(summary).node()].into_iter().chain(sections).collect()
}

/// What moved in one area; nothing when nothing did.
fn section(scene: &Scene<'_>, position: usize, area: &Area, changes: &Changes) -> Option<Node> {
    let is_in =
        |moved: &&Moved| scene.facts.initiative(moved.row).is_some_and(|initiative| initiative.area == position);
    let moved: Vec<&Moved> = changes.moved.iter().filter(is_in).collect();
    if moved.is_empty() {
        return None;
    }
    let ways = Movement::ALL.iter().filter_map(|kind| {
        let items: Vec<Node> =
            moved.iter().filter(|moved| moved.kind == *kind).filter_map(|moved| line(scene, moved)).collect();
        let heading = || element("h4").text(scene.word("movement", kind.slug())).node();
        (!items.is_empty()).then(|| [heading(), element("ul").with("class", "plain moves").children(items).node()])
    });
    let number = element("span").with("class", "area-number").text(area.number.to_string());
    let heading = element("h3").child(number).text(area.short.clone());
    Some(element("section").child(heading).children(ways.flatten()).node())
}

/// One initiative: from where to where, and through which steps.
fn line(scene: &Scene<'_>, moved: &Moved) -> Option<Node> {
    let initiative = scene.facts.initiative(moved.row)?;
    let steps = moved.steps.iter().filter_map(|position| initiative.events.get(*position));
    let steps: Vec<String> = steps.map(|event| scene.words.happening(event)).collect();
    let text = element("div")
        .children(initiative_name(scene, moved.row))
        .text(" ".to_owned() + &scene.words.way(moved))
        .child(hint(steps.join("; ")));
    Some(element("li").child(status_icon(moved.to)).child(text).node())
}
