//! The selection as a table with sortable columns: everything the other views show is here, and find-in-page finds it.

use super::block::Sight;
use super::link::initiative_link;
use super::mark::status_word;
use super::node::{Element, Node, classed, element};
use super::row::name_pieces;
use super::scene::Scene;
use super::time::time;
use crate::domain::initiative::{Event, Initiative};
use crate::state::{Message, Sort};

/// The columns, with what each sorts by.
const COLUMNS: [(&str, Sort); 6] = [
    ("table.initiative", Sort::Title),
    ("table.area", Sort::Area),
    ("table.kind", Sort::Kind),
    ("table.status", Sort::Status),
    ("table.last", Sort::LastChange),
    ("table.next", Sort::NextStep),
];

/// How many lines are laid out or left out together, and wait together.
const BLOCK: usize = 6;

/// The table of rows in order. It scrolls sideways by itself where it must, and can be scrolled by keyboard. Its lines are
/// grids in blocks, so that a browser may skip those out of sight; roles say that it is a table. All blocks are drawn,
/// but those out of sight may wait.
pub fn table(scene: &Scene<'_>, rows: &[usize], sight: Sight<'_>) -> Node {
    let heads = COLUMNS.iter().map(|(key, sort)| head(scene, key, *sort));
    let group = |tag: &'static str| element(tag).with("role", "rowgroup");
    let block = |(at, rows): (usize, &[usize])| {
        // Whichever rows they are: after a filter too, the lines in sight come first.
        (sight.current)(at, &[], &|| {
            let block = group("tbody").with("data-block", at.to_string()).with("data-whole", "");
            block.children(rows.iter().filter_map(|row| line(scene, *row))).node()
        })
    };
    let table = element("table")
        .with("role", "table")
        .with("class", "initiatives")
        .child(group("thead").child(element("tr").with("role", "row").children(heads)))
        .children(rows.chunks(BLOCK).enumerate().map(block));
    framed(scene.text("table.caption"), table).node()
}

/// A table in a frame that scrolls sideways, with its caption for who does not see it.
pub fn framed(caption: String, mut table: Element) -> Element {
    table.children.insert(0, classed("caption", "unseen").text(caption.clone()).node());
    frame(caption).child(table)
}

/// A frame that scrolls sideways by itself where it must, and can be scrolled by keyboard.
pub fn frame(name: String) -> Element {
    classed("div", "table-frame").with("tabindex", "0").with("role", "group").with("aria-label", name)
}

/// The head of a column.
pub fn column_head(text: String) -> Node {
    element("th").with("scope", "col").text(text).node()
}

fn head(scene: &Scene<'_>, key: &str, sort: Sort) -> Node {
    let is_descending = scene.model.is_reversed != sort.is_descending();
    let (direction, arrow) = match (scene.model.sort == sort, is_descending) {
        (true, false) => (Some("ascending"), "↑"),
        (true, true) => (Some("descending"), "↓"),
        (false, _) => (None, ""),
    };
    let arrow = classed("span", "arrow").with("aria-hidden", "true").text(arrow);
    let by = element("button").with("type", "button").sends(Message::SortBy(sort)).text(scene.text(key)).child(arrow);
    element("th").with("scope", "col").with("role", "columnheader").with_some("aria-sort", direction).child(by).node()
}

fn line(scene: &Scene<'_>, row: usize) -> Option<Node> {
    let initiative = scene.facts.initiative(row)?;
    let standing = scene.facts.standing(row, scene.as_of());
    let event = |position: Option<usize>| position.and_then(|position| initiative.events.get(position));
    let cell = || element("td").with("role", "cell");
    let step =
        |position: Option<usize>| cell().children(event(position).into_iter().flat_map(|event| step(scene, event)));
    let number = |text: String| classed("span", "number").text(text);
    let name = initiative_link(scene, initiative, name_pieces(scene, row, &initiative.short));
    // The reason in short: the step that set the status, and its day.
    let since = standing.and_then(|standing| event(Some(standing.since?.event)));
    let since = since.map(|event| scene.words.happening(event)).unwrap_or_default();
    let of_act = known_number(initiative)
        .map(|of_act| classed("span", "number").children(name_pieces(scene, row, of_act)).node());
    let line = element("tr")
        .with("role", "row")
        .keyed(row)
        .child(element("th").with("scope", "row").with("role", "rowheader").child(name).children(of_act))
        .child(cell().text(scene.area_name(initiative.area)))
        .child(cell().text(scene.word("kind", initiative.kind.slug())))
        .child(cell().child(status_word(scene, scene.status(row))).child(number(since)))
        .child(step(standing.and_then(|standing| standing.last)))
        .child(step(standing.and_then(|standing| standing.next)));
    Some(line.node())
}

/// The number by which an initiative is known: the act's, else the document's.
fn known_number(initiative: &Initiative) -> Option<&str> {
    initiative.refs.celex.as_deref().or(initiative.refs.com.as_deref())
}

fn step(scene: &Scene<'_>, event: &Event) -> [Node; 2] {
    let passed = scene.is_overdue(event).then(|| scene.text("next.passed"));
    let remarks: Vec<String> = scene.words.certainty(event).into_iter().chain(passed).collect();
    let remarks = if remarks.is_empty() { String::new() } else { format!(" ({})", remarks.join(", ")) };
    let date = classed("span", "step-date").child(time(scene, event));
    [date.node(), Node::Text(format!(" {}{remarks}", event.label))]
}
