//! Checking a document for editors: everything the reader would leave out, and whether the facts make sense together.
//!
//! Only editors' tools call this; nothing of it reaches a visitor. It states doubts, it mends nothing: a doubt that
//! turns out to be right is accepted, with its reason, in `data/accepted.json`.

mod chronology;
mod references;

use std::collections::{BTreeMap, BTreeSet};

use super::problem::{Problems, place};
use super::read::read;
use super::{Problem, wire};
use crate::domain::vocabulary::RelationKind;

/// How long a summary is, in characters.
const SUMMARY: std::ops::RangeInclusive<usize> = 60..=700;

/// What is wrong or doubtful in a document, in the document's order, form first.
///
/// ```
/// # use security_union_explorer::domain::document::{check, wire};
/// let problems = check(&wire::Document { format: 1, ..wire::Document::default() });
/// assert!(problems.iter().any(|problem| problem.path == "title"));
/// ```
pub fn check(document: &wire::Document) -> Vec<Problem> {
    let mut problems = Problems::default();
    form(document, &mut problems);
    whole(document, &mut problems);
    stops(document, &mut problems);
    for record in &document.initiatives {
        texts(record, &mut problems);
        chronology::check(record, &document.checked_through, &mut problems);
        references::check(record, &mut problems);
    }
    duplicates(document, &mut problems);
    relations(document, &mut problems);
    unused(document, &mut problems);
    problems.0
}

/// What the reader leaves out.
fn form(document: &wire::Document, problems: &mut Problems) {
    match serde_json::to_string(document).ok().and_then(|json| read(&json).ok()) {
        Some(reading) => problems.0.extend(reading.problems),
        None => problems.doubt("format".into(), None, "the document cannot be read".into(), "set format to 1"),
    }
}

fn whole(document: &wire::Document, problems: &mut Problems) {
    for (field, text) in [
        ("title", &document.title),
        ("language", &document.language),
        ("licence", &document.licence),
        ("version", &document.version),
        ("strategy.title", &document.strategy.title),
    ] {
        if text.is_empty() {
            problems.doubt(field.into(), None, "it is empty".into(), "write it");
        }
    }
    for (area, number) in document.areas.iter().zip(1_usize..) {
        let path = format!("areas[{}]", area.number);
        if usize::from(area.number) != number {
            problems.doubt(path.clone(), None, format!("it is area {number} in the list"), "number the areas in order");
        }
        for highlight in &area.highlights {
            if highlight.text.is_empty() || highlight.source.is_empty() {
                problems.doubt(path.clone(), None, "a fact has no text or no source".into(), "give both");
            }
        }
    }
    let unverified = document.initiatives.iter().flat_map(|record| &record.events).filter(|event| !event.verified);
    let unverified = unverified.count();
    if unverified > 0 {
        let what = format!("{unverified} events were not checked against a page");
        problems.doubt("initiatives".into(), None, what, "read the page and set verified");
    }
}

fn stops(document: &wire::Document, problems: &mut Problems) {
    let mut before = "";
    for stop in &document.stops {
        let path = place("stops", &stop.id, "");
        if stop.title.is_empty() || stop.summary.is_empty() || stop.sources.is_empty() {
            problems.doubt(path.clone(), None, "it lacks a title, a summary or a source".into(), "give all three");
        }
        if stop.date.as_str() < before {
            problems.doubt(path.clone(), None, "it is earlier than the stop before it".into(), "put them in order");
        }
        before = &stop.date;
        references::check_stop(stop, path, problems);
    }
}

/// The texts of a record that a reader would miss.
fn texts(record: &wire::Initiative, problems: &mut Problems) {
    let mut doubt = |rest: &str, what: String, mend: &str| {
        problems.doubt(place("initiatives", &record.id, rest), Some(&record.id), what, mend);
    };
    let length = record.summary.chars().count();
    if !SUMMARY.contains(&length) {
        doubt(".summary", format!("it has {length} characters"), "write 60 to 700 characters");
    }
    if record.short.is_empty() {
        doubt(".short", "it is empty".into(), "give a short title");
    }
    for (position, alias) in record.aliases.iter().enumerate() {
        let earlier = record.aliases.iter().take(position);
        let mut known = [&record.short, &record.title].into_iter().chain(earlier);
        if alias.is_empty() || known.any(|name| name.eq_ignore_ascii_case(alias)) {
            doubt(&format!(".aliases[{position}]"), format!("\"{alias}\" is no further name"), "take it out");
        }
    }
    if record.sources.is_empty() {
        doubt(".sources", "there is none".into(), "name at least one page");
    }
    if record.events.is_empty() {
        doubt(".events", "there is none".into(), "give at least one dated step");
    }
    let mut urls = BTreeSet::new();
    for source in &record.sources {
        if source.title.is_empty() {
            doubt(".sources", format!("{} has no title", source.url), "give the page's title");
        }
        if !urls.insert(&source.url) {
            doubt(".sources", format!("{} is there twice", source.url), "take one out");
        }
    }
    for (position, event) in record.events.iter().enumerate() {
        if event.label.is_empty() {
            doubt(&format!(".events[{position}].label"), "it is empty".into(), "say what happened");
        }
        if event.source.is_empty() {
            doubt(&format!(".events[{position}].source"), "it is empty".into(), "name the page that says so");
        }
    }
}

/// The same act in two records.
fn duplicates(document: &wire::Document, problems: &mut Problems) {
    let mut celex = BTreeMap::new();
    let mut procedures = BTreeMap::new();
    for record in &document.initiatives {
        let mut doubt = |field: &str, what: String| {
            let path = place("initiatives", &record.id, field);
            problems.doubt(path, Some(&record.id), what, "join the records, or mend the reference");
        };
        if let Some(number) = &record.refs.celex
            && let Some(other) = celex.insert(number, &record.id)
        {
            doubt(".refs.celex", format!("{other} has it too"));
        }
        if let Some(procedure) = &record.refs.procedure
            && let Some(other) = procedures.insert((procedure, &record.kind), &record.id)
        {
            doubt(".refs.procedure", format!("{other} of the same kind has it too"));
        }
    }
}

/// Relations that say the same twice; those that lead nowhere are a matter of form.
fn relations(document: &wire::Document, problems: &mut Problems) {
    let mut seen = BTreeSet::new();
    for record in &document.initiatives {
        for (position, relation) in record.relations.iter().enumerate() {
            let (from, to, kind) = (record.id.as_str(), relation.to.as_str(), relation.kind.as_str());
            let reverse = seen.contains(&(to, from, kind));
            seen.insert((from, to, kind));
            if reverse {
                let is_symmetric = kind == RelationKind::Complements.slug();
                let what = if is_symmetric { "it stands in both records" } else { "the two point at each other" };
                let path = format!("initiatives[{from}].relations[{position}]");
                problems.doubt(path, Some(from), format!("{what}: {kind} {to}"), "keep it in one of them");
            }
        }
    }
}

/// Topics and actors that nothing refers to.
fn unused(document: &wire::Document, problems: &mut Problems) {
    let used = |ids: fn(&wire::Initiative) -> &Vec<String>| -> BTreeSet<&String> {
        document.initiatives.iter().flat_map(ids).collect()
    };
    let topics = used(|record| &record.topics);
    let actors = used(|record| &record.actors);
    let topics = document.topics.iter().map(|topic| ("topics", &topic.id)).filter(|(_, id)| !topics.contains(id));
    let actors = document.actors.iter().map(|actor| ("actors", &actor.id)).filter(|(_, id)| !actors.contains(id));
    for (list, id) in topics.chain(actors) {
        problems.doubt(place(list, id, ""), None, "no initiative refers to it".into(), "take it out, or use it");
    }
}
