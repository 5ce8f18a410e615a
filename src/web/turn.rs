//! Letting the browser have its turn.

use std::cell::Cell;

use js_sys::{Date, Function, Promise};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{IdleDeadline, IdleRequestOptions, Window};

/// Work that nobody waits for yet waits for an idle moment, so long at most, in milliseconds.
const LONGEST: u32 = 200;
/// How much of an idle moment is used at most, in milliseconds.
const USED: f64 = 12.0;
/// After the page was last drawn it is not idle for so long, in milliseconds: the next frame of what moves, the next letter of
/// what is typed may come, of which the browser knows nothing yet.
const REST: f64 = 300.0;

/// Waits until the browser has drawn, scrolled and answered what was waiting. Long work that stops here now and then does
/// not make a page hang.
pub async fn yielded() {
    asked(&|window, done| window.set_timeout_with_callback(done).is_ok()).await;
}

thread_local! {
    static DRAWN_AT: Cell<f64> = const { Cell::new(0.0) };
}

/// Something was drawn.
pub fn drawn() {
    DRAWN_AT.set(Date::now());
}

/// A moment in which the browser has nothing to do.
pub struct Idle {
    deadline: Option<IdleDeadline>,
    /// At so many milliseconds to its end it has been used enough.
    end: f64,
}

impl Idle {
    /// Whether there is time for a little more.
    pub fn has_time(&self) -> bool {
        self.deadline.as_ref().is_some_and(|deadline| self.end < deadline.time_remaining())
    }
}

/// Waits until the browser has nothing to do for a moment, such as the next frame while something moves.
pub async fn idle() -> Idle {
    let ask = |window: &Window, done: &Function| {
        let options = IdleRequestOptions::new();
        options.set_timeout(LONGEST);
        // WebKit does not know idle moments.
        window.request_idle_callback_with_options(done, &options).is_ok()
            || window.set_timeout_with_callback(done).is_ok()
    };
    loop {
        let deadline = asked(&ask).await.dyn_into::<IdleDeadline>().ok();
        // A clock that was set back does not keep it waiting.
        if !(0.0..REST).contains(&(Date::now() - DRAWN_AT.get())) {
            let end = deadline.as_ref().map_or(0.0, IdleDeadline::time_remaining) - USED;
            return Idle { deadline, end: end.max(0.0) };
        }
    }
}

/// Waits for the call that the browser is asked for; what it is called with.
async fn asked(ask: &dyn Fn(&Window, &Function) -> bool) -> JsValue {
    let promise = Promise::new(&mut |done, _| {
        // Without a window there is nobody to wait for.
        let is_asked = web_sys::window().is_some_and(|window| ask(&window, &done));
        if !is_asked {
            let _ = done.call0(&done);
        }
    });
    JsFuture::from(promise).await.unwrap_or_default()
}
