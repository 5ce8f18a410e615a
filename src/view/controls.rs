//! Small controls that several parts use.

use leptos::prelude::*;
use web_sys::HtmlSelectElement;

use super::Context;
use super::follow::{runs, text};
use crate::state::Message;

/// A choice of one among the words of a vocabulary: `id` is the group of their messages, which also has the label. A word
/// that is chosen sends its message, if it has one.
pub fn choose_word(
    cx: Context,
    id: &'static str,
    words: impl Iterator<Item = &'static str>,
    chosen: impl Fn() -> &'static str + Send + Sync + 'static,
    message: impl Fn(&str) -> Option<Message> + 'static,
) -> AnyView {
    let options = words.map(|word| (word.to_owned(), cx.word(id, word))).collect();
    let on_choice = move |word: String| {
        if let Some(message) = message(&word) {
            cx.send(message);
        }
    };
    choose(id, cx.word(id, "label"), options, text(move || chosen().to_owned()), on_choice)
}

/// A choice of one among few: a label and a native select. `options` are pairs of value and name.
pub fn choose(
    id: &'static str,
    label: String,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    on_choice: impl Fn(String) + 'static,
) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, name)| {
            let is_first = chosen.with_untracked(|chosen| *chosen == value);
            view! { <option value=value selected=is_first prop:textContent=name></option> }.into_any()
        })
        .collect();
    let on_change = move |event| {
        on_choice(event_target_value(&event));
        // What was chosen may be none, as "as zoomed" is where nothing is zoomed.
        event_target::<HtmlSelectElement>(&event).set_value(&chosen.get_untracked());
    };
    view! {
        <span class="choose">
            <label for=id>{label}</label>
            <select id=id prop:value=chosen on:change=runs(on_change)>{options}</select>
        </span>
    }
    .into_any()
}
