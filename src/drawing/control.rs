//! Small controls and remarks that several pictures have.

use super::node::{Element, classed, element};
use crate::state::Message;

/// A button that sends a message.
pub fn button(class: &'static str, message: Message) -> Element {
    element("button").with("type", "button").with("class", class).sends(message)
}

/// A remark in the small grey voice.
pub fn hint(text: impl Into<String>) -> Element {
    classed("p", "hint").text(text)
}

/// The leading sentence of a view.
pub fn lead(text: impl Into<String>) -> Element {
    classed("p", "lead").text(text)
}
