//! The calendar file: read back by a strict reader written from RFC 5545, and by the crate `icalendar`.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod strict_calendar;

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::select;
use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::{Day, PartialDate, Precision};
use security_union_explorer::domain::document;
use security_union_explorer::domain::export::calendar::{Entry, calendar, uid};
use security_union_explorer::domain::initiative::{Event, Initiative};
use security_union_explorer::domain::progress::upcoming::upcoming;
use security_union_explorer::domain::vocabulary::Stage;
use strict_calendar::{cleaned, strictly, unescaped};

const STAMP: &str = "2026-06-30T12:00:00.000Z";

/// `20260716` from a date known to the day.
fn compact(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// The file holds the entries and nothing else, in every form that is asked of it.
fn check(entries: &[Entry], name: &str) {
    let file = calendar(entries, name, STAMP);
    let root = strictly(&file);
    assert_eq!((root.name.as_str(), root.value("VERSION")), ("VCALENDAR", "2.0"));
    assert_eq!((root.value("CALSCALE"), root.value("METHOD")), ("GREGORIAN", "PUBLISH"));
    assert!(root.value("PRODID").starts_with("-//"));
    assert_eq!(root.optional("X-WR-CALNAME").map(unescaped).unwrap_or_default(), cleaned(name));

    let (days, spans): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.date.precision() == Precision::Day);
    let in_words: Vec<String> = spans.iter().map(|entry| format!("{}: {}", entry.date, entry.summary)).collect();
    let description = root.optional("X-WR-CALDESC").map(unescaped).unwrap_or_default();
    assert_eq!(description, cleaned(&in_words.join("\n")), "a date that is no day is told in words");

    assert_eq!(root.components.len(), entries.len());
    for (component, entry) in root.components.iter().zip(days.iter().chain(&spans)) {
        assert_eq!(component.value("DTSTAMP"), "20260630T120000Z");
        assert_eq!(unescaped(component.value("UID")), cleaned(&entry.uid));
        assert_eq!(component.optional("SUMMARY").map(unescaped).unwrap_or_default(), cleaned(&entry.summary));
        assert_eq!(component.optional("DESCRIPTION").map(unescaped).unwrap_or_default(), cleaned(&entry.description));
        assert_eq!(component.optional("URL").unwrap_or_default(), entry.url);
        if entry.date.precision() == Precision::Day {
            assert_eq!((component.name.as_str(), component.value("TRANSP")), ("VEVENT", "TRANSPARENT"));
            assert_eq!(component.value("DTSTART;VALUE=DATE"), compact(entry.date.first()));
            assert_eq!(component.value("DTEND;VALUE=DATE"), compact(Day(entry.date.first().0 + 1)));
        } else {
            assert_eq!(component.name, "VJOURNAL");
            assert!(!component.properties.iter().any(|(name, _)| name.starts_with("DT") && name != "DTSTAMP"));
        }
    }
    let uids: BTreeSet<&str> = root.components.iter().map(|component| component.value("UID")).collect();
    assert_eq!(uids.len(), entries.len(), "no UID twice");
    check_with_icalendar(&file, &days, &spans);
}

/// The second opinion.
fn check_with_icalendar(file: &str, days: &[&Entry], spans: &[&Entry]) {
    let unfolded = icalendar::parser::unfold(file);
    let read = icalendar::parser::read_calendar(&unfolded).expect("icalendar reads it");
    assert_eq!(read.components.len(), days.len() + spans.len());
    for (component, entry) in read.components.iter().zip(days.iter().chain(spans)) {
        let value = |name: &str| component.find_prop(name).map_or("", |property| property.val.as_str()).to_owned();
        assert_eq!(value("SUMMARY"), cleaned(&entry.summary));
        assert_eq!(value("DESCRIPTION"), cleaned(&entry.description));
        assert_eq!(value("URL"), entry.url);
        let is_day = entry.date.precision() == Precision::Day;
        assert_eq!(component.name.as_str(), if is_day { "VEVENT" } else { "VJOURNAL" });
        assert_eq!(value("DTSTART"), if is_day { compact(entry.date.first()) } else { String::new() });
    }
}

fn entry(uid: &str, summary: &str, date: &str) -> Entry {
    let date = PartialDate::parse(date).unwrap();
    Entry { uid: uid.into(), summary: summary.into(), description: String::new(), url: String::new(), date }
}

#[test]
fn a_small_file_is_this_to_the_letter() {
    let mut law = entry("law.applies.1@x", "Law, the first; applies", "2026-12-31");
    law.description = "Two lines:\nand a \\".into();
    law.url = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52020DC0605,x;y".into();
    let file = calendar(&[entry("etias.applies.1@x", "ETIAS applies", "2026-Q4"), law], "Next steps", STAMP);
    let expected = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Security Union Explorer//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Next steps",
        "X-WR-CALDESC:2026-Q4: ETIAS applies",
        "BEGIN:VEVENT",
        "UID:law.applies.1@x",
        "DTSTAMP:20260630T120000Z",
        r"SUMMARY:Law\, the first\; applies",
        r"DESCRIPTION:Two lines:\nand a \\",
        "URL:https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:52020DC0605,x",
        " ;y",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "BEGIN:VJOURNAL",
        "UID:etias.applies.1@x",
        "DTSTAMP:20260630T120000Z",
        "SUMMARY:ETIAS applies",
        "END:VJOURNAL",
        "END:VCALENDAR",
        "",
    ];
    assert_eq!(file.split("\r\n").collect::<Vec<_>>(), expected);
}

#[test]
fn a_line_is_folded_between_characters() {
    // SUMMARY: is eight bytes; four bytes a flag letter: sixteen of them end at byte 72, the next would end at 76.
    let file = calendar(&[entry("a", &"🇪🇺".repeat(20), "2026-01-01")], "", STAMP);
    let lines: Vec<usize> = file.split("\r\n").filter(|line| line.contains('🇪')).map(str::len).collect();
    assert_eq!(lines, [72, 73, 25]);
    check(&[entry("a", &"a".repeat(67), "2026-01-01"), entry("b", &"a".repeat(68), "2026-01-01")], "");
}

#[test]
fn the_last_day_of_all_has_no_day_after_it() {
    let file = calendar(&[entry("a", "The end", "9999-12-31")], "", STAMP);
    assert!(file.contains("DTSTART;VALUE=DATE:99991231\r\nTRANSP"), "{file}");
}

#[test]
fn a_stamp_is_read_in_every_form_of_iso_8601() {
    for (stamp, expected) in [
        ("2026-06-30T12:34:56Z", "20260630T123456Z"),
        ("2026-06-30T12:34:56.789Z", "20260630T123456Z"),
        ("20260630T123456Z", "20260630T123456Z"),
        ("2026-06-30", "20260630T000000Z"),
        ("", "19700101T000000Z"),
        ("now\r\nX:", "19700101T000000Z"),
    ] {
        let file = calendar(&[entry("a", "A", "2026-01-01")], "", stamp);
        assert_eq!(strictly(&file).components[0].value("DTSTAMP"), expected, "{stamp}");
    }
}

fn real() -> Catalogue {
    Catalogue::new(document::read(include_str!("../public/data/security-union.json")).unwrap().document)
}

#[test]
fn every_event_of_the_document_has_its_own_uid_without_its_date() {
    let mut uids = BTreeSet::new();
    for initiative in real().initiatives() {
        for (position, event) in initiative.events.iter().enumerate() {
            let uid = uid(initiative, position);
            assert!(uid.starts_with(&initiative.id) && uid.contains(event.stage.slug()), "{uid}");
            assert!(!uid.contains(&event.date.to_string()) || initiative.id.contains(&event.date.to_string()), "{uid}");
            assert!(uids.insert(uid), "{} twice", initiative.id);
        }
    }
}

#[test]
fn a_step_that_is_put_off_keeps_its_uid() {
    let catalogue = real();
    let mut act = catalogue.initiative(catalogue.row("cyber-resilience-act").unwrap()).unwrap().clone();
    let last = act.events.len() - 1;
    let before = uid(&act, last);
    assert_eq!(before, "cyber-resilience-act.applies.3@security-union-explorer");
    act.events[last].date = PartialDate::parse("2028-12-11").unwrap();
    assert_eq!(uid(&act, last), before);
    assert!(uid(&act, 1_000).starts_with("cyber-resilience-act."), "an event that is not there breaks nothing");
}

#[test]
fn a_step_of_another_stage_that_comes_in_before_changes_no_uid() {
    let catalogue = real();
    let mut act = catalogue.initiative(catalogue.row("cyber-resilience-act").unwrap()).unwrap().clone();
    let uids = |act: &Initiative| (0..act.events.len()).map(|event| uid(act, event)).collect::<BTreeSet<_>>();
    let before = uids(&act);
    let first = Event { stage: Stage::Evaluated, ..act.events[0].clone() };
    assert!(act.events.iter().all(|event| event.stage != first.stage));
    act.events.insert(0, first);
    let new: Vec<String> = uids(&act).difference(&before).cloned().collect();
    assert_eq!(new, ["cyber-resilience-act.evaluated.1@security-union-explorer"]);
    assert!(before.is_subset(&uids(&act)));
}

#[test]
fn all_that_happened_and_all_that_is_next_reads_back() {
    let catalogue = real();
    let rows: Vec<usize> = (0..catalogue.initiatives().len()).collect();
    for as_of in ["0001-01-01", "2024-05-15", "2026-06-30"] {
        let steps = upcoming(&catalogue, &rows, PartialDate::parse(as_of).unwrap().first());
        let entries: Vec<Entry> = steps
            .iter()
            .map(|step| {
                let initiative = catalogue.initiative(step.row).unwrap();
                let evidence = catalogue.detail(step.row).and_then(|detail| detail.evidence.get(step.event));
                Entry {
                    uid: uid(initiative, step.event),
                    summary: format!("{}: {}", initiative.short, initiative.events[step.event].label),
                    description: initiative.title.clone(),
                    url: evidence.map_or(String::new(), |evidence| evidence.url.clone()),
                    date: step.date,
                }
            })
            .collect();
        check(&entries, "EU Security Union: what is next");
    }
}

fn some_text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "a",
        "B c",
        "\\",
        ";",
        ",",
        ":",
        "\"",
        "\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "\0",
        "\u{7f}",
        "\u{85}",
        "\u{2028}",
        "🇪🇺",
        "👩‍👩‍👧",
        "שלום",
        "\u{202e}",
        "مرحبا",
        "ß",
        "e\u{301}",
        "\u{feff}",
        "\\n",
        "\nEND:VEVENT",
        "BEGIN:VEVENT",
    ];
    let pieces = prop::collection::vec(select(PIECES), 0..60).prop_map(|pieces| pieces.concat());
    prop_oneof![2 => pieces, 1 => any::<String>(), 1 => "[ -~]{0,200}"]
}

fn some_date() -> impl Strategy<Value = PartialDate> {
    (1u32..9999, 1u32..=12, 1u32..=28, 0u8..6).prop_map(|(year, month, day, precision)| {
        let text = match precision {
            0 => format!("{year:04}"),
            1 => format!("{year:04}-Q{}", month.div_ceil(3)),
            2 => format!("{year:04}-{month:02}"),
            _ => format!("{year:04}-{month:02}-{day:02}"),
        };
        PartialDate::parse(&text).unwrap()
    })
}

fn some_entries() -> impl Strategy<Value = Vec<Entry>> {
    let url = prop_oneof![Just(String::new()), "https://[a-z]{1,9}\\.eu/[a-zA-Z0-9?=&,;:%_~/-]{0,150}"];
    let entry = (some_text(), some_text(), some_text(), url, some_date());
    prop::collection::vec(entry, 0..6).prop_map(|entries| {
        let numbered = entries.into_iter().enumerate();
        numbered
            .map(|(nth, (uid, summary, description, url, date))| Entry {
                uid: format!("{nth}.{uid}"),
                summary,
                description,
                url,
                date,
            })
            .collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn any_entries_read_back(entries in some_entries(), name in some_text()) {
        check(&entries, &name);
    }

    #[test]
    fn no_address_and_no_stamp_breaks_the_file(url in some_text(), stamp in some_text()) {
        let entry = Entry { url, ..entry("a", "A", "2026-01-01") };
        let file = calendar(&[entry], "", &stamp);
        prop_assert_eq!(strictly(&file).components.len(), 1);
    }
}
