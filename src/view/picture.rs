//! Pictures in the page: mounted as an element of their own, painted anew when what they are made from changes. A click on
//! what has `data-open` opens that initiative.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::Context;
use super::near::{Blocks, Near};
use super::paint::Painter;
use crate::drawing::Node;
use crate::state::Message;
use crate::web::listen::Listeners;
use crate::web::page;

/// A picture that follows what `draw` reads.
pub fn picture(cx: Context, class: &'static str, draw: impl Fn() -> Vec<Node> + 'static) -> AnyView {
    picture_of(cx, class, None, Box::new(move |_| draw()))
}

/// A long picture of which only the blocks in sight are drawn.
pub fn long_picture(cx: Context, class: &'static str, draw: impl Fn(&Blocks) -> Vec<Node> + 'static) -> AnyView {
    picture_of(cx, class, Some(Near::start()), Box::new(move |blocks| blocks.map(&draw).unwrap_or_default()))
}

type Draw = Box<dyn Fn(Option<&Blocks>) -> Vec<Node>>;

fn picture_of(cx: Context, class: &'static str, near: Option<Near>, draw: Draw) -> AnyView {
    let target = NodeRef::<leptos::html::Div>::new();
    let painter = StoredValue::new_local(Painter::default());
    let listening = StoredValue::new_local(None);
    on_cleanup(move || drop(listening.try_update_value(Option::take)));
    Effect::new(move |_| {
        let Some(target) = target.get() else { return };
        if listening.with_value(Option::is_none) {
            let hear = move |event: web_sys::Event| {
                open(cx, event.unchecked_ref());
            };
            listening.update_value(|listening| *listening = Some(Listeners::start(&target, &["click"], hear)));
        }
        let blocks = near.map(Near::get);
        let picture = draw(blocks.as_ref());
        painter.update_value(|painter| painter.paint(&target, picture));
        if let Some(near) = near {
            near.watch(&target);
        }
    });
    view! { <div class=class node_ref=target></div> }.into_any()
}

/// Opens the initiative whose link was followed. Says whether one was.
pub fn open(cx: Context, event: &web_sys::MouseEvent) -> bool {
    let link = page::target(event).and_then(|target| target.closest("[data-open]").ok().flatten());
    let Some(id) = link.and_then(|link| link.get_attribute("data-open")) else { return false };
    if page::is_plain_click(event) {
        event.prevent_default();
        cx.send(Message::Open(id));
    }
    true
}
