//! Which blocks of a long picture are drawn: those in sight or near, and all of them for a print.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use web_sys::Element;

use super::follow::later;
use super::in_sight::InSight;
use crate::drawing::Node;
use crate::drawing::block::Sight;
use crate::drawing::kept::Kept;
use crate::view::reactive::{RwSignal, StoredValue};
use crate::web::page;
use crate::web::sight::{NEAR, PrintWatch, SightWatch};

/// The elements of blocks, but for those that are drawn wherever they are.
const BLOCKS: &str = "[data-block]:not([data-whole])";
/// All elements of blocks that are drawn, and not only room.
const DRAWN: &str = "[data-block]:not(:empty)";
/// So many blocks are drawn before the browser has said which are in sight.
const DRAWN_AT_FIRST: usize = 1;
/// How long a picture is held as high as it was, after blocks came into sight: longer than a slow browser takes to lay them out.
const HOLD: Duration = Duration::from_millis(500);
/// So many groups of blocks are kept apart when they went out of sight.
const MOST_APART: usize = 8;

/// What is known of the blocks.
#[derive(Clone, Debug, PartialEq)]
struct Blocks {
    drawn: Vec<usize>,
    /// The first blocks of the groups that came near, the last one at the end.
    apart: Vec<usize>,
    /// How high blocks were when they were last drawn, in pixels.
    heights: Vec<Option<i32>>,
    is_printed: bool,
}

impl Blocks {
    /// Whether a block is to be drawn.
    fn is_drawn(&self, block: usize) -> bool {
        self.is_printed || self.drawn.contains(&block)
    }

    /// Whether the blocks of the group that begins with this one stand each by itself.
    fn is_apart(&self, first: usize) -> bool {
        self.is_printed || self.apart.contains(&first)
    }

    /// How high a block was when it was last drawn.
    fn height_of(&self, block: usize) -> Option<i32> {
        self.heights.get(block).copied().flatten()
    }
}

/// Watches the blocks of one picture: its elements with `data-block`.
#[derive(Clone, Copy)]
pub struct Near {
    blocks: RwSignal<Blocks>,
    watch: StoredValue<SightWatch>,
    in_sight: InSight,
    drawing: StoredValue<Drawing>,
}

/// The picture itself.
#[derive(Default)]
struct Drawing {
    /// The blocks as they were drawn last.
    kept: Kept<Vec<usize>>,
    /// Draws it as it is now.
    draw: Option<Rc<dyn Fn()>>,
    /// The element that it is in.
    target: Option<Element>,
}

impl Near {
    /// Begins to watch, until the view is gone.
    pub fn start() -> Near {
        let drawn = (0..DRAWN_AT_FIRST).collect();
        let first = Blocks { drawn, apart: Vec::new(), heights: Vec::new(), is_printed: false };
        let blocks = RwSignal::new(first);
        let drawing = StoredValue::new(Drawing::default());
        let with_target = move |act: fn(&Element)| {
            drawing.try_with_value(|drawing| drawing.target.as_ref().map(act));
        };
        let release = RefCell::new(later(HOLD, move || with_target(page::release_height)));
        let hear = move |changes: &[_]| {
            // In WebKit what is new is nothing yet when a page with containers is laid out: it would be shorter, and scroll back.
            with_target(page::hold_height);
            (release.borrow_mut())();
            see(blocks, changes);
            // What is no longer drawn need not be kept.
            let drawn = blocks.try_with_untracked(|blocks| blocks.drawn.clone()).unwrap_or_default();
            drawing.try_update_value(|drawing| drawing.kept.retain(&drawn));
        };
        let watch = StoredValue::new(SightWatch::start(NEAR, Box::new(hear)));
        let printing = StoredValue::new(Some(PrintWatch::start(move |is_printed| {
            blocks.try_update(|blocks| blocks.is_printed = is_printed);
            // An effect comes too late: Firefox takes the page as it is when this returns.
            if let Some(draw) = drawing.try_with_value(|drawing| drawing.draw.clone()).flatten() {
                draw();
            }
        })));
        on_cleanup(move || drop(printing.try_update_value(Option::take)));
        Near { blocks, watch, in_sight: InSight::start(), drawing }
    }

    /// What draws the picture: now, when it is printed.
    pub fn draw_by(self, draw: &Rc<dyn Fn()>) {
        self.drawing.try_update_value(|drawing| drawing.draw = Some(Rc::clone(draw)));
    }

    /// Shows `draw` what is in sight, and what is `held` to be drawn wherever it is. While `is_changing`, blocks out of sight
    /// are as they were drawn last.
    pub fn look(self, held: Option<usize>, is_changing: &dyn Fn() -> bool, draw: &mut dyn FnMut(Sight<'_>)) {
        let blocks = self.blocks.get();
        let is_drawn = |block: usize| Some(block) == held || blocks.is_drawn(block);
        let current = |block: usize, ids: &[usize], draw: &dyn Fn() -> Node| {
            let last = |kept: &Kept<Vec<usize>>| {
                kept.find(block).filter(|(known, _)| *known == ids).map(|(_, node)| node.clone())
            };
            let can_wait = Some(block) != held && !self.in_sight.has_block(block);
            let waiting = can_wait.then(|| self.drawing.with_value(|drawing| last(&drawing.kept))).flatten();
            match waiting.filter(|_| is_changing()) {
                Some(node) => node,
                None => {
                    let node = draw();
                    self.drawing.try_update_value(|drawing| drawing.kept.keep(block, ids.to_vec(), node.clone()));
                    node
                }
            }
        };
        let (is_apart, height_of) = (|first: usize| blocks.is_apart(first), |block: usize| blocks.height_of(block));
        draw(Sight { is_drawn: &is_drawn, is_apart: &is_apart, height_of: &height_of, current: &current });
    }

    /// Whether everything is drawn, for a print.
    pub fn is_printed(self) -> bool {
        self.blocks.get().is_printed
    }

    /// Watches the blocks that a picture has now.
    pub fn watch(self, target: &Element) {
        self.drawing.try_update_value(|drawing| drawing.target = Some(target.clone()));
        self.watch.with_value(|watch| watch.watch(target, BLOCKS));
        self.in_sight.watch(target, DRAWN);
    }
}

/// What came into sight or went out of it.
fn see(blocks: RwSignal<Blocks>, changes: &[(Element, bool, f64)]) {
    blocks.try_update(|blocks| {
        for (element, is_near, height) in changes {
            // What is hidden has no height, and says nothing about what will be in sight.
            let block = element.get_attribute("data-block").and_then(|block| block.parse::<usize>().ok());
            let Some(block) = block.filter(|_| *height > 0.0) else { continue };
            if element.has_attribute("data-until") {
                if *is_near && !blocks.apart.contains(&block) {
                    blocks.apart.push(block);
                    // A group that came near long ago is together again, unless one of its blocks is in sight.
                    let too_many = blocks.apart.len().saturating_sub(MOST_APART);
                    blocks.apart.drain(..too_many);
                }
                continue;
            }
            let known = blocks.drawn.iter().position(|drawn| *drawn == block);
            match (known, *is_near) {
                (None, true) => blocks.drawn.push(block),
                // What has the focus keeps it, however far it is scrolled away.
                (Some(at), false) if !element.matches(":focus-within").unwrap_or(false) => {
                    blocks.drawn.swap_remove(at);
                    if blocks.heights.len() <= block {
                        blocks.heights.resize(block + 1, None);
                    }
                    if let Some(known) = blocks.heights.get_mut(block) {
                        *known = Some(*height as i32);
                    }
                }
                _ => {}
            }
        }
    });
}
