//! The timelines: all initiatives in swimlanes, one in a card, one on its own page. They are the same marks from the
//! same numbers of [`crate::domain::timeline`]; only the frame differs.
//!
//! Positions are per cent of the drawing, so it fits any width without being drawn again; the width decides only how
//! many labels fit and which marks would touch.

mod axis;
mod legend;

use std::sync::Arc;

use leptos::prelude::*;

use self::axis::{axis, lines};
use self::legend::legend;
use super::Context;
use super::bar::percent;
use super::follow::{flag, follow, text};
use super::link::initiative_link;
use super::mark::{Shape, fill_class, fill_pattern, shape_at, status_icon};
use super::marked::marked;
use super::standing::{next_step, reason};
use crate::domain::date::Day;
use crate::domain::timeline::{Frame, Row, Window, layout_row};
use crate::domain::vocabulary::{Kind, Status};
use crate::state::{Group, Model, Span};

/// Height of a row's drawing, in pixels; its middle is where marks sit.
const ROW_HEIGHT: u32 = 28;
/// Width of a mark with a little air, in pixels.
const MARK_WIDTH: f64 = 11.0;
/// Width of the column of names, where it stands beside the drawing.
const NAMES_WIDTH: f64 = 264.0;

/// All initiatives, a row each, in lanes.
pub fn timeline(cx: Context) -> impl IntoView {
    let grouped = cx.only(|model| Model { group: model.group, ..Model::default() });
    let spanned = cx.only(|model| Model { span: model.span, ..Model::default() });
    let frame = Signal::derive(move || frame(cx, window_of(cx, spanned.get().span), track_width(cx)));
    let lanes = move || {
        // Only lanes by status change their rows with the date.
        let group = grouped.get().group;
        let lanes = if group == Group::Status { lanes_by_status(cx, &cx.statuses().now) } else { lanes(cx, group) };
        lanes.into_iter().map(|lane| lane_view(cx, lane, frame)).collect::<Vec<_>>().into_any()
    };
    view! {
        <div class="timeline">
            {legend(cx)}
            <div class="axis">{follow(move || axis(cx, frame.get()))}</div>
            <div class="chart">
                <div class="chart-lines">{follow(move || lines(cx, frame.get()))}</div>
                {follow(lanes)}
            </div>
        </div>
    }
}

/// One initiative's timeline in a card: the same years as the large one.
pub fn mini_timeline(cx: Context, row: usize) -> impl IntoView {
    let draw = move || {
        let window = window_of(cx, Span::Strategy);
        drawing(cx, row, &frame(cx, window, card_width(cx))).into_any()
    };
    view! { <svg class="track mini" width="100%" height=ROW_HEIGHT.to_string() aria-hidden="true">{follow(draw)}</svg> }
}

/// One initiative's timeline on its own page: all its years, with an axis. The list of events below says it in words.
pub fn single_timeline(cx: Context, row: usize) -> impl IntoView {
    let facts = cx.facts();
    let events = facts.initiative(row).map(|initiative| initiative.events.clone()).unwrap_or_default();
    let first = events.iter().map(|event| event.date.first()).min();
    let last = events.iter().map(|event| event.date.last()).max();
    let frame = Signal::derive(move || {
        let as_of = cx.dates().as_of;
        let (first, last) = (first.unwrap_or(as_of).min(as_of), last.unwrap_or(as_of).max(as_of));
        // A tenth of air on both sides keeps the outermost marks whole.
        let air = ((last.0 - first.0) / 10).max(60);
        frame(cx, Window::of_days(Day(first.0 - air), Day(last.0 + air)), card_width(cx))
    });
    view! {
        <div class="timeline single" aria-hidden="true">
            <div class="axis">{follow(move || axis(cx, frame.get()))}</div>
            <div class="chart">
                <div class="chart-lines">{follow(move || lines(cx, frame.get()))}</div>
                <svg class="track" width="100%" height=ROW_HEIGHT.to_string()>{follow(move || drawing(cx, row, &frame.get()).into_any())}</svg>
            </div>
        </div>
    }
}

/// Rows under one heading.
struct Lane {
    number: Option<u8>,
    title: String,
    rows: Vec<usize>,
}

fn lanes(cx: Context, group: Group) -> Vec<Lane> {
    let facts = cx.facts();
    let initiatives = facts.initiatives();
    let rows_where =
        |is_in: &dyn Fn(usize) -> bool| (0..initiatives.len()).filter(|row| is_in(*row)).collect::<Vec<_>>();
    match group {
        Group::Area => {
            let areas = facts.document().areas.iter().enumerate();
            let lane = |(position, area): (usize, &crate::domain::initiative::Area)| Lane {
                number: Some(area.number),
                title: area.short.clone(),
                rows: rows_where(&|row| initiatives.get(row).is_some_and(|initiative| initiative.area == position)),
            };
            areas.map(lane).collect()
        }
        Group::Kind => {
            let lane = |kind: &Kind| Lane {
                number: None,
                title: cx.word("kind", kind.slug()),
                rows: rows_where(&|row| initiatives.get(row).is_some_and(|initiative| initiative.kind == *kind)),
            };
            Kind::ALL.iter().map(lane).collect()
        }
        Group::Status | Group::Flat => {
            vec![Lane { number: None, title: cx.text("timeline.flat"), rows: rows_where(&|_| true) }]
        }
    }
}

fn lanes_by_status(cx: Context, now: &[Status]) -> Vec<Lane> {
    let lane = |status: &Status| Lane {
        number: None,
        title: cx.word("status", status.slug()),
        rows: now.iter().enumerate().filter(|(_, of_row)| *of_row == status).map(|(row, _)| row).collect(),
    };
    Status::ALL.iter().rev().map(lane).collect()
}

fn lane_view(cx: Context, lane: Lane, frame: Signal<Frame>) -> AnyView {
    let total = lane.rows.len();
    let rows: Arc<[usize]> = lane.rows.clone().into();
    let n = move || {
        let selection = cx.selection();
        rows.iter().filter(|row| selection.contains(**row)).count()
    };
    let for_count = n.clone();
    let count = move || match for_count() {
        n if n == total => cx.words().format().number(total),
        n => cx.say("timeline.count", &[("n", n.into()), ("total", total.into())]),
    };
    let views: Vec<_> = lane.rows.into_iter().map(|row| row_view(cx, row, frame)).collect();
    view! {
        <section class="lane" hidden=flag(move || n() == 0)>
            <h3>
                {lane.number.map(|number| view! { <span class="area-number">{number.to_string()}</span> }.into_any())}
                {lane.title}
                <span class="count">{text(count)}</span>
            </h3>
            <ul class="plain rows">{views}</ul>
        </section>
    }
    .into_any()
}

fn row_view(cx: Context, row: usize, frame: Signal<Frame>) -> AnyView {
    let facts = cx.facts();
    let short = facts.initiative(row).map(|initiative| initiative.short.clone()).unwrap_or_default();
    let status = follow(move || status_icon(cx.status(row)));
    let sentence = move || {
        let status = cx.word("status", cx.status(row).slug());
        format!("{status}. {} {}", reason(cx, row), next_step(cx, row))
    };
    view! {
        <li class="row" hidden=flag(move || !cx.is_selected(row))>
            <span class="row-name">{status}{initiative_link(cx, "", row, marked(cx, row, short))}</span>
            <svg class="track" width="100%" height=ROW_HEIGHT.to_string() role="img" aria-label=text(sentence)>
                {follow(move || drawing(cx, row, &frame.get()).into_any())}
            </svg>
        </li>
    }
    .into_any()
}

/// The bars and marks of a row.
fn drawing(cx: Context, row: usize, frame: &Frame) -> Vec<AnyView> {
    let facts = cx.facts();
    let Some(initiative) = facts.initiative(row) else { return Vec::new() };
    let layout = layout_row(&Row { id: row, history: facts.history(row), events: &initiative.events }, frame);
    let middle = ROW_HEIGHT / 2;
    let bars = layout.bars.iter().map(|bar| {
        let (class, y, height) = if bar.is_planned { ("bar planned", middle - 1, 2) } else { ("bar", middle - 5, 10) };
        view! {
            <rect class=format!("{class} {}", fill_class(bar.status)) fill=fill_pattern(bar.status).filter(|_| !bar.is_planned)
                x=percent(bar.from) width=percent(bar.to - bar.from) y=y.to_string() height=height.to_string()></rect>
        }
        .into_any()
    });
    let uncertain =
        layout.spans.iter().map(|span| (span.from, span.to)).chain(layout.marks.iter().filter_map(|mark| mark.span));
    let uncertain: Vec<_> = uncertain
        .map(|(from, to)| {
            view! { <rect class="uncertain" x=percent(from) width=percent(to - from) y=(middle + 7).to_string() height="2"></rect> }.into_any()
        })
        .collect();
    let marks: Vec<_> = layout
        .marks
        .iter()
        .map(|mark| shape_at(Shape::of(mark.stage), percent(mark.at), middle, mark.is_planned).into_any())
        .collect();
    bars.chain(uncertain).chain(marks).collect()
}

/// The years a span stands for: whole years, with two after the facts end, or from the first event to the last.
fn window_of(cx: Context, span: Span) -> Window {
    let facts = cx.facts();
    let document = facts.document();
    let whole = |first: i32, last: i32| {
        let first = Day::from_ymd(first, 1, 1).unwrap_or(document.checked_through);
        Window::of_days(first, Day::from_ymd(last, 12, 31).unwrap_or(document.checked_through))
    };
    let ahead = document.checked_through.year() + 2;
    match span {
        Span::Strategy => whole(document.period.0.first().year(), ahead),
        Span::All => {
            let days = || facts.initiatives().iter().flat_map(|initiative| &initiative.events).map(|event| event.date);
            let first = days().map(|date| date.first().year()).min();
            let last = days().map(|date| date.last().year()).max();
            whole(first.unwrap_or(ahead), last.unwrap_or(ahead))
        }
    }
}

fn frame(cx: Context, window: Window, width_px: f64) -> Frame {
    let checked_through = cx.facts().document().checked_through;
    Frame { window, as_of: cx.dates().as_of, checked_through, min_gap: MARK_WIDTH / width_px }
}

/// How wide the drawing of a row is, roughly: the filters and the names stand beside it where there is room.
pub(super) fn track_width(cx: Context) -> f64 {
    let width = f64::from(cx.surroundings().width);
    let beside = if width >= 1000.0 {
        264.0 + NAMES_WIDTH
    } else if width >= 720.0 {
        NAMES_WIDTH
    } else {
        0.0
    };
    (width - beside).max(240.0)
}

fn card_width(cx: Context) -> f64 {
    let width = f64::from(cx.surroundings().width);
    (if width >= 1000.0 { width - 264.0 } else { width }).max(240.0)
}
