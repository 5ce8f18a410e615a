//! Pictures in the page: mounted as an element of their own, painted anew when what they are made from changes.

use leptos::prelude::*;

use super::paint::Painter;
use crate::drawing::Node;

/// A picture that follows what `draw` reads.
pub fn picture(class: &'static str, draw: impl Fn() -> Vec<Node> + 'static) -> AnyView {
    picture_of(class, Box::new(draw))
}

fn picture_of(class: &'static str, draw: Box<dyn Fn() -> Vec<Node>>) -> AnyView {
    let target = NodeRef::<leptos::html::Span>::new();
    let painter = StoredValue::new_local(Painter::default());
    Effect::new(move |_| {
        if let Some(target) = target.get() {
            let picture = draw();
            painter.update_value(|painter| painter.paint(&target, picture));
        }
    });
    view! { <span class=class node_ref=target></span> }.into_any()
}
