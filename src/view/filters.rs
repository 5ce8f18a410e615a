//! The filters with live counts. A count says how many would match with that value as the only choice of its facet; a
//! value that would give nothing stays in sight and cannot be chosen.

use leptos::prelude::*;

use super::Context;
use super::follow::{aria_flag, flag, runs, sends, text};
use super::headline::baseline_name;
use super::mark::status_icon;
use super::refusal::{Refusal, no_date};
use super::search_box::search_box;
use crate::domain::date::{Day, PartialDate};
use crate::domain::order::sort_positions;
use crate::domain::query::Facet;
use crate::domain::vocabulary::Status;
use crate::drawing::scene::bounds;
use crate::language::read_date;
use crate::state::Message;
use crate::state::preset::Lock;

/// How many values of a long facet show before "show all".
const SHORT_LIST: usize = 7;

/// The search and all filters; behind one button where there is no room beside the results.
pub fn filters(cx: Context) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let count = move || cx.model().query.filters().len();
    view! {
        <aside class="filters" aria-label=cx.text("filters.heading")>
            {search_box(cx)}
            <button type="button" class="filters-button" aria-expanded=aria_flag(move || is_open.get()) aria-controls="filters"
                on:click=runs(move |_| is_open.update(|is_open| *is_open = !*is_open))>
                {text(move || match count() {
                    0 => cx.text("filters.button"),
                    n => cx.say("filters.button_set", &[("n", n.into())]),
                })}
            </button>
            <div id="filters" class="filter-groups" class:open=flag(move || is_open.get())>
                {Facet::ALL.map(|facet| group(cx, facet)).into_iter().collect::<Vec<_>>()}
                {time(cx)}
            </div>
        </aside>
    }
}

/// One facet.
fn group(cx: Context, facet: Facet) -> AnyView {
    let values = ordered_values(cx, facet);
    let is_long = values.len() > SHORT_LIST + 2;
    let shows_all = RwSignal::new(!is_long);
    let n = values.len();
    let can_clear = move || !cx.model().query.choices(facet).is_empty() && !cx.is_locked(Lock::Facet(facet));
    let rows: Vec<_> = values
        .into_iter()
        .enumerate()
        .map(|(rank, (position, value))| {
            choice(cx, facet, position, value, move || rank < SHORT_LIST || shows_all.get())
        })
        .collect();
    view! {
        <fieldset>
            <legend>
                {cx.word("facet", facet.slug())}
                {held_mark(cx, Lock::Facet(facet))}
                <button type="button" class="quiet" hidden=flag(move || !can_clear())
                    aria-label=cx.say("filters.clear_facet", &[("facet", cx.word("facet", facet.slug()).into())])
                    on:click=sends(cx, Message::ClearFacet(facet))>{cx.text("filters.clear")}</button>
            </legend>
            {rows}
            {is_long.then(|| view! {
                <button type="button" class="quiet" aria-expanded=aria_flag(move || shows_all.get())
                    on:click=runs(move |_| shows_all.update(|all| *all = !*all))>
                    {text(move || if shows_all.get() { cx.text("filters.fewer") } else { cx.say("filters.all", &[("n", n.into())]) })}
                </button>
            }.into_any())}
        </fieldset>
    }
    .into_any()
}

/// Says beside a name that the editor of the page holds what is under it.
fn held_mark(cx: Context, lock: Lock) -> AnyView {
    view! { <span class="held-mark" hidden=flag(move || !cx.is_locked(lock))>{cx.text("filters.held")}</span> }
        .into_any()
}

/// The values of a facet that the data has, in the order in which they show: vocabularies in theirs, the rest by how
/// many initiatives have them.
fn ordered_values(cx: Context, facet: Facet) -> Vec<(usize, String)> {
    let facts = cx.facts();
    let values = facts.values(facet);
    let mut positions: Vec<usize> = (0..values.len()).collect();
    match facet {
        Facet::Area => {}
        // From "in effect" down; what has ended is the exception, and comes last.
        Facet::Status => {
            positions.reverse();
            positions.rotate_left(1);
        }
        Facet::Kind | Facet::Topic | Facet::Actor => {
            let count = |position: usize| facts.column(facet).get(position).map_or(0, |rows| rows.count_ones(..));
            positions.retain(|position| count(*position) > 0);
            sort_positions(&mut positions, &|a, b| count(b).cmp(&count(a)));
        }
    }
    positions.into_iter().filter_map(|position| Some((position, values.get(position)?.clone()))).collect()
}

fn choice(
    cx: Context,
    facet: Facet,
    position: usize,
    value: String,
    is_in_short_list: impl Fn() -> bool + Send + Sync + Copy + 'static,
) -> AnyView {
    let count = move || cx.selection().counts(facet).get(position).copied().unwrap_or_default();
    let chosen = {
        let value = value.clone();
        flag(move || cx.model().query.choices(facet).contains(&value))
    };
    let is_dead_end = move || count() == 0 && !chosen.get();
    // "Ended" and "not yet begun" only show while they say something.
    let is_rare =
        facet == Facet::Status && matches!(Status::from_slug(&value), Some(Status::NotYetBegun | Status::Ended));
    let is_hidden = move || !chosen.get() && (!is_in_short_list() || (is_rare && count() == 0));
    let name = name_of(cx, facet, &value);
    let icon = (facet == Facet::Status).then(|| Status::from_slug(&value).map(|status| status_icon(status).into_any()));
    let on_change = move |_| cx.send(Message::Toggle(facet, value.clone()));
    view! {
        <label class="choice" class:empty=flag(is_dead_end) hidden=flag(is_hidden)>
            <input type="checkbox" prop:checked=chosen
                disabled=flag(move || is_dead_end() || cx.is_locked(Lock::Facet(facet))) on:change=runs(on_change)/>
            {icon}
            <span class="choice-name">{name}</span>
            <span class="count">{text(move || cx.words().format().number(count()))}</span>
        </label>
    }
    .into_any()
}

/// The name of a facet's value, as filters and chips show it.
pub fn name_of(cx: Context, facet: Facet, value: &str) -> String {
    let facts = cx.facts();
    let Some(position) = facts.position(facet, value) else { return value.to_owned() };
    let document = facts.document();
    match facet {
        Facet::Area => {
            document.areas.get(position).map(|area| format!("{} {}", area.number, area.short)).unwrap_or_default()
        }
        Facet::Status => cx.word("status", value),
        Facet::Kind => cx.word("kind", value),
        Facet::Topic => cx.topic(position),
        Facet::Actor => document.actors.get(position).map(|actor| actor.short.clone()).unwrap_or_default(),
    }
}

/// The time range, and what moved since the baseline.
fn time(cx: Context) -> impl IntoView {
    let ninety = move |_| {
        let as_of = untrack(|| cx.dates().as_of);
        cx.send(Message::SetTime(Some(Day(as_of.0 + 1).into()), Some(Day(as_of.0 + 90).into())));
    };
    let moved = move || cx.model().query.moved;
    view! {
        <fieldset>
            <legend>{cx.text("facet.time")}{held_mark(cx, Lock::Time)}</legend>
            {date_field(cx, "from")}
            {date_field(cx, "to")}
            <p class="hint">{cx.text("filters.time_hint")}</p>
            <button type="button" class="quiet" disabled=flag(move || cx.is_locked(Lock::Time)) on:click=runs(ninety)>{cx.text("filters.ninety")}</button>
            <label class="choice">
                <input type="checkbox" prop:checked=flag(moved) disabled=flag(move || cx.is_locked(Lock::Moved)) on:change=runs(move |_| cx.send(Message::ToggleMoved))/>
                <span class="choice-name">{text(move || cx.say("filters.moved", &[("baseline", baseline_name(cx).into())]))}</span>
            </label>
        </fieldset>
    }
}

/// A field for a year, a month or a day: the start or the end of the time range. What is no date, what lies outside the years
/// of the facts and what would leave no time is said beside it, and the old date stays.
fn date_field(cx: Context, id: &'static str) -> AnyView {
    let is_from = id == "from";
    let error_id = format!("{id}-error");
    let value = move || if is_from { cx.model().query.from } else { cx.model().query.to };
    let shown = text(move || value().map(|date| date.to_string()).unwrap_or_default());
    let refusal = Refusal::of(shown);
    let on_change = move |event| {
        let typed = event_target_value(&event);
        let query = &cx.model_now().query;
        let range = read_range(cx, typed.trim(), is_from, query.from, query.to);
        refusal.hear(range.map(|(from, to)| cx.send(Message::SetTime(from, to))));
    };
    view! {
        <div class="date-field">
            <label for=id>{cx.word("filters", id)}</label>
            <input id=id type="text" inputmode="numeric" autocomplete="off" readonly=flag(move || cx.is_locked(Lock::Time)) placeholder=cx.text("filters.date_placeholder")
                prop:value=shown on:change=runs(on_change) aria-invalid=refusal.invalid() aria-describedby=error_id.clone()/>
            <p class="field-error" id=error_id role="alert">{refusal.sentence()}</p>
        </div>
    }
    .into_any()
}

/// The time range with what was typed into one of its fields; else a sentence that says why it cannot be.
fn read_range(
    cx: Context,
    typed: &str,
    is_from: bool,
    from: Option<PartialDate>,
    to: Option<PartialDate>,
) -> Result<(Option<PartialDate>, Option<PartialDate>), String> {
    let bounds = bounds(&cx.facts());
    let date = match typed {
        "" => None,
        typed => Some(
            read_date(typed, cx.words().format(), bounds.first_day(), bounds.last_day())
                .map_err(|why| no_date(cx, typed, why, "filters.form"))?,
        ),
    };
    let (from, to) = if is_from { (date, to) } else { (from, date) };
    match (from, to) {
        (Some(from), Some(to)) if to.last() < from.first() => {
            Err(cx.say("filters.empty_range", &[("from", cx.date(from).into()), ("to", cx.date(to).into())]))
        }
        range => Ok(range),
    }
}
