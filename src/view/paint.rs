//! The painter: puts a picture into the page, and the next one by changing only what differs.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use web_sys::{Document, Element as Target, HtmlElement, HtmlInputElement, Node as Place};

use crate::domain::positions::sorted_positions;
use crate::drawing::node::{Node, Parts};
use crate::state::Message;
use crate::web::turn;

const SVG: &str = "http://www.w3.org/2000/svg";
const HTML: &str = "http://www.w3.org/1999/xhtml";

/// What was painted into an element.
#[derive(Default)]
pub struct Painter {
    painted: Vec<Node>,
}

impl Painter {
    /// Paints into `target`, which nobody else changes. Nodes keep their elements by their place and name, so what has the
    /// focus or is being pointed at stays the element it was. Says whether there are elements that were not there before.
    pub fn paint(&mut self, target: &Target, picture: Vec<Node>) -> bool {
        let Some(document) = target.owner_document() else { return false };
        let brush = Brush { document, has_made: Cell::new(false) };
        let is_svg = target.namespace_uri().as_deref() == Some(SVG);
        patch(&brush, target, &self.painted, &picture, is_svg);
        self.painted = picture;
        turn::drawn();
        brush.has_made.get()
    }
}

impl Painter {
    /// What a click on `clicked`, an element in `target`, sends: the message of the innermost element around it that has
    /// one, with that element.
    pub fn message_at(&self, target: &Target, clicked: &Target) -> Option<(Message, Target)> {
        if clicked.is_same_node(Some(target)) {
            return None;
        }
        let mut around = vec![clicked.clone()];
        while let Some(parent) = around.last().and_then(|inner| inner.parent_element())
            && !parent.is_same_node(Some(target))
        {
            around.push(parent);
        }
        let mut nodes = &self.painted;
        let mut found = None;
        for place in around.into_iter().rev() {
            let Some(Node::Element(element)) = nodes.get(position_of(&place)) else { break };
            // A translator may have put another element there: then the browser does what it says itself.
            if place.get_attribute("href").as_deref() != element.attribute("href") {
                break;
            }
            nodes = &element.children;
            if let Some(message) = &element.message {
                found = Some((Message::clone(message), place));
            }
        }
        found
    }
}

/// What new elements are made with.
struct Brush {
    document: Document,
    has_made: Cell<bool>,
}

/// How many nodes stand before one.
fn position_of(place: &Place) -> usize {
    let mut position = 0;
    let mut before = place.previous_sibling();
    while let Some(place) = before {
        position += 1;
        before = place.previous_sibling();
    }
    position
}

/// Makes the children of `parent`, which are `old`, be `new`.
fn patch(brush: &Brush, parent: &Target, old: &[Node], new: &[Node], is_svg: bool) {
    if has_keys(old) && has_keys(new) {
        return patch_by_key(brush, parent, old, new, is_svg);
    }
    let mut place = parent.first_child();
    for (position, node) in new.iter().enumerate() {
        let Some(here) = place.take() else {
            append(brush, parent, node, is_svg);
            continue;
        };
        if is_translated(&here, old.get(position)) {
            parent.set_text_content(None);
            return new.iter().for_each(|node| append(brush, parent, node, is_svg));
        }
        place = here.next_sibling();
        patch_node(brush, parent, &here, old.get(position), node, is_svg);
    }
    while let Some(here) = place {
        place = here.next_sibling();
        let _ = parent.remove_child(&here);
    }
}

/// Whether another kind of node is here than was painted: translators of browsers put the parts of a sentence in another order.
/// The `<font>` that some put around each text stands where the text stood.
fn is_translated(here: &Place, old: Option<&Node>) -> bool {
    let (is_text, was_text) = (here.node_type() == Place::TEXT_NODE, old.is_some_and(|old| old.element().is_none()));
    is_text != was_text && !(was_text && here.node_name() == "FONT")
}

/// Makes one node, which is `old`, be `new`.
fn patch_node(brush: &Brush, parent: &Target, here: &Place, old: Option<&Node>, new: &Node, is_svg: bool) {
    // The page is not asked about what is in it: a date that moves leaves most as it was.
    if old.is_some_and(|old| old.looks_like(new)) {
        return;
    }
    match (old, new) {
        // Not its value: a translator puts an element in place of a text.
        (Some(Node::Text(_)), Node::Text(text)) => here.set_text_content(Some(text)),
        (Some(Node::Element(before)), Node::Element(element)) if before.tag == element.tag => {
            let here: &Target = here.unchecked_ref();
            patch_attributes(here, before, element);
            patch(brush, here, &before.children, &element.children, is_svg || element.tag == "svg");
        }
        _ => {
            if let Some(made) = make(brush, new, is_svg) {
                let _ = parent.replace_child(&made, here);
            }
        }
    }
}

fn key_of(node: &Node) -> Option<usize> {
    node.element().and_then(|element| element.key)
}

fn has_keys(nodes: &[Node]) -> bool {
    nodes.first().is_some_and(|node| key_of(node).is_some())
}

/// The same for children that have keys: each keeps its element, wherever among the others it is now.
fn patch_by_key(brush: &Brush, parent: &Target, old: &[Node], new: &[Node], is_svg: bool) {
    let sorted = |nodes: &[Node]| {
        let key = |position: usize| nodes.get(position).and_then(key_of);
        let positions = sorted_positions(nodes.len(), &|a, b| key(a).cmp(&key(b)));
        positions.into_iter().filter_map(|position| Some((key(position)?, position))).collect::<Vec<_>>()
    };
    let position_in = |keys: &[(usize, usize)], key: Option<usize>| {
        let at = keys.binary_search_by_key(&key?, |(known, _)| *known).ok()?;
        keys.get(at).map(|(_, position)| *position)
    };
    let (old_keys, new_keys) = (sorted(old), sorted(new));
    // The elements that stay, in the order in which they stand.
    let mut standing = Vec::new();
    let mut place = parent.first_child();
    for (position, node) in old.iter().enumerate() {
        let Some(here) = place.take() else { break };
        place = here.next_sibling();
        if position_in(&new_keys, key_of(node)).is_some() {
            standing.push((position, Some(here)));
        } else {
            let _ = parent.remove_child(&here);
        }
    }
    let mut next = 0;
    for node in new {
        // Those that were moved forward are no longer in the way.
        while standing.get(next).is_some_and(|(_, here)| here.is_none()) {
            next += 1;
        }
        let before = standing.get(next).and_then(|(_, here)| here.as_ref());
        let Some(position) = position_in(&old_keys, key_of(node)) else {
            if let Some(made) = make(brush, node, is_svg) {
                let _ = parent.insert_before(&made, before);
            }
            continue;
        };
        let is_in_place = standing.get(next).is_some_and(|(known, _)| *known == position);
        let at = standing.binary_search_by_key(&position, |(known, _)| *known).ok();
        if !is_in_place && let Some(Some(here)) = at.and_then(|at| standing.get(at)).map(|(_, here)| here) {
            let _ = parent.insert_before(here, before);
        }
        if let Some(here) = at.and_then(|at| standing.get_mut(at)).and_then(|(_, here)| here.take()) {
            patch_node(brush, parent, &here, old.get(position), node, is_svg);
        }
    }
}

fn patch_attributes(target: &Target, old: &Parts, new: &Parts) {
    if old.attributes == new.attributes {
        return;
    }
    for (name, value) in &new.attributes {
        if old.attribute(name) != Some(value) {
            set_attribute(target, name, value);
        }
    }
    for (name, _) in &old.attributes {
        if new.attribute(name).is_none() {
            let _ = target.remove_attribute(name);
        }
    }
    if new.tag == "input" {
        // The attribute says only how it first was.
        target.unchecked_ref::<HtmlInputElement>().set_checked(new.attribute("checked").is_some());
    }
}

fn set_attribute(target: &Target, name: &str, value: &str) {
    if name == "style" {
        // As an attribute a strict policy would refuse it.
        target.unchecked_ref::<HtmlElement>().style().set_css_text(value);
    } else {
        let _ = target.set_attribute(name, value);
    }
}

fn append(brush: &Brush, parent: &Target, node: &Node, is_svg: bool) {
    if let Some(made) = make(brush, node, is_svg) {
        let _ = parent.append_child(&made);
    }
}

fn make(brush: &Brush, node: &Node, is_svg: bool) -> Option<Place> {
    let element = match node {
        Node::Text(text) => return Some(brush.document.create_text_node(text).into()),
        Node::Element(element) => element,
    };
    let is_svg = is_svg || element.tag == "svg";
    brush.has_made.set(true);
    let made = brush.document.create_element_ns(Some(if is_svg { SVG } else { HTML }), element.tag).ok()?;
    for (name, value) in &element.attributes {
        set_attribute(&made, name, value);
    }
    for child in &element.children {
        append(brush, &made, child, is_svg);
    }
    Some(made.into())
}
