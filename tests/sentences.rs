//! What the explorer says in sentences, on the real document: why a status is what it is, what comes next and who has to act,
//! and the account of what changed. The sentences were written from the events in the document, by hand.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::sync::LazyLock;

use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::{Day, PartialDate};
use security_union_explorer::domain::document;
use security_union_explorer::domain::progress::changes::changes;
use security_union_explorer::domain::selection::{Dates, Statuses};
use security_union_explorer::language::{About, Words};

static REAL: LazyLock<Catalogue> = LazyLock::new(|| {
    Catalogue::new(document::read(include_str!("../public/data/security-union.json")).unwrap().document)
});

fn day(text: &str) -> Day {
    PartialDate::parse(text).unwrap().first()
}

fn words() -> Words {
    Words::english()
}

#[track_caller]
fn check(id: &str, at: &str, reason: &str, next: &str) {
    let row = REAL.row(id).unwrap_or_else(|| panic!("{id} is not in the data"));
    assert_eq!(words().reason(&REAL, row, day(at)), reason, "{id} at {at}");
    assert_eq!(words().next_step(&REAL, row, day(at)), next, "{id} at {at}");
}

#[test]
fn a_directive_from_nothing_to_its_deadline() {
    check(
        "nis2-directive",
        "2020-01-01",
        "Not yet begun: no step by this date gives it a status.",
        "Next: Commission proposes the directive with the new cybersecurity strategy, on 16 December 2020. To act: the Commission.",
    );
    check(
        "nis2-directive",
        "2021-06-01",
        "Proposed on 16 December 2020: Commission proposes the directive with the new cybersecurity strategy.",
        "Next: Plenary confirms Parliament’s negotiating mandate, on 22 November 2021. To act: the Parliament.",
    );
    check(
        "nis2-directive",
        "2023-01-01",
        "Adopted on 14 December 2022: Directive signed.",
        "Next: Directive enters into force, on 16 January 2023.",
    );
    check(
        "nis2-directive",
        "2024-01-01",
        "Adopted on 14 December 2022: Directive signed. In force since 16 January 2023.",
        "Next: Member States to have transposed it into national law, by 17 October 2024. To act: the Member States.",
    );
}

#[test]
fn a_regulation_that_applies_later() {
    check(
        "cyber-resilience-act",
        "2022-01-01",
        "Announced on 15 September 2021: Commission President announces the act in the State of the Union address.",
        "Next: Commission proposes the regulation, on 15 September 2022. To act: the Commission.",
    );
    check(
        "cyber-resilience-act",
        "2026-06-30",
        "Adopted on 23 October 2024: Regulation signed. In force since 10 December 2024. In part: Rules on bodies that assess conformity apply, on 11 June 2026.",
        "Next: Makers must report exploited vulnerabilities and severe incidents, on 11 September 2026, fixed in law.",
    );
    check(
        "e-evidence-regulation",
        "2026-06-30",
        "Adopted on 12 July 2023: Regulation signed. In force since 17 August 2023.",
        "Next: Rules apply, on 18 August 2026, fixed in law.",
    );
}

#[test]
fn a_part_in_effect_before_the_whole() {
    let before = "Adopted on 30 November 2017: Regulation signed. In force since 29 December 2017.";
    check("entry-exit-system", "2025-10-11", before, "Next: Progressive start of operations, on 12 October 2025.");
    let reason = format!("{before} In part: Progressive start of operations, on 12 October 2025.");
    check(
        "entry-exit-system",
        "2025-12-31",
        &reason,
        "Next: Fully in operation at all external border crossing points, on 10 April 2026.",
    );
}

#[test]
fn what_ended() {
    check(
        "csa-interim-extension",
        "2026-06-30",
        "Ended on 3 April 2026: Extended derogation expires.",
        "No further dated step is known.",
    );
}

#[test]
fn a_law_whose_day_of_signing_no_source_gives_is_adopted_when_it_is_published() {
    check(
        "anti-corruption-directive",
        "2026-05-20",
        "Adopted by 11 May 2026: Published in the Official Journal as Directive (EU) 2026/1021.",
        "Next: Directive enters into force, on 31 May 2026.",
    );
    check(
        "anti-corruption-directive",
        "2026-06-30",
        "Adopted by 11 May 2026: Published in the Official Journal as Directive (EU) 2026/1021. In force since 31 May 2026.",
        "Next: Member States to have transposed most provisions, by 1 June 2028, fixed in law. To act: the Member States.",
    );
}

#[test]
fn an_agreement_with_a_partner() {
    check(
        "canada-pnr-agreement",
        "2024-12-01",
        "Agreed in November 2023: Text of the new agreement finalised.",
        "Next: Parliament gives its consent, on 12 March 2025. To act: the Parliament.",
    );
    check(
        "canada-pnr-agreement",
        "2026-06-30",
        "Adopted on 14 April 2025: Council concludes the agreement.",
        "No further dated step is known.",
    );
}

#[test]
fn spans_are_spoken() {
    let span = |text: &str| words().format().date(PartialDate::parse(text).unwrap());
    assert_eq!(span("2026-06-30"), "30 June 2026");
    assert_eq!(span("2026-06"), "June 2026");
    assert_eq!(span("2026-Q3"), "the third quarter of 2026");
    assert_eq!(span("2026"), "2026");
}

#[test]
fn the_account_from_the_sixth_to_the_seventh_report() {
    let dates = Dates { as_of: day("2024-05-15"), baseline: day("2023-10-18") };
    let rows: Vec<usize> = (0..REAL.initiatives().len()).collect();
    let changes = changes(&REAL, &rows, &Statuses::at(&REAL, dates));
    let about = About {
        dates,
        filters: &["Directive".to_owned()],
        address: "https://example.org/?view=changes",
        address_of: &|id| Some(format!("https://example.org/?initiative={id}")),
    };
    let text = words().account(&REAL, &changes, about);
    let summary = "13 began, 46 moved on, 1 ended and 190 did not change their status. \
                   49 of these had new steps, but kept their status.";
    assert!(text.contains(summary), "{text}");
    assert!(text.starts_with("Security Union Explorer: what changed\n\nFrom the Sixth Progress Report of 18 October 2023 to the Seventh Progress Report of 15 May 2024: "), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("- ")).count(), 13 + 46 + 1 + 49);
    assert_eq!(text.lines().filter(|line| line.starts_with("  https://")).count(), 13 + 46 + 1 + 49);
    assert!(text.contains("- CSA interim extension went from not yet begun to in effect. "), "{text}");
    // Known to the year only: it may have been before the sixth report.
    assert!(text.contains("in 2023 (perhaps before 18 October 2023: the day is not known)"), "{text}");
    // Agreed with the Council on 30 November 2023.
    assert!(text.contains("- Cyber Resilience Act went from proposed to agreed. "), "{text}");
    // Parliament took its position at first reading; the Council had none yet.
    assert!(
        text.contains("- EU customs reform stayed proposed. Parliament adopts its position at first reading"),
        "{text}"
    );
    assert!(text.contains("Directive") && text.trim_end().ends_with("https://example.org/?view=changes"), "{text}");
    for area in &REAL.document().areas {
        assert!(text.contains(&format!("\n\n{} {}\n", area.number, area.title)), "{}", area.title);
    }
}

#[test]
fn what_goes_on_with_a_proposal_is_said() {
    let said = |id: &str, at: &str| words().since_then(&REAL, REAL.row(id).unwrap(), day(at));
    let round = "Latest step since then: Council agrees its position; negotiations can start, on 26 November 2025.";
    assert_eq!(said("csa-regulation-proposal", "2025-12-31").as_deref(), Some(round));
    // The step that set the status is in the reason, and so is what is adopted.
    assert_eq!(said("csa-regulation-proposal", "2022-06-01"), None);
    assert_eq!(said("cer-directive", "2026-06-30"), None);
    // A vote some time in a year counts at its end, after the proposal of May, and stands before it in the list.
    let json = r#"{"format": 1, "checked_through": "2026-06-30", "strategy": {"start": "2020", "end": "2025"},
        "areas": [{"number": 1, "title": "Police"}],
        "initiatives": [{"id": "act", "title": "Act", "kind": "regulation", "area": 1, "confidence": "high", "events": [
            {"date": "2024", "stage": "ep-position", "label": "Vote"},
            {"date": "2024-05-01", "stage": "proposed", "label": "Proposal"}]}]}"#;
    let facts = Catalogue::new(document::read(json).unwrap().document);
    assert_eq!(words().since_then(&facts, 0, day("2024-06-01")), None);
    assert_eq!(
        words().since_then(&facts, 0, day("2025-01-01")).as_deref(),
        Some("Latest step since then: Vote, in 2024.")
    );
}
