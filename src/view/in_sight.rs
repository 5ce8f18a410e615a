//! Whether a picture is in sight. While the state changes, what is not waits: a thumb that is dragged and a word that is typed
//! draw anew what one sees, and the rest when they rest.

use web_sys::Element;

use super::Context;
use crate::view::reactive::{RwSignal, StoredValue};
use crate::web::sight::{IN_SIGHT, SightWatch};

/// The elements that a picture is made of.
pub const PARTS: &str = ":scope > *";

/// Watches elements of one picture.
#[derive(Clone, Copy)]
pub struct InSight {
    is_seen: RwSignal<bool>,
    seen: StoredValue<Vec<Element>>,
    watch: StoredValue<SightWatch>,
}

impl InSight {
    /// Begins to watch, until the view is gone. Until the browser says otherwise, all is in sight.
    pub fn start() -> InSight {
        let is_seen = RwSignal::new(true);
        let seen = StoredValue::new(Vec::<Element>::new());
        let hear = move |changes: &[(Element, bool, f64)]| {
            let now = seen.try_update_value(|seen| {
                for (element, is_seen, _) in changes {
                    seen.retain(|known| known != element);
                    if *is_seen {
                        seen.push(element.clone());
                    }
                }
                !seen.is_empty()
            });
            is_seen.try_set(now == Some(true));
        };
        InSight { is_seen, seen, watch: StoredValue::new(SightWatch::start(IN_SIGHT, Box::new(hear))) }
    }

    /// Whether one of the elements that are in sight is that of a block.
    pub fn has_block(self, block: usize) -> bool {
        let block = Some(block.to_string());
        self.seen.with_value(|seen| seen.iter().any(|element| element.get_attribute("data-block") == block))
    }

    /// Whether the picture in `target` need not be drawn yet. What asks is told when it is to be.
    pub fn waits(self, cx: Context, target: &Element) -> bool {
        // What has no content has no place; what has the focus would lose it later than anybody looks for it.
        let can_wait = !self.is_seen.get_untracked()
            && target.first_element_child().is_some()
            && !target.matches(":focus-within").unwrap_or(true);
        let waits = can_wait && cx.is_waiting();
        if waits {
            self.is_seen.track();
        }
        waits
    }

    /// Watches the elements that a picture has now.
    pub fn watch(self, target: &Element, selector: &str) {
        self.watch.with_value(|watch| watch.watch(target, selector));
    }
}
