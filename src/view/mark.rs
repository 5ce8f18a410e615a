//! Shapes and statuses in lines of text, and the definitions all drawings refer to.

use leptos::prelude::*;

use super::Context;
use super::picture::picture;
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::Status;
use crate::drawing::element;
use crate::drawing::mark::{self, fill_class, fill_pattern};

/// The definitions that all drawings of one explorer refer to: the shapes and the patterns.
pub fn definitions(cx: Context) -> AnyView {
    picture(cx, "definitions", || {
        let drawing = element("svg").with("width", "0").with("height", "0").with("aria-hidden", "true");
        vec![drawing.child(mark::definitions()).node()]
    })
}

/// A shape by itself, in a line of text.
pub fn shape_icon(shape: Shape, is_planned: bool) -> AnyView {
    let href = format!("#shape-{}", shape.slug());
    view! {
        <svg class="icon" width="14" height="14" aria-hidden="true">
            <use_ href=href x="7" y="7" class=mark::shape_class(shape, is_planned)></use_>
        </svg>
    }
    .into_any()
}

/// A status in a line of text: how full the ink is.
pub fn status_icon(status: Status) -> AnyView {
    view! {
        <svg class="icon" width="14" height="14" aria-hidden="true">
            <circle cx="7" cy="7" r="5" class=format!("dot {}", fill_class(status)) fill=fill_pattern(status)></circle>
        </svg>
    }
    .into_any()
}
