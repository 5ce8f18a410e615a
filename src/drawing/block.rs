//! Long pictures in blocks, of which only those in sight are drawn; the others take as much room.
//!
//! Blocks far out of sight are one together, so that what is not drawn takes few elements too. What stands for blocks says
//! in `data-block` which is its first, and in `data-until`, when it stands for several, before which it ends.

use std::ops::Range;

use super::node::{Element, Node, classed, element};

/// How many blocks far out of sight are one together.
const GROUP: usize = 16;
/// Keys of groups begin here, beyond those of blocks. What a browser has said of an element, that it is near or not, must
/// not be taken for what it says of another.
const GROUP_KEYS: usize = 1 << 24;
/// The key of what stands before blocks, such as their heading.
pub const HEADING_KEY: usize = 1 << 25;

/// Gives the block at a position: kept if its items are those of these numbers, else drawn by the function.
pub type Current<'a> = dyn Fn(usize, &[usize], &dyn Fn() -> Node) -> Node + 'a;

/// What of a long picture is in sight.
#[derive(Clone, Copy)]
pub struct Sight<'a> {
    /// Whether the block at this position is in sight or near.
    pub is_drawn: &'a dyn Fn(usize) -> bool,
    /// Whether the blocks from this position on stand each by itself, because their group came near.
    pub is_apart: &'a dyn Fn(usize) -> bool,
    /// How high the block at this position was when it was last drawn, in pixels.
    pub height_of: &'a dyn Fn(usize) -> Option<i32>,
    /// A block as it was drawn last while it waits to be in sight, else as it is drawn now.
    pub current: &'a Current<'a>,
}

/// A run of items in blocks.
#[derive(Clone, Copy)]
pub struct Run {
    /// The position of its first block in the picture.
    pub first_block: usize,
    /// How many items it has.
    pub n_items: usize,
    /// How many of them are drawn or left out together.
    pub block: usize,
    /// How high an item is at most places, in pixels.
    pub item_height: i32,
}

impl Run {
    /// How many blocks it has.
    pub fn n_blocks(&self) -> usize {
        self.n_items.div_ceil(self.block)
    }

    fn items(&self, blocks: Range<usize>) -> Range<usize> {
        blocks.start * self.block..(blocks.end * self.block).min(self.n_items)
    }

    /// How high blocks are together: as high as they were, else as their items at most places.
    fn height(&self, blocks: Range<usize>, sight: Sight<'_>) -> i32 {
        let of_block = |block: usize| {
            let guess = self.items(block..block + 1).len() as i32 * self.item_height;
            (sight.height_of)(self.first_block + block).unwrap_or(guess)
        };
        blocks.map(of_block).sum()
    }
}

/// The blocks of a run: each as `frame`, which gets the position of its first item, with its `items`, or with room for
/// them. `ids` says which items these are, whatever they look like.
pub fn blocks(
    run: Run,
    sight: Sight<'_>,
    frame: &dyn Fn(usize) -> Element,
    ids: &dyn Fn(Range<usize>) -> Vec<usize>,
    items: &dyn Fn(Range<usize>) -> Vec<Node>,
) -> Vec<Node> {
    let mut nodes = Vec::new();
    let n = run.n_blocks();
    let is_drawn = |block: usize| (sight.is_drawn)(run.first_block + block);
    for start in (0..n).step_by(GROUP) {
        let group = start..(start + GROUP).min(n);
        if !(sight.is_apart)(run.first_block + start) && !group.clone().any(is_drawn) {
            nodes.push(room(run, group, sight, frame));
            continue;
        }
        nodes.extend(group.map(|block| match is_drawn(block) {
            true => {
                let (own, at) = (run.items(block..block + 1), run.first_block + block);
                (sight.current)(at, &ids(own.clone()), &|| {
                    let frame = frame(own.start).with("data-block", at.to_string()).keyed(at);
                    frame.children(items(own.clone())).node()
                })
            }
            false => room(run, block..block + 1, sight, frame),
        }));
    }
    nodes
}

/// Room for blocks that are not drawn.
fn room(run: Run, blocks: Range<usize>, sight: Sight<'_>, frame: &dyn Fn(usize) -> Element) -> Node {
    let height = run.height(blocks.clone(), sight);
    let frame = frame(run.items(blocks.clone()).start).with("data-block", (run.first_block + blocks.start).to_string());
    let first = run.first_block + blocks.start;
    let key = if blocks.len() > 1 { GROUP_KEYS + first } else { first };
    let until = (blocks.len() > 1).then(|| (run.first_block + blocks.end).to_string());
    // A list without items is none.
    let frame = if frame.attribute("role").is_none() { frame.with("role", "presentation") } else { frame };
    frame.keyed(key).with_some("data-until", until).with("style", format!("height: {height}px")).node()
}

/// The arrow of what opens and closes.
pub fn fold_arrow(is_open: bool) -> Element {
    let path = element("path").with("d", if is_open { "M2 4l4 5 4-5z" } else { "M4 2l5 4-5 4z" });
    let arrow = classed("svg", "fold").with("width", "12").with("height", "12");
    arrow.with("aria-hidden", "true").child(path)
}
