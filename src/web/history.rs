//! The page's address and its history. Where a sandbox denies them, the explorer works without.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::window;

use super::listen::Listeners;

/// What follows the path of the page's address, with its `?`.
pub fn search() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The page's address up to its query, whole: a path alone would be read against the page's `<base>`.
pub fn page() -> String {
    href().split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The fragment of the page's address, with its `#`.
pub fn fragment() -> String {
    window().and_then(|window| window.location().hash().ok()).unwrap_or_default()
}

fn href() -> String {
    window().and_then(|window| window.location().href().ok()).unwrap_or_default()
}

thread_local! {
    /// What was written last, until the reader goes back or forward.
    static WRITTEN: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Adds an entry, if its address differs from the present one. It carries what the page itself keeps with the present
/// entry.
pub fn push(address: &str) {
    // Also when the page has written the same itself: what stood before is then not ours any more.
    WRITTEN.replace(address.to_owned());
    if address != href()
        && let Some(history) = window().and_then(|window| window.history().ok())
    {
        // A refusal (too many entries, a sandbox) leaves the old address; the page goes on working.
        let _ = history.push_state_with_url(&kept(&history), "", Some(address));
    }
}

/// Writes over the present entry, but for what the page itself keeps with it.
pub fn replace(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        WRITTEN.replace(address.to_owned());
        let _ = history.replace_state_with_url(&kept(&history), "", Some(address));
    }
}

fn kept(history: &web_sys::History) -> JsValue {
    history.state().unwrap_or(JsValue::NULL)
}

/// Hears when the reader goes back or forward, until it is dropped. Pages whose routers tell of everything that is written
/// into the history tell of what we write too: that is no news.
pub struct BackAndForward {
    _listeners: Option<Listeners>,
}

impl BackAndForward {
    /// Starts to listen.
    pub fn listen(on_change: impl Fn() + 'static) -> BackAndForward {
        WRITTEN.take();
        let hear = move |_| {
            if WRITTEN.with_borrow(|written| *written != href()) {
                WRITTEN.take();
                on_change();
            }
        };
        BackAndForward { _listeners: Listeners::of_page(&["popstate"], hear) }
    }
}
