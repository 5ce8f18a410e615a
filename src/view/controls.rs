//! Small controls that several parts use.

use leptos::prelude::*;

use super::follow::{flag, runs};

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
            let own = value.clone();
            view! { <option value=value selected=flag(move || chosen.with(|chosen| *chosen == own))>{name}</option> }
                .into_any()
        })
        .collect();
    view! {
        <span class="choose">
            <label for=id>{label}</label>
            <select id=id prop:value=chosen on:change=runs(move |event| on_choice(event_target_value(&event)))>{options}</select>
        </span>
    }
    .into_any()
}
