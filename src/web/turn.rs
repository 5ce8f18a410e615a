//! Letting the browser have its turn.

use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Waits until the browser has drawn, scrolled and answered what was waiting. Long work that stops here now and then does
/// not make a page hang.
pub async fn yielded() {
    let promise = Promise::new(&mut |done, _| {
        // Without a window there is nobody to wait for.
        let is_set = web_sys::window().is_some_and(|window| window.set_timeout_with_callback(&done).is_ok());
        if !is_set {
            let _ = done.call0(&done);
        }
    });
    let _ = JsFuture::from(promise).await;
}
