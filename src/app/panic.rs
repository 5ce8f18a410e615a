//! When the program breaks: it has no right to the reader's screen any more. The elements are told, which show the page's
//! own content again, with a way to start anew.

use std::cell::RefCell;

use web_sys::{Event, EventInit, HtmlElement};

use super::address_bar;

/// What the element hears; `explorer.js` listens to it.
const FAILED: &str = "failed";

thread_local! {
    static ROOTS: RefCell<Vec<HtmlElement>> = const { RefCell::new(Vec::new()) };
}

/// Has a panic told to the console and to every explorer that runs: which of them it was in is not known.
pub fn listen() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        // No explorer gives back what it had.
        address_bar::free();
        let roots = ROOTS.with(|roots| roots.try_borrow_mut().map(|mut roots| std::mem::take(&mut *roots)));
        let roots = roots.unwrap_or_default();
        for root in roots {
            let options = EventInit::new();
            options.set_bubbles(true);
            if let Ok(event) = Event::new_with_event_init_dict(FAILED, &options) {
                let _ = root.dispatch_event(&event);
            }
        }
    }));
}

/// Keeps an explorer's root to be told.
pub fn add(root: &HtmlElement) {
    ROOTS.with(|roots| roots.borrow_mut().push(root.clone()));
}

/// Whether nothing has broken since it was added: what is told then may go on acting for a while, but not on the page.
pub fn is_running(root: &HtmlElement) -> bool {
    ROOTS.with(|roots| roots.borrow().contains(root))
}

/// Forgets it.
pub fn remove(root: &HtmlElement) {
    ROOTS.with(|roots| roots.borrow_mut().retain(|known| known != root));
}
