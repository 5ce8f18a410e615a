//! The selection as a table for spreadsheets: read back by the crate `csv`.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::prelude::*;
use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::PartialDate;
use security_union_explorer::domain::document;
use security_union_explorer::domain::export::csv::csv;
use security_union_explorer::language::Words;

/// Reads a file as programs do; what differs in length from its first line is an error.
fn read(file: &str) -> Vec<Vec<String>> {
    let mut reader = csv_oracle::ReaderBuilder::new().has_headers(false).from_reader(file.as_bytes());
    reader.records().map(|line| line.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn the_real_selection_is_read_back() {
    let reading = document::read(include_str!("../public/data/security-union.json")).unwrap();
    let facts = Catalogue::new(reading.document);
    let words = Words::english();
    let as_of = PartialDate::parse("2023-06-30").unwrap().first();
    let rows: Vec<usize> = (0..facts.initiatives().len()).rev().collect();
    let records = words.records(&facts, &rows, as_of, &|id| Some(format!("https://example.org/?initiative={id}")));
    let lines = read(&csv(&records));
    assert_eq!(lines, records, "no text of the data set is taken for a formula");
    assert_eq!(lines.len(), 1 + rows.len());

    let column = |name: &str| lines[0].iter().position(|column| column == name).unwrap();
    let ids: BTreeSet<&str> = lines[1..].iter().map(|line| line[column("id")].as_str()).collect();
    assert_eq!(ids.len(), rows.len());
    let nis2 = lines.iter().find(|line| line[column("id")] == "nis2-directive").unwrap();
    let of = |name: &str| nis2[column(name)].as_str();
    assert_eq!((of("status"), of("celex"), of("kind")), ("Adopted", "32022L2555", "Directive"));
    assert_eq!((of("next_date"), of("next_certainty")), ("2024-10-17", ""), "a day that has come is a plain fact");
    // What is ahead of the facts is not done, whatever the date.
    let ahead = words.records(
        &facts,
        &[facts.row("cyber-resilience-act").unwrap()],
        PartialDate::parse("2028-12-31").unwrap().first(),
        &|_| None,
    );
    let later = |name: &str| ahead[1][column(name)].as_str();
    assert_eq!(
        (later("status"), later("status_certainty"), later("as_of")),
        ("In effect", "fixed in law", "2028-12-31")
    );
    assert_eq!((later("last_date"), later("last_certainty")), ("2027-12-11", "fixed in law"));
    let is_key = |text: &str| ["kind.", "status.", "certainty.", "topic."].iter().any(|key| text.starts_with(key));
    assert_eq!(lines.iter().flatten().find(|field| is_key(field)), None, "a message is missing");
    assert_eq!(of("address"), "https://example.org/?initiative=nis2-directive");
}

#[test]
fn what_a_spreadsheet_would_run_is_a_text() {
    for formula in ["=1+1", "+1", "-1", "@A1", "\t=1", "\r=1"] {
        let file = csv(&[vec![formula.to_owned(), "a".to_owned()]]);
        assert_eq!(read(&file), [[format!("'{formula}"), "a".to_owned()]]);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_back(lines in (1..5_usize).prop_flat_map(|n| prop::collection::vec(prop::collection::vec("[^=+@\t\r-](?s:.{0,12})", n), 1..6))) {
        prop_assert_eq!(read(&csv(&lines)), lines);
    }
}
