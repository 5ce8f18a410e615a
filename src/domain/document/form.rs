//! From JSON to the types of the form, record by record: what has the wrong type is left out and named.
//!
//! It does by hand what serde's derive does for editors' tools, for the sake of its size: see [`super::json`].

use super::Effect;
use super::json::{Fields, Json};
use super::problem::{Problems, place};
use super::text::is_slug;
use super::wire::{
    Actor, Area, Details, DetailsRecord, Document, Event, Highlight, Initiative, Refs, Relation, Source, Stop,
    Strategy, Term, Topic,
};

/// The records of a list of the document itself: none is part of an initiative.
const LIST: (Option<&str>, Effect) = (None, Effect::RecordLeftOut);

/// The document with its initiatives still as JSON, or the field that makes it none.
pub(super) fn document<'t>(json: Json<'t>, problems: &mut Problems) -> Result<Document<Json<'t>>, &'static str> {
    let mut fields = Fields::from(json);
    let (areas, initiatives) = (fields.needed_list("areas"), fields.needed_list("initiatives"));
    if let Some((field, _)) = fields.wrong {
        return Err(field);
    }
    let mut strategy = fields.record("strategy");
    let document = Document {
        schema: None,
        format: fields.number("format").unwrap_or_default(),
        title: fields.text("title"),
        language: fields.text("language"),
        licence: fields.text("licence"),
        version: fields.text("version"),
        checked_through: fields.text("checked_through"),
        details: fields.optional("details"),
        strategy: Strategy { title: strategy.text("title"), start: strategy.text("start"), end: strategy.text("end") },
        stops: records(fields.list("stops"), "stops", LIST, problems, stop),
        areas: records(areas, "areas", LIST, problems, area),
        topics: records(fields.list("topics"), "topics", LIST, problems, |fields, _, _| Topic {
            id: fields.text("id"),
            label: fields.text("label"),
            keywords: fields.texts("keywords"),
        }),
        actors: records(fields.list("actors"), "actors", LIST, problems, |fields, _, _| Actor {
            id: fields.text("id"),
            name: fields.text("name"),
            short: fields.text("short"),
            keywords: fields.texts("keywords"),
            kind: fields.text("kind"),
            seat: fields.text("seat"),
            since: fields.text("since"),
            role: fields.text("role"),
            url: fields.text("url"),
        }),
        glossary: records(fields.list("glossary"), "glossary", LIST, problems, |fields, _, _| Term {
            term: fields.text("term"),
            definition: fields.text("definition"),
        }),
        initiatives,
    };
    // Whatever else is not as it should be, what is left is a document.
    for (path, wrong) in [("", fields.wrong), ("strategy", strategy.wrong)] {
        if let Some(field) = wrong {
            problems.mistaken(path.to_owned(), field, None, Effect::PartLeftOut);
        }
    }
    Ok(document)
}

/// The initiative at a position of the list.
pub(super) fn initiative(json: Json, position: usize, problems: &mut Problems) -> Option<Initiative> {
    let mut fields = Fields::from(json);
    let id = fields.text("id");
    let known = is_slug(&id).then_some(id.as_str());
    let path = place("initiatives", known.unwrap_or(&position.to_string()), "");
    let part = (known, Effect::PartLeftOut);
    let events = records(fields.list("events"), &[&path, ".events"].concat(), part, problems, |fields, _, _| Event {
        date: fields.text("date"),
        certainty: fields.optional("certainty"),
        stage: fields.text("stage"),
        partial: fields.flag("partial"),
        label: fields.text("label"),
        source: fields.text("source"),
        verified: fields.flag("verified"),
    });
    let relations = [&path, ".relations"].concat();
    let relations = records(fields.list("relations"), &relations, part, problems, |fields, _, _| Relation {
        to: fields.text("to"),
        kind: fields.text("type"),
    });
    let sources = sources(&mut fields, &path, known, problems);
    let record = Initiative {
        title: fields.text("title"),
        short: fields.text("short"),
        aliases: fields.texts("aliases"),
        kind: fields.text("kind"),
        // No area has the number 0.
        area: fields.small_number("area").unwrap_or_default(),
        also: fields.numbers("also").into_iter().map(|number| u8::try_from(number).unwrap_or_default()).collect(),
        topics: fields.texts("topics"),
        actors: fields.texts("actors"),
        summary: fields.text("summary"),
        refs: refs(&mut fields),
        events,
        relations,
        sources,
        confidence: fields.text("confidence"),
        notes: String::new(),
        id: String::new(),
    };
    match fields.wrong {
        None => Some(Initiative { id, ..record }),
        Some(wrong) => {
            problems.mistaken(path, wrong, known, Effect::RecordLeftOut);
            None
        }
    }
}

/// The details; records that cannot be read are left out.
pub(super) fn details(json: Json) -> Result<Details, &'static str> {
    let mut fields = Fields::from(json);
    let version = fields.text("version");
    let mut problems = Problems::default();
    let details =
        records(fields.needed_list("details"), "", LIST, &mut problems, |fields, path, problems| DetailsRecord {
            id: fields.text("id"),
            aliases: fields.texts("aliases"),
            summary: fields.text("summary"),
            sources: sources(fields, path, None, problems),
            event_sources: fields.numbers("event_sources"),
            unverified: fields.numbers("unverified"),
        });
    match fields.wrong {
        Some((field, _)) => Err(field),
        None => Ok(Details { version, details }),
    }
}

fn stop(fields: &mut Fields, path: &str, problems: &mut Problems) -> Stop {
    Stop {
        id: fields.text("id"),
        kind: fields.text("kind"),
        number: fields.small_number("number"),
        title: fields.text("title"),
        short: fields.text("short"),
        date: fields.text("date"),
        summary: fields.text("summary"),
        remarks: fields.text("remarks"),
        refs: refs(fields),
        sources: sources(fields, path, None, problems),
        notes: String::new(),
    }
}

fn area(fields: &mut Fields, path: &str, problems: &mut Problems) -> Area {
    let highlights = [path, ".highlights"].concat();
    Area {
        number: fields.small_number("number").unwrap_or_default(),
        title: fields.text("title"),
        short: fields.text("short"),
        summary: fields.text("summary"),
        highlights: records(
            fields.list("highlights"),
            &highlights,
            (None, Effect::PartLeftOut),
            problems,
            |fields, _, _| Highlight { text: fields.text("text"), source: fields.text("source") },
        ),
        sources: sources(fields, path, None, problems),
    }
}

fn refs(fields: &mut Fields) -> Refs {
    let mut refs = fields.record("refs");
    let read = Refs {
        celex: refs.optional("celex"),
        proposal_celex: refs.optional("proposal_celex"),
        procedure: refs.optional("procedure"),
        com: refs.optional("com"),
        oj: refs.optional("oj"),
        repeals: refs.optional("repeals"),
    };
    if refs.wrong.is_some() {
        fields.mistaken("refs", "an object of texts");
    }
    read
}

#[inline(never)]
fn sources(fields: &mut Fields, path: &str, initiative: Option<&str>, problems: &mut Problems) -> Vec<Source> {
    let path = [path, ".sources"].concat();
    records(fields.list("sources"), &path, (initiative, Effect::PartLeftOut), problems, |fields, _, _| Source {
        url: fields.text("url"),
        title: fields.text("title"),
    })
}

/// The records of a list, without those in which something has the wrong type; `path` is the list's, `read` is told the
/// record's, and `effect` is what it is for a record to be left out.
fn records<T>(
    list: Vec<Json>,
    path: &str,
    (initiative, effect): (Option<&str>, Effect),
    problems: &mut Problems,
    read: impl Fn(&mut Fields, &str, &mut Problems) -> T,
) -> Vec<T> {
    let mut records = Vec::with_capacity(list.len());
    read_each(list, path, (initiative, effect), problems, &mut |fields, path, problems| {
        let record = read(fields, path, problems);
        if fields.wrong.is_none() {
            records.push(record);
        }
    });
    records
}

/// What [`records`] does for a record of whatever kind, once in the module.
fn read_each<'t>(
    list: Vec<Json<'t>>,
    path: &str,
    (initiative, effect): (Option<&str>, Effect),
    problems: &mut Problems,
    read: &mut dyn FnMut(&mut Fields<'t>, &str, &mut Problems),
) {
    for (position, json) in list.into_iter().enumerate() {
        let mut fields = Fields::from(json);
        let path = place(path, &position.to_string(), "");
        read(&mut fields, &path, problems);
        if let Some(wrong) = fields.wrong {
            problems.mistaken(path, wrong, initiative, effect);
        }
    }
}
