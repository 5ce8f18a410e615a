//! What changed, what is next, how many stood where over time and how long it took: their laws, on the real document and
//! on any, and what well-known initiatives did.
//!
//! The examples were written from the events in the document, not from what the program says.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod records;
mod samples;

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use records::{some_initiative, with_events};
use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::{Day, PartialDate, Precision};
use security_union_explorer::domain::document::{self, Document};
use security_union_explorer::domain::initiative::{Event, Initiative};
use security_union_explorer::domain::progress::changes::{Changes, Moved, Movement, changes, steps_between};
use security_union_explorer::domain::progress::durations::{Leg, Spread, durations, longest, took};
use security_union_explorer::domain::progress::trend::Trend;
use security_union_explorer::domain::progress::upcoming::{Month, Step, Upcoming, by_month, upcoming, within};
use security_union_explorer::domain::progress::who::Who;
use security_union_explorer::domain::selection::{Dates, Statuses};
use security_union_explorer::domain::status::{counts_from, status_at};
use security_union_explorer::domain::vocabulary::{Certainty, Kind, Stage, Status};

/// Few, so that dates meet.
const FEW_YEARS: std::ops::Range<u32> = 2025..2029;

static DOCUMENT: LazyLock<Document> =
    LazyLock::new(|| document::read(include_str!("../public/data/security-union.json")).unwrap().document);

static REAL: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::new(DOCUMENT.clone()));

fn day(text: &str) -> Day {
    PartialDate::parse(text).unwrap().first()
}

fn all_rows(catalogue: &Catalogue) -> Vec<usize> {
    (0..catalogue.initiatives().len()).collect()
}

fn changes_between(catalogue: &Catalogue, rows: &[usize], from: Day, to: Day) -> Changes {
    changes(catalogue, rows, &Statuses::at(catalogue, Dates { as_of: to, baseline: from }))
}

mod between_the_sixth_and_the_seventh_report {
    use super::*;

    fn moved(id: &str) -> Option<Moved> {
        let row = REAL.row(id).unwrap_or_else(|| panic!("{id} is not in the data"));
        let changes = changes_between(&REAL, &all_rows(&REAL), day("2023-10-18"), day("2024-05-15"));
        changes.moved.into_iter().find(|moved| moved.row == row)
    }

    #[track_caller]
    fn check(id: &str, kind: &str, way: &str, steps: &[&str]) {
        let moved = moved(id).unwrap_or_else(|| panic!("{id} has moved"));
        let events = &REAL.initiative(moved.row).unwrap().events;
        let dates: Vec<String> = moved.steps.iter().map(|step| events[*step].date.to_string()).collect();
        assert_eq!(format!("{} -> {}", moved.from.slug(), moved.to.slug()), way, "{id}");
        assert_eq!(moved.kind.slug(), kind, "{id}");
        assert_eq!(dates, steps, "{id}");
    }

    #[test]
    fn these_are_new() {
        check("fdi-screening-revision", "new", "not-yet-begun -> proposed", &["2024-01-24"]);
        let all = ["2023-11-30", "2024-02-15", "2024-04-29", "2024-05-15"];
        check("csa-interim-extension", "new", "not-yet-begun -> in-effect", &all);
        // Adopted and applied on one day: one step.
        check("hamas-pij-sanctions-framework", "new", "not-yet-begun -> in-effect", &["2024-01-19"]);
    }

    #[test]
    fn these_went_on() {
        check("cyber-resilience-act", "on", "proposed -> agreed", &["2023-11-30"]);
        check("digital-identity-regulation", "on", "proposed -> adopted", &["2023-11-08", "2024-04-11"]);
        check("eu-institutions-cybersecurity-regulation", "on", "agreed -> in-effect", &["2023-12-13", "2024-01-07"]);
        check("digital-services-act", "on", "adopted -> in-effect", &["2024-02-17"]);
        check("european-ports-alliance", "on", "announced -> in-effect", &["2024-01-24"]);
        check("facilitation-directive-proposal", "on", "announced -> proposed", &["2023-11-28"]);
        check("frontex-status-agreement-albania", "on", "agreed -> adopted", &["2024-04-12"]);
        check("prum-ii-regulation", "on", "proposed -> adopted", &["2023-11-20", "2024-03-13"]);
        check("tallinn-mechanism", "on", "announced -> in-effect", &["2023-12-20"]);
    }

    #[test]
    fn dates_known_to_the_month_or_year_count_when_it_is_over() {
        check("maritime-security-strategy", "on", "proposed -> adopted", &["2023-10"]);
        check("canada-pnr-agreement", "on", "proposed -> agreed", &["2023-11"]);
        check("energy-infrastructure-stress-tests", "ended", "in-effect -> ended", &["2023"]);
        check("judicial-digitalisation-regulation", "on", "agreed -> adopted", &["2023-12-13"]);
    }

    #[test]
    fn these_stayed_where_they_were() {
        // The roadmap was adopted on the day of the sixth report, the customs reform was only voted on in between.
        for id in ["organised-crime-drugs-roadmap", "customs-reform", "cer-directive", "eu-crisis-protocol"] {
            assert_eq!(moved(id), None, "{id}");
        }
    }
}

#[test]
fn what_ended_and_begins_again_says_so() {
    let events = ["2020-01-01 launched", "2021-01-01 ended", "2022-01-01 proposed", "2023-01-01 ended"];
    let catalogue = catalogue_of(vec![initiative(Kind::Operational, 0, &events)]);
    let kind = |from, to| changes_between(&catalogue, &[0], day(from), day(to)).moved.first().map(|moved| moved.kind);
    assert_eq!(kind("2019", "2020-06"), Some(Movement::New));
    assert_eq!(kind("2020-06", "2021-06"), Some(Movement::Ended));
    assert_eq!(kind("2021-06", "2022-06"), Some(Movement::Again));
    assert_eq!(kind("2020-06", "2022-06"), Some(Movement::Again), "it runs no more: a proposal is less");
    assert_eq!(kind("2021-06", "2023-06"), None, "it stands where it stood");
    assert_eq!(kind("2019", "2023-06"), Some(Movement::Ended), "it is over, though it had not begun");
}

#[test]
fn of_an_area_what_is_new_comes_first_and_what_ended_last() {
    let catalogue = catalogue_of(vec![
        initiative(Kind::Operational, 1, &["2021-03-01 launched"]),
        initiative(Kind::Operational, 0, &["2019-01-01 launched", "2021-02-01 ended"]),
        initiative(Kind::Operational, 0, &["2019-01-01 announced", "2021-09-01 launched"]),
        initiative(Kind::Operational, 0, &["2019-01-01 announced", "2021-04-01 launched"]),
        initiative(Kind::Operational, 0, &["2021-12-31 announced"]),
        initiative(Kind::Operational, 0, &["2020-01-01 announced"]),
    ]);
    let changes = changes_between(&catalogue, &all_rows(&catalogue), day("2020-06-01"), day("2021-12-31"));
    assert_eq!(changes.moved.iter().map(|moved| moved.row).collect::<Vec<_>>(), [4, 3, 2, 1, 0]);
    assert_eq!(changes.n_unchanged, 1);
}

mod after_the_last_day_checked {
    use super::*;

    fn next() -> Vec<Upcoming> {
        upcoming(&REAL, &all_rows(&REAL), day("2026-06-30"))
    }

    fn in_words(step: &Upcoming) -> String {
        format!("{} {} {}", step.date, REAL.initiative(step.row).unwrap().id, step.step.slug())
    }

    #[test]
    fn july_2026_has_four_steps_in_order() {
        let (steps, months) = (next(), by_month(&next()));
        assert_eq!(months[0].span.to_string(), "2026-07");
        assert_eq!(
            steps[months[0].items.clone()].iter().map(in_words).collect::<Vec<_>>(),
            [
                "2026-07-10 aml-directive-6 deadline",
                "2026-07-15 anti-trafficking-directive-revision transposition",
                "2026-07-16 fdi-screening-revision entry-into-force",
                "2026-07-17 cer-directive deadline",
            ]
        );
    }

    #[test]
    fn the_last_quarter_and_the_year_follow_december() {
        let spans: Vec<String> = by_month(&next()).iter().map(|month| month.span.to_string()).collect();
        let december = spans.iter().position(|span| span == "2026-12").unwrap();
        assert_eq!(spans[december..december + 4], ["2026-12", "2026-Q4", "2026", "2027-01"]);
        let in_2026: Vec<Upcoming> = next().into_iter().filter(|step| step.date.to_string() == "2026").collect();
        assert_eq!(in_2026.len(), 2);
        assert!(in_2026.iter().all(|step| step.certainty == Certainty::Planned));
    }

    #[test]
    fn kinds_of_step_are_told_apart() {
        let words: Vec<String> = next().iter().map(in_words).collect();
        for expected in [
            "2026-Q4 etias application",
            "2026-12-24 digital-identity-regulation deadline",
            "2026-11-23 asset-recovery-confiscation-directive transposition",
            "2026 encryption-technology-roadmap decision",
            "2027-12-11 cyber-resilience-act application",
            "2027 el-paccto-2 end",
            "2030 eu-critical-communication-system launch",
        ] {
            assert!(words.iter().any(|word| word == expected), "{expected} in {words:#?}");
        }
    }
}

mod how_long_it_took {
    use super::*;

    const AS_OF: &str = "2026-06-30";

    /// Reckoned from the dates in the document, one by one.
    const LONGEST: [(&str, &str, &str, usize); 10] = [
        ("eurodac-regulation", "2016-05-04", "2024-05-14", 2932),
        ("canada-pnr-agreement", "2017-12", "2025-04-14", 2676),
        ("euaa-regulation", "2016-05-04", "2021-12-15", 2051),
        ("eurojust-case-management", "2013-07-17", "2018-11-14", 1946),
        ("e-evidence-directive", "2018-04-17", "2023-07-12", 1912),
        ("e-evidence-regulation", "2018-04-17", "2023-07-12", 1912),
        ("eppo-launch", "2013-07-17", "2017-10-12", 1548),
        ("budapest-second-protocol", "2019-06-06", "2023-02-14", 1349),
        ("screening-regulation", "2020-09-23", "2024-05-14", 1329),
        ("vis-revision", "2018-05-16", "2021-07-07", 1148),
    ];

    #[test]
    fn these_ten_took_longest_from_proposal_to_adoption() {
        let mut found: Vec<_> = longest(&REAL, &all_rows(&REAL), Leg::Law, day(AS_OF), 10)
            .iter()
            .map(|took| {
                let initiative = REAL.initiative(took.row).unwrap();
                let date = |event: usize| initiative.events[event].date.to_string();
                (initiative.id.clone(), date(took.from), date(took.to), took.days)
            })
            .collect();
        // The two halves of e-evidence took equally long.
        found[4..6].sort();
        let expected = LONGEST.map(|(id, from, to, days)| (id.to_owned(), from.to_owned(), to.to_owned(), days));
        assert_eq!(found, expected);
    }

    #[track_caller]
    fn check(id: &str, as_of: &str, days: [Option<usize>; 4]) {
        let row = REAL.row(id).unwrap();
        let found =
            Leg::ALL.iter().map(|leg| took(&REAL, row, *leg, day(as_of)).map(|took| took.days)).collect::<Vec<_>>();
        assert_eq!(found, days, "{id} at {as_of}: {:#?}", REAL.initiative(row).unwrap().events);
    }

    #[test]
    fn each_stage_of_well_known_ones() {
        // Proposed 2020-12-16, agreed 2022-06-28, signed 2022-12-14, to be transposed by 2024-10-17 and applied from the next day.
        check("cer-directive", AS_OF, [Some(559), Some(169), Some(674), Some(728)]);
        // On 1 July 2022 it is only agreed, the day before the agreement only proposed.
        check("cer-directive", "2022-07-01", [Some(559), None, None, None]);
        check("cer-directive", "2022-06-27", [None; 4]);
    }

    #[test]
    fn a_date_known_only_to_the_year_is_no_milestone_and_a_later_event_does_not_take_its_place() {
        let took_by = |events: &[&str]| {
            let catalogue = catalogue_of(vec![initiative(Kind::Directive, 0, events)]);
            Leg::ALL.iter().map(|leg| took(&catalogue, 0, *leg, day(AS_OF)).map(|took| took.days)).collect::<Vec<_>>()
        };
        let only_a_year = ["2020-01-01 proposed", "2021 agreement", "2021-03-01 agreement", "2021-01-01 adopted"];
        assert_eq!(took_by(&only_a_year), [None, None, None, Some(366)]);
        // The middle of June is the 15th; of the 91 days from 1 April to 30 June it is 16 May.
        assert_eq!(took_by(&["2020-06 proposed", "2021-06-15 adopted"])[3], Some(365));
        assert_eq!(took_by(&["2020-Q2 proposed", "2020-07-04 adopted"])[3], Some(49));
        assert_eq!(took_by(&["2021-01-01 adopted", "2022-01-01 proposed"]), [None; 4], "not in order");
        assert_eq!(took_by(&["2021-01-01 proposed", "2021-01-01 adopted"])[3], Some(0));
    }

    #[test]
    fn a_spread_is_the_middle_half() {
        // As R's quantile(x) has it: 8.75, 15 and 22.5.
        assert_eq!(Spread::of(&[30, 5, 20, 10]).quartiles, Some([9, 15, 23]));
        assert_eq!(Spread::of(&[1, 2, 3, 4, 5]).quartiles, Some([2, 3, 4]));
        assert_eq!(Spread::of(&[7, 7, 100]).quartiles, Some([7, 7, 54]));
        assert_eq!(Spread::of(&[]), Spread { n: 0, quartiles: None });
    }
}

/// The laws of the counts over time: on any day they are what the statuses of that day say.
fn check_trend(catalogue: &Catalogue, rows: &[usize], days: &[Day]) {
    let trend = Trend::of(catalogue, rows.iter().copied());
    let counts = |on| Statuses::at(catalogue, Dates { as_of: on, baseline: on }).counts(rows.iter().copied());
    let around = trend.steps.iter().flat_map(|(day, _)| [Day(day.0 - 1), *day]);
    for day in days.iter().copied().chain(around.take(60)) {
        assert_eq!(trend.counts_at(day), counts(day), "{day}");
        assert_eq!(trend.counts_at(day).total(), trend.n);
    }
    assert!(trend.steps.windows(2).all(|pair| pair[0].0 < pair[1].0), "each day once, in order");
    let (first, last) = (days[0], days[days.len() - 1]);
    let drawn: Vec<_> = trend.between(first, last).collect();
    assert!(drawn[0].0 == first && drawn.iter().all(|(day, counts)| *counts == trend.counts_at(*day)));
    assert_eq!(drawn.last().unwrap().1, trend.counts_at(last), "nothing changes after the last that is drawn");
}

/// The laws of how long it took.
fn check_durations(catalogue: &Catalogue, rows: &[usize], [early, late, _]: [Day; 3]) {
    let checked = catalogue.document().checked_through;
    for &leg in Leg::ALL {
        let by_then = durations(catalogue, rows, leg, late);
        for it in &by_then {
            let events = &catalogue.initiative(it.row).unwrap().events;
            let (from, to) = (&events[it.from], &events[it.to]);
            assert!(counts_from(from, checked) <= late && counts_from(to, checked) <= late, "both have happened");
            let longest = to.date.last().0 - from.date.first().0;
            assert!(i32::try_from(it.days).unwrap() <= longest, "never negative, so never below nothing: {it:?}");
            assert!([from, to].iter().all(|event| event.date.precision() != Precision::Year && !event.partial));
        }
        // What was measured early is measured alike later, unless an event that comes first counts only later.
        for it in durations(catalogue, rows, leg, early) {
            let events = &catalogue.initiative(it.row).unwrap().events;
            let is_exact = events.iter().all(|event| event.date.precision() == Precision::Day);
            assert!(!is_exact || by_then.contains(&it), "{it:?}");
        }
        let top = longest(catalogue, rows, leg, late, 3);
        assert!(top.len() == by_then.len().min(3) && top.is_sorted_by(|a, b| a.days >= b.days));
        assert!(by_then.iter().all(|it| top.contains(it) || top.last().is_none_or(|last| it.days <= last.days)));
        let days: Vec<usize> = by_then.iter().map(|it| it.days).collect();
        if let Some([lower, median, upper]) = Spread::of(&days).quartiles {
            let (least, most) = (*days.iter().min().unwrap(), *days.iter().max().unwrap());
            assert!([least, lower, median, upper, most].is_sorted());
            assert!(days.iter().filter(|it| **it <= median).count() * 2 >= days.len());
        }
    }
}

/// The laws of what changed, for three days in order.
fn check_changes(catalogue: &Catalogue, rows: &[usize], [a, b, c]: [Day; 3]) {
    let checked = catalogue.document().checked_through;
    let status = |row: usize, on: Day| status_at(catalogue.history(row), on);
    let between = |from, to| changes_between(catalogue, rows, from, to);
    let (ab, bc, ac) = (between(a, b), between(b, c), between(a, c));

    for (changes, from, to) in [(&ab, a, b), (&bc, b, c), (&ac, a, c)] {
        assert_eq!(changes.moved.len() + changes.n_unchanged, rows.len(), "every row is told of");
        let expected: Vec<usize> = rows.iter().copied().filter(|row| status(*row, from) != status(*row, to)).collect();
        let mut found: Vec<usize> = changes.moved.iter().map(|moved| moved.row).collect();
        found.sort_by_key(|row| rows.iter().position(|it| it == row));
        assert_eq!(found, expected);
        for moved in &changes.moved {
            let events = &catalogue.initiative(moved.row).unwrap().events;
            assert_eq!((moved.from, moved.to), (status(moved.row, from), status(moved.row, to)));
            let days: Vec<Day> = moved.steps.iter().map(|step| counts_from(&events[*step], checked)).collect();
            assert!(days.iter().all(|day| from < *day && *day <= to) && days.is_sorted(), "{moved:?}: {days:?}");
            assert_eq!(status(moved.row, *days.last().unwrap()), moved.to, "the last step led there: {moved:?}");
            let is_as_said = match moved.kind {
                Movement::New => moved.from == Status::NotYetBegun && moved.to != Status::Ended,
                Movement::On => moved.from < moved.to && moved.to != Status::Ended,
                Movement::Ended => moved.to == Status::Ended,
                Movement::Again => moved.to < moved.from && moved.to != Status::NotYetBegun,
                Movement::Stayed => false,
            };
            assert!(is_as_said, "{moved:?}");
        }
        let place = |moved: &Moved| {
            let initiative = catalogue.initiative(moved.row).unwrap();
            let last = counts_from(&initiative.events[*moved.steps.last().unwrap()], checked);
            (initiative.area, moved.kind, last, rows.iter().position(|row| *row == moved.row))
        };
        assert!(changes.moved.is_sorted_by_key(place), "area, movement, day; of equals the order of the rows");
        // What stands where it stood is told of with all that happened, and only if something did.
        for row in rows.iter().filter(|row| !expected.contains(row)) {
            let events = &catalogue.initiative(*row).unwrap().events;
            let days = |step: &usize| counts_from(&events[*step], checked);
            let mut all: Vec<usize> = (0..events.len()).filter(|step| from < days(step) && days(step) <= to).collect();
            all.sort_by_key(days);
            let told = changes.stayed.iter().find(|stayed| stayed.row == *row);
            assert_eq!(told.map(|stayed| stayed.steps.clone()).unwrap_or_default(), all);
            assert!(told.is_none_or(|stayed| stayed.kind == Movement::Stayed && stayed.from == stayed.to));
        }
        assert!(changes.stayed.iter().all(|stayed| rows.contains(&stayed.row) && !expected.contains(&stayed.row)));
        assert!(changes.stayed.is_sorted_by(|one, next| place(one) < place(next)), "each once, in the same order");
    }

    let way = |changes: &Changes, row: usize, at: Day| {
        let moved = changes.moved.iter().find(|moved| moved.row == row);
        moved.map_or((status(row, at), status(row, at)), |moved| (moved.from, moved.to))
    };
    for &row in rows {
        let (first, second) = (way(&ab, row, a), way(&bc, row, b));
        assert_eq!(first.1, second.0, "the second way begins where the first ends");
        assert_eq!((first.0, second.1), way(&ac, row, a), "the two ways make up the whole");
        let steps = |from, to| steps_between(catalogue.history(row), from, to);
        assert_eq!([steps(a, b), steps(b, c)].concat(), steps(a, c), "so do the steps");
    }
    assert_eq!(between(a, a), Changes { n_unchanged: rows.len(), ..Changes::default() }, "in no time nothing changes");
}

/// The laws of what is next.
fn check_upcoming(catalogue: &Catalogue, rows: &[usize], as_of: Day) {
    let checked = catalogue.document().checked_through;
    let steps = upcoming(catalogue, rows, as_of);
    let mut expected: Vec<(usize, usize)> = Vec::new();
    for &row in rows {
        let events = catalogue.initiative(row).unwrap().events.iter().enumerate();
        expected.extend(events.filter(|(_, event)| counts_from(event, checked) > as_of).map(|(at, _)| (row, at)));
    }
    let mut found: Vec<(usize, usize)> = steps.iter().map(|step| (step.row, step.event)).collect();
    found.sort_by_key(|found| expected.iter().position(|it| it == found));
    assert_eq!(found, expected, "each step that is ahead once, and no other");
    for step in &steps {
        let initiative = catalogue.initiative(step.row).unwrap();
        let event = &initiative.events[step.event];
        assert_eq!((step.date, step.certainty), (event.date, event.certainty));
        assert_eq!(step.step, Step::of(initiative.kind, event));
        assert!(step.date.last() > as_of, "what is over is not ahead: {step:?}");
    }
    assert!(steps.is_sorted_by_key(|step| (step.date.last(), Reverse(step.date.first()))), "in order of time");
    check_months(&steps, &by_month(&steps));
}

/// At a later date no event is lost: each has happened or is ahead, what has happened stays so, and what is no longer ahead
/// has happened in between.
fn check_nothing_is_lost(catalogue: &Catalogue, rows: &[usize], early: Day, late: Day) {
    let checked = catalogue.document().checked_through;
    let ahead = |on: Day| -> HashSet<(usize, usize)> {
        upcoming(catalogue, rows, on).into_iter().map(|step| (step.row, step.event)).collect()
    };
    let (ahead_early, ahead_late) = (ahead(early), ahead(late));
    assert!(ahead_late.is_subset(&ahead_early), "nothing that has happened is ahead again");
    for &row in rows {
        let initiative = catalogue.initiative(row).unwrap();
        for (position, event) in initiative.events.iter().enumerate() {
            let has_happened = |on: Day| counts_from(event, checked) <= on;
            assert_ne!(has_happened(early), ahead_early.contains(&(row, position)), "happened or ahead, never both");
            assert_ne!(has_happened(late), ahead_late.contains(&(row, position)), "happened or ahead, never both");
        }
        let last = |on: Day| catalogue.standing(row, on).unwrap().last;
        let counts = |last: Option<usize>| last.map(|last| counts_from(&initiative.events[last], checked));
        assert!(counts(last(early)) <= counts(last(late)), "the last step is never an earlier one");
        let (history, standing) = (catalogue.history(row), catalogue.standing(row, late).unwrap());
        let told = steps_between(history, Day(i32::MIN), late);
        assert!(told.starts_with(steps_between(history, Day(i32::MIN), early)), "what was told is told later too");
        assert_eq!(standing.since, told.last().copied(), "the status rests on the last of it");
    }
}

fn check_months(steps: &[Upcoming], months: &[Month]) {
    let covered: Vec<usize> = months.iter().flat_map(|month| month.items.clone()).collect();
    assert_eq!(covered, (0..steps.len()).collect::<Vec<_>>(), "each step in one group, in order");
    assert!(months.iter().all(|month| !month.items.is_empty()));
    for month in months {
        assert_ne!(month.span.precision(), Precision::Day);
        for step in &steps[month.items.clone()] {
            assert!(month.span.first() <= step.date.first() && step.date.last() <= month.span.last());
            match step.date.precision() {
                Precision::Day => assert_eq!(month.span.precision(), Precision::Month),
                precision => assert_eq!(month.span.precision(), precision),
            }
        }
    }
    let ends = |month: &Month| (month.span.last(), Reverse(month.span.first()));
    assert!(months.windows(2).all(|pair| ends(&pair[0]) < ends(&pair[1])), "no heading twice, in order of time");
}

#[test]
fn the_laws_hold_for_the_document_at_each_of_its_stops_and_far_away() {
    let mut days: Vec<Day> = REAL.document().stops.iter().map(|stop| stop.day).collect();
    days.extend([day("0001-01-01"), day("2026-06-30"), day("2028"), day("9999-12-31")]);
    days.sort();
    let rows = all_rows(&REAL);
    for (nth, &a) in days.iter().enumerate() {
        check_upcoming(&REAL, &rows, a);
        check_nothing_is_lost(&REAL, &rows, a, days[nth.midpoint(days.len() - 1)]);
        for pair in days[nth..].windows(2) {
            check_changes(&REAL, &rows, [a, pair[0], pair[1]]);
        }
    }
    check_trend(&REAL, &rows, &days);
    check_trend(&REAL, &rows[100..], &days);
    check_durations(&REAL, &rows, [day("2020"), day("2026-06-30"), day("2028")]);
    let n_events: usize = REAL.initiatives().iter().map(|it| it.events.len()).sum();
    assert_eq!(upcoming(&REAL, &rows, day("0001-01-01")).len(), n_events, "before all, everything is ahead");
    let (as_of, date) = (day("2026-06-30"), |text: &str| PartialDate::parse(text));
    let ahead = || upcoming(&REAL, &rows, as_of);
    let of_2027 = within(ahead(), date("2027"), date("2027"), as_of);
    let is_of_2027 = |step: &Upcoming| step.date.first().year() <= 2027 && 2027 <= step.date.last().year();
    assert_eq!(of_2027, ahead().into_iter().filter(is_of_2027).collect::<Vec<_>>());
    assert!((1..ahead().len()).contains(&of_2027.len()));
    assert_eq!(within(ahead(), None, None, as_of), ahead());
    // A time that is over chooses initiatives, not what they have ahead.
    assert_eq!(within(ahead(), date("2024"), date("2024"), as_of), ahead());
    assert_eq!(upcoming(&REAL, &rows, day("9999-12-31")), [], "after all, nothing");
}

#[test]
fn it_took_until_the_day_on_which_it_was_first_in_effect() {
    let events = ["2020-01-01 adopted", "2020-01-11 launched", "2021-01-01 ended", "2022-01-01 launched"];
    let catalogue = catalogue_of(vec![initiative(Kind::Operational, 0, &events)]);
    let days = |as_of| took(&catalogue, 0, Leg::Effect, day(as_of)).map(|took| took.days);
    assert_eq!([days("2020-01-10"), days("2020-01-11"), days("2023")], [None, Some(10), Some(10)]);
}

#[test]
fn a_range_of_time_has_both_its_ends() {
    let catalogue = catalogue_of(vec![initiative(Kind::Regulation, 0, &["2027-03-01 applies"])]);
    let n = |from, to, as_of| {
        let steps = upcoming(&catalogue, &[0], day("2026-06-30"));
        within(steps, PartialDate::parse(from), PartialDate::parse(to), day(as_of)).len()
    };
    assert_eq!(n("2027-03-01", "", "2026-06-30"), 1);
    assert_eq!(n("", "2027-03-01", "2026-06-30"), 1);
    assert_eq!(n("2027-03-02", "", "2026-06-30") + n("", "2027-02", "2026-06-30"), 0);
    // One that ends on the very day is over.
    assert_eq!(n("2026-01", "2026-06", "2026-06-30"), 1);
}

#[test]
fn rows_that_are_not_there_are_passed_over() {
    let nowhere = [0, 1_000_000];
    let statuses = Statuses::at(&REAL, Dates { as_of: day("2026-06-30"), baseline: day("0001-01-01") });
    let changes = changes(&REAL, &nowhere, &statuses);
    assert_eq!((changes.moved.len(), changes.n_unchanged), (1, 1));
    assert!(upcoming(&REAL, &nowhere, day("0001-01-01")).iter().all(|step| step.row == 0));
}

#[test]
fn nobody_is_named_where_it_is_not_certain() {
    let acts = |kind: Kind, stage: Stage, partial: bool, procedure: Option<&str>| {
        let date = PartialDate::parse("2027-01-01").unwrap();
        let event = Event { date, certainty: Certainty::Planned, stage, partial, label: String::new() };
        let mut initiative = with_events(kind, 0, vec![event]);
        initiative.refs.procedure = procedure.map(str::to_owned);
        Who::of(&initiative, &initiative.events[0])
    };
    let ordinary = Some("2020/0365(COD)");
    assert_eq!(acts(Kind::Directive, Stage::Deadline, false, ordinary), Some(Who::MemberStates));
    assert_eq!(acts(Kind::Directive, Stage::Deadline, true, ordinary), None);
    assert_eq!(acts(Kind::Regulation, Stage::Deadline, false, ordinary), None);
    assert_eq!(acts(Kind::Regulation, Stage::Adopted, false, ordinary), Some(Who::ParliamentAndCouncil));
    assert_eq!(acts(Kind::Regulation, Stage::Adopted, false, Some("2024/0001(NLE)")), None);
    assert_eq!(acts(Kind::Regulation, Stage::Adopted, false, None), None);
    assert_eq!(acts(Kind::Agreement, Stage::Signed, false, None), Some(Who::Parties));
    assert_eq!(acts(Kind::Agreement, Stage::Concluded, false, None), Some(Who::Council));
    assert_eq!(acts(Kind::Agreement, Stage::MandateAsked, false, None), Some(Who::Commission));
    assert_eq!(acts(Kind::Agreement, Stage::Mandate, false, None), Some(Who::Council));
    assert_eq!(acts(Kind::Regulation, Stage::EpPosition, false, ordinary), Some(Who::Parliament));
    assert_eq!(acts(Kind::Regulation, Stage::CouncilPosition, false, ordinary), Some(Who::Council));
    assert_eq!(acts(Kind::Directive, Stage::Proposed, false, None), Some(Who::Commission));
    assert_eq!(acts(Kind::Agreement, Stage::Proposed, false, None), None);
    for kind in [Kind::Decision, Kind::Recommendation, Kind::Communication, Kind::Operational, Kind::Funding] {
        assert_eq!(acts(kind, Stage::Adopted, false, ordinary), None, "{kind:?}");
    }
}

/// A catalogue of nothing but these, with the areas of the real one.
fn catalogue_of(initiatives: Vec<Initiative>) -> Catalogue {
    let (details, areas) = (Vec::new(), DOCUMENT.areas.clone());
    Catalogue::new(Document { initiatives, details, areas, ..DOCUMENT.clone() })
}

fn initiative(kind: Kind, area: usize, events: &[&str]) -> Initiative {
    let event = |text: &&str| {
        let (date, stage) = text.split_once(' ').unwrap();
        let (date, stage) = (PartialDate::parse(date).unwrap(), Stage::from_slug(stage).unwrap());
        Event { date, certainty: Certainty::Fact, stage, partial: false, label: String::new() }
    };
    with_events(kind, area, events.iter().map(event).collect())
}

fn some_initiatives() -> impl Strategy<Value = Vec<Initiative>> {
    prop::collection::vec(some_initiative(FEW_YEARS, 8), 1..8)
}

fn three_days() -> impl Strategy<Value = [Day; 3]> {
    prop::array::uniform3(day("2024-12-01").0..day("2029-02-01").0).prop_map(|mut days| {
        days.sort_unstable();
        days.map(Day)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn the_laws_hold_for_any_initiatives(
        initiatives in some_initiatives(), days in three_days(), is_turned in any::<bool>(),
    ) {
        let catalogue = catalogue_of(initiatives);
        let mut rows = all_rows(&catalogue);
        if is_turned {
            rows.reverse();
        }
        check_changes(&catalogue, &rows, days);
        check_changes(&catalogue, &rows[..rows.len() / 2], days);
        check_upcoming(&catalogue, &rows, days[0]);
        check_nothing_is_lost(&catalogue, &rows, days[0], days[1]);
        check_trend(&catalogue, &rows, &days);
        check_durations(&catalogue, &rows, days);
    }

    #[test]
    fn the_laws_hold_for_the_document_on_any_days(days in three_days(), other in three_days()) {
        let rows = all_rows(&REAL);
        check_changes(&REAL, &rows, days);
        check_trend(&REAL, &rows, &days);
        check_durations(&REAL, &rows, days);
        check_upcoming(&REAL, &rows, other[0]);
        check_upcoming(&REAL, &rows[..rows.len() / 2], other[1]);
    }
}
