//! The areas side by side: how many initiatives, where they stand, what comes next. A card is a filter; its title opens
//! the area's text.

use fixedbitset::FixedBitSet;

use super::bar::status_bar;
use super::control::{button, lead};
use super::link::{initiative_name, outside};
use super::node::{Node, classed, element};
use super::scene::Scene;
use crate::domain::date::Day;
use crate::domain::initiative::Area;
use crate::domain::official_page::site_of;
use crate::domain::progress::upcoming::{Upcoming, next_of, upcoming};
use crate::domain::query::Facet;
use crate::domain::vocabulary::Status;
use crate::language::Part;
use crate::state::Message;
use crate::state::preset::Lock;

/// How many steps ahead the text of an area names.
const N_UPCOMING: usize = 4;

/// One card an area, in the document's order and number, of those that this explorer is about, and the text of the one that is open.
pub fn areas(scene: &Scene<'_>) -> Node {
    let scope = scene.preset.scope();
    let about = (!scope.is_everything()).then(|| scene.preset.about(scene.facts, scene.statuses));
    let all = scene.facts.document().areas.iter().enumerate();
    // Where the editor of the page chose areas for good, the others are none of its visitors' concern.
    let areas: Vec<_> = all.filter(|(_, area)| scope.areas.is_empty() || scope.areas.contains(&area.number)).collect();
    let rows_of = |position: usize| -> Vec<usize> {
        let rows = scene.facts.column(Facet::Area).get(position);
        rows.into_iter()
            .flat_map(FixedBitSet::ones)
            .filter(|row| about.as_ref().is_none_or(|about| about.contains(*row)))
            .collect()
    };
    let cards = areas.iter().map(|(position, area)| card(scene, &rows_of(*position), area));
    let opened = areas.iter().find(|(_, area)| Some(area.number) == scene.model.area_text);
    let text = element("div").with("id", "area-text").with("class", "area-text").with_flag("hidden", opened.is_none());
    classed("section", "areas")
        .with("aria-labelledby", "areas-heading")
        .child(element("h2").with("id", "areas-heading").with("class", "unseen").text(scene.text("areas.heading")))
        .child(classed("ul", "area-cards").children(cards))
        .child(
            text.children(opened.map(|(position, area)| text_of(scene, &rows_of(*position), area)).unwrap_or_default()),
        )
        .node()
}

fn card(scene: &Scene<'_>, rows: &[usize], area: &Area) -> Node {
    let number = area.number;
    let is_open = scene.model.area_text == Some(number);
    let is_chosen = scene.model.query.areas.contains(&number);
    let title = button("area-title", Message::ToggleAreaText(number))
        .with("id", format!("area-title-{number}"))
        .with("aria-expanded", is_open.to_string())
        .with("aria-controls", "area-text")
        .text(area.short.clone());
    let label = scene.say("areas.filter", &[("area", area.short.clone().into())]);
    let figures = button("area-figures", Message::Toggle(Facet::Area, number.to_string()))
        .with("aria-pressed", is_chosen.to_string())
        .with_flag("disabled", scene.is_locked(Lock::Facet(Facet::Area)))
        .children(figures(scene, rows))
        // What is seen comes first: it is what one says to press it.
        .child(classed("span", "unseen").text(label));
    element("li")
        .with("class", if is_chosen { "area-card chosen" } else { "area-card" })
        .child(classed("span", "area-number").with("aria-hidden", "true").text(number.to_string()))
        .child(element("h3").child(title))
        .child(figures)
        .node()
}

/// The numbers, the bar and the next step of the rows of an area.
fn figures(scene: &Scene<'_>, rows: &[usize]) -> Vec<Node> {
    let counts = scene.statuses.counts(rows.iter().copied());
    let before = scene.statuses.counts_before(rows.iter().copied());
    // What is ahead of the reader too, or on this very day; what was not checked any more is nobody's next.
    let from = if scene.is_latest() { scene.as_of().max(Day(scene.today.0 - 1)) } else { scene.as_of() };
    let next = match next_of(scene.facts, rows, from) {
        None => scene.text("areas.no_next"),
        Some((initiative, event)) => {
            let (short, date) = (initiative.short.clone(), scene.short_date(event.date));
            scene.say("areas.next", &[("initiative", short.into()), ("date", date.into())])
        }
    };
    let number = |key: &str, n: usize| {
        let parts = scene.words.parts(key, &[("total", rows.len().into())]);
        element("span").children(parts.into_iter().map(|part| match part {
            Part::Text(text) => Node::Text(text),
            Part::Slot(_) => element("b").text(scene.number(n)).node(),
        }))
    };
    let figures = classed("span", "figures")
        .child(number("areas.adopted", counts.adopted()))
        .text(" ")
        .child(number("areas.in_effect", counts.get(Status::InEffect)));
    let bar = status_bar(&counts, before.get(Status::InEffect));
    vec![figures.node(), bar, classed("span", "next").text(next).node()]
}

/// The text of an area: what it is about, what the report and the newsroom item say, what is next.
fn text_of(scene: &Scene<'_>, rows: &[usize], area: &Area) -> Vec<Node> {
    let facts = area.highlights.iter().map(|highlight| {
        let source = classed("span", "source").child(outside(&highlight.url, site_of(&highlight.url)));
        element("li").text(highlight.text.clone() + " ").child(source).node()
    });
    let sources =
        area.sources.iter().map(|source| element("li").child(outside(&source.url, source.title.clone())).node());
    let upcoming = next_steps(scene, rows);
    let upcoming = (!upcoming.is_empty()).then(|| {
        let heading = element("h4").text(scene.text("areas.upcoming")).node();
        [heading, classed("ul", "plain").children(upcoming).node()]
    });
    let columns = classed("div", "area-columns")
        .child(element("div").child(lead(area.summary.clone())).children(upcoming.into_iter().flatten()))
        .child(
            element("div")
                .child(element("h4").text(scene.text("areas.facts")))
                .child(element("ul").children(facts))
                .child(element("h4").text(scene.text("sources.heading")))
                .child(element("ul").children(sources)),
        );
    let close = button("quiet", Message::ToggleAreaText(area.number)).text(scene.text("areas.close"));
    vec![element("h3").with("tabindex", "-1").text(area.title.clone()).node(), columns.node(), close.node()]
}

/// The next few steps of an area.
fn next_steps(scene: &Scene<'_>, rows: &[usize]) -> Vec<Node> {
    let steps = upcoming(scene.facts, rows, scene.as_of());
    let line = |step: &Upcoming| {
        let event = scene.facts.initiative(step.row)?.events.get(step.event)?;
        if scene.is_overdue(event) {
            return None;
        }
        let item = element("li").children(initiative_name(scene, step.row));
        Some(item.text(format!(" · {}", scene.words.happening(event))).node())
    };
    steps.iter().filter_map(line).take(N_UPCOMING).collect()
}
