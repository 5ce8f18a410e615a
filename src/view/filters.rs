//! The filters: the search, the facets, the time range.

use leptos::ev::{Event, MouseEvent};
use leptos::prelude::*;

use super::Context;
use super::follow::{aria_flag, flag, runs, text};
use super::picture::{painted, picture};
use super::refusal::{Refusal, no_date};
use super::search_box::search_box;
use crate::domain::date::{Day, PartialDate};
use crate::domain::query::{Facet, Filter, toggle};
use crate::drawing::classed;
use crate::drawing::control::button;
use crate::drawing::facets::facet_group;
use crate::drawing::scene::bounds;
use crate::language::read_date;
use crate::state::preset::Lock;
use crate::state::{Message, Model};
use crate::view::reactive::{Memo, RwSignal};
use crate::web::page;

/// The search and all filters; behind one button where there is no room beside the results.
pub fn filters(cx: Context) -> AnyView {
    let is_open = RwSignal::new(false);
    // The search stands above the button.
    let count = move || cx.model().query.filters().iter().filter(|filter| **filter != Filter::Text).count();
    // Where the filters push the results down: the way there, with the number that every choice leaves.
    let show = move |event: MouseEvent| {
        is_open.set(false);
        cx.send(Message::SkipToResults);
        // In a frame as high as what is in it all is in sight, but not of the page around.
        let around = page::target(&event).and_then(|button| button.closest(".selection").ok().flatten());
        page::before_next_drawing(move || {
            if let Some(heading) = around.and_then(|around| page::first(&around, "#results-heading")) {
                page::show_nearest(&heading);
            }
        });
    };
    view! {
        <aside class="filters" aria-label=cx.text("filters.heading")>
            {search_box(cx)}
            <button type="button" class="filters-button" aria-expanded=aria_flag(move || is_open.get()) aria-controls="filters"
                on:click=runs(move |_| is_open.update(|is_open| *is_open = !*is_open))
                prop:textContent=text(move || match count() {
                    0 => cx.text("filters.button"),
                    n => cx.say("filters.button_set", &[("n", n.into())]),
                })></button>
            <div id="filters" class="filter-groups" class:open=flag(move || is_open.get())>
                {choices(cx, is_open)}
                {time(cx)}
                <button type="button" class="primary show-results" on:click=runs(show)
                    prop:textContent=text(move || cx.say("filters.show", &[("n", cx.selection().len().into())]))></button>
            </div>
        </aside>
    }
    .into_any()
}

/// The facets, unless they are folded away: they are half of all elements. Which of the long ones show all their values is
/// nobody else's business.
fn choices(cx: Context, is_open: RwSignal<bool>) -> AnyView {
    let is_shown = Memo::new(move |_| is_open.get() || cx.has_filters_beside());
    let unfolded = RwSignal::new(Vec::<Facet>::new());
    let unfold = move |event: MouseEvent| {
        let button = page::target(&event).and_then(|target| target.closest("[data-unfold]").ok().flatten());
        let slug = button.as_ref().and_then(|button| button.get_attribute("data-unfold"));
        let Some(facet) = slug.and_then(|slug| Facet::from_slug(&slug)) else { return };
        let fieldset = button.and_then(|button| button.closest("fieldset").ok().flatten());
        let first_new = fieldset.and_then(|fieldset| page::first(&fieldset, "[hidden] input:enabled"));
        unfolded.update(|unfolded| toggle(unfolded, facet));
        // The button is behind what it brought.
        page::before_next_drawing(move || {
            first_new.as_ref().map(page::focus);
        });
    };
    // Neither a zoom nor another view changes what can be chosen.
    let own = cx.following(|model| Model { query: model.query.clone(), ..Model::default() });
    // Each by itself, so that those out of sight can wait.
    let groups = Facet::ALL.iter().map(|facet| {
        let facet = *facet;
        let group = move || {
            let group =
                || own.read(|scene| facet_group(scene, facet, unfolded.with(|unfolded| unfolded.contains(&facet))));
            is_shown.get().then(group).into_iter().collect()
        };
        picture(cx, "painted", group)
    });
    view! { <div class="painted" on:click=runs(unfold)>{groups.collect::<Vec<_>>()}</div> }.into_any()
}

/// Says beside a name that the editor of the page holds what is under it.
fn held_mark(cx: Context, lock: Lock) -> AnyView {
    view! { <span class="held-mark" hidden=flag(move || !cx.is_locked(lock))>{cx.text("filters.held")}</span> }
        .into_any()
}

/// The time range, and what moved since the baseline.
fn time(cx: Context) -> impl IntoView {
    let ninety = move || {
        let as_of = cx.dates().as_of;
        button("quiet", Message::SetTime(Some(Day(as_of.0 + 1).into()), Some(Day(as_of.0 + 90).into())))
            .with_flag("disabled", cx.is_locked(Lock::Time))
            .text(cx.say("filters.ninety", &[("date", cx.date(as_of).into())]))
    };
    let moved = move || cx.model().query.moved;
    let moved_name = move || {
        let name = cx.say("filters.moved", &[("baseline", cx.baseline_name().into())]);
        classed("span", "choice-name").text(name)
    };
    view! {
        <fieldset>
            <legend>{cx.text("facet.time")}{held_mark(cx, Lock::Time)}</legend>
            {date_field(cx, "from")}
            {date_field(cx, "to")}
            <p class="hint" id="time-hint">{cx.text("filters.time_hint")}</p>
            {picture(cx, "painted", move || vec![ninety().node()])}
            <label class="choice">
                <input type="checkbox" prop:checked=flag(moved) disabled=flag(move || cx.is_locked(Lock::Moved)) on:change=runs(move |_| cx.send(Message::ToggleMoved))/>
                {painted(moved_name)}
            </label>
        </fieldset>
    }
}

/// A field for a year, a month or a day: the start or the end of the time range. What is no date, what lies outside the years
/// of the facts and what would leave no time is said beside it, and the old date stays.
fn date_field(cx: Context, id: &'static str) -> AnyView {
    let is_from = id == "from";
    let error_id = format!("{id}-error");
    let described = error_id.clone() + " time-hint";
    let value = move || if is_from { cx.model().query.from } else { cx.model().query.to };
    let shown = text(move || value().map(|date| date.to_string()).unwrap_or_default());
    let refusal = Refusal::of(shown);
    let on_change = move |event: Event| {
        let typed = event_target_value(&event);
        let query = &cx.model_now().query;
        let range = read_range(cx, typed.trim(), is_from, query.from, query.to);
        refusal.hear(&event, range.map(|(from, to)| cx.send(Message::SetTime(from, to))));
    };
    view! {
        <div class="date-field">
            <label for=id>{cx.word("filters", id)}</label>
            <input id=id type="text" autocomplete="off" readonly=flag(move || cx.is_locked(Lock::Time)) placeholder=cx.text("filters.date_placeholder")
                prop:value=shown on:change=runs(on_change) aria-invalid=refusal.invalid() aria-describedby=described/>
            {refusal.alert(error_id)}
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
