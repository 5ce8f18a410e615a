//! The one sentence that carries the numbers, each a link to its list.

use leptos::prelude::*;

use super::Context;
use super::follow::follow;
use super::link::link;
use crate::domain::query::Query;
use crate::domain::selection::select;
use crate::domain::vocabulary::Status;
use crate::language::Part;
use crate::state::Message;

/// The headline. It speaks of all initiatives that this explorer is about, not of the selection, and follows the dates.
pub fn headline(cx: Context) -> impl IntoView {
    view! { <h1 class="headline">{follow(move || sentence(cx).into_any())}</h1> }
}

fn sentence(cx: Context) -> Vec<AnyView> {
    let statuses = cx.statuses();
    // All that this explorer is about: everything, unless the editor of the page holds a filter.
    let about = select(&cx.facts(), &cx.preset().scope(), &statuses);
    let counts = statuses.counts(about.rows().iter().copied());
    let count = |status: Status| counts.get(status as usize).copied().unwrap_or_default();
    let in_effect = count(Status::InEffect);
    let adopted = count(Status::Adopted) + in_effect;
    let moved = about.rows().iter().filter(|row| statuses.has_moved(**row)).count();
    let is_ahead = statuses.dates.as_of > cx.facts().document().checked_through;

    let show = |query: Query| Message::ShowOnly(Box::new(query));
    let with_status = |statuses: Vec<Status>| show(Query { statuses, ..Query::default() });
    let slot = |name: &str| match name {
        "total" => link(cx, "", show(Query::default()), cx.say("headline.total", &[("n", about.len().into())])),
        "adopted" => {
            let list = with_status(vec![Status::Adopted, Status::InEffect]);
            link(cx, "", list, cx.say("headline.adopted", &[("n", adopted.into())]))
        }
        "in_effect" => {
            let list = with_status(vec![Status::InEffect]);
            link(cx, "", list, cx.say("headline.in_effect", &[("n", in_effect.into())]))
        }
        "moved" => {
            let list = show(Query { moved: true, ..Query::default() });
            link(cx, "", list, cx.say("headline.moved", &[("n", moved.into())]))
        }
        "baseline" => baseline_name(cx).into_any(),
        "date" => cx.date(statuses.dates.as_of).into_any(),
        _ => ().into_any(),
    };
    let key = if is_ahead { "headline.planned" } else { "headline.sentence" };
    // A button in a line may be parted from the comma after it; a word joiner keeps them together.
    let joiner = if cx.full_address_of("").is_empty() { "\u{2060}" } else { "" };
    let part = |part| match part {
        Part::Text(text) if text.starts_with([',', ';', '.']) => (joiner.to_owned() + &text).into_any(),
        Part::Text(text) => text.into_any(),
        Part::Slot(name) => slot(&name),
    };
    cx.parts(key, &[]).into_iter().map(part).collect()
}

/// The baseline in words: the report of that day, or the date.
pub fn baseline_name(cx: Context) -> String {
    cx.words().stop_or_day(&cx.facts(), cx.dates().baseline)
}
