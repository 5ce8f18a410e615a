//! Progress: how many stood in each status over time, for the selection and area by area; how long the stages took.

use std::sync::Arc;

use leptos::prelude::*;

use super::Context;
use super::follow::{runs, text};
use super::picture::{kept_picture, painted, picture};
use crate::domain::date::Day;
use crate::domain::progress::trend::Trend;
use crate::drawing::node::{Node, classed};
use crate::drawing::stages::stages;
use crate::drawing::trend::{counts_on, large, multiples, table_of, table_of_areas, window};
use crate::view::reactive::{Memo, RwSignal};
use crate::web::page;

/// The view.
pub fn progress_view(cx: Context) -> AnyView {
    // A date that moves changes the statuses, and so the selection, but seldom its rows: then only lines move.
    let rows = Memo::new(move |_| cx.selection().rows().to_vec());
    let trends = Memo::new(move |_| {
        let facts = cx.facts();
        let rows = rows.get();
        let of_area = |area: usize| {
            let is_in = |row: &usize| facts.initiative(*row).is_some_and(|initiative| initiative.area == area);
            Trend::of(&facts, rows.iter().copied().filter(is_in))
        };
        let own = Trend::of(&facts, rows.iter().copied());
        let of_areas = (0..facts.document().areas.len()).map(of_area);
        Arc::new([own].into_iter().chain(of_areas).map(Arc::new).collect::<Vec<_>>())
    });
    let by_area = move |kept: &mut _| {
        let trends = trends.get();
        let of_areas = trends.get(1..).unwrap_or_default();
        vec![cx.read(|scene| multiples(scene, of_areas, kept))]
    };
    let stages = move |kept: &mut _| vec![cx.read(|scene| stages(scene, kept))];
    view! {
        <div class="progress">
            {whole(cx, trends)}
            <section>
                <h3>{cx.text("progress.areas_heading")}</h3>
                <p class="hint">{cx.text("progress.areas_sentence")}</p>
                {kept_picture(cx, "painted", by_area)}
                {as_table(cx, move || cx.read(|scene| table_of_areas(scene, trends.get().get(1..).unwrap_or_default())))}
            </section>
            {kept_picture(cx, "painted", stages)}
        </div>
    }
    .into_any()
}

/// The trend of the selection, and behind it those of its areas.
type Trends = Memo<Arc<Vec<Arc<Trend>>>>;

/// The large chart of the selection, with a thumb to read off any day.
fn whole(cx: Context, trends: Trends) -> AnyView {
    let reading = RwSignal::new(None::<Day>);
    let day = move || reading.get().unwrap_or(cx.dates().as_of);
    let own = move || trends.get().first().cloned().unwrap_or_default();
    let chart = move |kept: &mut _| cx.read(|scene| large(scene, &own(), reading.get(), kept));
    let said = move || cx.read(|scene| counts_on(scene, &own(), day()));
    let sentence = move || {
        let (as_of, checked) = (cx.dates().as_of, cx.facts().document().checked_through);
        let key = if as_of == checked { "progress.status_sentence" } else { "progress.status_then" };
        cx.say(key, &[("date", cx.date(as_of).into()), ("checked", cx.date(checked).into())])
    };
    let bounds = move || cx.read(window);
    // The thumb goes from month to month, and reads off their last days.
    let month_of = move |day: Day| {
        let (year, month, _) = day.to_ymd();
        (year - bounds().first_day().year()) * 12 + month.cast_signed() - 1
    };
    let end_of = move |month: i32| {
        let next = (bounds().first_day().year() + (month + 1).div_euclid(12), (month + 1).rem_euclid(12) + 1);
        Day::from_ymd(next.0, next.1.cast_unsigned(), 1).map(|day| Day(day.0 - 1))
    };
    let on_input =
        move |event| reading.set(event_target_value(&event).parse().ok().and_then(|month| untrack(|| end_of(month))));
    view! {
        <section>
            <h3>{cx.text("progress.status_heading")}</h3>
            {painted(move || classed("p", "hint").text(sentence()))}
            {kept_picture(cx, "trend", chart)}
            <label class="reading">
                <span>{cx.text("progress.read")}</span>
                <input type="range" class="reader" min="0" max=text(move || month_of(bounds().last_day()).to_string())
                    prop:value=text(move || month_of(day()).to_string()) aria-valuetext=text(said) on:input=runs(on_input)/>
            </label>
            {painted(move || classed("p", "reading-words").text(said()))}
            {as_table(cx, move || cx.read(|scene| table_of(scene, &own())))}
        </section>
    }
    .into_any()
}

/// The numbers of a picture, folded away, and drawn when they are not: no date that moves waits for what nobody sees.
fn as_table(cx: Context, table: impl Fn() -> Node + 'static) -> AnyView {
    let is_open = RwSignal::new(false);
    let follow_fold = move |event| {
        is_open.set(page::target(&event).is_some_and(|details| details.has_attribute("open")));
    };
    let drawn = move || if is_open.get() { vec![table()] } else { Vec::new() };
    view! {
        <details on:toggle=runs(follow_fold)>
            <summary>{cx.text("progress.as_table")}</summary>
            {picture(cx, "painted", drawn)}
        </details>
    }
    .into_any()
}
