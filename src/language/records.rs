//! Initiatives as records for other programs: a line each, dates as the document writes them, words in the language of the
//! page.

use super::Words;
use crate::domain::catalogue::Catalogue;
use crate::domain::date::Day;
use crate::domain::initiative::Event;

/// The columns. Their names are the same in every language: programs look for them.
const COLUMNS: [&str; 21] = [
    "id",
    "name",
    "title",
    "area",
    "kind",
    "as_of",
    "status",
    "status_since",
    "status_certainty",
    "last_date",
    "last_step",
    "last_certainty",
    "next_date",
    "next_step",
    "next_certainty",
    "celex",
    "document",
    "procedure",
    "topics",
    "actors",
    "address",
];
/// What stands between several values in one field.
const BETWEEN: &str = "; ";

impl Words {
    /// The rows as they stand on a day, in their order, under the names of the columns. `address_of` is the address of an
    /// initiative, if there is one.
    pub fn records(
        &self,
        facts: &Catalogue,
        rows: &[usize],
        as_of: Day,
        address_of: &dyn Fn(&str) -> Option<String>,
    ) -> Vec<Vec<String>> {
        let mut lines = vec![COLUMNS.map(str::to_owned).to_vec()];
        lines.extend(rows.iter().filter_map(|row| self.record(facts, *row, as_of, address_of)));
        lines
    }

    fn record(
        &self,
        facts: &Catalogue,
        row: usize,
        as_of: Day,
        address_of: &dyn Fn(&str) -> Option<String>,
    ) -> Option<Vec<String>> {
        let (initiative, standing) = (facts.initiative(row)?, facts.standing(row, as_of)?);
        let document = facts.document();
        let event = |position: Option<usize>| position.and_then(|position| initiative.events.get(position));
        let date = |event: Option<&Event>| event.map(|event| event.date.to_string()).unwrap_or_default();
        let label = |event: Option<&Event>| event.map(|event| event.label.clone()).unwrap_or_default();
        // A plain fact needs no word.
        let certainty = |event: Option<&Event>| event.and_then(|event| self.certainty(event)).unwrap_or_default();
        let since = event(standing.since.map(|since| since.event));
        let (last, next) = (event(standing.last), event(standing.next));
        let area = document.areas.get(initiative.area);
        let topics = initiative.topics.iter().filter_map(|position| document.topics.get(*position));
        let actors = initiative.actors.iter().filter_map(|position| document.actors.get(*position));
        let refs = &initiative.refs;
        let fields: [String; COLUMNS.len()] = [
            initiative.id.clone(),
            initiative.short.clone(),
            initiative.title.clone(),
            area.map(|area| format!("{} {}", area.number, area.title)).unwrap_or_default(),
            self.word("kind", initiative.kind.slug()),
            as_of.to_string(),
            self.word("status", standing.status.slug()),
            date(since),
            certainty(since),
            date(last),
            label(last),
            certainty(last),
            date(next),
            label(next),
            certainty(next),
            refs.celex.clone().unwrap_or_default(),
            refs.com.clone().unwrap_or_default(),
            refs.procedure.clone().unwrap_or_default(),
            topics.map(|topic| self.topic(topic)).collect::<Vec<_>>().join(BETWEEN),
            actors.map(|actor| actor.name.clone()).collect::<Vec<_>>().join(BETWEEN),
            address_of(&initiative.id).unwrap_or_default(),
        ];
        Some(fields.to_vec())
    }
}
