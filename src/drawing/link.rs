//! Links: inside the explorer, and out to sources.

use super::node::{Element, Node, classed, element};
use super::scene::Scene;
use crate::domain::initiative::Initiative;
use crate::domain::query::Query;
use crate::state::Message;

/// A link that sends a message. It has a real address, so that it can be copied or opened in a new tab; where the address
/// is not ours it is a button.
pub fn link(scene: &Scene<'_>, message: Message, content: Vec<Node>) -> Element {
    anchor((scene.address_after)(&message), None, message, content)
}

/// The same, of a class.
pub fn classed_link(scene: &Scene<'_>, class: &'static str, message: Message, content: Vec<Node>) -> Element {
    anchor((scene.address_after)(&message), Some(class), message, content)
}

/// A link to exactly what a query selects; only the words where the editor of the page holds one of its filters, which would
/// lead to another list.
pub fn list_link(scene: &Scene<'_>, query: Query, label: String) -> Element {
    if query.filters().iter().any(|filter| scene.is_held(filter)) {
        return element("span").text(label);
    }
    link(scene, Message::ShowOnly(Box::new(query)), vec![Node::Text(label)])
}

/// A link to the page of an initiative.
pub fn initiative_link(scene: &Scene<'_>, initiative: &Initiative, content: Vec<Node>) -> Element {
    let id = &initiative.id;
    anchor(scene.address_of(id), None, Message::Open(id.clone()), content).with("dir", "auto")
}

/// A link to the page of an initiative by its short name.
pub fn initiative_name(scene: &Scene<'_>, row: usize) -> Option<Node> {
    let initiative = scene.facts.initiative(row)?;
    Some(initiative_link(scene, initiative, vec![Node::Text(initiative.short.clone())]).node())
}

fn anchor(href: Option<String>, class: Option<&'static str>, message: Message, content: Vec<Node>) -> Element {
    let link = match (href, class) {
        (Some(href), class) => element("a").with_some("class", class).with("href", href),
        (None, Some(class)) => element("button").with("type", "button").with("class", format!("link {class}")),
        (None, None) => element("button").with("type", "button").with("class", "link"),
    };
    link.sends(message).children(content)
}

/// A link out of the explorer. Only https addresses are links; anything else shows as text.
pub fn outside(href: &str, label: impl Into<String>) -> Node {
    let label = Node::Text(label.into());
    if !href.starts_with("https://") {
        return label;
    }
    classed("a", "outside").with("href", href.to_owned()).with("rel", "noopener external").child(label).node()
}
