//! Reading a document: what can be read is kept, everything else is named with its place and its cure.
//!
//! The initiatives are read one by one, so that one broken record never hides the others. Looking up ids goes through
//! sorted lists and messages are put together from fixed strings, because this code travels to every visitor.
//! Whether the facts make sense together is not asked here: see [`super::check`].

use super::index::{Index, firsts};
use super::json::Json;
use super::parts::{refs, sources};
use super::problem::{Problems, place, unknown};
use super::record::{self, Candidate, Lists};
use super::text::or_title;
use super::{Document, Problem, details, form, json, wire};
use crate::domain::date::{Day, PartialDate};
use crate::domain::initiative::{Actor, Area, Detail, Highlight, Stop, Term, Topic};
use crate::domain::vocabulary::{ActorKind, StopKind};

/// What could be read of a document, and what could not.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The document as far as it could be read.
    pub document: Document,
    /// What is wrong with the rest.
    pub problems: Vec<Problem>,
}

/// Why a text is no document at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not JSON, from this place on (both counted from 1).
    NotJson {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// It is JSON, but not in the form of a document: this field is missing or of another type.
    NotADocument {
        /// The field; empty when the whole is meant.
        field: &'static str,
    },
    /// It is a document in a form this program does not know.
    WrongFormat {
        /// Its number of the form; this program reads [`wire::FORMAT`].
        found: u32,
    },
    /// The details belong to another version of the document.
    OtherVersion,
}

/// Reads a document, whole or without its details.
///
/// ```
/// # use security_union_explorer::domain::document::read;
/// let json = r#"{"format": 1, "checked_through": "2026-06-30", "strategy": {"start": "2020", "end": "2025"},
///     "areas": [{"number": 1, "title": "Police"}],
///     "initiatives": [{"id": "prum", "title": "Prüm II", "kind": "regulation", "area": 1, "confidence": "high"}, 7]}"#;
/// let reading = read(json).expect("a document");
/// assert_eq!(reading.document.initiatives.len(), 1);
/// assert_eq!(reading.problems[0].path, "initiatives[1]");
/// ```
///
/// # Errors
/// When the whole is no such document. What is wrong inside one is among the problems of the reading.
pub fn read(json: &str) -> Result<Reading, Unreadable> {
    Ok(Outline::of(json)?.read())
}

/// A text that is a document, with its records still to be read: who reads on a page lets the browser have its turn here.
pub struct Outline<'t> {
    /// Its initiatives are still JSON.
    wire: wire::Document<Json<'t>>,
    problems: Problems,
}

impl<'t> Outline<'t> {
    /// Finds out whether a text is a document at all.
    ///
    /// # Errors
    /// When it is none: see [`Unreadable`].
    pub fn of(json: &'t str) -> Result<Outline<'t>, Unreadable> {
        let tree = tree(json)?;
        let mut problems = Problems::default();
        // A later form may not fit at all: its number says so better than the first field that does not fit.
        let wire = match json::Fields::number_of(&tree, "format") {
            Some(wire::FORMAT) => {
                form::document(tree, &mut problems).map_err(|field| Unreadable::NotADocument { field })?
            }
            Some(found) => return Err(Unreadable::WrongFormat { found }),
            None => return Err(Unreadable::NotADocument { field: "format" }),
        };
        Ok(Outline { wire, problems })
    }

    /// Reads its records.
    pub fn read(self) -> Reading {
        let Outline { wire, mut problems } = self;
        let areas = areas(wire.areas, &mut problems);
        let topics = topics(wire.topics, &mut problems);
        let actors = actors(wire.actors, &mut problems);
        let stops = stops(wire.stops, &mut problems);
        let glossary = glossary(wire.glossary, &mut problems);

        let candidates = record::candidates(wire.initiatives, &areas, &stops, &mut problems);
        let relations = record::relations(&candidates, &stops, &mut problems);
        let lists = Lists {
            areas: &areas,
            topics: Index::of(topics.iter().map(|topic| topic.id.as_str())),
            actors: Index::of(actors.iter().map(|actor| actor.id.as_str())),
        };
        let mut initiatives = Vec::with_capacity(candidates.len());
        let mut all_details = Vec::with_capacity(if wire.details.is_none() { candidates.len() } else { 0 });
        for (Candidate { record, kind, area }, relations) in candidates.into_iter().zip(relations) {
            let (initiative, detail) = record::initiative(record, kind, area, relations, &lists, &mut problems);
            initiatives.push(initiative);
            if wire.details.is_none() {
                all_details.push(detail);
            }
        }

        let (checked_through, period) = days(&wire.checked_through, &wire.strategy, &stops, &mut problems);
        let document = Document {
            title: wire.title,
            language: wire.language,
            licence: wire.licence,
            version: wire.version,
            checked_through,
            strategy: wire.strategy.title,
            period,
            details_path: wire.details,
            stops,
            areas,
            topics,
            actors,
            glossary,
            initiatives,
            details: all_details,
        };
        Reading { document, problems: problems.0 }
    }
}

/// Reads the file that [`Document::details_path`] names: one detail an initiative of the document, empty where it has none.
///
/// # Errors
/// When it is no such file, or that of another version of the document.
pub fn read_details(json: &str, document: &Document) -> Result<Vec<Detail>, Unreadable> {
    let wire = form::details(tree(json)?).map_err(|field| Unreadable::NotADocument { field })?;
    if wire.version != document.version {
        return Err(Unreadable::OtherVersion);
    }
    Ok(details::of_document(wire.details, &document.initiatives))
}

fn tree(text: &str) -> Result<Json<'_>, Unreadable> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    json::parse(text).map_err(|json::Malformed { line, column }| Unreadable::NotJson { line, column })
}

fn areas(list: Vec<wire::Area>, problems: &mut Problems) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::with_capacity(list.len());
    for area in list {
        let path = ["areas[", &area.number.to_string(), "]"].concat();
        if area.number == 0 || area.title.is_empty() {
            problems.record(path, None, "the area has no title, or no number from 1 to 255".into(), "give it both");
        } else if areas.iter().any(|other| other.number == area.number) {
            problems.record(path, None, "another area has this number".into(), "number the areas one by one");
        } else {
            let mut highlights = Vec::with_capacity(area.highlights.len());
            for highlight in area.highlights {
                let url = problems.link(highlight.source, None, || [&path, ".highlights"].concat());
                highlights.push(Highlight { text: highlight.text, url });
            }
            areas.push(Area {
                number: area.number,
                short: or_title(area.short, &area.title),
                title: area.title,
                summary: area.summary,
                highlights,
                sources: sources(area.sources, None, &path, problems),
            });
        }
    }
    areas
}

fn topics(list: Vec<wire::Topic>, problems: &mut Problems) -> Vec<Topic> {
    let first = firsts(list.iter().map(|topic| topic.id.as_str()));
    let mut topics = Vec::with_capacity(list.len());
    for (topic, first) in list.into_iter().zip(first) {
        if problems.fine_id("topics", &topic.id, first) {
            topics.push(Topic { id: topic.id, label: topic.label, keywords: topic.keywords });
        }
    }
    topics
}

fn actors(list: Vec<wire::Actor>, problems: &mut Problems) -> Vec<Actor> {
    let first = firsts(list.iter().map(|actor| actor.id.as_str()));
    let mut actors = Vec::with_capacity(list.len());
    for (actor, first) in list.into_iter().zip(first) {
        if !problems.fine_id("actors", &actor.id, first) {
            continue;
        }
        let path = place("actors", &actor.id, "");
        if ActorKind::from_slug(&actor.kind).is_none() {
            problems.record(path, None, unknown("kind of actor", &actor.kind), "use a word of the schema");
            continue;
        }
        if actor.name.is_empty() {
            problems.record(path, None, "the actor has no name".into(), "give it one");
            continue;
        }
        let url = problems.link(actor.url, None, || [&path, ".url"].concat());
        actors.push(Actor {
            id: actor.id,
            short: or_title(actor.short, &actor.name),
            name: actor.name,
            keywords: actor.keywords,
            role: actor.role,
            url,
        });
    }
    actors
}

fn stops(list: Vec<wire::Stop>, problems: &mut Problems) -> Vec<Stop> {
    let first = firsts(list.iter().map(|stop| stop.id.as_str()));
    let mut stops: Vec<Stop> = Vec::with_capacity(list.len());
    for (stop, first) in list.into_iter().zip(first) {
        if !problems.fine_id("stops", &stop.id, first) {
            continue;
        }
        let path = place("stops", &stop.id, "");
        let Some(kind) = StopKind::from_slug(&stop.kind) else {
            problems.record(path, None, unknown("kind of stop", &stop.kind), "use strategy, report or news");
            continue;
        };
        let Some(day) = Day::parse(&stop.date) else {
            problems.record(path, None, unknown("day", &stop.date), "write it as 2024-05-15");
            continue;
        };
        let sources = sources(stop.sources, None, &path, problems);
        let place = stops.partition_point(|stop| stop.day <= day);
        let stop = Stop {
            id: stop.id,
            kind,
            number: stop.number,
            short: or_title(stop.short, &stop.title),
            title: stop.title,
            day,
            summary: stop.summary,
            remarks: stop.remarks,
            refs: refs(stop.refs),
            sources,
        };
        stops.insert(place, stop);
    }
    stops
}

fn glossary(list: Vec<wire::Term>, problems: &mut Problems) -> Vec<Term> {
    let mut terms = Vec::with_capacity(list.len());
    for (position, term) in list.into_iter().enumerate() {
        if term.term.is_empty() || term.definition.is_empty() {
            let path = ["glossary[", &position.to_string(), "]"].concat();
            problems.record(path, None, "the term or its definition is empty".into(), "write both");
        } else {
            terms.push(Term { term: term.term, definition: term.definition });
        }
    }
    terms
}

/// The day up to which facts were checked, and the strategy's span; with a way out for a document that lacks them.
fn days(
    checked_through: &str,
    strategy: &wire::Strategy,
    stops: &[Stop],
    problems: &mut Problems,
) -> (Day, (PartialDate, PartialDate)) {
    let mut date = |field: &str, text: &str, otherwise: Option<&Stop>| {
        PartialDate::parse(text).unwrap_or_else(|| {
            // What stands in its place gives other numbers: readers are told.
            problems.field(field, unknown("date", text), "write it as 2024-05-15 or 2024");
            PartialDate::from(otherwise.map_or(Day(0), |stop| stop.day))
        })
    };
    let start = date("strategy.start", &strategy.start, stops.first());
    let mut end = date("strategy.end", &strategy.end, stops.last());
    let checked_through = date("checked_through", checked_through, stops.last()).last();
    if end.last() < start.first() {
        problems.field("strategy.end", "it is before strategy.start".into(), "put the two in order");
        end = start;
    }
    (checked_through, (start, end))
}
