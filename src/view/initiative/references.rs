//! Official references of an initiative, with links to EUR-Lex, OEIL and the EU Law Tracker.

use leptos::prelude::*;

use crate::domain::initiative::Refs;
use crate::domain::official_page::{Reference, references_of};
use crate::view::Context;
use crate::view::block::{pair, section};
use crate::view::link::outside;

/// The section; nothing when there is no reference.
pub fn references(cx: Context, refs: &Refs) -> Option<AnyView> {
    let line = |reference: Reference<'_>| {
        let text = outside(&reference.page.unwrap_or_default(), reference.text.to_owned());
        let more: Vec<_> = reference
            .more
            .iter()
            .map(|(name, page)| view! { " · "{outside(page, cx.word("link", name))} }.into_any())
            .collect();
        pair(cx.word("ref", reference.name), view! { {text}{more} }.into_any())
    };
    let lines: Vec<_> = references_of(refs).into_iter().map(line).collect();
    (!lines.is_empty()).then(|| {
        let list = view! { <dl class="refs">{lines}</dl> }.into_any();
        section("refs-heading", cx.text("initiative.refs"), list)
    })
}
