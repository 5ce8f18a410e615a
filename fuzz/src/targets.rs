//! The laws.

use std::sync::OnceLock;

use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::{Day, PartialDate, Precision};
use security_union_explorer::domain::document::{self, Reading, check, json, read, read_details, split, wire, write};
use security_union_explorer::domain::export::calendar::{Entry, calendar as calendar_file};
use security_union_explorer::domain::progress::changes::changes;
use security_union_explorer::domain::progress::upcoming::{by_month, upcoming};
use security_union_explorer::domain::query::Facet;
use security_union_explorer::domain::search::{Field, Query, SearchIndex, fold};
use security_union_explorer::domain::selection::{Dates, Statuses, best_relaxation, select, unknown_choices};
use security_union_explorer::domain::vocabulary::Status;
use security_union_explorer::language::{Argument, English, Words, date_from_text};
use security_union_explorer::state::address::{decode, encode};

use crate::strict_calendar::{cleaned, strictly, unescaped};

/// A document: reading never panics, agrees with serde, and what was written again reads as the same; whatever was read can
/// be searched, filtered and compared.
pub fn document(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let ours = json::parse(&text);
    // Serde refuses what lies deeper than 128 levels and numbers beyond all floats; we refuse 64 levels.
    if ours.is_ok() {
        let theirs = serde_json::from_str::<serde_json::Value>(&text);
        assert!(
            theirs.is_ok() || theirs.is_err_and(|why| why.to_string().contains("out of range")),
            "we read too much"
        );
    }
    let reading = read(&text);
    if let Ok(wire) = serde_json::from_str::<wire::Document>(&text) {
        written_again(&wire, reading.as_ref().ok(), &text);
    }
    if let Ok(reading) = reading {
        let _ = read_details(&text, &reading.document);
        shown(reading.document);
    }
}

/// What serde reads of a document and writes again is the same document, to serde and to us.
fn written_again(wire: &wire::Document, reading: Option<&Reading>, text: &str) {
    let printed = write(wire);
    let again: wire::Document = serde_json::from_str(&printed).expect("what was written can be read");
    assert_eq!(&again, wire);
    assert_eq!(write(&again), printed);
    let _ = check(wire);
    if wire.format == wire::FORMAT {
        let ours = read(&printed).expect("what was written can be read by us");
        // To serde alone `null` stands for "left out", and a list for a record by the order of its fields; we are strict.
        // A number beyond all floats in a field that serde skips is no value to it.
        let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
        let (it, printed) = (value(text), value(&printed));
        // What serde leaves empty when it is not there, printing gives; to us it is no document without them.
        let has_its_lists =
            it.as_ref().is_none_or(|it| ["areas", "initiatives"].iter().all(|name| it.get(name).is_some()));
        assert!(has_its_lists || reading.is_none(), "a document without its lists was read");
        let has_its_records = it.zip(printed).is_some_and(|(it, printed)| has_its_records(&it, &printed));
        if !text.contains("null") && has_its_records && has_its_lists {
            assert_eq!(Some(&ours), reading, "what was written again is read as what was there");
        }
        if ours.problems.is_empty() && wire.details.is_none() {
            let (small, details) = split(wire, "");
            let small = read(&write(&small)).expect("the small part can be read").document;
            let details = read_details(&serde_json::to_string(&details).unwrap(), &small).expect("so can the details");
            let joined = document::Document { details, details_path: None, ..small };
            assert_eq!(joined, ours.document);
        }
    }
}

/// Whether a value has a record wherever what was printed of it has one.
fn has_its_records(value: &serde_json::Value, printed: &serde_json::Value) -> bool {
    use serde_json::Value::{Array, Object};
    match (value, printed) {
        (Object(fields), Object(printed)) => {
            printed.iter().all(|(name, printed)| fields.get(name).is_none_or(|field| has_its_records(field, printed)))
        }
        (_, Object(_)) => false,
        (Array(list), Array(printed)) => {
            list.iter().zip(printed).all(|(value, printed)| has_its_records(value, printed))
        }
        _ => true,
    }
}

/// Everything that a page asks of a document.
fn shown(document: document::Document) {
    let (as_of, baseline) = (document.checked_through, document.period.0.first());
    let catalogue = Catalogue::new(document);
    let n = catalogue.initiatives().len();
    let statuses = Statuses::at(&catalogue, Dates { as_of, baseline });
    let everything = select(&catalogue, &Default::default(), &statuses);
    assert_eq!(everything.len(), n);
    // Each initiative has one area, one status and one kind.
    for facet in [Facet::Area, Facet::Status, Facet::Kind] {
        assert_eq!(everything.counts(facet).iter().sum::<usize>(), n, "{facet:?}");
    }
    let told = changes(&catalogue, everything.rows(), &statuses);
    assert_eq!(told.moved.len() + told.n_unchanged, n);
    assert!(told.stayed.len() <= told.n_unchanged);
    let steps = upcoming(&catalogue, everything.rows(), Day(as_of.0.saturating_sub(3000)));
    assert_eq!(by_month(&steps).iter().map(|month| month.items.len()).sum::<usize>(), steps.len());
    for row in 0..n {
        let initiative = &catalogue.initiatives()[row];
        assert_eq!(catalogue.row(&initiative.id), Some(row));
        let standing = catalogue.standing(row, as_of).expect("a row");
        assert_eq!(standing.status, statuses.now[row]);
        assert!(standing.since.is_some() || standing.status == Status::NotYetBegun);
        let _ = catalogue.search().search(&initiative.short);
    }
}

/// An address: whatever was understood is written so that it is understood again.
pub fn address(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (model, _) = decode(&text);
    let written = encode(&model);
    let (again, notices) = decode(&written);
    assert_eq!(again, model, "{written}");
    assert_eq!(notices, [], "{written}");
    assert_eq!(encode(&again), written);
    assert!(written.is_ascii() && !written.contains([' ', '"', '<', '>', '#']), "{written}");
    // What the address then selects takes ten times as long as the address itself.
    if !is_one_in_eight(input) {
        return;
    }
    let catalogue = real();
    let statuses = real_statuses();
    let _ = unknown_choices(catalogue, &model.query);
    if select(catalogue, &model.query, statuses).is_empty()
        && let Some((filter, n)) = best_relaxation(catalogue, &model.query, statuses, &|_| true)
    {
        assert_eq!(select(catalogue, &model.query.without(&filter), statuses).len(), n);
    }
}

/// A search: rows are rows, each once; marks lie on character borders, in order and apart; a text finds itself.
pub fn search(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let (query, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let folded = fold(query);
    assert_eq!(fold(&folded), folded, "folded is folded");
    marked(rest, query);
    marked(query, query);
    if is_one_in_eight(input) {
        found_in_real(query);
    }
    // Rows of a made index: one a line.
    let lines: Vec<&str> = rest.lines().collect();
    let index = SearchIndex::new(lines.iter().map(|line| [(Field::Title, *line)]));
    assert_eq!(index.n_rows(), lines.len());
    let found = index.search(query).rows;
    assert!(found.iter().all(|hit| hit.row < lines.len()));
    // Of an address the number alone counts, read as the address means it.
    for (row, line) in lines.iter().enumerate().filter(|(_, line)| !line.contains("://")).take(4) {
        let found = index.search(line).rows;
        assert!(found.iter().any(|hit| hit.row == row), "{line:?} does not find itself");
    }
}

/// The query in the real document.
fn found_in_real(query: &str) {
    let catalogue = real();
    let hits = catalogue.search().search(query);
    let mut rows: Vec<usize> = hits.rows.iter().map(|hit| hit.row).collect();
    if let Some(hit) = hits.rows.first() {
        marked(&catalogue.initiatives()[hit.row].title, query);
    }
    rows.sort_unstable();
    assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "a row twice");
    assert!(rows.last().is_none_or(|row| *row < catalogue.initiatives().len()));
}

/// Whether an input is one of the few for which something slow is done too; the same for the same input.
fn is_one_in_eight(input: &[u8]) -> bool {
    input.iter().fold(0_u8, |sum, byte| sum.wrapping_mul(31).wrapping_add(*byte)) % 8 == 0
}

fn marked(text: &str, query: &str) {
    let mut end = 0;
    for mark in Query::parse(query).marks(text) {
        assert!(end <= mark.start && mark.start < mark.end, "{query:?} in {text:?}: {mark:?}");
        assert!(text.get(mark.clone()).is_some(), "{query:?} in {text:?}: {mark:?}");
        end = mark.end;
    }
}

/// A calendar file: a strict reader reads it, and finds the texts that went in.
pub fn calendar(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let mut fields = text.split('\u{1}');
    let mut next = || fields.next().unwrap_or_default().to_owned();
    let (name, stamp) = (next(), next());
    let mut entries = Vec::new();
    for nth in 0..4 {
        let date = PartialDate::parse(&next());
        let (summary, description, url) = (next(), next(), next());
        let Some(date) = date else { break };
        entries.push(Entry { uid: format!("{nth}{name}"), summary, description, url, date });
    }
    // None is offered without entries.
    if entries.is_empty() {
        return;
    }
    let file = calendar_file(&entries, &name, &stamp);
    let root = strictly(&file);
    assert_eq!((root.name.as_str(), root.value("VERSION")), ("VCALENDAR", "2.0"));
    assert_eq!(root.components.len(), entries.len());
    let (days, spans): (Vec<&Entry>, Vec<&Entry>) =
        entries.iter().partition(|entry| entry.date.precision() == Precision::Day);
    for (component, entry) in root.components.iter().zip(days.iter().chain(&spans)) {
        assert_eq!(unescaped(component.value("UID")), cleaned(&entry.uid));
        assert_eq!(component.optional("SUMMARY").map(unescaped).unwrap_or_default(), cleaned(&entry.summary));
        assert_eq!(component.optional("DESCRIPTION").map(unescaped).unwrap_or_default(), cleaned(&entry.description));
        let stamp = component.value("DTSTAMP");
        assert!(stamp.len() == 16 && stamp.ends_with('Z') && stamp.as_bytes()[8] == b'T', "{stamp}");
    }
}

/// Messages of a language: any template says something for any argument, and text without places says itself.
pub fn message(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    let json = serde_json::json!({ "key": text, "other": 1 }).to_string();
    let words = Words::read("xx", &json, &English);
    let said = words.say("key", &[("n", Argument::Number(input.len())), ("name", Argument::Text("x".into()))]);
    let slots = words.parts("key", &[]);
    if !text.contains('{') {
        assert_eq!(said, text);
        assert!(slots.len() <= 1);
    }
    // The file itself may be anything.
    let raw = Words::read("xx", &text, &English);
    let known: serde_json::Map<_, _> = serde_json::from_str(&text).unwrap_or_default();
    for key in known.keys() {
        let _ = raw.say(key, &[]);
    }
    assert_eq!(words.text("lost.key"), "lost.key");
}

/// A date: what is understood is written as it is understood; what somebody types is a day or nothing.
pub fn date(input: &[u8]) {
    let text = String::from_utf8_lossy(input);
    if let Some(date) = PartialDate::parse(&text) {
        assert_eq!(PartialDate::parse(&date.to_string()), Some(date));
        assert!(date.first() <= date.last());
        let (year, month, day) = date.first().to_ymd();
        assert_eq!(Day::from_ymd(year, month, day), Some(date.first()));
    }
    if let Some(date) = date_from_text(&text, &English) {
        assert_eq!(date_from_text(&date.to_string(), &English), Some(date));
    }
}

fn real() -> &'static Catalogue {
    static REAL: OnceLock<Catalogue> = OnceLock::new();
    REAL.get_or_init(|| Catalogue::new(read(documents::REAL).expect("the real document").document))
}

fn real_statuses() -> &'static Statuses {
    static REAL: OnceLock<Statuses> = OnceLock::new();
    let day = |year| Day::from_ymd(year, 5, 15).expect("a day");
    REAL.get_or_init(|| Statuses::at(real(), Dates { as_of: day(2024), baseline: day(2023) }))
}
