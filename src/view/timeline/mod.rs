//! The timelines: all initiatives in lanes, and one on its own page. They are the same marks from the same functions of
//! [`crate::drawing`], as are those on the cards of the list; only the frame differs.
//!
//! The large one is a painted picture with one Tab stop; `README.md` beside this file says which structure it is for keys
//! and screen readers, and why. What it shows is in the model, and so in the address; where one is in it is [`Local`].

mod card;
mod draw;
mod keys;
mod pointer;
mod tools;

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element as Target;

use self::card::{Card, place_card};
use self::keys::on_key;
use self::pointer::Gesture;
use self::tools::tools;
use super::Context;
use super::explorer::{Turn, in_turn};
use super::follow::{effect, flag};
use super::in_sight::InSight;
use super::near::Near;
use super::paint::Painter;
use super::picture::{paint, picture};
use crate::domain::date::Day;
use crate::domain::timeline::scale::middle;
use crate::domain::timeline::{Lane, Place, Window, lanes};
use crate::drawing::legend::legend;
use crate::drawing::overview::bins;
use crate::drawing::pan::Pan;
use crate::drawing::row::layout_of;
use crate::drawing::scene::{Scene, bounds, rows_of, window_of};
use crate::state::{Message, Model};
use crate::view::reactive::{Memo, RwSignal, StoredValue};
use crate::web::listen::Listeners;
use crate::web::page;

/// What the picture listens to.
const EVENTS: &[&str] = &[
    "keydown",
    "click",
    "focusin",
    "focusout",
    "pointerover",
    "pointerleave",
    "pointerdown",
    "pointermove",
    "pointerup",
    "pointercancel",
    "wheel",
];

/// Where one is in the timeline: not worth an address, and gone with the view.
#[derive(Clone, Debug, Default, PartialEq)]
struct Local {
    /// Where the walk by keys is.
    place: Option<Place>,
    /// The line in which that was when it was last there.
    line: usize,
    /// The card that is shown.
    card: Option<Card>,
    /// The window of a gesture, finer than days.
    live: Option<Live>,
    /// The years of the upright timeline that were opened or closed, by their keys.
    years: Vec<i32>,
}

/// A window that a gesture made, and the days that the model knows it by, once it does.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Live {
    window: Window,
    told: Option<(Day, Day)>,
}

/// What the parts of the timeline share.
#[derive(Clone, Copy)]
struct Timeline {
    cx: Context,
    local: RwSignal<Local>,
    near: Near,
    lanes: Memo<Arc<Vec<Lane>>>,
    /// The bars of the overview: no gesture changes them.
    bins: Memo<Vec<u32>>,
    target: NodeRef<html::Div>,
    gesture: StoredValue<Gesture>,
    painter: StoredValue<Painter>,
    /// The rows while a gesture moves the window.
    pan: StoredValue<RefCell<Pan>>,
}

/// All selected initiatives. The chart is the last part of the explorer that is drawn.
pub fn timeline(cx: Context, n_drawn: RwSignal<usize>) -> impl IntoView {
    // A window that moves changes the model, and not the lanes.
    let ordering = cx.following(|model| Model {
        sort: model.sort,
        is_reversed: model.is_reversed,
        group: model.group,
        ..Model::default()
    });
    let lanes = Memo::new(move |_| {
        let (facts, statuses, model) = (cx.facts(), cx.statuses(), ordering.model());
        let rows = rows_of(&facts, &cx.selection(), &statuses, &model, &cx.words());
        Arc::new(lanes(&facts, &rows, &cx.all_rows(), &statuses.now, model.group))
    });
    let own = Timeline {
        cx,
        local: RwSignal::new(Local::default()),
        near: Near::start(),
        lanes,
        bins: Memo::new(move |_| bins(&cx.facts(), cx.selection().rows())),
        target: NodeRef::new(),
        gesture: StoredValue::new(Gesture::default()),
        painter: StoredValue::new(Painter::default()),
        pan: StoredValue::new(RefCell::default()),
    };
    own.paint_always();
    let chart = move || view! { <div class="timeline-body" node_ref=own.target></div> }.into_any();
    view! {
        <div class="timeline">
            {picture(cx, "painted", move || vec![cx.read(legend)])}
            {tools(own)}
            {in_turn(n_drawn, Turn::Last, Box::new(chart))}
            // What is in closed details describes nothing.
            <p id="timeline-keys" hidden=true>{cx.text("timeline.keys")}</p>
            <details class="keys" hidden=flag(move || cx.is_upright())>
                <summary>{cx.text("timeline.keys_heading")}</summary>
                <p>{cx.text("timeline.keys")}</p>
                <p>{cx.text("timeline.find")}</p>
            </details>
        </div>
    }
}

impl Timeline {
    /// Paints whenever something changes that the picture shows, and afterwards does what needs the picture.
    fn paint_always(self) {
        let in_sight = InSight::start();
        let listening = StoredValue::new(None);
        on_cleanup(move || drop(listening.try_update_value(Option::take)));
        let before = RefCell::new(Local::default());
        let show: Rc<dyn Fn()> = Rc::new(move || {
            let mut local = self.local.get();
            let Some(target) = self.target.get() else { return };
            if listening.with_value(Option::is_none) {
                let hear = move |event: web_sys::Event| self.hear(&event);
                // Escape closes the card wherever the focus is. No other key is ours outside the picture.
                let hear_escape = move |event: web_sys::Event| {
                    if event.dyn_ref::<KeyboardEvent>().is_some_and(|event| event.key() == "Escape") {
                        self.hear(&event);
                    }
                };
                let page = target.owner_document().and_then(|page| page.document_element());
                let everywhere = page.map(|page| Listeners::start(&page, &["keydown"], hear_escape));
                listening.set_value(Some((Listeners::start(&target, EVENTS, hear), everywhere)));
            }
            if in_sight.waits(self.cx, &target) {
                return;
            }
            let picture = self.draw(&mut local);
            paint(self.painter, &target, picture, in_sight, Some(self.near));
            let before = before.replace(local.clone());
            if local.place != before.place && local.place.is_some() {
                self.show_place(&target);
            }
            let is_new = local.card != before.card;
            if is_new || local.live != before.live {
                place_card(&target, &local, is_new);
            }
        });
        self.near.draw_by(&show);
        effect(move || show());
    }

    /// What happens in the picture. One closure for all: each `on:` of Leptos is another kilobyte or two.
    fn hear(self, event: &web_sys::Event) {
        if self.local.try_get_untracked().is_none() {
            // The view is gone by now.
            return;
        }
        match event.type_().as_str() {
            "keydown" => on_key(self, event.unchecked_ref()),
            "click" => self.on_click(event.unchecked_ref()),
            "focusin" => self.on_focus(event.unchecked_ref()),
            "focusout" => self.on_blur(event.unchecked_ref()),
            "pointerover" => self.on_hover(event.unchecked_ref()),
            "pointerleave" => self.unhover(),
            "pointerdown" => self.on_press(event.unchecked_ref()),
            "pointermove" => self.on_move(event.unchecked_ref()),
            "pointerup" | "pointercancel" => self.on_release(event.unchecked_ref()),
            "wheel" => self.on_wheel(event.unchecked_ref()),
            _ => {}
        }
    }

    /// Shows what the timeline is drawn from to `draw`.
    fn with_scene(self, local: &mut Local, draw: &mut dyn FnMut(&Scene<'_>, &mut Local)) {
        let cx = self.cx;
        let model = cx.model();
        let live = local.live.filter(|live| live.told.is_none_or(|told| model.zoom == Some(told)));
        let window = match live {
            Some(live) => live.window,
            None => window_of(&cx.facts(), &cx.selection(), cx.dates().as_of, &model),
        };
        cx.read_in(window, |scene| draw(scene, local));
    }

    /// The same for a handler; what it does to `local` shows.
    fn act(self, mut act: impl FnMut(&Scene<'_>, &[Lane], &mut Local)) {
        self.act_on(&mut act);
    }

    fn act_on(self, act: &mut dyn FnMut(&Scene<'_>, &[Lane], &mut Local)) {
        untrack(|| {
            let mut local = self.local.get_untracked();
            let lanes = self.lanes.get_untracked();
            self.with_scene(&mut local, &mut |scene, local| act(scene, &lanes, local));
            if local != self.local.get_untracked() {
                self.local.set(local);
            }
        });
    }

    /// Where the walk is, when what is shown has changed since too.
    fn here(self) -> Option<Place> {
        let mut here = None;
        self.act(|scene, lanes, local| here = settled_place(scene, lanes, local));
        here
    }

    /// The walk goes to a place: it comes into sight, in the window and on the page, and its card shows.
    fn go_to(self, place: Place, scene: &Scene<'_>, lanes: &[Lane], local: &mut Local) {
        let mut scene = *scene;
        if let (Some(row), Some(event)) = (place.row(), place.event()) {
            let date =
                scene.facts.initiative(row).and_then(|initiative| initiative.events.get(event)).map(|event| event.date);
            if let Some(at) = date.map(middle)
                && !scene.window.contains(at)
            {
                let by = scene.window.fraction_from_instant(at) - 0.5;
                scene.window = scene.window.panned(by, bounds(scene.facts));
                self.show(local, scene.window, true);
            }
        }
        local.line = scene.chart(lanes).line_of(&place).unwrap_or(local.line);
        local.card = place.row().map(|row| Card { row, events: events_at(&scene, &place), is_open: false });
        local.place = Some(place);
    }

    /// Another window. The model is told at once, or when the gesture is over.
    fn show(self, local: &mut Local, window: Window, is_done: bool) {
        let days = (window.first_day(), window.last_day());
        local.live = Some(Live { window, told: is_done.then_some(days) });
        if is_done {
            self.cx.send(Message::Zoom(days.0, days.1));
        }
    }

    /// Zooms by a factor about where the walk is, else about the as-of date, else about the middle.
    fn zoom(self, factor: f64) {
        self.act(|scene, _, local| {
            let at = local.place.as_ref().and_then(|place| {
                let event = scene.facts.initiative(place.row()?)?.events.get(place.event()?)?;
                Some(scene.window.fraction_from_instant(middle(event.date)))
            });
            let as_of = scene.window.fraction_after_day(scene.as_of());
            let anchor = [at, Some(as_of)].into_iter().flatten().find(|at| (0.0..=1.0).contains(at)).unwrap_or(0.5);
            self.show(local, scene.window.zoomed(factor, anchor, bounds(scene.facts)), true);
        });
    }

    /// Moves by a part of what is in sight.
    fn pan(self, by: f64) {
        self.act(|scene, _, local| self.show(local, scene.window.panned(by, bounds(scene.facts)), true));
    }

    /// Brings the place of the walk into sight.
    fn show_place(self, target: &Target) {
        if let Some(current) = page::first(target, "[aria-activedescendant]")
            && let Some(id) = current.get_attribute("aria-activedescendant")
            && let Ok(Some(element)) = target.query_selector(&format!("#{id}"))
        {
            let line = element.closest("[role=row]").ok().flatten().unwrap_or(element);
            page::show_nearest(&line);
        }
    }
}

/// Where the walk is: where it was, or near that when it is no longer there.
fn settled_place(scene: &Scene<'_>, lanes: &[Lane], local: &Local) -> Option<Place> {
    local.place.as_ref().and_then(|place| scene.chart(lanes).settled(place, local.line))
}

/// The events of the mark that a place is on; none on a name.
fn events_at(scene: &Scene<'_>, place: &Place) -> Vec<usize> {
    let (Some(row), Some(event)) = (place.row(), place.event()) else { return Vec::new() };
    let Some(initiative) = scene.facts.initiative(row) else { return Vec::new() };
    let marks = layout_of(scene, row, initiative, &scene.frame()).marks;
    marks.into_iter().find(|mark| mark.events.contains(&event)).map(|mark| mark.events).unwrap_or_default()
}

/// A number in an attribute of an element or of one around it.
fn number(element: &Target, name: &str) -> Option<usize> {
    element.closest(&format!("[{name}]")).ok().flatten()?.get_attribute(name)?.parse().ok()
}

/// The grid, to give the focus back to.
fn focus_grid(own: Timeline) {
    if let Some(grid) = own.target.get_untracked().and_then(|target| page::first(&target, ".grid")) {
        page::focus(&grid);
    }
}
