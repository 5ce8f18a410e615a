//! Copying a text to the clipboard.

use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::window;

/// Copies a text and says whether the browser let it: a page that is framed or not secure may not.
pub fn copy(text: &str, on_done: impl FnOnce(bool) + 'static) {
    // Where a page is not secure there is no clipboard at all, whatever the types say.
    let clipboard = window().map(|window| window.navigator().clipboard());
    let promise = clipboard.filter(|clipboard| !AsRef::<JsValue>::as_ref(clipboard).is_undefined());
    let promise = promise.map(|clipboard| clipboard.write_text(text));
    spawn_local(async move {
        on_done(match promise {
            Some(promise) => JsFuture::from(promise).await.is_ok(),
            None => false,
        });
    });
}
