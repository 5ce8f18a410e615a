//! The keys of the large timeline. The table of them is in `README.md` beside this file, with the scenario that presses each.

use leptos::ev::KeyboardEvent;

use super::{Card, Timeline, events_at, focus_grid, settled_place};
use crate::domain::timeline::{Move, Place};
use crate::state::{Message, Walk};
use crate::web::page;

/// By how much a key zooms.
pub const ZOOM: f64 = 1.5;
/// By which part of what is in sight a key moves.
pub const PAN: f64 = 0.2;

/// Does what a key means in the grid or in an open card.
pub(super) fn on_key(own: Timeline, event: &KeyboardEvent) {
    if event.alt_key() || event.meta_key() {
        return;
    }
    let is_in_grid = page::target(event).is_some_and(|target| target.class_list().contains("grid"));
    let key = event.key();
    let is_used = match (key.as_str(), is_in_grid) {
        ("Escape", _) => close_card(own),
        (_, false) => false,
        ("Home" | "End", true) if event.ctrl_key() => walk(own, if key == "Home" { Move::Top } else { Move::Bottom }),
        _ if event.ctrl_key() => false,
        ("ArrowLeft", true) if event.shift_key() => does(|| own.pan(-PAN)),
        ("ArrowRight", true) if event.shift_key() => does(|| own.pan(PAN)),
        ("ArrowLeft" | "ArrowRight", true) => sideways(own, key == "ArrowRight"),
        ("ArrowUp", true) => walk(own, Move::Above),
        ("ArrowDown", true) => walk(own, Move::Below),
        ("PageUp", true) => walk(own, Move::LaneAbove),
        ("PageDown", true) => walk(own, Move::LaneBelow),
        ("Home", true) => walk(own, Move::RowStart),
        ("End", true) => walk(own, Move::RowEnd),
        ("+" | "=", true) => does(|| own.zoom(ZOOM)),
        ("-" | "_", true) => does(|| own.zoom(1.0 / ZOOM)),
        ("0", true) => does(|| own.cx.send(Message::ShowSpan(own.cx.model_now().span))),
        ("Enter", true) => enter(own),
        (" ", true) => open_card(own),
        _ => false,
    };
    if is_used {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Does something, as what a key means.
fn does(act: impl FnOnce()) -> bool {
    act();
    true
}

fn walk(own: Timeline, step: Move) -> bool {
    own.act(|scene, lanes, local| {
        let chart = scene.chart(lanes);
        let now = settled_place(scene, lanes, local);
        if let Some(now) = now.or_else(|| chart.settled(&Place::Row(usize::MAX), 0)) {
            own.go_to(chart.step(&now, step), scene, lanes, local);
        }
    });
    true
}

/// Along the row or along time; on the heading of a lane, it folds and unfolds.
fn sideways(own: Timeline, is_forward: bool) -> bool {
    let model = own.cx.model_now();
    if let Some(Place::Lane(key)) = own.here() {
        let is_folded = model.folded.contains(&key);
        if is_folded == is_forward {
            own.cx.send(Message::ToggleLane(key));
            return true;
        }
        // As in a tree: on from the heading of what is unfolded, to what is in it.
        return match (is_forward, model.walk) {
            (true, Walk::Row) => walk(own, Move::Below),
            (true, Walk::Date) => walk(own, Move::NextInTime),
            (false, _) => true,
        };
    }
    walk(
        own,
        match (model.walk, is_forward) {
            (Walk::Row, false) => Move::Previous,
            (Walk::Row, true) => Move::Next,
            (Walk::Date, false) => Move::PreviousInTime,
            (Walk::Date, true) => Move::NextInTime,
        },
    )
}

/// Opens what the walk is on: the initiative, the list of a mark that stands for several events, the lane.
fn enter(own: Timeline) -> bool {
    let Some(place) = own.here() else { return false };
    let mut n_events = 0;
    own.act(|scene, _, _| n_events = events_at(scene, &place).len());
    match place {
        Place::Lane(key) => own.cx.send(Message::ToggleLane(key)),
        _ if n_events > 1 => return open_card(own),
        Place::Row(row) | Place::Event(row, _) => open_initiative(own, row),
    }
    true
}

/// Opens the page of a row's initiative.
pub(super) fn open_initiative(own: Timeline, row: usize) {
    if let Some(id) = own.cx.facts().initiative(row).map(|initiative| initiative.id.clone()) {
        own.cx.send(Message::Open(id));
    }
}

fn open_card(own: Timeline) -> bool {
    let here = own.here();
    if let Some(Place::Lane(key)) = here {
        own.cx.send(Message::ToggleLane(key));
        return true;
    }
    own.act(|scene, _, local| {
        let card = |place: &Place| Some(Card { row: place.row()?, events: events_at(scene, place), is_open: true });
        local.card = here.as_ref().and_then(card);
    });
    true
}

/// Closes the card; an open one gives the focus back.
fn close_card(own: Timeline) -> bool {
    let Some(card) = own.local.get_untracked().card else { return false };
    own.local.update(|local| local.card = None);
    if card.is_open {
        focus_grid(own);
    }
    true
}
