//! About the data and the method.

use leptos::prelude::*;

use super::Context;
use super::picture::picture;
use crate::drawing::about::about as draw;
use crate::web::module::beside;

/// The page.
pub fn about(cx: Context) -> AnyView {
    let content = picture(cx, "painted", move || cx.read(|scene| draw(scene, &beside)));
    view! { <article class="about">{content}</article> }.into_any()
}
