//! The one sentence that carries the numbers.

use leptos::prelude::*;

use super::Context;
use super::picture::picture;
use crate::drawing::headline::headline as draw;
use crate::state::Model;

/// The headline. It follows the dates, and nothing else of the state.
pub fn headline(cx: Context) -> AnyView {
    let own = cx.following(|_| Model::default());
    picture(cx, "painted", move || vec![own.read(draw)])
}
