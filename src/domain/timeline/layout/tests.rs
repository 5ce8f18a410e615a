use super::*;
use crate::domain::date::PartialDate;
use crate::domain::vocabulary::{Certainty, Stage};
use proptest::prelude::*;

fn event(date: &str, certainty: Certainty, stage: Stage) -> Event {
    Event { date: PartialDate::parse(date).unwrap(), certainty, stage, partial: false, label: String::new() }
}

fn day(text: &str) -> Day {
    PartialDate::parse(text).unwrap().first()
}

fn frame(from: &str, to: &str, as_of: &str, min_gap: f64) -> Frame {
    Frame {
        window: Window::of_days(day(from), day(to)),
        as_of: day(as_of),
        checked_through: day(as_of),
        min_gap,
        margin: 0.0,
        hidden: Shapes::default(),
    }
}

/// Bars as `from-to status`, planned in brackets; marks as `at stage×count`, planned in brackets, spans as `from~to`; in per cent.
fn draw(layout: &RowLayout) -> String {
    let percent = |fraction: f64| format!("{:.0}", fraction * 100.0);
    let planned = |text: String, is_planned| if is_planned { format!("({text})") } else { text };
    let bars = layout
        .bars
        .iter()
        .map(|bar| planned(format!("{}-{} {}", percent(bar.from), percent(bar.to), bar.status.slug()), bar.is_planned));
    let marks = layout.marks.iter().map(|mark| {
        let span = mark.span.map_or(String::new(), |(from, to)| format!(" {}~{}", percent(from), percent(to)));
        planned(format!("@{} {}×{}{span}", percent(mark.at), mark.stage.slug(), mark.count()), mark.is_planned)
    });
    let spans = layout.spans.iter().map(|span| format!("{}~{}", percent(span.from), percent(span.to)));
    bars.chain(marks).chain(spans).collect::<Vec<_>>().join(", ")
}

fn check(history: &[(&str, Status)], events: &[Event], frame: &Frame, expected: &str) {
    let history: Vec<Change> =
        history.iter().map(|&(from, status)| Change { from: day(from), status, event: 0 }).collect();
    assert_eq!(draw(&layout_row(&Row { history: &history, events }, frame)), expected);
}

#[test]
fn nothing_draws_nothing() {
    check(&[], &[], &frame("2020", "2025-12-31", "2024", 0.02), "");
    check(&[("2021", Status::Ended)], &[], &frame("2020", "2025-12-31", "2024", 0.02), "");
}

#[test]
fn a_law_from_proposal_to_application() {
    let events = [
        event("2020-12-16", Certainty::Fact, Stage::Proposed),
        event("2022-12-14", Certainty::Fact, Stage::Adopted),
        event("2022-12-27", Certainty::Fact, Stage::Published),
        event("2023-01-16", Certainty::Fact, Stage::InForce),
        event("2024-10-18", Certainty::Fixed, Stage::Applies),
    ];
    let history = [("2020-12-16", Status::Proposed), ("2022-12-14", Status::Adopted), ("2024-10-18", Status::InEffect)];
    let expected = "10-30 proposed, 30-44 adopted, (44-48 adopted), (48-100 in-effect), \
                    @10 proposed×1, @30 adopted×3, (@48 applies×1)";
    check(&history, &events, &frame("2020", "2029-12-31", "2024-05-15", 0.02), expected);
    // Nearer, the marks come apart; what is out of sight is gone.
    let expected = "0-52 adopted, (52-100 adopted), @50 in-force×1";
    check(&history, &events, &frame("2023-01-01", "2023-01-31", "2023-01-16", 0.02), expected);
}

#[test]
fn one_event_and_many() {
    let axis = frame("2024-01-01", "2024-12-31", "2024-06-30", 0.1);
    check(&[], &[event("2024-07-01", Certainty::Planned, Stage::Launched)], &axis, "(@50 launched×1)");
    let same: Vec<_> = (0..3).map(|_| event("2024-03-01", Certainty::Fact, Stage::Milestone)).collect();
    check(&[], &same, &axis, "@17 milestone×3");
    let month: Vec<_> =
        (0..40).map(|n| event(&format!("2024-04-{:02}", n % 30 + 1), Certainty::Fact, Stage::Milestone)).collect();
    check(&[], &month, &axis, "@25 milestone×40");
    let far = [event("1957-03-25", Certainty::Fact, Stage::Signed), event("2040", Certainty::Planned, Stage::Applies)];
    check(&[], &far, &axis, "");
    check(&[], &far, &frame("1957-01-01", "2040-12-31", "2024", 0.01), "@0 signed×1, (@99 applies×1 99~100)");
}

#[test]
fn dates_not_known_to_the_day_have_their_span() {
    let events = [event("2024", Certainty::Fact, Stage::Adopted)];
    check(&[], &events, &frame("2023-01-01", "2025-12-31", "2025", 0.01), "@50 adopted×1 33~67");
    check(&[], &events, &frame("2024-01-01", "2024-03-31", "2025", 0.01), "0~100");
}

#[test]
fn of_events_drawn_as_one_that_it_applies_is_on_top() {
    let events =
        [Stage::Published, Stage::InForce, Stage::Applies].map(|stage| event("2024-07-01", Certainty::Fact, stage));
    check(&[], &events, &frame("2024-01-01", "2024-12-31", "2024-12-31", 0.1), "@50 applies×3");
}

#[test]
fn a_shape_that_is_hidden_leaves_no_span_either() {
    let events = [event("2024", Certainty::Fact, Stage::Adopted)];
    let mut frame = frame("2024-01-01", "2024-03-31", "2025", 0.01);
    frame.hidden.toggle(Shape::Circle);
    check(&[], &events, &frame, "");
}

#[test]
fn a_window_of_no_width_shows_its_day() {
    let events = [event("2024-03-01", Certainty::Fact, Stage::Adopted)];
    let window = Window::new(f64::from(day("2024-03-01").0) + 0.5, f64::from(day("2024-03-01").0) + 0.5);
    let frame = Frame { window, ..frame("2024", "2024", "2025", 0.01) };
    check(&[("2024-03-01", Status::Adopted)], &events, &frame, "0-100 adopted, @50 adopted×1");
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let date = prop_oneof![
        (2015..2035, 1..=12, 1..=28).prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}")),
        (2015..2035, 1..=12).prop_map(|(year, month)| format!("{year}-{month:02}")),
        (2015..2035, 1..=4).prop_map(|(year, quarter)| format!("{year}-Q{quarter}")),
        (2015..2035_i32).prop_map(|year| year.to_string()),
    ];
    let stage = prop::sample::select(Stage::ALL);
    let certainty = prop::sample::select(Certainty::ALL);
    prop::collection::vec(
        (date, certainty, stage).prop_map(|(date, certainty, stage)| event(&date, certainty, stage)),
        0..40,
    )
}

fn window() -> impl Strategy<Value = Window> {
    (16_000.0..24_000.0_f64, 0.0..9_000.0_f64).prop_map(|(start, width)| Window::new(start, start + width))
}

proptest! {
    #[test]
    fn marks_keep_apart_and_lose_nothing(events in events(), window in window(), as_of in 16_000..24_000, min_gap in 0.0..0.2_f64) {
        let frame = Frame { window, margin: 0.0, as_of: Day(as_of), checked_through: Day(as_of), min_gap, hidden: Shapes::default() };
        let layout = layout_row(&Row { history: &[], events: &events }, &frame);
        prop_assert!(layout.marks.windows(2).all(|pair| pair[1].at - pair[0].at >= min_gap - 1e-9));
        let mut shown: Vec<usize> = layout.marks.iter().flat_map(|mark| mark.events.iter().copied()).collect();
        shown.sort_unstable();
        let in_sight: Vec<usize> = (0..events.len()).filter(|&at| window.contains(middle(events[at].date))).collect();
        prop_assert_eq!(shown, in_sight);
        for mark in &layout.marks {
            prop_assert!(mark.events.iter().any(|&at| events[at].stage == mark.stage));
            prop_assert!((0.0..=1.0).contains(&mark.at));
            prop_assert!(mark.events.iter().all(|&other| super::super::importance(mark.stage) <= super::super::importance(events[other].stage)));
        }
    }

    #[test]
    fn a_margin_adds_what_is_beyond_and_changes_nothing_in_sight(
        events in events(), window in window(), as_of in 16_000..24_000, margin in 0.0..1.0_f64
    ) {
        let layout = |window, margin| {
            let frame = Frame { window, margin, as_of: Day(as_of), checked_through: Day(as_of), min_gap: 0.0, hidden: Shapes::default() };
            layout_row(&Row { history: &[], events: &events }, &frame)
        };
        let (own, wide, all) = (layout(window, 0.0), layout(window, margin), layout(window.widened(margin), 0.0));
        let in_sight = |mark: &&Mark| (0.0..1.0).contains(&mark.at);
        prop_assert!(wide.marks.iter().filter(in_sight).map(|mark| &mark.events).eq(own.marks.iter().map(|mark| &mark.events)));
        prop_assert!(wide.marks.iter().map(|mark| &mark.events).eq(all.marks.iter().map(|mark| &mark.events)));
        prop_assert!(wide.marks.iter().flat_map(|mark| mark.span).all(|(from, to)| -margin <= from && from < to && to <= 1.0 + margin));
    }

    #[test]
    fn zooming_in_never_merges_and_panning_never_regroups(
        events in events(), window in window(), factor in 1.0..20.0_f64, by in -0.5..0.5_f64, min_gap in 0.0..0.2_f64
    ) {
        let layout = |window| {
            let frame = Frame { window, margin: 0.0, as_of: Day(20_000), checked_through: Day(20_000), min_gap, hidden: Shapes::default() };
            layout_row(&Row { history: &[], events: &events }, &frame).marks
        };
        let together = |marks: &[Mark], one: usize, other: usize| {
            marks.iter().any(|mark| mark.events.contains(&one) && mark.events.contains(&other))
        };
        let far = layout(window);
        let start = window.start() + window.width_days() * by;
        for mark in layout(Window::new(start, start + window.width_days() / factor)) {
            for pair in mark.events.windows(2) {
                let both_shown = pair.iter().all(|at| far.iter().any(|mark| mark.events.contains(at)));
                prop_assert!(!both_shown || together(&far, pair[0], pair[1]));
            }
        }
    }

    #[test]
    fn bars_are_sorted_and_apart_and_cover_what_the_history_covers(
        days in prop::collection::btree_set(16_000..25_000, 0..6), window in window(), as_of in 16_000..25_000
    ) {
        let statuses = [Status::Announced, Status::Proposed, Status::Agreed, Status::Adopted, Status::InEffect, Status::Ended];
        let history: Vec<Change> =
            days.iter().zip(statuses).map(|(&from, status)| Change { from: Day(from), status, event: 0 }).collect();
        let frame = Frame { window, margin: 0.0, as_of: Day(as_of), checked_through: Day(as_of), min_gap: 0.02, hidden: Shapes::default() };
        let bars = layout_row(&Row { history: &history, events: &[] }, &frame).bars;
        prop_assert!(bars.iter().all(|bar| 0.0 <= bar.from && bar.from < bar.to && bar.to <= 1.0));
        prop_assert!(bars.windows(2).all(|pair| pair[0].to <= pair[1].from));
        for step in 0..100 {
            let fraction = (f64::from(step) + 0.37) / 100.0;
            let day = Day(window.instant_from_fraction(fraction).floor() as i32);
            // A whole day at a time has one status; at its very edge two fractions may round apart.
            let inside = window.instant_from_fraction(fraction).fract().rem_euclid(1.0);
            if !(0.001..0.999).contains(&inside) { continue; }
            let expected = crate::domain::status::status_at(&history, day);
            let seen = bars.iter().find(|bar| bar.from <= fraction && fraction < bar.to);
            let is_drawn = !matches!(expected, Status::NotYetBegun | Status::Ended);
            prop_assert_eq!(seen.map(|bar| (bar.status, bar.is_planned)), is_drawn.then_some((expected, day > frame.as_of)));
        }
    }
}
