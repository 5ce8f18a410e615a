//! How wide an element is, now and whenever that changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, ResizeObserver};

use super::page;

/// Watches the width of an element until it is dropped.
///
/// What is observed is an empty gauge at the element's end: the element's own height changes with everything that is
/// shown, and a browser reports an observer that follows its own effects as an error of the page.
pub struct WidthWatch {
    gauge: Option<Element>,
    observer: Option<ResizeObserver>,
    _callback: Closure<dyn FnMut()>,
}

impl WidthWatch {
    /// Calls back with the width in CSS pixels, soon and after every change: the width that the layout has, and style sheets
    /// ask for, whatever transforms make of it.
    pub fn start(element: &HtmlElement, on_width: impl Fn(f64) + Clone + 'static) -> WidthWatch {
        let gauge = element.owner_document().and_then(|document| document.create_element("div").ok());
        let gauge = gauge.filter(|gauge| element.after_with_node_1(gauge).is_ok());
        let watched = element.clone();
        let callback = Closure::new(move || {
            let (watched, on_width) = (watched.clone(), on_width.clone());
            page::before_next_drawing(move || on_width(f64::from(watched.offset_width())));
        });
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(gauge)) = (&observer, &gauge) {
            observer.observe(gauge);
        }
        WidthWatch { gauge, observer, _callback: callback }
    }
}

impl Drop for WidthWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        if let Some(gauge) = &self.gauge {
            gauge.remove();
        }
    }
}
