//! Official references of an initiative, with links to EUR-Lex, OEIL and the EU Law Tracker.

use leptos::prelude::*;

use crate::domain::initiative::Refs;
use crate::domain::official_page::{eur_lex, law_tracker, legislative_observatory};
use crate::view::Context;
use crate::view::block::{pair, section};
use crate::view::link::outside;

/// The section; nothing when there is no reference.
pub fn references(cx: Context, refs: &Refs) -> Option<AnyView> {
    let text = |text: &String| text.clone().into_any();
    let document = match (&refs.com, &refs.proposal_celex) {
        (Some(com), Some(celex)) => Some(("ref.com", outside(&eur_lex(celex), com.clone()))),
        (Some(com), None) => Some(("ref.com", text(com))),
        (None, Some(celex)) => Some(("ref.proposal", outside(&eur_lex(celex), celex.clone()))),
        (None, None) => None,
    };
    let lines = [
        refs.celex.as_ref().map(|celex| ("ref.celex", outside(&eur_lex(celex), celex.clone()))),
        refs.oj.as_ref().map(|oj| ("ref.oj", text(oj))),
        document,
        refs.procedure.as_ref().map(|procedure| ("ref.procedure", procedure_links(cx, procedure))),
        refs.repeals.as_ref().map(|celex| ("ref.repeals", outside(&eur_lex(celex), celex.clone()))),
    ];
    let lines: Vec<_> = lines.into_iter().flatten().map(|(key, value)| pair(cx.text(key), value)).collect();
    (!lines.is_empty()).then(|| {
        let list = view! { <dl class="refs">{lines}</dl> }.into_any();
        section("refs-heading", cx.text("initiative.refs"), list)
    })
}

/// A procedure with its page in Parliament's observatory and, for ordinary legislation, in the joint tracker.
fn procedure_links(cx: Context, procedure: &str) -> AnyView {
    let observatory = outside(&legislative_observatory(procedure), cx.text("link.oeil"));
    let tracker = law_tracker(procedure)
        .map(|address| view! { " · "{outside(&address, cx.text("link.law_tracker"))} }.into_any());
    view! { {procedure.to_owned()}" · "{observatory}{tracker} }.into_any()
}
