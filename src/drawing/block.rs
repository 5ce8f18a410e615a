//! Long pictures in blocks, of which only those in sight are drawn; the others take as much room.

use super::node::{Element, Node, element};

/// How many rows, cards or entries are drawn or left out together.
pub const BLOCK: usize = 12;

/// What of a long picture is in sight.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// Whether the block at this position is in sight or near.
    pub is_drawn: &'a dyn Fn(usize) -> bool,
    /// How high the block at this position was when it was last drawn, in pixels.
    pub height_of: &'a dyn Fn(usize) -> Option<u32>,
}

impl Sight<'_> {
    /// A block as `frame` with its content, or with room for it: as high as it was, else `guess` pixels.
    pub fn block(&self, frame: Element, position: usize, guess: i64, content: impl FnOnce() -> Vec<Node>) -> Element {
        let frame = frame.with("data-block", position.to_string());
        if (self.is_drawn)(position) {
            return frame.children(content());
        }
        // A list without items is none.
        let frame = if frame.attribute("role").is_none() { frame.with("role", "presentation") } else { frame };
        let height = (self.height_of)(position).map_or(guess, i64::from);
        let spacer = element("svg").with("class", "spacer").with("width", "1").with_number("height", height);
        frame.child(spacer.with("aria-hidden", "true"))
    }
}

/// The arrow of what opens and closes.
pub fn fold_arrow(is_open: bool) -> Element {
    let path = element("path").with("d", if is_open { "M2 4l4 5 4-5z" } else { "M4 2l5 4-5 4z" });
    let arrow = element("svg").with("class", "fold").with("width", "12").with("height", "12");
    arrow.with("aria-hidden", "true").child(path)
}
