//! What is filtered now.

use leptos::prelude::*;

use super::Context;
use super::picture::picture;
use crate::drawing::chips::{chips as draw, filter_names as names};

/// The chips; nothing when nothing is filtered.
pub fn chips(cx: Context) -> AnyView {
    picture(cx, "painted", move || cx.read(draw).into_iter().collect())
}

/// All filters in words, for a handler.
pub fn filter_names(cx: Context) -> Vec<String> {
    untrack(|| cx.read(names))
}
