//! Which of many elements are in sight or near it, and when the page is printed.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit, window};

use super::listen::Listeners;

/// How far beyond the window an element counts as near: what comes into sight is drawn a frame or two later.
pub const NEAR: &str = "400px 0px";
/// The same for what is in the window itself.
pub const IN_SIGHT: &str = "0px";

/// What hears of changes.
pub type OnChange = dyn Fn(&[(Element, bool, f64)]);

/// Watches elements until it is dropped.
pub struct SightWatch {
    observer: Option<IntersectionObserver>,
    _callback: Closure<dyn FnMut(Array)>,
}

impl SightWatch {
    /// Calls back for each element whose being within `margin` of the window changed: the element, whether it is, its height
    /// in CSS pixels.
    pub fn start(margin: &str, on_change: Box<OnChange>) -> SightWatch {
        let callback = Closure::new(move |entries: Array| {
            let entries = entries.iter().map(|entry| {
                let entry: IntersectionObserverEntry = entry.unchecked_into();
                (entry.target(), entry.is_intersecting(), entry.bounding_client_rect().height())
            });
            on_change(&entries.collect::<Vec<_>>());
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(margin);
        let observer = IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options).ok();
        SightWatch { observer, _callback: callback }
    }

    /// Watches what a selector finds inside an element. What is watched already goes on being watched.
    pub fn watch(&self, within: &Element, selector: &str) {
        let (Some(observer), Ok(found)) = (&self.observer, within.query_selector_all(selector)) else { return };
        for position in 0..found.length() {
            if let Some(element) = found.get(position) {
                observer.observe(element.unchecked_ref());
            }
        }
    }
}

impl Drop for SightWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// Hears when the page is about to be printed and when that is over, until it is dropped.
pub struct PrintWatch {
    _listeners: Option<Listeners>,
}

impl PrintWatch {
    /// Calls back with whether it is being printed.
    pub fn start(on_change: impl Fn(bool) + 'static) -> PrintWatch {
        let hear = move |event: web_sys::Event| on_change(event.type_() == "beforeprint");
        PrintWatch {
            _listeners: window().map(|window| Listeners::start(&window, &["beforeprint", "afterprint"], hear)),
        }
    }
}
