//! The selection as a table.

use leptos::prelude::*;

use super::Context;
use super::list::rows_in_order;
use super::picture::picture;
use crate::drawing::kept::Kept;
use crate::drawing::table::table as draw;

/// The table of all selected rows: it is the form in which find-in-page finds everything.
pub fn table(cx: Context) -> AnyView {
    let kept = StoredValue::new_local(Kept::default());
    picture(cx, "painted", move || {
        let rows = rows_in_order(cx);
        kept.try_update_value(|kept| cx.read(|scene| draw(scene, &rows, kept))).into_iter().collect()
    })
}
