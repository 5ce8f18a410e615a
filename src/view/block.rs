//! Blocks that several pages are made of: a section under its heading, a pair of term and meaning, an item of a list.

use leptos::prelude::*;

/// A section with a heading; `id` names the heading and is unique in the explorer.
pub fn section(id: &'static str, heading: String, content: AnyView) -> AnyView {
    view! { <section aria-labelledby=id><h2 id=id>{heading}</h2>{content}</section> }.into_any()
}

/// A pair in a `<dl>`: a term and what it means.
pub fn pair(term: impl IntoView + 'static, meaning: AnyView) -> AnyView {
    pair_of(term.into_any(), meaning)
}

fn pair_of(term: AnyView, meaning: AnyView) -> AnyView {
    view! { <div><dt>{term}</dt><dd>{meaning}</dd></div> }.into_any()
}

/// A list without bullets.
pub fn plain_list(items: Vec<AnyView>) -> AnyView {
    let items: Vec<AnyView> = items.into_iter().map(item).collect();
    view! { <ul class="plain">{items}</ul> }.into_any()
}

/// An item of a list.
pub fn item(content: AnyView) -> AnyView {
    view! { <li>{content}</li> }.into_any()
}

/// A remark in the small grey voice.
pub fn hint(text: String) -> AnyView {
    view! { <p class="hint">{text}</p> }.into_any()
}
