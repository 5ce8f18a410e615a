//! The selection as a table.

use leptos::prelude::*;

use super::Context;
use super::list::rows_in_order;
use super::picture::long_picture;
use crate::drawing::table::table as draw;

/// The table of all selected rows: it is the form in which find-in-page finds everything.
pub fn table(cx: Context) -> AnyView {
    long_picture(cx, "painted", move |sight| {
        let rows = rows_in_order(cx);
        vec![cx.read(|scene| draw(scene, &rows, sight))]
    })
}
