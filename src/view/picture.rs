//! Pictures in the page: mounted as an element of their own, painted anew when what they are made from changes. A click in
//! one sends the message that is there.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Context;
use super::follow::effect;
use super::in_sight::{InSight, PARTS};
use super::near::Near;
use super::paint::Painter;
use crate::drawing::block::Sight;
use crate::drawing::kept::Kept;
use crate::drawing::{Element, Node};
use crate::view::reactive::StoredValue;
use crate::web::listen::Listeners;
use crate::web::page;

/// A picture that follows what `draw` reads.
pub fn picture(cx: Context, class: &'static str, draw: impl Fn() -> Vec<Node> + 'static) -> AnyView {
    picture_of(Some(cx), class, None, Box::new(draw))
}

/// One element with a text, which follows what `draw` reads, in sight or not, and in which nothing can be clicked.
pub fn painted(draw: impl Fn() -> Element + 'static) -> AnyView {
    picture_of(None, "painted", None, Box::new(move || vec![draw().node()]))
}

/// A picture with drawings that are kept from one time to the next.
pub fn kept_picture<S: PartialEq + 'static>(
    cx: Context,
    class: &'static str,
    draw: impl Fn(&mut Kept<S>) -> Vec<Node> + 'static,
) -> AnyView {
    let kept = RefCell::new(Kept::default());
    picture(cx, class, move || draw(&mut kept.borrow_mut()))
}

/// A long picture of which only the blocks in sight are drawn.
pub fn long_picture(cx: Context, class: &'static str, draw: impl Fn(Sight<'_>) -> Vec<Node> + 'static) -> AnyView {
    let near = Near::start();
    let draw = move || {
        let mut picture = Vec::new();
        near.look(None, &|| cx.is_waiting(), &mut |sight| picture = draw(sight));
        picture
    };
    picture_of(Some(cx), class, Some(near), Box::new(draw))
}

type Draw = Box<dyn Fn() -> Vec<Node>>;

/// Without a context it neither waits for its time nor hears clicks.
fn picture_of(cx: Option<Context>, class: &'static str, near: Option<Near>, draw: Draw) -> AnyView {
    let target = NodeRef::<leptos::html::Div>::new();
    let painter = StoredValue::new(Painter::default());
    let in_sight = InSight::start();
    let listening = StoredValue::new(None);
    on_cleanup(move || drop(listening.try_update_value(Option::take)));
    let show: Rc<dyn Fn()> = Rc::new(move || {
        let Some(target) = target.get() else { return };
        let Some(cx) = cx else {
            painter.try_update_value(|painter| painter.paint(&target, draw()));
            return;
        };
        if listening.with_value(Option::is_none) {
            let hear = move |event: web_sys::Event| {
                send_at(cx, painter, event.unchecked_ref());
            };
            listening.try_update_value(|listening| *listening = Some(Listeners::start(&target, &["click"], hear)));
        }
        if in_sight.waits(cx, &target) {
            return;
        }
        paint(painter, &target, draw(), in_sight, near);
    });
    if let Some(near) = near {
        near.draw_by(&show);
    }
    effect(move || show());
    view! { <div class=class node_ref=target></div> }.into_any()
}

/// Paints a picture into `target`, and watches what of it comes into sight.
pub fn paint(
    painter: StoredValue<Painter>,
    target: &web_sys::Element,
    picture: Vec<Node>,
    in_sight: InSight,
    near: Option<Near>,
) {
    // What was there before is watched already.
    if painter.try_update_value(|painter| painter.paint(target, picture)) != Some(true) {
        return;
    }
    in_sight.watch(target, PARTS);
    if let Some(near) = near {
        near.watch(target);
    }
}

/// Sends the message of what was clicked in the picture that `painter` painted. Says whether there is one. What a browser
/// does with a link, such as opening it in a new tab, it does.
pub fn send_at(cx: Context, painter: StoredValue<Painter>, event: &web_sys::MouseEvent) -> bool {
    let (target, clicked) = (event.current_target(), page::target(event));
    let Some((target, clicked)) = target.and_then(|target| target.dyn_into().ok()).zip(clicked) else { return false };
    let found = painter.try_with_value(|painter| painter.message_at(&target, &clicked)).flatten();
    let Some((message, element)) = found else { return false };
    let is_link = element.has_attribute("href");
    if is_link && !page::is_plain_click(event) {
        return true;
    }
    if is_link {
        event.prevent_default();
    }
    cx.send(message);
    true
}
