//! The one sentence that carries the numbers.

use leptos::prelude::*;

use super::Context;
use super::picture::picture;
use crate::drawing::headline::headline as draw;

/// The headline.
pub fn headline(cx: Context) -> AnyView {
    picture(cx, "painted", move || vec![cx.read(draw)])
}
