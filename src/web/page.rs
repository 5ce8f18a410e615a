//! The page around the explorer: its title, the focus, the scroll position.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{
    Element, Event, HtmlElement, MouseEvent, ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition,
    ScrollToOptions, window,
};

/// The page's title.
pub fn title() -> String {
    window().and_then(|window| window.document()).map(|document| document.title()).unwrap_or_default()
}

/// Gives the page a title.
pub fn set_title(title: &str) {
    if let Some(document) = window().and_then(|window| window.document()) {
        document.set_title(title);
    }
}

/// The element that has the focus in the shadow root around `inside`.
pub fn focused(inside: &Element) -> Option<HtmlElement> {
    let root: web_sys::ShadowRoot = inside.get_root_node().dyn_into().ok()?;
    root.active_element()?.dyn_into().ok()
}

/// The element that has the focus elsewhere on the page, and not in the shadow root around `inside`.
pub fn focused_beside(inside: &Element) -> Option<HtmlElement> {
    let document = window()?.document()?;
    let mut shadow: web_sys::ShadowRoot = inside.get_root_node().dyn_into().ok()?;
    loop {
        // What has it in a shadow root is told as the host of that, and nothing as the body.
        let host = shadow.host();
        let around = host.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok();
        let active = around.as_ref().map_or_else(|| document.active_element(), |around| around.active_element());
        let is_beside = |active: &HtmlElement| **active != host && document.body().as_ref() != Some(active);
        match (active.and_then(|active| active.dyn_into().ok()).filter(is_beside), around) {
            (None, Some(around)) => shadow = around,
            (beside, _) => return beside,
        }
    }
}

/// Whether an element is drawn at all: some browsers leave the focus on what was hidden.
pub fn is_drawn(element: &Element) -> bool {
    element.get_client_rects().length() > 0
}

/// The first element inside another that a selector names.
pub fn first(within: &Element, selector: &str) -> Option<HtmlElement> {
    within.query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// The element an event happened in.
pub fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Whether a click is one without a key or another button held, which would open a tab or a window: that is the reader's
/// wish, and the browser's to follow.
pub fn is_plain_click(event: &MouseEvent) -> bool {
    event.button() == 0 && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key())
}

/// Moves the focus without moving the page.
pub fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Moves the page so that an element is at its top, unless the element begins in the upper half of what is in sight already:
/// further down little of what stands under a heading would be seen.
pub fn show(element: &Element) {
    let top = element.get_bounding_client_rect().top();
    if top < 0.0 || top > window_height() * 0.5 {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Start);
        options.set_behavior(ScrollBehavior::Instant);
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Takes the reader and the focus to the first element in `root` that a selector names, if there is one.
pub fn go_to(root: &Element, selector: &str) {
    if let Some(place) = first(root, selector) {
        focus(&place);
        show(&place);
    }
}

/// Whether the reader is less than a window away from where the first element begins that a selector names.
pub fn is_at(selector: &str) -> bool {
    let page = window().and_then(|window| window.document()).and_then(|document| document.document_element());
    let place = page.and_then(|page| first(&page, selector));
    place.is_some_and(|place| place.get_bounding_client_rect().top().abs() < window_height())
}

/// Moves the page as little as shows an element whole.
pub fn show_nearest(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    options.set_behavior(ScrollBehavior::Instant);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Takes the focus over from what stands in the element itself, which goes, to the heading of what is read here.
pub fn take_focus_of_children(root: &Element) {
    let host = root.get_root_node().dyn_into::<web_sys::ShadowRoot>().ok().map(|shadow| shadow.host());
    if host.is_some_and(|host| host.query_selector(":focus").is_ok_and(|focused| focused.is_some()))
        && let Some(heading) = first(root, "h1[tabindex], h2[tabindex]")
    {
        focus(&heading);
    }
}

/// How wide an element is laid out, in CSS pixels of its own, however the page around is scaled.
pub fn width(element: &Element) -> f64 {
    f64::from(element.unchecked_ref::<HtmlElement>().offset_width())
}

/// How high the window is, in CSS pixels.
pub fn window_height() -> f64 {
    window().and_then(|window| window.inner_height().ok()).and_then(|height| height.as_f64()).unwrap_or_default()
}

/// Prints the page.
pub fn print() {
    if let Some(window) = window() {
        let _ = window.print();
    }
}

/// Whether the reader asked for less motion.
pub fn prefers_reduced_motion() -> bool {
    let query = window().and_then(|window| window.match_media("(prefers-reduced-motion: reduce)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

/// How far the page is scrolled, in CSS pixels.
pub fn scroll_position() -> f64 {
    window().and_then(|window| window.scroll_y().ok()).unwrap_or_default()
}

/// Scrolls the page to a position.
pub fn scroll_to(top: f64) {
    let options = ScrollToOptions::new();
    options.set_top(top);
    options.set_behavior(ScrollBehavior::Instant);
    if let Some(window) = window() {
        window.scroll_to_with_scroll_to_options(&options);
    }
}

/// Calls back before the page is drawn next, when what is under way now is in it.
pub fn before_next_drawing(callback: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(callback);
    if let Some(window) = window() {
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}

/// Has an element without a style of its own stay at least as high as it is, until [`release_height`].
pub fn hold_height(element: &Element) {
    let element: &HtmlElement = element.unchecked_ref();
    element.style().set_css_text(&format!("min-height: {}px", element.offset_height()));
}

/// Has an element be as high as what is in it again.
pub fn release_height(element: &Element) {
    element.unchecked_ref::<HtmlElement>().style().set_css_text("");
}
