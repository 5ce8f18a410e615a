//! Letting the browser have its turn.

use js_sys::{Function, Promise};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdleRequestOptions, Window};

/// Work that nobody waits for yet waits for an idle moment, so long at most, in milliseconds.
const LONGEST: u32 = 200;

/// Waits until the browser has drawn, scrolled and answered what was waiting. Long work that stops here now and then does
/// not make a page hang.
pub async fn yielded() {
    asked(&|window, done| window.set_timeout_with_callback(done).is_ok()).await;
}

/// Waits until the browser has nothing to do for a moment, such as the next frame while something moves.
pub async fn idle() {
    let ask = |window: &Window, done: &Function| {
        let options = IdleRequestOptions::new();
        options.set_timeout(LONGEST);
        // WebKit does not know idle moments.
        window.request_idle_callback_with_options(done, &options).is_ok()
            || window.set_timeout_with_callback(done).is_ok()
    };
    asked(&ask).await;
}

/// Waits for the call that the browser is asked for.
async fn asked(ask: &dyn Fn(&Window, &Function) -> bool) {
    let promise = Promise::new(&mut |done, _| {
        // Without a window there is nobody to wait for.
        let is_asked = web_sys::window().is_some_and(|window| ask(&window, &done));
        if !is_asked {
            let _ = done.call0(&done);
        }
    });
    let _ = JsFuture::from(promise).await;
}
