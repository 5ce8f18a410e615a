//! The document format as a visitor's browser meets it: the real data, broken data, and the two files it travels in.

use security_union_explorer::domain::document::{self, Reading, wire};

const MASTER: &str = include_str!("../public/data/security-union.json");

fn master() -> wire::Document {
    serde_json::from_str(MASTER).unwrap()
}

fn read(json: &str) -> Reading {
    document::read(json).unwrap()
}

#[test]
fn the_real_document_has_no_problem() {
    assert_eq!(read(MASTER).problems, []);
}

#[test]
fn the_real_document_is_whole() {
    let document = read(MASTER).document;
    assert_eq!(document.initiatives.len(), 250);
    assert_eq!(document.initiatives.iter().map(|initiative| initiative.events.len()).sum::<usize>(), 1461);
    assert_eq!(document.details.len(), 250);
    assert_eq!(document.stops.len(), 9);
    assert_eq!(document.areas.len(), 6);
    assert_eq!(document.actors.len(), 73);
    assert_eq!(document.glossary.len(), 35);
}

#[test]
fn two_files_read_as_one() {
    let (small, details) = document::split(&master(), "details.json");
    let whole = read(MASTER).document;
    let mut parts = read(&serde_json::to_string(&small).unwrap()).document;
    let details = document::read_details(&serde_json::to_string(&details).unwrap(), &parts).unwrap();
    assert_eq!(parts.details_path.take().as_deref(), Some("details.json"));
    parts.details = details;
    assert_eq!(parts, whole);
}
