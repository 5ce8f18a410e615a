//! The selection as cards.

use super::Context;
use super::picture::long_picture;
use crate::drawing::block::Sight;
use crate::drawing::list::cards;
use crate::drawing::scene::{rows_of, window_of};
use crate::state::Model;

/// The cards of the selection, in its order; only those in sight are drawn.
pub fn list(cx: Context) -> leptos::prelude::AnyView {
    long_picture(cx, "list", move |blocks| {
        let rows = rows_in_order(cx);
        let window = window_of(&cx.facts(), &cx.selection(), cx.dates().as_of, &Model::default());
        let is_drawn = |block: usize| blocks.is_drawn(block);
        let height_of = |block: usize| blocks.height_of(block);
        let sight = Sight { is_drawn: &is_drawn, height_of: &height_of };
        cx.draw(window, &|scene| cards(scene, &rows, sight))
    })
}

/// The selected rows in their order.
pub fn rows_in_order(cx: Context) -> Vec<usize> {
    rows_of(&cx.facts(), &cx.selection(), &cx.statuses(), &cx.model(), &cx.words())
}

/// The selected rows in their order, then all others: rows of the table stay mounted, because rows that come and go leak.
pub fn all_rows_in_order(cx: Context) -> Vec<usize> {
    let selection = cx.selection();
    let mut rows = rows_in_order(cx);
    rows.extend((0..cx.facts().initiatives().len()).filter(|row| !selection.contains(*row)));
    rows
}
