//! Links: inside the explorer, and out to sources.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::Context;
use super::follow::{maybe, runs, sends};
use crate::state::Message;
use crate::web::page;

/// A link that sends a message. It has a real address, so that it can be copied or opened in a new tab; where the address
/// is not ours it is a button.
pub fn link(cx: Context, class: &'static str, message: Message, label: String) -> AnyView {
    let for_address = message.clone();
    let href = move || cx.address_after(for_address.clone());
    if untrack(&href).is_none() {
        return view! {
            <button type="button" class=format!("link {class}") on:click=sends(cx, message)>{label}</button>
        }
        .into_any();
    }
    let follow = move |event: MouseEvent| {
        if page::is_plain_click(&event) {
            event.prevent_default();
            cx.send(message.clone());
        }
    };
    view! { <a class=class href=maybe(href) on:click=runs(follow)>{label}</a> }.into_any()
}

/// A link out of the explorer. Only https addresses are links; anything else shows as text.
pub fn outside(href: &str, label: impl IntoView + 'static) -> AnyView {
    let label = label.into_any();
    if !href.starts_with("https://") {
        return label;
    }
    view! { <a class="outside" href=href.to_owned() rel="noopener external">{label}</a> }.into_any()
}
