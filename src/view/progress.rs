//! Progress: how many stood in each status over time, for the selection and area by area; how long the stages took.

use std::sync::Arc;

use leptos::prelude::*;

use super::Context;
use super::block::hint;
use super::follow::{follow, runs, text};
use super::link::initiative_link;
use super::picture::picture;
use crate::domain::date::Day;
use crate::domain::progress::durations::{FEWEST, Leg, Spread, durations, longest, took};
use crate::domain::progress::trend::Trend;
use crate::domain::timeline::Window;
use crate::domain::vocabulary::{Kind, Status};
use crate::drawing::Node;
use crate::drawing::scene::{results_width, window_of_span};
use crate::drawing::trend::{Chart, ORDER, areas, spread};
use crate::state::Span;

/// Height of the large chart, in pixels.
const HEIGHT: i64 = 280;
/// Height of a small one, in pixels.
const SMALL_HEIGHT: i64 = 96;
/// How many of the longest are named.
const N_LONGEST: usize = 10;

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
        Arc::new([own].into_iter().chain((0..facts.document().areas.len()).map(of_area)).collect::<Vec<_>>())
    });
    view! {
        <div class="progress">
            {whole(cx, trends)}
            {by_area(cx, trends)}
            {follow(move || stages(cx))}
        </div>
    }
    .into_any()
}

/// The trend of the selection, and behind it those of its areas.
type Trends = Memo<Arc<Vec<Trend>>>;

fn window(cx: Context) -> Window {
    window_of_span(&cx.facts(), &[], cx.dates().as_of, Span::Strategy)
}

/// The large chart of the selection, with a thumb to read off any day.
fn whole(cx: Context, trends: Trends) -> AnyView {
    let reading = RwSignal::new(None::<Day>);
    let day = move || reading.get().unwrap_or(cx.dates().as_of);
    let said = move || said_on(cx, trends, 0, day());
    let bounds = move || window(cx);
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
    let table = move || trends.get().first().map(|trend| table_of(cx, trend)).into_any();
    view! {
        <section>
            <h3>{cx.text("progress.status_heading")}</h3>
            <p class="hint">{text(move || cx.say("progress.status_sentence", &[("date", cx.date(cx.dates().as_of).into())]))}</p>
            {picture(cx, "trend", move || chart(cx, trends, 0, reading.get()))}
            <label class="reading">
                <span class="unseen">{cx.text("progress.read")}</span>
                <input type="range" class="reader" min="0" max=text(move || month_of(bounds().last_day()).to_string())
                    prop:value=text(move || month_of(day()).to_string()) aria-valuetext=text(said) on:input=runs(on_input)/>
            </label>
            <p class="reading-words">{text(said)}</p>
            <details>
                <summary>{cx.text("progress.as_table")}</summary>
                {follow(table)}
            </details>
        </section>
    }
    .into_any()
}

/// The chart of the trend at a position: large for the selection, small for its areas.
fn chart(cx: Context, trends: Trends, position: usize, reading: Option<Day>) -> Vec<Node> {
    let trends = trends.get();
    let Some(trend) = trends.get(position) else { return Vec::new() };
    cx.draw(window(cx), &|scene| {
        let width = results_width(scene.width);
        let is_large = position == 0;
        let (width, height) = if is_large { (width, HEIGHT) } else { (width / 3.0, SMALL_HEIGHT) };
        areas(scene, &Chart { trend, window: scene.window, width, height, is_large, reading })
    })
}

/// How many stood where on a day, of the trend at a position, in words.
fn said_on(cx: Context, trends: Trends, position: usize, day: Day) -> String {
    trends.get().get(position).map(|trend| counts_on(cx, trend, day)).unwrap_or_default()
}

/// How many stood where on a day, in words.
fn counts_on(cx: Context, trend: &Trend, day: Day) -> String {
    let counts = trend.counts_at(day);
    let parts: Vec<String> = ORDER
        .iter()
        .filter_map(|status| {
            let n = *counts.get(*status as usize)?;
            let word = cx.word("status", status.slug());
            (n > 0).then(|| cx.say("progress.count", &[("n", n.into()), ("status", word.into())]))
        })
        .collect();
    let list = if parts.is_empty() { cx.text("progress.none_begun") } else { cx.words().format().list(&parts) };
    cx.say("progress.read_sentence", &[("date", cx.date(day).into()), ("list", list.into())])
}

/// The counts at the end of each year and on the as-of date.
fn table_of(cx: Context, trend: &Trend) -> AnyView {
    let window = window(cx);
    let as_of = cx.dates().as_of;
    let mut days: Vec<Day> = (window.first_day().year()..=window.last_day().year())
        .filter_map(|year| Day::from_ymd(year, 12, 31))
        .filter(|day| *day != as_of)
        .collect();
    let at = days.partition_point(|day| *day < as_of);
    days.insert(at, as_of);
    let columns: Vec<Status> = ORDER.into_iter().chain([Status::NotYetBegun]).collect();
    let heads: Vec<_> = columns
        .iter()
        .map(|status| view! { <th scope="col">{cx.word("status", status.slug())}</th> }.into_any())
        .collect();
    let lines: Vec<_> = days
        .into_iter()
        .map(|day| {
            let counts = trend.counts_at(day);
            let cells: Vec<_> = columns
                .iter()
                .map(|status| {
                    let n = counts.get(*status as usize).copied().unwrap_or_default();
                    view! { <td>{cx.words().format().number(n)}</td> }.into_any()
                })
                .collect();
            view! { <tr><th scope="row">{cx.date(day)}</th>{cells}</tr> }.into_any()
        })
        .collect();
    frame_table(
        cx.text("progress.status_heading"),
        view! {
            <thead><tr><th scope="col">{cx.text("progress.day")}</th>{heads}</tr></thead>
            <tbody>{lines}</tbody>
        }
        .into_any(),
    )
}

fn frame_table(caption: String, content: AnyView) -> AnyView {
    let label = caption.clone();
    view! {
        <div class="table-frame" tabindex="0" role="region" aria-label=label>
            <table class="figures-table"><caption class="unseen">{caption}</caption>{content}</table>
        </div>
    }
    .into_any()
}

/// A small chart for each area.
fn by_area(cx: Context, trends: Trends) -> AnyView {
    let facts = cx.facts();
    let charts: Vec<_> = facts.document().areas.iter().enumerate().map(|(position, area)| {
        let own = position + 1;
        let said = move || said_on(cx, trends, own, cx.dates().as_of);
        let n = move || {
            let n = trends.get().get(own).map_or(0, |trend| trend.n);
            cx.say("progress.area_count", &[("n", n.into())])
        };
        view! {
            <li>
                <h4><span class="area-number">{area.number.to_string()}</span>{area.short.clone()}" "<span class="count">{text(n)}</span></h4>
                {picture(cx, "trend", move || chart(cx, trends, own, None))}
                <p class="hint">{text(said)}</p>
            </li>
        }
        .into_any()
    }).collect();
    view! {
        <section>
            <h3>{cx.text("progress.areas_heading")}</h3>
            <p class="hint">{cx.text("progress.areas_sentence")}</p>
            <ul class="plain multiples">{charts}</ul>
        </section>
    }
    .into_any()
}

/// How long each stage took, by kind and by area, and which took longest.
fn stages(cx: Context) -> AnyView {
    let as_of = cx.dates().as_of;
    let sentence = cx.say("progress.durations_sentence", &[("date", cx.date(as_of).into())]);
    let legs: Vec<_> = Leg::ALL.into_iter().map(|leg| stage(cx, leg)).collect();
    view! {
        <section>
            <h3>{cx.text("progress.durations_heading")}</h3>
            {hint(sentence)}
            {legs}
            {the_longest(cx)}
        </section>
    }
    .into_any()
}

/// One stage: a line for all, for each kind and for each area that has any.
fn stage(cx: Context, leg: Leg) -> AnyView {
    let facts = cx.facts();
    let selection = cx.selection();
    let as_of = cx.dates().as_of;
    let all = durations(&facts, selection.rows(), leg, as_of);
    let heading = cx.text(&format!("progress.leg.{}", leg.slug()));
    if all.is_empty() {
        return view! { <h4>{heading}</h4>{hint(cx.text("progress.no_durations"))} }.into_any();
    }
    let days_where = |is_in: &dyn Fn(usize) -> bool| -> Vec<usize> {
        all.iter().filter(|took| is_in(took.row)).map(|took| took.days).collect()
    };
    let mut groups = vec![(cx.text("progress.all"), Spread::of(&days_where(&|_| true)))];
    for kind in Kind::ALL {
        let days = days_where(&|row| facts.initiative(row).is_some_and(|initiative| initiative.kind == *kind));
        groups.push((cx.word("kind", kind.slug()), Spread::of(&days)));
    }
    for (position, area) in facts.document().areas.iter().enumerate() {
        let days = days_where(&|row| facts.initiative(row).is_some_and(|initiative| initiative.area == position));
        groups.push((format!("{} {}", area.number, area.short), Spread::of(&days)));
    }
    groups.retain(|(_, spread)| spread.n > 0);
    let most = groups.iter().filter_map(|(_, spread)| spread.quartiles.map(|[.., upper]| upper)).max().unwrap_or(1);
    let lines: Vec<_> = groups.into_iter().map(|(name, of)| group_line(cx, name, of, most)).collect();
    let heads = ["progress.group", "progress.n", "progress.median", "progress.middle", "progress.picture"];
    let heads: Vec<_> = heads.into_iter().map(|key| view! { <th scope="col">{cx.text(key)}</th> }.into_any()).collect();
    let caption = heading.clone();
    let table = frame_table(caption, view! { <thead><tr>{heads}</tr></thead><tbody>{lines}</tbody> }.into_any());
    view! { <h4>{heading}</h4>{table} }.into_any()
}

fn group_line(cx: Context, name: String, of: Spread, most: usize) -> AnyView {
    let number = |n: usize| cx.words().format().number(n);
    let (median, middle) = match of.quartiles {
        Some([lower, median, upper]) => (
            cx.say("progress.days", &[("n", median.into())]),
            cx.say("progress.range", &[("from", number(lower).into()), ("to", number(upper).into())]),
        ),
        None => (cx.text("progress.too_few"), String::new()),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{number(of.n)}</td>
            <td>{median}</td>
            <td>{middle}</td>
            <td class="spread-cell">{picture(cx, "spread-picture", move || vec![spread(&of, most, None)])}</td>
        </tr>
    }
    .into_any()
}

/// The ten that took longest from proposal to adoption.
fn the_longest(cx: Context) -> AnyView {
    let facts = cx.facts();
    let found = longest(&facts, cx.selection().rows(), Leg::Law, cx.dates().as_of, N_LONGEST);
    if found.len() < FEWEST {
        return ().into_any();
    }
    let lines: Vec<_> = found
        .into_iter()
        .filter_map(|took| {
            let initiative = facts.initiative(took.row)?;
            let date = |event: usize| initiative.events.get(event).map(|event| cx.short_date(event.date));
            let name = initiative_link(cx, "", took.row, initiative.short.clone());
            let days = cx.say("progress.days", &[("n", took.days.into())]);
            Some(view! { <tr><th scope="row">{name}</th><td>{date(took.from)}</td><td>{date(took.to)}</td><td>{days}</td></tr> }.into_any())
        })
        .collect();
    let heads = ["progress.initiative", "progress.proposed", "progress.adopted", "progress.took"];
    let heads: Vec<_> = heads.into_iter().map(|key| view! { <th scope="col">{cx.text(key)}</th> }.into_any()).collect();
    let heading = cx.text("progress.longest_heading");
    let table =
        frame_table(heading.clone(), view! { <thead><tr>{heads}</tr></thead><tbody>{lines}</tbody> }.into_any());
    view! { <h4>{heading}</h4>{table} }.into_any()
}

/// One initiative beside its peers: how long its stages took, and how long those of its kind; nothing without any.
pub fn peers(cx: Context, row: usize) -> AnyView {
    let facts = cx.facts();
    let as_of = cx.dates().as_of;
    let Some(kind) = facts.initiative(row).map(|initiative| initiative.kind) else { return ().into_any() };
    let of_kind: Vec<usize> = (0..facts.initiatives().len())
        .filter(|other| facts.initiative(*other).is_some_and(|initiative| initiative.kind == kind))
        .collect();
    let lines: Vec<_> = Leg::ALL
        .into_iter()
        .filter_map(|leg| {
            let own = took(&facts, row, leg, as_of)?.days;
            let all: Vec<usize> = durations(&facts, &of_kind, leg, as_of).iter().map(|took| took.days).collect();
            let of = Spread::of(&all);
            let number = |n: usize| cx.words().format().number(n);
            let leg = cx.text(&format!("progress.leg.{}", leg.slug()));
            let days = cx.say("progress.days", &[("n", own.into())]);
            let kind = cx.word("kind", kind.slug());
            let mut arguments = vec![("leg", leg.into()), ("days", days.into()), ("kind", kind.into())];
            let key = match of.quartiles {
                Some([lower, median, upper]) => {
                    let more = [("n", of.n), ("from", lower), ("to", upper), ("median", median)];
                    arguments.extend(more.map(|(name, n)| (name, number(n).into())));
                    "peers.sentence"
                }
                None => "peers.alone",
            };
            let most = of.quartiles.map_or(own, |[.., upper]| upper.max(own)) * 11 / 10;
            let said = cx.say(key, &arguments);
            Some(
                view! { <li><p>{said}</p>{picture(cx, "spread-picture", move || vec![spread(&of, most, Some(own))])}</li> }
                    .into_any(),
            )
        })
        .collect();
    if lines.is_empty() {
        return ().into_any();
    }
    super::block::section(
        "peers-heading",
        cx.text("peers.heading"),
        view! { <ul class="plain peers">{lines}</ul> }.into_any(),
    )
}
