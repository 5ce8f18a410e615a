//! The button that plays: it moves the as-of date through time.

use std::time::Duration;

use leptos::ev::MouseEvent;
use leptos::leptos_dom::helpers::{IntervalHandle, set_interval_with_handle};
use leptos::prelude::*;

use super::Context;
use super::follow::{runs, text};
use crate::domain::date::Day;
use crate::domain::timeline::rail::stop_after;
use crate::state::{Message, Page};
use crate::view::reactive::{RwSignal, StoredValue};
use crate::web::page;

/// How often the date moves while it plays, and in how many steps.
const FRAME: Duration = Duration::from_millis(80);
const N_FRAMES: f64 = 125.0;
/// How long it rests at a stop where motion is not wanted: not so long that each stop is a step back in the history.
const STEP: Duration = Duration::from_millis(1400);

/// A way through time, and how far along it the date is.
#[derive(Clone, Copy)]
struct Play {
    start: Day,
    end: Day,
    /// From stop to stop, for who asked for less motion.
    is_stepping: bool,
    n_steps: u32,
    now: Day,
}

impl Play {
    /// To the day of the facts: from where the date is, else from the baseline, else from the last report.
    fn begin(cx: Context) -> Play {
        let dates = untrack(|| cx.dates());
        let end = cx.facts().document().checked_through;
        let start = [dates.as_of, dates.baseline].into_iter().find(|day| *day < end);
        let start = start.unwrap_or_else(|| cx.facts().report_before(end));
        Play { start, end, is_stepping: page::prefers_reduced_motion(), n_steps: 0, now: start }
    }

    fn step(&mut self, cx: Context) {
        self.n_steps += 1;
        let next = if self.is_stepping {
            stop_after(cx.facts().document(), self.now).unwrap_or(self.end)
        } else {
            let days = f64::from(self.end.0 - self.start.0);
            Day(self.start.0 + (days * f64::from(self.n_steps) / N_FRAMES).round() as i32)
        };
        self.now = next.min(self.end);
    }
}

/// The button, which also stops what it began. Who types a date, or moves it by hand, takes over.
pub fn play_button(cx: Context, is_typing: RwSignal<bool>) -> AnyView {
    let is_playing = RwSignal::new(false);
    let timer = StoredValue::new(None::<IntervalHandle>);
    let stop = move || {
        if let Some(Some(timer)) = timer.try_update_value(Option::take) {
            timer.clear();
        }
        let _ = is_playing.try_set(false);
    };
    on_cleanup(stop);
    let toggle = move |event: MouseEvent| {
        // Of a double click the second would stop what the first began, and leave the date at the start.
        if event.detail() > 1 {
            return;
        }
        if is_playing.get_untracked() {
            return stop();
        }
        let play = Play::begin(cx);
        let played = StoredValue::new(play);
        cx.send(Message::SetAsOf(Some(play.start)));
        let tick = move || {
            let (Some(dates), Some(mut play)) = (cx.try_dates(), played.try_get_value()) else { return stop() };
            // A page that opened is read in peace.
            if is_typing.try_get_untracked() != Some(false)
                || dates.as_of != play.now
                || play.now >= play.end
                || cx.model_now().page != Page::Explore
            {
                return stop();
            }
            play.step(cx);
            played.set_value(play);
            cx.send(cx.as_of_message(play.now));
        };
        let every = if play.is_stepping { STEP } else { FRAME };
        if let Ok(handle) = set_interval_with_handle(tick, every) {
            timer.set_value(Some(handle));
            is_playing.set(true);
        }
    };
    let name = move || cx.text(if is_playing.get() { "dates.stop" } else { "dates.play" });
    let sign = move || if is_playing.get() { "■".to_owned() } else { "▶".to_owned() };
    view! {
        <button type="button" class="tool play" aria-label=text(name) title=text(name) on:click=runs(toggle) prop:textContent=text(sign)></button>
    }
    .into_any()
}
