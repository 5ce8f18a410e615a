//! What is filtered now: one chip a filter, each takes its filter away; one command takes all.

use leptos::prelude::*;

use super::Context;
use super::filters::name_of;
use super::follow::{follow, sends};
use super::headline::baseline_name;
use crate::domain::query::Filter;
use crate::state::Message;
use crate::state::preset::Lock;

/// The chips; nothing when nothing is filtered.
pub fn chips(cx: Context) -> AnyView {
    follow(move || {
        let filters = cx.model().query.filters();
        if filters.is_empty() {
            return ().into_any();
        }
        let is_held = |filter: &Filter| cx.is_locked(Lock::of(filter));
        let all_are_held = filters.iter().all(is_held);
        let chips: Vec<_> = filters
            .into_iter()
            .map(|filter| if is_held(&filter) { held_chip(cx, &filter) } else { chip(cx, filter) })
            .collect();
        view! {
            <ul class="chips" aria-label=cx.text("chips.label")>
                {chips}
                <li hidden=all_are_held><button type="button" class="quiet" on:click=sends(cx, Message::ClearAll)>{cx.text("chips.clear")}</button></li>
            </ul>
        }
        .into_any()
    })
}

fn chip(cx: Context, filter: Filter) -> AnyView {
    let name = filter_name(cx, &filter);
    let label = cx.say("chips.remove", &[("filter", name.clone().into())]);
    view! {
        <li>
            <button type="button" class="chip" aria-label=label on:click=sends(cx, Message::Drop(filter))>
                {name}<span class="cross" aria-hidden="true">{"×"}</span>
            </button>
        </li>
    }
    .into_any()
}

/// A filter that the editor of the page holds: in sight, but not to be taken away.
fn held_chip(cx: Context, filter: &Filter) -> AnyView {
    view! { <li class="chip held">{filter_name(cx, filter)}<span class="unseen">{cx.text("chips.held")}</span></li> }
        .into_any()
}

/// All filters in words.
pub fn filter_names(cx: Context) -> Vec<String> {
    cx.model_now().query.filters().iter().map(|filter| filter_name(cx, filter)).collect()
}

/// A filter in words.
pub fn filter_name(cx: Context, filter: &Filter) -> String {
    match filter {
        Filter::Text => cx.say("chips.text", &[("text", cx.model().query.text.trim().into())]),
        Filter::Choice(facet, value) => name_of(cx, *facet, value),
        Filter::Facet(facet) => cx.say("chips.facet", &[("facet", cx.word("facet", facet.slug()).into())]),
        Filter::Time => match (cx.model().query.from, cx.model().query.to) {
            (Some(from), Some(to)) if from == to => cx.say("chips.in", &[("date", cx.date(from).into())]),
            (Some(from), Some(to)) => {
                cx.say("chips.between", &[("from", cx.date(from).into()), ("to", cx.date(to).into())])
            }
            (Some(from), None) => cx.say("chips.from", &[("date", cx.date(from).into())]),
            (None, to) => cx.say("chips.to", &[("date", to.map(|date| cx.date(date)).unwrap_or_default().into())]),
        },
        Filter::Moved => cx.say("filters.moved", &[("baseline", baseline_name(cx).into())]),
    }
}
