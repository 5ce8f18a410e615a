//! Listening to events, of any number of kinds, through one closure.

use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, EventTarget, window};

/// Listens until it is dropped.
pub struct Listeners {
    target: EventTarget,
    names: &'static [&'static str],
    // The browser's to free, when it holds it no more: an event that is under way when this is dropped may still call it.
    callback: JsValue,
}

impl Listeners {
    /// Calls back for each event of these names in an element, or of the window.
    pub fn start(
        target: &EventTarget,
        names: &'static [&'static str],
        on_event: impl Fn(Event) + 'static,
    ) -> Listeners {
        // Not `FnMut`: what one event does, such as moving the focus, is heard while it is being done.
        let callback = Closure::<dyn Fn(Event)>::new(on_event).into_js_value();
        for name in names {
            let _ = target.add_event_listener_with_callback(name, callback.unchecked_ref());
        }
        Listeners { target: target.clone(), names, callback }
    }

    /// The same for what happens to the page as a whole.
    pub fn of_page(names: &'static [&'static str], on_event: impl Fn(Event) + 'static) -> Option<Listeners> {
        window().map(|window| Listeners::start(&window, names, on_event))
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        for name in self.names {
            let _ = self.target.remove_event_listener_with_callback(name, self.callback.unchecked_ref());
        }
    }
}
