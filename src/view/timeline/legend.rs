//! What the bars and marks of the timelines mean.

use leptos::prelude::*;

use crate::domain::vocabulary::{Certainty, Status};
use crate::view::Context;
use crate::view::block::item;
use crate::view::mark::{Shape, fill_class, fill_pattern, shape_icon};

const BARS: [Status; 5] = [Status::Announced, Status::Proposed, Status::Agreed, Status::Adopted, Status::InEffect];

/// One line for the bars, one for the marks.
pub fn legend(cx: Context) -> AnyView {
    let bars: Vec<_> = BARS.into_iter().map(|status| bar(cx, status)).collect();
    let shapes: Vec<_> = Shape::ALL
        .into_iter()
        .map(|shape| {
            let icon = shape_icon(shape, Certainty::Fact);
            item(view! { {icon}{cx.word("shape", shape.slug())} }.into_any())
        })
        .collect();
    view! {
        <div class="legend">
            <ul class="plain">{bars}{item(cx.text("timeline.thread").into_any())}</ul>
            <ul class="plain">{shapes}</ul>
        </div>
    }
    .into_any()
}

fn bar(cx: Context, status: Status) -> AnyView {
    let class = format!("bar {}", fill_class(status));
    let drawing = view! {
        <svg width="26" height="10" aria-hidden="true">
            <rect class=class fill=fill_pattern(status) width="26" height="10"></rect>
        </svg>
    };
    item(view! { {drawing}{cx.word("status", status.slug())} }.into_any())
}
