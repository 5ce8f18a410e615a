//! The card beside a mark or a name: which one is shown, and where it stands.

use web_sys::Element as Target;

use super::Local;
use crate::web::page;

/// The card of some events of a row, or of the row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Card {
    pub(super) row: usize,
    pub(super) events: Vec<usize>,
    /// Whether it stays until it is closed, with links to go to.
    pub(super) is_open: bool,
}

/// Puts the card beside what it speaks of: below a mark, or above it near the end of the window; after a name, as far up as it
/// needs to be whole. One that opens takes the focus.
pub(super) fn place_card(target: &Target, local: &Local, is_new: bool) {
    let Some(shown) = &local.card else { return };
    let Some(card) = page::first(target, "[data-card]") else { return };
    let row = format!("[data-row='{}']", shown.row);
    let of = match shown.events.first() {
        Some(event) => format!("{row} [data-event='{event}']"),
        None => format!("{row} .row-name"),
    };
    let Ok(Some(of)) = target.query_selector(&of) else { return };
    let (around, of, own) =
        (target.get_bounding_client_rect(), of.get_bounding_client_rect(), card.get_bounding_client_rect());
    let is_name = shown.events.is_empty();
    let left = if is_name { of.right() } else { of.left() - 12.0 };
    let left = (left - around.left()).min(around.width() - own.width()).max(0.0);
    let is_below = of.bottom() + own.height() < page::window_height() || of.top() < own.height();
    let top = match (is_name, is_below) {
        (true, _) => of.top().min(page::window_height() - own.height()).max(0.0),
        (false, true) => of.bottom() + 1.0,
        (false, false) => of.top() - own.height() - 1.0,
    };
    // What is measured is as it is seen, where the page is scaled; what is set is as it is laid out.
    let scale = around.width() / page::width(target).max(1.0);
    let place = |px: f64| format!("{}px", (px / scale) as i32);
    // Through the object model: a style attribute would break a strict content security policy.
    let _ = card.style().set_property("left", &place(left));
    let _ = card.style().set_property("top", &place(top - around.top()));
    if is_new
        && shown.is_open
        && let Some(link) = page::first(&card, "a, .link")
    {
        page::focus(&link);
    }
}
