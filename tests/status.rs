//! Status at a date: the laws of a history, a slower second opinion, and what well-known acts must say.
//!
//! The table of expectations was written from the acts and their sources, not from what the program says.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod records;
mod samples;

use std::sync::LazyLock;

use proptest::prelude::*;
use records::{some_event, some_initiative, with_events};
use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::{Day, PartialDate};
use security_union_explorer::domain::document;
use security_union_explorer::domain::initiative::{Event, Initiative};
use security_union_explorer::domain::status::{Change, Standing, change_at, counts_from, history, standing, status_at};
use security_union_explorer::domain::vocabulary::{Certainty, Kind, Stage, Status};

/// Few, so that dates meet.
const FEW_YEARS: std::ops::Range<u32> = 2020..2024;

static REAL: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(document::read(include_str!("../public/data/security-union.json")).unwrap().document)
});

fn day(text: &str) -> Day {
    PartialDate::parse(text).unwrap().first()
}

/// What each stage does to the status of each kind, rule by rule.
mod rules {
    use super::*;

    /// A date with `~` before it is planned, one with `*` behind it concerns a part.
    fn initiative(kind: Kind, events: &[(&str, Stage)]) -> Initiative {
        let events = events
            .iter()
            .map(|&(date, stage)| {
                let (date, partial) = date.strip_suffix('*').map_or((date, false), |date| (date, true));
                let (date, certainty) =
                    date.strip_prefix('~').map_or((date, Certainty::Fact), |date| (date, Certainty::Planned));
                Event { date: PartialDate::parse(date).unwrap(), certainty, stage, partial, label: String::new() }
            })
            .collect();
        with_events(kind, 0, events)
    }

    #[track_caller]
    fn check(kind: Kind, events: &[(&str, Stage)], at: &str, expected: Status) {
        let checked = day("2026-06-30");
        assert_eq!(status_at(&history(&initiative(kind, events), checked), day(at)), expected, "{kind:?} at {at}");
    }

    #[test]
    fn a_regulation_is_in_effect_when_it_applies_and_not_when_it_enters_into_force() {
        let events = [
            ("2020-09-24", Stage::Proposed),
            ("2022-05-11", Stage::Agreement),
            ("2022-12-14", Stage::Adopted),
            ("2023-01-16", Stage::InForce),
            ("2025-01-17", Stage::Applies),
        ];
        check(Kind::Regulation, &events, "2020-09-23", Status::NotYetBegun);
        check(Kind::Regulation, &events, "2020-09-24", Status::Proposed);
        check(Kind::Regulation, &events, "2022-05-11", Status::Agreed);
        check(Kind::Regulation, &events, "2024-01-01", Status::Adopted);
        check(Kind::Regulation, &events, "2025-01-17", Status::InEffect);
        check(Kind::Regulation, &events[..4], "2024-01-01", Status::InEffect);
    }

    #[test]
    fn a_directive_is_in_effect_when_its_transposition_deadline_has_passed() {
        let events = [("2022-12-14", Stage::Adopted), ("2023-01-16", Stage::InForce), ("2024-10-17", Stage::Deadline)];
        check(Kind::Directive, &events, "2024-10-16", Status::Adopted);
        check(Kind::Directive, &events, "2024-10-17", Status::InEffect);
        check(Kind::Regulation, &[events[0], events[2]], "2025-01-01", Status::Adopted);
        let with_application = [events[0], events[2], ("2024-10-18", Stage::Applies)];
        check(Kind::Directive, &with_application, "2024-10-17", Status::Adopted);
        check(Kind::Directive, &with_application, "2024-10-18", Status::InEffect);
    }

    #[test]
    fn an_agreement_signed_is_agreed_and_in_force_is_in_effect() {
        let events = [
            ("2020-05-01", Stage::MandateAsked),
            ("2020-05-13", Stage::Mandate),
            ("2022-06-30", Stage::Signed),
            ("2023-02-14", Stage::Concluded),
            ("2024-08-15", Stage::InForce),
        ];
        check(Kind::Agreement, &events, "2020-05-02", Status::Announced);
        check(Kind::Agreement, &events, "2021-01-01", Status::Proposed);
        check(Kind::Agreement, &events, "2022-06-30", Status::Agreed);
        check(Kind::Agreement, &events, "2023-02-14", Status::Adopted);
        check(Kind::Agreement, &events, "2024-08-15", Status::InEffect);
    }

    #[test]
    fn soft_acts_end_in_adopted() {
        check(Kind::Communication, &[("2020-12-09", Stage::Adopted)], "2026-01-01", Status::Adopted);
        check(Kind::Recommendation, &[("2020-12-09", Stage::InForce)], "2026-01-01", Status::NotYetBegun);
    }

    #[test]
    fn a_step_that_concerns_a_part_never_puts_the_whole_in_effect() {
        let events = [("2024-10-23", Stage::Adopted), ("2026-06-11*", Stage::Applies), ("~2027-12-11", Stage::Applies)];
        check(Kind::Regulation, &events, "2026-06-30", Status::Adopted);
        check(Kind::Regulation, &events, "2027-12-11", Status::InEffect);
    }

    #[test]
    fn an_end_ends_it_until_something_happens_again() {
        let events = [("2021-07-14", Stage::Applies), ("2026-04-03", Stage::Lapsed), ("2026-05-01", Stage::Proposed)];
        check(Kind::Regulation, &events, "2026-04-02", Status::InEffect);
        check(Kind::Regulation, &events, "2026-04-03", Status::Ended);
        check(Kind::Regulation, &events, "2026-06-01", Status::Proposed);
    }

    #[test]
    fn a_date_known_to_the_year_counts_when_the_year_is_over_or_the_fact_was_checked() {
        check(Kind::Operational, &[("2023", Stage::Launched)], "2023-12-30", Status::NotYetBegun);
        check(Kind::Operational, &[("2023", Stage::Launched)], "2023-12-31", Status::InEffect);
        check(Kind::Operational, &[("2026", Stage::Launched)], "2026-06-30", Status::InEffect);
        check(Kind::Operational, &[("~2026", Stage::Launched)], "2026-06-30", Status::NotYetBegun);
    }

    #[test]
    fn only_a_fact_of_a_span_counts_from_the_day_on_which_the_facts_end_in_it() {
        let checked = day("2026-06-30");
        let from = |certainty| {
            let date = PartialDate::parse("2026").unwrap();
            let stage = Stage::Deadline;
            counts_from(&Event { date, certainty, stage, partial: false, label: String::new() }, checked)
        };
        assert_eq!(from(Certainty::Fact), checked);
        assert_eq!([from(Certainty::Fixed), from(Certainty::Planned)], [day("2026-12-31"); 2]);
    }

    #[test]
    fn of_the_steps_of_one_day_the_first_is_next_and_the_last_is_last() {
        let checked = day("2026-06-30");
        let law = initiative(Kind::Regulation, &[("2023-01-01", Stage::Published), ("2023-01-01", Stage::InForce)]);
        let at = |text| standing(&law, &history(&law, checked), day(text), checked);
        assert_eq!((at("2022-12-31").next, at("2023-01-01").last), (Some(0), Some(1)));
    }

    #[test]
    fn the_next_step_is_the_first_that_does_not_count_yet() {
        let checked = day("2026-06-30");
        let law = initiative(Kind::Directive, &[("2022", Stage::Adopted), ("2024-10-17", Stage::Deadline)]);
        let at = |text| standing(&law, &history(&law, checked), day(text), checked);
        assert_eq!(at("2022-06-01").next, Some(0));
        assert_eq!(at("2023-06-01").next, Some(1));
        assert_eq!(at("2025-06-01").next, None);
        assert_eq!(at("2023-06-01").since.map(|change| change.event), Some(0));
        // "In 2023" may be after a day of that year.
        let law = initiative(Kind::Directive, &[("2023", Stage::Amended), ("2023-06-01", Stage::Adopted)]);
        assert_eq!(standing(&law, &[], day("2023-01-01"), checked).next, Some(1));
    }
}

mod well_known_acts {
    use super::*;

    /// Strategy, two years on, Sixth Progress Report, Seventh Progress Report, last day checked.
    const DATES: [&str; 5] = ["2020-07-24", "2022-01-01", "2023-10-18", "2024-05-15", "2026-06-30"];

    fn status(word: &str) -> Status {
        Status::from_slug(match word {
            "-" => "not-yet-begun",
            "announced" | "proposed" | "agreed" | "adopted" | "ended" => word,
            "effect" => "in-effect",
            _ => panic!("no status is called {word}"),
        })
        .unwrap()
    }

    /// The statuses of an initiative on the five dates.
    #[track_caller]
    fn check(id: &str, expected: &str) {
        let row = REAL.row(id).unwrap_or_else(|| panic!("{id} is not in the data"));
        let found = DATES.map(|date| REAL.standing(row, day(date)).unwrap().status);
        let expected: Vec<Status> = expected.split_whitespace().map(status).collect();
        assert_eq!(found.as_slice(), expected, "{id} on {DATES:?}");
    }

    #[test]
    fn of_protection_and_resilience() {
        check("cer-directive", "- proposed adopted adopted effect");
        check("nis2-directive", "- proposed adopted adopted effect");
        check("dora-regulation", "- proposed adopted adopted effect");
        check("dora-amending-directive", "- proposed adopted adopted effect");
        check("cyber-resilience-act", "- announced proposed agreed adopted");
        check("cyber-solidarity-act", "- - proposed agreed effect");
        check("cybersecurity-act-amendment", "- - proposed agreed effect");
        check("eccc-regulation", "proposed effect effect effect effect");
        check("eu-institutions-cybersecurity-regulation", "- - agreed effect effect");
        check("information-security-regulation-proposal", "announced announced proposed proposed proposed");
        check("critical-infrastructure-resilience-recommendation", "- - adopted adopted adopted");
        check("joint-cyber-unit-recommendation", "- adopted adopted adopted adopted");
        check("essential-services-list", "- - adopted effect effect");
        check("secure-connectivity-programme", "- - effect effect effect");
        check("fdi-screening-revision", "- - - proposed adopted");
        check("digital-identity-regulation", "- proposed proposed adopted effect");
        check("cross-border-health-threats-regulation", "- proposed effect effect effect");
    }

    #[test]
    fn of_terrorism_and_radicalisation() {
        check("counter-terrorism-agenda", "announced adopted adopted adopted adopted");
        check("terrorist-content-online-regulation", "proposed adopted effect effect effect");
        check("explosives-precursors-regulation", "adopted effect effect effect effect");
        check("firearms-import-export-regulation", "- - proposed agreed adopted");
        check("digital-services-act", "- proposed adopted effect effect");
        check("digital-information-exchange-terrorism", "- proposed adopted effect effect");
        check("victims-rights-directive-revision", "- - proposed proposed agreed");
        check("hate-speech-hate-crime-initiative", "- proposed proposed proposed proposed");
        check("no-place-for-hate", "- - - adopted adopted");
    }

    #[test]
    fn of_organised_crime() {
        check("organised-crime-strategy", "- adopted adopted adopted adopted");
        check("european-ports-alliance", "- - announced effect effect");
        check("anti-corruption-directive", "- - proposed proposed adopted");
        check("amla-regulation", "- proposed proposed agreed effect");
        check("aml-regulation", "- proposed proposed agreed adopted");
        check("aml-directive-6", "- proposed proposed agreed adopted");
        check("transfer-of-funds-regulation", "- proposed adopted adopted effect");
        check("asset-recovery-confiscation-directive", "- - proposed adopted adopted");
        // It has long been in force, but no page that states the day was seen: with that event, `adopted` is `effect`.
        check("restrictive-measures-eu-crime-decision", "- - adopted adopted adopted");
        check("union-restrictive-measures-crime-directive", "- - proposed adopted effect");
        check("anti-trafficking-directive-revision", "- - proposed agreed adopted");
        check("environmental-crime-directive", "- proposed proposed adopted effect");
        check("waste-shipment-regulation", "- proposed proposed adopted effect");
        check("csa-interim-regulation", "- effect effect effect ended");
        check("csa-interim-extension", "- - - effect ended");
        check("csa-regulation-proposal", "- - proposed proposed proposed");
        check("csa-directive-recast", "- - - proposed agreed");
        check("violence-against-women-directive", "- - proposed adopted adopted");
        check("customs-reform", "- - proposed proposed agreed");
        check("facilitation-directive-proposal", "- - announced proposed proposed");
    }

    #[test]
    fn of_police_justice_and_borders() {
        check("protecteu-strategy", "- - - - adopted");
        check("police-information-exchange-directive", "- proposed adopted adopted effect");
        check("prum-ii-regulation", "- proposed proposed adopted adopted");
        check("api-border-regulation", "- - proposed agreed adopted");
        check("interoperability-framework", "adopted adopted adopted adopted adopted");
        check("sis-recast", "adopted adopted effect effect effect");
        check("entry-exit-system", "adopted adopted adopted adopted effect");
        check("ees-progressive-start", "- - - - ended");
        check("etias", "adopted adopted adopted adopted adopted");
        check("eurodac-regulation", "proposed proposed proposed adopted effect");
        check("screening-regulation", "- proposed proposed adopted effect");
        check("schengen-borders-code-revision", "- proposed proposed agreed effect");
        check("e-evidence-regulation", "proposed proposed adopted adopted adopted");
        check("e-evidence-directive", "proposed proposed adopted adopted effect");
        check("e-codex-regulation", "- agreed effect effect effect");
        check("transfer-of-criminal-proceedings", "- - proposed agreed adopted");
        check("internal-security-fund", "proposed effect effect effect effect");
    }

    #[test]
    fn of_agreements() {
        check("europol-new-zealand-agreement", "proposed agreed adopted adopted effect");
        check("canada-pnr-agreement", "proposed proposed proposed agreed adopted");
        check("un-cybercrime-convention", "announced announced proposed proposed agreed");
        check("eu-us-e-evidence-agreement", "proposed proposed proposed proposed proposed");
        check("eu-uk-trade-cooperation-agreement", "proposed effect effect effect effect");
    }

    #[test]
    fn of_agencies() {
        check("europol-regulation-2022", "announced proposed effect effect effect");
        check("eppo-launch", "adopted effect effect effect effect");
        check("euda-regulation", "- - adopted adopted effect");
        check("frontex-standing-corps", "effect effect effect effect effect");
        check("euaa-regulation", "proposed adopted effect effect effect");
    }
}

/// What one event does, written down a second time, from the table in the design.
fn naive_rule(kind: &str, stage: &str) -> Option<Status> {
    let is_law = ["regulation", "directive", "decision"].contains(&kind);
    let is_soft = ["recommendation", "communication"].contains(&kind);
    let word = match stage {
        "announced" | "mandate-asked" => "announced",
        "proposed" | "mandate" | "ep-position" | "council-position" => "proposed",
        "agreement" => "agreed",
        "adopted" | "signed" => {
            if kind == "agreement" {
                "agreed"
            } else {
                "adopted"
            }
        }
        "concluded" if kind == "agreement" => "adopted",
        "published" if is_law => "adopted",
        "launched" if is_soft => "adopted",
        "launched" if kind == "operational" || kind == "funding" => "in-effect",
        "in-force" if kind == "directive" => "adopted",
        "in-force" | "applies" if !is_soft => "in-effect",
        "deadline" if kind == "directive" => "in-effect",
        "withdrawn" | "lapsed" | "repealed" | "ended" => "ended",
        _ => return None,
    };
    Status::from_slug(word)
}

/// The status on a day, from nothing but the events: all that count by then, in order of time.
fn naive_status(initiative: &Initiative, on: Day, checked: Day) -> Status {
    let applies_later = initiative.events.iter().any(|event| event.stage.slug() == "applies" && !event.partial);
    let mut events: Vec<&Event> = initiative.events.iter().filter(|event| counts_from(event, checked) <= on).collect();
    events.sort_by_key(|event| counts_from(event, checked));
    events.into_iter().fold(Status::NotYetBegun, |now, event| {
        let kind = initiative.kind.slug();
        let waits = match event.stage.slug() {
            "in-force" => applies_later && ["regulation", "decision"].contains(&kind),
            "deadline" => applies_later && kind == "directive",
            _ => false,
        };
        let after = if waits { Some(Status::Adopted) } else { naive_rule(kind, event.stage.slug()) };
        match after {
            None => now,
            Some(Status::InEffect | Status::Ended) if event.partial => now,
            Some(after) if now == Status::Ended => after,
            Some(after) => now.max(after),
        }
    })
}

fn check_history(initiative: &Initiative, history: &[Change], checked: Day) {
    let what = format!("{} {:?}: {history:?}", initiative.id, initiative.events);
    for change in history {
        let event = &initiative.events[change.event];
        assert_eq!(counts_from(event, checked), change.from, "a change is on the day of its event: {what}");
        assert!(!event.partial || change.status < Status::InEffect, "a part puts or ends nothing: {what}");
    }
    for pair in history.windows(2) {
        assert!(pair[0].from < pair[1].from, "strictly ascending: {what}");
        let ends = |event: &Event| naive_rule(initiative.kind.slug(), event.stage.slug()) == Some(Status::Ended);
        let ends_then = initiative.events.iter().any(|it| ends(it) && counts_from(it, checked) == pair[1].from);
        let may_fall = pair[0].status == Status::Ended || ends_then;
        assert!(pair[0].status < pair[1].status || may_fall, "none falls, unless it ended: {what}");
    }
}

fn check_day(initiative: &Initiative, history: &[Change], on: Day, checked: Day) {
    let what = format!("{} on {on}: {:?}", initiative.id, initiative.events);
    let Standing { status, since, last, next } = standing(initiative, history, on, checked);
    assert_eq!(status, naive_status(initiative, on, checked), "{what}");
    assert_eq!(status, status_at(history, on), "{what}");
    assert_eq!(since, change_at(history, on), "{what}");
    assert_eq!(since.map_or(Status::NotYetBegun, |change| change.status), status, "{what}");
    assert!(since.is_none_or(|change| change.from <= on), "the reason is not of a later day: {what}");
    let after = |event: &Event| counts_from(event, checked) > on;
    assert_eq!(next.is_some(), initiative.events.iter().any(after), "{what}");
    let counted: Vec<usize> = (0..initiative.events.len()).filter(|at| !after(&initiative.events[*at])).collect();
    assert_eq!(last.is_some(), !counted.is_empty(), "{what}");
    if let Some(last) = last {
        let of_last = counts_from(&initiative.events[last], checked);
        assert!(counted.contains(&last), "what came last has come: {what}");
        assert!(counted.iter().all(|at| counts_from(&initiative.events[*at], checked) <= of_last), "{what}");
    }
    if let Some(next) = next {
        let ends = initiative.events[next].date.last();
        assert!(after(&initiative.events[next]) && ends > on, "{what}");
        assert!(initiative.events.iter().filter(|event| after(event)).all(|event| ends <= event.date.last()), "{what}");
    }
}

/// What counted stays counted, and what was passed by is no longer next.
fn check_two_days(initiative: &Initiative, history: &[Change], one: Day, other: Day, checked: Day) {
    let (early, late) = (one.min(other), one.max(other));
    let counted = |on: Day| history.iter().filter(move |change| change.from <= on).collect::<Vec<_>>();
    assert!(counted(late).starts_with(&counted(early)), "{} between {early} and {late}", initiative.id);
    let passed =
        |on: Day| standing(initiative, history, on, checked).next.map(|next| initiative.events[next].date.last());
    assert!(passed(late).is_none() || passed(early) <= passed(late), "{} between {early} and {late}", initiative.id);
}

#[test]
fn the_laws_hold_for_every_initiative_on_every_day_on_which_something_happens() {
    let checked = REAL.document().checked_through;
    let mut days: Vec<Day> = REAL
        .initiatives()
        .iter()
        .flat_map(|it| &it.events)
        .flat_map(|event| [event.date.first(), event.date.last(), Day(event.date.first().0 - 1)])
        .collect();
    days.extend([checked, day("0001-01-01"), day("9999-12-31")]);
    days.sort();
    days.dedup();
    for (row, initiative) in REAL.initiatives().iter().enumerate() {
        let history = REAL.history(row);
        check_history(initiative, history, checked);
        for &on in &days {
            check_day(initiative, history, on, checked);
        }
        for pair in days.windows(2) {
            check_two_days(initiative, history, pair[0], pair[1], checked);
        }
    }
}

fn some_day() -> impl Strategy<Value = Day> {
    (day("2019-12-01").0..day("2024-02-01").0).prop_map(Day)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_laws_hold_for_any_initiative(
        initiative in some_initiative(FEW_YEARS, 10), one in some_day(), other in some_day(), checked in some_day(),
    ) {
        let history = history(&initiative, checked);
        check_history(&initiative, &history, checked);
        check_day(&initiative, &history, one, checked);
        check_day(&initiative, &history, other, checked);
        check_two_days(&initiative, &history, one, other, checked);
    }

    #[test]
    fn a_further_event_that_concerns_a_part_puts_nothing_in_effect_and_ends_nothing(
        initiative in some_initiative(FEW_YEARS, 10), event in some_event(FEW_YEARS), on in some_day(), checked in some_day(),
    ) {
        let status = |initiative: &Initiative| status_at(&history(initiative, checked), on);
        let before = status(&initiative);
        let mut more = initiative.clone();
        more.events.push(Event { partial: true, ..event });
        more.events.sort_by_key(|event| event.date);
        let after = status(&more);
        prop_assert!(after == before || after < Status::InEffect, "{before:?} became {after:?}");
    }
}
