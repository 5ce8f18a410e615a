//! All steps as one table, for spreadsheets and statistics: each with its date, what that date is, and where it is from.
//!
//! The explorer saves a selection of initiatives; this is the other half, the whole of the dated facts, a line a step.

use super::Edition;
use crate::domain::export::csv::csv;
use crate::domain::initiative::{Event, Initiative};

/// The columns. Their names are the same in every language: programs look for them.
const COLUMNS: [&str; 12] = [
    "initiative",
    "name",
    "area",
    "initiative_kind",
    "celex",
    "date",
    "certainty",
    "kind",
    "part_only",
    "step",
    "source",
    "source_read",
];

/// The table, in the order of the document, of an initiative in order of time. Dates are as the document has them, `2026-06`
/// where only the month is known; no certainty means a plain fact.
pub(super) fn table(edition: &Edition<'_>) -> String {
    let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
    for (row, initiative) in edition.facts.initiatives().iter().enumerate() {
        let steps = initiative.events.iter().enumerate();
        lines.extend(steps.map(|(position, event)| line(edition, row, initiative, position, event).to_vec()));
    }
    csv(&lines)
}

fn line(
    edition: &Edition<'_>,
    row: usize,
    initiative: &Initiative,
    position: usize,
    event: &Event,
) -> [String; COLUMNS.len()] {
    let words = &edition.words;
    let area = edition.facts.document().areas.get(initiative.area);
    let evidence = edition.facts.detail(row).and_then(|detail| detail.evidence.get(position));
    let yes_or_no = |is_so: bool| if is_so { "yes" } else { "no" }.to_owned();
    [
        initiative.id.clone(),
        initiative.short.clone(),
        area.map(|area| area.number.to_string()).unwrap_or_default(),
        words.word("kind", initiative.kind.slug()),
        initiative.refs.celex.clone().unwrap_or_default(),
        event.date.to_string(),
        words.certainty(event).unwrap_or_default(),
        words.word("stage", event.stage.slug()),
        yes_or_no(event.partial),
        event.label.clone(),
        evidence.map(|evidence| evidence.url.clone()).unwrap_or_default(),
        yes_or_no(evidence.is_some_and(|evidence| evidence.verified)),
    ]
}
