//! Small controls and remarks that several pictures have.

use super::node::{Element, element};
use crate::state::Message;

/// A button that sends a message.
pub fn button(class: &'static str, message: Message) -> Element {
    element("button").with("type", "button").with("class", class).sends(message)
}

/// A remark in the small grey voice.
pub fn hint(text: impl Into<String>) -> Element {
    element("p").with("class", "hint").text(text)
}

/// The leading sentence of a view.
pub fn lead(text: impl Into<String>) -> Element {
    element("p").with("class", "lead").text(text)
}
