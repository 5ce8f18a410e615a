//! Listening to many kinds of events of one element through one closure.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event};

/// Listens until it is dropped.
pub struct Listeners {
    element: Element,
    names: &'static [&'static str],
    // Not `FnMut`: what one event does, such as moving the focus, is heard while it is being done.
    callback: Closure<dyn Fn(Event)>,
}

impl Listeners {
    /// Calls back for each event of these names in an element.
    pub fn start(element: &Element, names: &'static [&'static str], on_event: impl Fn(Event) + 'static) -> Listeners {
        let callback = Closure::new(on_event);
        for name in names {
            let _ = element.add_event_listener_with_callback(name, callback.as_ref().unchecked_ref());
        }
        Listeners { element: element.clone(), names, callback }
    }
}

impl Drop for Listeners {
    fn drop(&mut self) {
        for name in self.names {
            let _ = self.element.remove_event_listener_with_callback(name, self.callback.as_ref().unchecked_ref());
        }
    }
}
