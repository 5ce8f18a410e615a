//! What changed between the baseline and the as-of date, by area, in sentences with their steps.

use super::control::{hint, lead};
use super::kept::Kept;
use super::link::initiative_name;
use super::mark::status_icon;
use super::node::{Node, classed, element};
use super::scene::Scene;
use crate::domain::date::Day;
use crate::domain::initiative::Area;
use crate::domain::progress::changes::{Changes, Moved, Movement};

/// The account, with the lines that are kept.
pub fn account(scene: &Scene<'_>, changes: &Changes, kept: &mut Kept<(Moved, Day)>) -> Vec<Node> {
    let kept = kept.within(scene);
    let areas = scene.facts.document().areas.iter().enumerate();
    let sections = areas.filter_map(|(position, area)| section(scene, position, area, changes, kept));
    let summary = scene.words.changes_summary(scene.facts, changes, scene.statuses.dates);
    // The summary comes first, whatever areas there are.
    [lead(summary).keyed(0).node()].into_iter().chain(sections).collect()
}

/// What moved and had steps in one area; nothing when nothing did.
fn section(
    scene: &Scene<'_>,
    position: usize,
    area: &Area,
    changes: &Changes,
    kept: &mut Kept<(Moved, Day)>,
) -> Option<Node> {
    let moved = changes.in_area(scene.facts, position);
    if moved.is_empty() {
        return None;
    }
    let number = classed("span", "area-number").text(area.number.to_string());
    let heading = element("h3").child(number).text(area.short.clone());
    let mut section =
        element("section").keyed(position + 1).with("style", format!("--lines: {}", moved.len())).child(heading);
    for kind in Movement::ALL {
        let of_kind = moved.iter().filter(|moved| moved.kind == *kind);
        let items: Vec<Node> = of_kind
            .map(|moved| {
                kept.get(moved.row, (Moved::clone(moved), scene.statuses.dates.baseline), || line(scene, moved))
            })
            .collect();
        if !items.is_empty() {
            let heading = element("h4").text(scene.word("movement", kind.slug()));
            section = section.child(heading).child(classed("ul", "plain moves").children(items));
        }
    }
    Some(section.node())
}

/// One initiative: from where to where or where it stands, and through which steps.
fn line(scene: &Scene<'_>, moved: &Moved) -> Node {
    let initiative = scene.facts.initiative(moved.row);
    let steps =
        initiative.map(|it| scene.words.steps_since(moved, it, scene.statuses.dates.baseline)).unwrap_or_default();
    let text = element("div")
        .children(initiative_name(scene, moved.row))
        .text(" ".to_owned() + &scene.words.way(moved))
        .child(hint(steps));
    element("li").keyed(moved.row).child(status_icon(moved.to)).child(text).node()
}
