//! The page's address and its history. Where a sandbox denies them, the explorer works without.

use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;
use web_sys::window;

/// What follows the path of the page's address, with its `?`.
pub fn search() -> String {
    window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The path of the page's address, for links that do not depend on its `<base>`.
pub fn path() -> String {
    window().and_then(|window| window.location().pathname().ok()).unwrap_or_default()
}

/// The scheme and host of the page's address.
pub fn origin() -> String {
    window().and_then(|window| window.location().origin().ok()).unwrap_or_default()
}

/// Adds an entry, if its address differs from the present one.
pub fn push(address: &str) {
    if address != format!("{}{}", path(), search())
        && let Some(history) = window().and_then(|window| window.history().ok())
    {
        // A refusal (too many entries, a sandbox) leaves the old address; the page goes on working.
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Writes over the present entry.
pub fn replace(address: &str) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(address));
    }
}

/// Hears when the reader goes back or forward, until it is dropped.
pub struct BackAndForward {
    callback: Closure<dyn FnMut()>,
}

impl BackAndForward {
    /// Starts to listen.
    pub fn listen(on_change: impl Fn() + 'static) -> BackAndForward {
        let callback = Closure::new(on_change);
        if let Some(window) = window() {
            let _ = window.add_event_listener_with_callback("popstate", callback.as_ref().unchecked_ref());
        }
        BackAndForward { callback }
    }
}

impl Drop for BackAndForward {
    fn drop(&mut self) {
        if let Some(window) = window() {
            let _ = window.remove_event_listener_with_callback("popstate", self.callback.as_ref().unchecked_ref());
        }
    }
}
