//! The selection as cards.

use super::Context;
use super::picture::long_picture;
use crate::drawing::block::Sight;
use crate::drawing::list::cards;
use crate::drawing::scene::rows_of;

/// The cards of the selection, in its order; only those in sight are drawn.
pub fn list(cx: Context) -> leptos::prelude::AnyView {
    long_picture(cx, "list", move |blocks| {
        let rows = rows_in_order(cx);
        let is_drawn = |block: usize| blocks.is_drawn(block);
        let height_of = |block: usize| blocks.height_of(block);
        let is_apart = |first: usize| blocks.is_apart(first);
        let sight = Sight { is_drawn: &is_drawn, is_apart: &is_apart, height_of: &height_of };
        cx.read(|scene| cards(scene, &rows, sight))
    })
}

/// The selected rows in their order.
pub fn rows_in_order(cx: Context) -> Vec<usize> {
    rows_of(&cx.facts(), &cx.selection(), &cx.statuses(), &cx.model(), &cx.words())
}
