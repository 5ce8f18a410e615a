//! The selection as cards.

use super::Context;
use super::picture::long_picture;
use crate::drawing::list::cards;
use crate::drawing::scene::rows_of;

/// The cards of the selection, in its order; only those in sight are drawn.
pub fn list(cx: Context) -> leptos::prelude::AnyView {
    long_picture(cx, "list", move |sight| {
        let rows = rows_in_order(cx);
        cx.read(|scene| cards(scene, &rows, sight))
    })
}

/// The selected rows in their order.
pub fn rows_in_order(cx: Context) -> Vec<usize> {
    rows_of(&cx.facts(), &cx.selection(), &cx.statuses(), &cx.model(), &cx.words())
}
