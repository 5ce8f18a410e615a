//! What the bars and marks of the timelines mean. A bar is a filter for its status, a mark shows or hides its kind of step.

use leptos::prelude::*;

use crate::domain::query::Facet;
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::Status;
use crate::drawing::mark::{fill_class, fill_pattern};
use crate::state::Message;
use crate::view::Context;
use crate::view::block::item;
use crate::view::follow::{aria_flag, sends};
use crate::view::mark::shape_icon;

const BARS: [Status; 5] = [Status::Announced, Status::Proposed, Status::Agreed, Status::Adopted, Status::InEffect];

/// One line for the bars, one for the marks.
pub fn legend(cx: Context) -> AnyView {
    let bars: Vec<_> = BARS.into_iter().map(|status| bar(cx, status)).collect();
    let shapes: Vec<_> = Shape::ALL.into_iter().map(|shape| mark(cx, shape)).collect();
    view! {
        <div class="legend">
            <ul class="plain" aria-label=cx.text("timeline.legend_status")>{bars}{item(cx.text("timeline.thread").into_any())}</ul>
            <ul class="plain" aria-label=cx.text("timeline.legend_shapes")>{shapes}</ul>
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
    let is_chosen = move || cx.model().query.statuses.contains(&status);
    let toggle = sends(cx, Message::Toggle(Facet::Status, status.slug().to_owned()));
    key(drawing.into_any(), cx.word("status", status.slug()), aria_flag(is_chosen), toggle)
}

fn mark(cx: Context, shape: Shape) -> AnyView {
    let is_shown = move || !cx.model().hidden.contains(shape);
    let toggle = sends(cx, Message::ToggleShape(shape));
    key(shape_icon(shape, false), cx.word("shape", shape.slug()), aria_flag(is_shown), toggle)
}

fn key(
    drawing: AnyView,
    word: String,
    is_pressed: Signal<String>,
    toggle: Box<dyn FnMut(leptos::ev::MouseEvent)>,
) -> AnyView {
    item(
        view! { <button type="button" class="key" aria-pressed=is_pressed on:click=toggle>{drawing}{word}</button> }
            .into_any(),
    )
}
