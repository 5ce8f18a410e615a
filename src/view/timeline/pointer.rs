//! The pointer in the large timeline: hovering, clicking, dragging, pinching, the wheel with Ctrl, the brush of the overview.
//! Nothing needs a drag: the buttons and keys do the same.

use std::time::Duration;

use leptos::ev::{FocusEvent, MouseEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;
use web_sys::Element as Target;

use super::keys::open_initiative;
use super::{Card, Timeline, events_at, number};
use crate::domain::query::toggle;
use crate::domain::timeline::{Place, Window};
use crate::drawing::scene::{Scene, bounds};
use crate::state::Message;
use crate::view::picture::send_at;
use crate::web::page;

/// Less movement is a click, in pixels.
const SLACK: f64 = 4.0;
/// How long the wheel must rest before the model is told.
const REST: Duration = Duration::from_millis(250);

/// What a press has begun.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Gesture {
    /// The pointers that are down, with where they were last, from the left of the page.
    pointers: Vec<(i32, f64)>,
    /// What is dragged.
    drags: Drags,
    /// Whether it moved far enough to be no click.
    has_moved: bool,
    /// Counts the turns of the wheel.
    turns: u32,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Drags {
    #[default]
    Nothing,
    /// The chart, against the window.
    Chart,
    /// The window in the overview.
    Brush,
    /// An end of the window in the overview.
    Start,
    End,
}

impl Timeline {
    pub(super) fn on_click(self, event: &MouseEvent) {
        let Some(target) = page::target(event) else { return };
        // The end of a drag is no click; one that a key or a program makes has no drag before it.
        let ends_drag = self.gesture.try_update_value(|gesture| std::mem::take(&mut gesture.has_moved));
        if ends_drag == Some(true) && event.detail() > 0 {
            event.prevent_default();
            return;
        }
        let around = |name: &str| {
            target.closest(&format!("[{name}]")).ok().flatten().and_then(|found| found.get_attribute(name))
        };
        if send_at(self.cx, self.painter, event) {
            // Its page opens.
        } else if let Some(key) = around("data-lane") {
            self.cx.send(Message::ToggleLane(key));
        } else if let Some(year) = around("data-year").and_then(|year| year.parse().ok()) {
            self.local.update(|local| toggle(&mut local.years, year));
        } else if let (Some(row), Some(event)) = (number(&target, "data-row"), number(&target, "data-event")) {
            self.click_mark(row, event);
        }
    }

    /// A mark whose card is shown opens its initiative; one that stands for several, the list of them. Without a pointer that
    /// hovers the first tap shows the card.
    fn click_mark(self, row: usize, event: usize) {
        let shown = self.local.get_untracked().card;
        let is_shown = shown.is_some_and(|card| card.row == row && card.events == [event]);
        if is_shown {
            return open_initiative(self, row);
        }
        self.act(|scene, lanes, local| {
            let place = Place::Event(row, event);
            let events = events_at(scene, &place);
            self.go_to(place, scene, lanes, local);
            local.card = Some(Card { row, is_open: events.len() > 1, events });
        });
    }

    pub(super) fn on_focus(self, event: &FocusEvent) {
        let Some(target) = page::target(event).filter(|target| target.class_list().contains("grid")) else { return };
        // What is pressed is in sight, and the reader stays there.
        if !target.matches(":focus-visible").unwrap_or(false) {
            return;
        }
        // Coming in by Tab, the walk begins, or goes on where it was.
        self.act(|scene, lanes, local| {
            if local.place.is_none() {
                local.place = scene.chart(lanes).settled(&Place::Row(usize::MAX), 0);
            }
        });
        if let Some(body) = self.target.get_untracked() {
            self.show_place(&body);
        }
    }

    pub(super) fn on_blur(self, event: &FocusEvent) {
        let goes_to_card = || {
            use wasm_bindgen::JsCast;
            let to: Target = event.related_target()?.dyn_into().ok()?;
            to.closest("[data-card]").ok().flatten()
        };
        if goes_to_card().is_none() && self.local.get_untracked().card.is_some() {
            self.local.update(|local| local.card = None);
        }
    }

    /// Shows the card of what the pointer comes to. Over the card it stays; elsewhere it goes, but an open one.
    pub(super) fn on_hover(self, event: &PointerEvent) {
        let Some(target) = page::target(event) else { return };
        let is_touch = event.pointer_type() == "touch";
        if is_touch || !self.gesture.with_value(|gesture| gesture.pointers.is_empty()) {
            return;
        }
        let is_over = |selector: &str| target.closest(selector).ok().flatten().is_some();
        let shown = self.local.get_untracked().card;
        if is_over("[data-card]") || shown.as_ref().is_some_and(|card| card.is_open) {
            return;
        }
        match (number(&target, "data-row"), number(&target, "data-event")) {
            (Some(row), Some(event)) => self.act(|scene, _, local| {
                let events = events_at(scene, &Place::Event(row, event));
                local.card = Some(Card { row, events, is_open: false });
            }),
            (Some(row), None) if is_over(".row-name a, .row-name .link") => {
                self.local.update(|local| local.card = Some(Card { row, events: Vec::new(), is_open: false }));
            }
            // On the way along the row to its card.
            (Some(row), None) if shown.is_some_and(|card| card.row == row) => {}
            _ => self.unhover(),
        }
    }

    pub(super) fn unhover(self) {
        if self.local.get_untracked().card.is_some_and(|card| !card.is_open) {
            self.local.update(|local| local.card = None);
        }
    }

    pub(super) fn on_press(self, event: &PointerEvent) {
        let Some(target) = page::target(event).filter(|_| event.button() == 0) else { return };
        let is_over = |selector: &str| target.closest(selector).ok().flatten();
        let drags = if let Some(grip) = is_over("[data-grip]") {
            if grip.get_attribute("data-grip").as_deref() == Some("start") { Drags::Start } else { Drags::End }
        } else if is_over(".overview").is_some() {
            Drags::Brush
        } else if is_over(".track, .axis, .chart-back").is_some() {
            Drags::Chart
        } else {
            Drags::Nothing
        };
        self.gesture.try_update_value(|gesture| {
            if gesture.pointers.is_empty() {
                gesture.has_moved = false;
                gesture.drags = drags;
            }
            if drags != Drags::Nothing {
                gesture.pointers.push((event.pointer_id(), f64::from(event.client_x())));
            }
        });
        // A press beside the window in the overview brings it there.
        if drags == Drags::Brush {
            let x = f64::from(event.client_x());
            self.act(|scene, _, local| {
                let Some((left, width)) = self.extent(".overview") else { return };
                let at = bounds(scene.facts).instant_from_fraction((x - left) / width);
                if !scene.window.contains(at) {
                    let by = scene.window.fraction_from_instant(at) - 0.5;
                    self.show(local, scene.window.panned(by, bounds(scene.facts)), true);
                }
            });
        }
    }

    pub(super) fn on_move(self, event: &PointerEvent) {
        // It was let go where nothing was heard of it.
        if event.pointer_type() == "mouse" && event.buttons() == 0 {
            return self.on_release(event);
        }
        let x = f64::from(event.client_x());
        let mut moved = None;
        self.gesture.try_update_value(|gesture| {
            let Some(at) = gesture.pointers.iter().position(|(id, _)| *id == event.pointer_id()) else { return };
            let other = gesture.pointers.iter().find(|(id, _)| *id != event.pointer_id()).map(|(_, x)| *x);
            let Some((_, last)) = gesture.pointers.get_mut(at) else { return };
            if !gesture.has_moved && (x - *last).abs() < SLACK {
                return;
            }
            moved = Some((*last, other, gesture.drags, gesture.has_moved));
            *last = x;
            gesture.has_moved = true;
        });
        let Some((last, other, drags, had_moved)) = moved else { return };
        if !had_moved && let Some(target) = page::target(event) {
            // From now on it is a drag: it goes on outside.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
        self.act(|scene, _, local| {
            let all = bounds(scene.facts);
            let Some((left, width)) = self.extent(if drags == Drags::Chart { ".axis svg" } else { ".overview" }) else {
                return;
            };
            let window = match (drags, other) {
                (Drags::Nothing, _) => return,
                (Drags::Chart, Some(other)) => {
                    let apart = |x: f64| (x - other).abs().max(1.0);
                    let anchor = (f64::midpoint(x, other) - left) / width;
                    scene.window.zoomed(apart(x) / apart(last), anchor, all)
                }
                (Drags::Chart, None) => scene.window.panned((last - x) / width, all),
                _ => brushed(scene, drags, (x - last) / width * all.width_days()),
            };
            local.card = None;
            self.show(local, window, false);
        });
    }

    pub(super) fn on_release(self, event: &PointerEvent) {
        let mut is_over = false;
        self.gesture.try_update_value(|gesture| {
            let n_down = gesture.pointers.len();
            gesture.pointers.retain(|(id, _)| *id != event.pointer_id());
            is_over = n_down > 0 && gesture.pointers.is_empty() && gesture.has_moved;
        });
        if is_over {
            self.tell();
        }
    }

    /// The wheel zooms with Ctrl, and moves sideways when it turns sideways; else the page scrolls.
    pub(super) fn on_wheel(self, event: &WheelEvent) {
        let (dx, dy) = (event.delta_x(), event.delta_y());
        let is_sideways = dx.abs() > dy.abs();
        if !event.ctrl_key() && !is_sideways {
            return;
        }
        let x = f64::from(event.client_x());
        // Firefox may count in lines.
        let pixels = |delta: f64| if event.delta_mode() == 1 { delta * 16.0 } else { delta };
        let mut is_used = false;
        self.act(|scene, _, local| {
            let Some((left, width)) = self.extent(".axis svg") else { return };
            let all = bounds(scene.facts);
            let window = if event.ctrl_key() {
                let turn = 1.0 + pixels(dy).abs().min(200.0) / 300.0;
                scene.window.zoomed(if dy < 0.0 { turn } else { 1.0 / turn }, (x - left) / width, all)
            } else {
                scene.window.panned(pixels(dx) / width, all)
            };
            self.show(local, window, false);
            is_used = true;
        });
        if is_used {
            event.prevent_default();
            self.gesture.try_update_value(|gesture| gesture.turns = gesture.turns.wrapping_add(1));
            let turn = self.gesture.with_value(|gesture| gesture.turns);
            let tell = move || {
                if self.gesture.try_with_value(|gesture| gesture.turns == turn) == Some(true) {
                    self.tell();
                }
            };
            set_timeout(tell, REST);
        }
    }

    /// Tells the model which window a gesture has led to.
    fn tell(self) {
        self.act(|_, _, local| {
            if let Some(live) = local.live.filter(|live| live.told.is_none()) {
                self.show(local, live.window, true);
            }
        });
    }

    /// The left edge and the width of a part of the picture, in pixels.
    fn extent(self, selector: &str) -> Option<(f64, f64)> {
        let target = self.target.get_untracked()?;
        let rect = target.query_selector(selector).ok().flatten()?.get_bounding_client_rect();
        (rect.width() > 0.0).then(|| (rect.left(), rect.width()))
    }
}

/// The window after what is dragged in the overview has moved by some days.
fn brushed(scene: &Scene<'_>, drags: Drags, days: f64) -> Window {
    let (window, all) = (scene.window, bounds(scene.facts));
    match drags {
        Drags::Start => window.starting_at(window.start() + days, all),
        Drags::End => window.ending_at(window.end() + days, all),
        _ => window.panned(days / window.width_days(), all),
    }
}
