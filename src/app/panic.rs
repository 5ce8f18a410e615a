//! When the program breaks: it has no right to the reader's screen any more. Its element is told, which shows the page's
//! own content again; other explorers of the page go on.

use std::cell::RefCell;

use web_sys::{Event, EventInit, HtmlElement};

/// What the element hears; `explorer.js` listens to it.
const FAILED: &str = "explorer-failed";

thread_local! {
    static ROOTS: RefCell<Vec<HtmlElement>> = const { RefCell::new(Vec::new()) };
}

/// Has a panic told to the console and to every explorer that runs: which of them it was in is not known.
pub fn listen() {
    std::panic::set_hook(Box::new(|panic| {
        web_sys::console::error_1(&panic.to_string().into());
        let roots = ROOTS.with(|roots| roots.try_borrow().map(|roots| roots.clone()).unwrap_or_default());
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

/// Forgets it.
pub fn remove(root: &HtmlElement) {
    ROOTS.with(|roots| roots.borrow_mut().retain(|known| known != root));
}
