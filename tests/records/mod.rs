//! Initiatives that are nothing but their events.

use std::ops::Range;

use proptest::prelude::*;
use security_union_explorer::domain::initiative::{Event, Initiative, Refs};
use security_union_explorer::domain::vocabulary::{Certainty, Confidence, Kind, Stage};

use crate::samples::some_date;

/// One with these events, in order.
pub fn with_events(kind: Kind, area: usize, mut events: Vec<Event>) -> Initiative {
    events.sort_by_key(|event| event.date);
    Initiative {
        id: "some".into(),
        title: String::new(),
        short: String::new(),
        kind,
        area,
        also: vec![],
        topics: vec![],
        actors: vec![],
        refs: Refs::default(),
        events,
        relations: vec![],
        confidence: Confidence::High,
    }
}

/// Any event in these years.
pub fn some_event(years: Range<u32>) -> impl Strategy<Value = Event> {
    let words = (prop::sample::select(Stage::ALL), prop::sample::select(Certainty::ALL), prop::bool::weighted(0.2));
    (some_date(years), words).prop_map(|(date, (stage, certainty, partial))| Event {
        date,
        certainty,
        stage,
        partial,
        label: String::new(),
    })
}

/// Any initiative with less than so many events, all in these years.
pub fn some_initiative(years: Range<u32>, n_events: usize) -> impl Strategy<Value = Initiative> {
    let events = prop::collection::vec(some_event(years), 0..n_events);
    (prop::sample::select(Kind::ALL), 0usize..6, events)
        .prop_map(|(kind, area, events)| with_events(kind, area, events))
}
