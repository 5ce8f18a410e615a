//! How wide an element is, now and whenever that changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Watches the width of an element until it is dropped.
pub struct WidthWatch {
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl WidthWatch {
    /// Calls back with the width in CSS pixels, at once and at every change.
    pub fn start(element: &Element, on_width: impl Fn(f64) + 'static) -> WidthWatch {
        let watched = element.clone();
        let callback = Closure::new(move || on_width(watched.get_bounding_client_rect().width()));
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            observer.observe(element);
        }
        WidthWatch { observer, _callback: callback }
    }
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}
