//! The search: one field over everything.

use leptos::prelude::*;

use super::Context;
use super::follow::{flag, runs, text};
use crate::state::Message;
use crate::state::preset::Lock;
use crate::web::page;

/// The field. What is typed is searched at once; Enter leads to what was found, Escape empties it.
pub fn search_box(cx: Context) -> impl IntoView {
    let on_input = move |event| cx.send(Message::Search(event_target_value(&event)));
    let on_keydown = move |event: leptos::ev::KeyboardEvent| {
        // A card that shows is what Escape takes away first.
        let has_card = || {
            let explorer = page::target(&event).and_then(|field| field.closest(".explorer").ok().flatten());
            explorer.is_some_and(|explorer| page::first(&explorer, "[data-card]").is_some())
        };
        // These keys also end what an input method composes.
        if event.is_composing() {
            return;
        }
        if event.key() == "Enter" {
            cx.send(Message::SkipToResults);
        }
        if event.key() == "Escape" && !cx.model_now().query.text.is_empty() && !has_card() {
            event.prevent_default();
            cx.send(Message::Search(String::new()));
        }
    };
    view! {
        <search class="search">
            <label for="search" class="unseen">{cx.text("search.label")}</label>
            <input id="search" type="search" autocomplete="off" spellcheck="false" enterkeyhint="search" maxlength="200"
                readonly=flag(move || cx.is_locked(Lock::Search))
                placeholder=cx.text("search.label")
                prop:value=text(move || cx.model().query.text.clone()) on:input=runs(on_input) on:keydown=runs(on_keydown)/>
        </search>
    }
}
