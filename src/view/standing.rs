//! A status in words, with its reason and the next step.

use leptos::prelude::*;

use super::Context;
use super::mark::status_icon;
use crate::domain::date::Precision;
use crate::domain::initiative::Event;
use crate::domain::vocabulary::Status;

/// The word of a status with its icon.
pub fn status_word(cx: Context, status: Status) -> AnyView {
    view! { <span class="status-word">{status_icon(status)}{cx.word("status", status.slug())}</span> }.into_any()
}

/// Why a row has its status on the as-of date, in sentences.
pub fn reason(cx: Context, row: usize) -> String {
    cx.words().reason(&cx.facts(), row, cx.dates().as_of)
}

/// The next step of a row after the as-of date, and who has to act.
pub fn next_step(cx: Context, row: usize) -> String {
    cx.words().next_step(&cx.facts(), row, cx.dates().as_of)
}

/// A date as a `<time>` element: machines read the exact form, people the short one.
pub fn time(cx: Context, event: &Event) -> AnyView {
    // HTML knows no quarters.
    let machine = (event.date.precision() != Precision::Quarter).then(|| event.date.to_string());
    view! { <time datetime=machine>{cx.short_date(event.date)}</time> }.into_any()
}
