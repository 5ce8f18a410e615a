//! What follows the model: a part, a text, a flag or an attribute that is there or not.
//!
//! Each closure has a type of its own, and Leptos compiles its machinery for every one: 2 to 4 KB each. These functions
//! give all of them one of six types, which keeps the module at half its size. Inside `view!` use them, not bare
//! closures; for the same reason a view that goes into a list ends in `into_any()`.

use std::time::Duration;

use leptos::ev::MouseEvent;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::Context;
use crate::state::Message;

/// A part of the page that is made anew when what it reads changes.
pub fn follow(part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    boxed(Box::new(part))
}

fn boxed(part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || part()).into_any()
}

/// A text, as attribute or property: of an element that has nothing but a text the property `textContent`. As a child it would
/// be a node that is held on to; a translator of a browser puts another in its place, and it would change unseen. A
/// live region is painted instead: a property is set whenever what it is made from changes, even to the same text.
pub fn text(text: impl Fn() -> String + Send + Sync + 'static) -> Signal<String> {
    derived(Box::new(text))
}

/// A class, an attribute or a property that is on or off.
pub fn flag(flag: impl Fn() -> bool + Send + Sync + 'static) -> Signal<bool> {
    derived(Box::new(flag))
}

/// An attribute that says `true` or `false` in words, as ARIA's do.
pub fn aria_flag(flag: impl Fn() -> bool + Send + Sync + 'static) -> Signal<String> {
    derived(Box::new(move || flag().to_string()))
}

/// An attribute that may be absent.
pub fn maybe(text: impl Fn() -> Option<String> + Send + Sync + 'static) -> Signal<Option<String>> {
    derived(Box::new(text))
}

fn derived<T: Send + Sync + 'static>(from: Box<dyn Fn() -> T + Send + Sync>) -> Signal<T> {
    Signal::derive(from)
}

/// What is done now, and again whenever what it reads changes.
pub fn effect(run: impl FnMut() + 'static) {
    boxed_effect(Box::new(run));
}

fn boxed_effect(mut run: Box<dyn FnMut()>) {
    Effect::new(move |_| run());
}

/// A click that sends a message.
pub fn sends(cx: Context, message: Message) -> Box<dyn FnMut(MouseEvent)> {
    Box::new(move |_| cx.send(message.clone()))
}

/// An event that runs something.
pub fn runs<E: 'static>(run: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(run)
}

/// What runs something a while after it was last asked to.
pub fn later(after: Duration, run: impl FnMut() + 'static) -> impl FnMut() {
    boxed_later(after, Box::new(run))
}

fn boxed_later(after: Duration, mut run: Box<dyn FnMut()>) -> impl FnMut() {
    let mut ask = debounce(after, move |()| run());
    move || ask(())
}
