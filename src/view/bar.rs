//! The status bar: how many stand in each status, as one line of ink, with a mark where it stood at the baseline.

use leptos::prelude::*;

use crate::domain::vocabulary::Status;
use crate::drawing::mark::{fill_class, fill_pattern};
use crate::drawing::node::percent;

/// The order of the bar: what is done comes first.
const ORDER: [Status; 7] = [
    Status::InEffect,
    Status::Adopted,
    Status::Agreed,
    Status::Proposed,
    Status::Announced,
    Status::NotYetBegun,
    Status::Ended,
];

/// A bar of the counts in the order of [`Status::ALL`]; `before` is how many were in effect at the baseline.
pub fn status_bar(counts: [usize; 7], before: usize) -> impl IntoView {
    let total: usize = counts.iter().sum();
    let share = move |n: usize| percent(n as f64 / total.max(1) as f64);
    let mut start = 0;
    let segments: Vec<_> = ORDER
        .into_iter()
        .filter_map(|status| {
            let n = *counts.get(status as usize)?;
            let x = share(start);
            start += n;
            (n > 0).then(|| {
                // What is over leaves the bar: a thread in its place.
                let (y, height) = if status == Status::Ended { ("9", "2") } else { ("4", "12") };
                view! {
                    <rect x=x width=share(n) y=y height=height
                        class=format!("segment {}", fill_class(status)) fill=fill_pattern(status)></rect>
                }
                .into_any()
            })
        })
        .collect();
    view! {
        <svg class="status-bar" width="100%" height="20" aria-hidden="true">
            {segments}
            <rect class="baseline-mark" x=share(before) y="0" width="2" height="20"></rect>
        </svg>
    }
}
