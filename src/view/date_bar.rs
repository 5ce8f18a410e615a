//! The date bar: the as-of date and the baseline it is compared with, on an axis with the strategy's stops.
//!
//! The two thumbs are native range inputs on one rail, so that keys, touch and screen readers work as everywhere; the keys
//! move in steps that make sense here (see `README.md`). Each date can also be typed or picked.

use leptos::ev::{Event, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::Context;
use super::controls::choose;
use super::follow::{flag, follow, maybe, runs, sends, text};
use super::picture::{painted, picture};
use super::play::play_button;
use super::refusal::{Refusal, no_date};
use crate::domain::date::Day;
use crate::domain::document::Document;
use crate::domain::timeline::rail::{Rail, stop_after, stop_before};
use crate::drawing::classed;
use crate::drawing::rail::{TARGET, rail as draw};
use crate::drawing::scene::bounds;
use crate::language::read_date;
use crate::state::Message;
use crate::view::reactive::{Memo, RwSignal, StoredValue};
use crate::web::page;

/// The bar, with what stands below it.
pub fn date_bar(cx: Context) -> impl IntoView {
    let rail = Rail::of(cx.facts().document());
    let as_of = |cx: Context| cx.dates().as_of;
    let said = move || {
        cx.say("sheet.dates", &[("as_of", cx.date(cx.dates().as_of).into()), ("baseline", cx.baseline_name().into())])
    };
    view! {
        <section class="date-bar" aria-label=cx.text("dates.label")>
            <div class="rail">
                {line(cx, rail)}
                {thumb(cx, rail, "baseline", |cx| cx.dates().baseline, as_of, |_, day| Message::SetBaseline(Some(day)))}
                {thumb(cx, rail, "as-of", as_of, |_| Day(i32::MAX), |cx, day| cx.as_of_message(day))}
            </div>
            <div class="date-words">{date_words(cx)}</div>
            {painted(move || classed("p", "on-paper").text(said()))}
        </section>
    }
}

/// The two dates in words, to type and to choose.
fn date_words(cx: Context) -> AnyView {
    view! {
        {as_of_field(cx)}
        {baseline_choice(cx)}
        {follow(move || notes(cx).into_any())}
    }
    .into_any()
}

/// The line under the thumbs. As on any slider, a click on it leads there.
fn line(cx: Context, rail: Rail) -> impl IntoView {
    let lead = move |event: MouseEvent| {
        if let Some(line) = page::target(&event).filter(|target| target.class_list().contains(TARGET)) {
            let line = line.get_bounding_client_rect();
            let fraction = (f64::from(event.client_x()) - line.left()) / line.width().max(1.0);
            cx.send(cx.as_of_message(rail.day(fraction)));
        }
    };
    view! { <div on:click=runs(lead)>{picture(cx, "painted", move || vec![cx.read(|scene| draw(scene, rail))])}</div> }
}

/// One thumb. It goes up to `last` at most, and stays there when it is pulled further.
fn thumb(
    cx: Context,
    rail: Rail,
    name: &'static str,
    day: fn(Context) -> Day,
    last: fn(Context) -> Day,
    message: fn(Context, Day) -> Message,
) -> impl IntoView {
    let now = move || day(cx);
    // The day that is taken for one that is asked for.
    let send = move |day: Day| {
        // A date that was typed may be beyond the axis: its thumb goes no further, and does not leap back.
        let (now, last) = untrack(|| (now(), last(cx)));
        let last = last.min(rail.end.max(now));
        let taken = day.clamp(rail.start.min(now).min(last), last);
        cx.send(message(cx, taken));
        taken
    };
    let on_input = move |event| {
        if let Ok(number) = event_target_value(&event).parse() {
            let taken = send(Day(number));
            if taken != Day(number) {
                event_target::<HtmlInputElement>(&event).set_value(&taken.0.to_string());
            }
        }
    };
    // A finger that scrolls the page from here has moved the thumb by then.
    let held = StoredValue::new(Day(0));
    let on_hold = move |_| held.set_value(untrack(now));
    let on_cancel = move |_| {
        send(held.get_value());
    };
    let on_keydown = move |event: KeyboardEvent| {
        if let Some(day) = day_after_key(untrack(now), &event) {
            event.prevent_default();
            send(day);
        }
    };
    view! {
        <input type="range" class=format!("thumb {name}") aria-label=cx.word("dates", name)
            aria-valuetext=text(move || cx.date(now())) min=rail.start.0.to_string() max=rail.end.0.to_string()
            prop:value=text(move || now().0.to_string()) on:input=runs(on_input) on:keydown=runs(on_keydown)
            on:pointerdown=runs(on_hold) on:pointercancel=runs(on_cancel)/>
    }
}

/// Where a key takes a date: arrows by a month, with Shift by a day; Page Up and Down by a year. Home and End are the
/// browser's own.
fn day_after_key(day: Day, event: &KeyboardEvent) -> Option<Day> {
    // Back, the next tab and the like are the browser's.
    if event.alt_key() || event.ctrl_key() || event.meta_key() {
        return None;
    }
    let is_by_day = event.shift_key();
    match event.key().as_str() {
        "ArrowRight" | "ArrowUp" if is_by_day => Some(Day(day.0 + 1)),
        "ArrowLeft" | "ArrowDown" if is_by_day => Some(Day(day.0 - 1)),
        "ArrowRight" | "ArrowUp" => Some(day.months_later(1)),
        "ArrowLeft" | "ArrowDown" => Some(day.months_later(-1)),
        "PageUp" => Some(day.months_later(12)),
        "PageDown" => Some(day.months_later(-12)),
        _ => None,
    }
}

/// "As of", with a field to type or pick the day; steps from stop to stop; play.
fn as_of_field(cx: Context) -> impl IntoView {
    let shown = text(move || cx.date(cx.dates().as_of));
    let is_typing = RwSignal::new(false);
    let refusal = Refusal::of(shown);
    let on_change = move |event: Event| {
        let typed = event_target_value(&event);
        let bounds = bounds(&cx.facts());
        // Emptied, it is the latest day again.
        let day = match typed.trim() {
            "" => Ok(None),
            typed => read_date(typed, cx.words().format(), bounds.first_day(), bounds.last_day())
                .map(|date| cx.as_of_on(date.last_checked(cx.facts().document().checked_through)))
                .map_err(|why| no_date(cx, typed, why, "dates.form")),
        };
        refusal.hear(&event, day.map(|day| cx.send(Message::SetAsOf(day))));
    };
    let is_latest = move || cx.dates().as_of == cx.facts().document().checked_through;
    view! {
        <div class="as-of-field">
            <label for="as-of">{cx.text("dates.as_of")}</label>
            <input id="as-of" type="text" autocomplete="off" spellcheck="false" prop:value=shown on:change=runs(on_change)
                on:focus=runs(move |_| is_typing.set(true)) on:blur=runs(move |_| is_typing.set(false))
                aria-invalid=refusal.invalid() aria-describedby="as-of-error"/>
            <span class="date-tools">
                {step_button(cx, "dates.previous_stop", "←", stop_before)}
                {play_button(cx, is_typing)}
                {step_button(cx, "dates.next_stop", "→", stop_after)}
                <span class="hint" hidden=flag(move || !is_latest())>{cx.text("dates.latest")}</span>
                <button type="button" class="quiet" hidden=flag(is_latest) on:click=sends(cx, Message::SetAsOf(None))>
                    {cx.text("dates.reset")}
                </button>
            </span>
            {refusal.alert("as-of-error".to_owned())}
        </div>
    }
}

/// A button that takes the as-of date to a stop beside it.
fn step_button(
    cx: Context,
    key: &'static str,
    sign: &'static str,
    beside: fn(&Document, Day) -> Option<Day>,
) -> AnyView {
    let stop = move |cx: Context| beside(cx.facts().document(), cx.dates().as_of);
    let step = move |_| {
        if let Some(day) = untrack(|| stop(cx)) {
            cx.send(cx.as_of_message(day));
        }
    };
    // Not `disabled`: who steps to the last stop keeps the focus.
    let is_last = move || stop(cx).is_none().then(|| "true".to_owned());
    view! {
        <button type="button" class="tool" aria-label=cx.text(key) title=cx.text(key) aria-disabled=maybe(is_last) on:click=runs(step)>{sign}</button>
    }
    .into_any()
}

/// "Compared with": one of the stops before the as-of date, or the day the thumb was moved to.
fn baseline_choice(cx: Context) -> AnyView {
    // A date that moves seldom changes what there is to choose.
    let days = Memo::new(move |_| {
        let dates = cx.dates();
        let facts = cx.facts();
        let stops = facts.document().stops.iter().map(|stop| stop.day).filter(|day| *day < dates.as_of);
        let mut days: Vec<Day> = stops.collect();
        if !days.contains(&dates.baseline) {
            days.push(dates.baseline);
        }
        days
    });
    follow(move || {
        let facts = cx.facts();
        let name = |day: Day| match facts.stop_on(day) {
            Some(stop) => format!("{}, {}", stop.short, cx.short_date(day)),
            None => cx.date(day),
        };
        let options = days.get().into_iter().map(|day| (day.to_string(), name(day))).collect();
        let on_choice = move |day: String| cx.send(Message::SetBaseline(Day::parse(&day)));
        choose("baseline", cx.text("dates.compared"), options, text(move || cx.dates().baseline.to_string()), on_choice)
    })
}

/// What has to be said about the dates: that they are ahead of the facts, or that the baseline that was chosen is later.
fn notes(cx: Context) -> Vec<AnyView> {
    let dates = cx.dates();
    let checked = cx.facts().document().checked_through;
    let ahead = (dates.as_of > checked).then(|| cx.say("dates.ahead", &[("date", cx.date(checked).into())]));
    let resting = cx.model().baseline.filter(|chosen| *chosen > dates.as_of).map(|chosen| {
        cx.say("dates.resting", &[("chosen", cx.date(chosen).into()), ("baseline", cx.baseline_name().into())])
    });
    let notes = [ahead, resting].into_iter().flatten();
    notes.map(|note| view! { <p class="hint" prop:textContent=note></p> }.into_any()).collect()
}
