//! Small controls that several parts use.

use leptos::prelude::*;

/// A choice of one among few: a label and a native select. `options` are pairs of value and name.
pub fn choose(
    id: &'static str,
    label: String,
    options: Vec<(&'static str, String)>,
    chosen: impl Fn() -> &'static str + Send + Sync + Copy + 'static,
    on_choice: impl Fn(String) + 'static,
) -> impl IntoView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, name)| view! { <option value=value selected=move || chosen() == value>{name}</option> })
        .collect();
    view! {
        <span class="choose">
            <label for=id>{label}</label>
            <select id=id prop:value=chosen on:change=move |event| on_choice(event_target_value(&event))>{options}</select>
        </span>
    }
}
