//! The areas side by side.

use leptos::prelude::*;

use super::Context;
use super::picture::picture;
use crate::drawing::areas::areas;
use crate::state::Model;

/// The cards of the areas, and the text of the one that is open.
pub fn area_cards(cx: Context) -> AnyView {
    // A zoom or another view changes nothing here.
    let own =
        cx.following(|model| Model { query: model.query.clone(), area_text: model.area_text, ..Model::default() });
    picture(cx, "painted", move || vec![own.read(areas)])
}
