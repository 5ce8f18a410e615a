//! Reading one initiative: what makes it a record at all, then its parts one by one.

use super::index::{Index, firsts};
use super::json::Json;
use super::parts::refs;
use super::problem::{Problems, place, unknown};
use super::text::{is_slug, or_title};
use super::{details, form, wire};
use crate::domain::date::PartialDate;
use crate::domain::initiative::{Area, Detail, Event, Initiative, Relation, Stop, Target};
use crate::domain::positions::sorted_positions;
use crate::domain::vocabulary::{Certainty, Confidence, Kind, RelationKind, Stage};

/// A record that has what it takes to be shown.
pub(super) struct Candidate {
    pub(super) record: wire::Initiative,
    pub(super) kind: Kind,
    /// Position of its home area.
    pub(super) area: usize,
}

/// The lists that a record refers to.
pub(super) struct Lists<'a> {
    pub(super) areas: &'a [Area],
    pub(super) topics: Index<'a>,
    pub(super) actors: Index<'a>,
}

/// The records that can be shown; the others are named.
pub(super) fn candidates(list: Vec<Json>, areas: &[Area], stops: &[Stop], problems: &mut Problems) -> Vec<Candidate> {
    let stop_ids = Index::of(stops.iter().map(|stop| stop.id.as_str()));
    let mut candidates = Vec::with_capacity(list.len());
    for (position, json) in list.into_iter().enumerate() {
        let Some(record) = form::initiative(json, position, problems) else { continue };
        match candidate(record, areas, &stop_ids) {
            Ok(candidate) => candidates.push(candidate),
            Err((id, what, mend)) => {
                let known = is_slug(&id).then_some(id.as_str());
                let position = position.to_string();
                problems.record(place("initiatives", known.unwrap_or(&position), ""), known, what, mend);
            }
        }
    }
    let first = firsts(candidates.iter().map(|candidate| candidate.record.id.as_str()));
    let mut first = first.into_iter();
    candidates.retain(|Candidate { record, .. }| {
        let is_first = first.next().unwrap_or(true);
        if !is_first {
            let path = place("initiatives", &record.id, "");
            problems.record(path, Some(&record.id), "an earlier record has this id".into(), "give each its own");
        }
        is_first
    });
    candidates
}

/// A record that can be shown, or its id, what is wrong, and the cure.
fn candidate(
    record: wire::Initiative,
    areas: &[Area],
    stop_ids: &Index,
) -> Result<Candidate, (String, String, &'static str)> {
    let kind = Kind::from_slug(&record.kind);
    let area = areas.iter().position(|area| area.number == record.area);
    let (what, mend) = match (kind, area) {
        _ if !is_slug(&record.id) => {
            (unknown("form of id", &record.id), "use a-z, 0-9 and single hyphens, at most 100")
        }
        _ if stop_ids.get(&record.id).is_some() => ("a stop has this id".into(), "give each its own"),
        _ if record.title.is_empty() => (unknown("title", ""), "give it one"),
        (None, _) => (unknown("kind", &record.kind), "use a word of the schema"),
        (_, None) => (unknown("area", &record.area.to_string()), "use the number of one of the areas"),
        (Some(kind), Some(area)) => return Ok(Candidate { record, kind, area }),
    };
    Err((record.id, what, mend))
}

/// The relations of each record to records that are shown.
pub(super) fn relations(candidates: &[Candidate], stops: &[Stop], problems: &mut Problems) -> Vec<Vec<Relation>> {
    let initiative_ids = Index::of(candidates.iter().map(|candidate| candidate.record.id.as_str()));
    let stop_ids = Index::of(stops.iter().map(|stop| stop.id.as_str()));
    let mut all = Vec::with_capacity(candidates.len());
    for (own, Candidate { record, .. }) in candidates.iter().enumerate() {
        let mut relations = Vec::with_capacity(record.relations.len());
        for (position, relation) in record.relations.iter().enumerate() {
            let to = match initiative_ids.get(&relation.to) {
                Some(position) => Some(Target::Initiative(position)),
                None => stop_ids.get(&relation.to).map(Target::Stop),
            };
            let (what, mend) = match (RelationKind::from_slug(&relation.kind), to) {
                (None, _) => (unknown("kind of relation", &relation.kind), "use a word of the schema"),
                (_, None) => (unknown("record", &relation.to), "name an initiative or a stop"),
                (_, Some(to)) if to == Target::Initiative(own) => {
                    ("the record relates to itself".into(), "take the relation out")
                }
                (Some(kind), Some(to)) => {
                    let relation = Relation { kind, to };
                    if !relations.contains(&relation) {
                        relations.push(relation);
                        continue;
                    }
                    ("the relation is there already".into(), "take it out")
                }
            };
            problems.part(part(&record.id, "relations", position), &record.id, what, mend);
        }
        all.push(relations);
    }
    all
}

/// The initiative and its details.
pub(super) fn initiative(
    record: wire::Initiative,
    kind: Kind,
    area: usize,
    relations: Vec<Relation>,
    lists: &Lists,
    problems: &mut Problems,
) -> (Initiative, Detail) {
    let id = record.id;
    let topics = positions(&record.topics, &lists.topics, &id, ("topics", "topic"), problems);
    let actors = positions(&record.actors, &lists.actors, &id, ("actors", "actor"), problems);
    let mut also = Vec::with_capacity(record.also.len());
    for number in record.also {
        match lists.areas.iter().position(|area| area.number == number) {
            Some(position) if position != area && !also.contains(&position) => also.push(position),
            _ => {
                let what = unknown("further area", &number.to_string());
                let mend = "use numbers of the areas, each once and without the home area";
                problems.part(place("initiatives", &id, ".also"), &id, what, mend);
            }
        }
    }
    let confidence = Confidence::from_slug(&record.confidence).unwrap_or_else(|| {
        let what = unknown("confidence", &record.confidence);
        problems.doubt(place("initiatives", &id, ".confidence"), Some(&id), what, "use high, medium or low");
        Confidence::Low
    });
    let (events, pages) = events(record.events, &id, problems);
    let detail = details::of_record(record.aliases, record.summary, record.sources, pages, &id, problems);
    let initiative = Initiative {
        short: or_title(record.short, &record.title),
        title: record.title,
        kind,
        area,
        also,
        topics,
        actors,
        refs: refs(record.refs),
        events,
        relations,
        confidence,
        id,
    };
    (initiative, detail)
}

/// The events sorted by date, and in the same order the page each rests on and whether it was checked.
fn events(list: Vec<wire::Event>, id: &str, problems: &mut Problems) -> (Vec<Event>, Vec<(String, bool)>) {
    let mut rows: Vec<(Event, (String, bool))> = Vec::with_capacity(list.len());
    for (position, event) in list.into_iter().enumerate() {
        match dated(&event) {
            Ok((date, certainty, stage)) => {
                let path = || [&part(id, "events", position), ".source"].concat();
                let url = problems.link(event.source, Some(id), path);
                let partial = event.partial;
                rows.push((Event { date, certainty, stage, partial, label: event.label }, (url, event.verified)));
            }
            Err((field, noun, value, mend)) => {
                let path = [&part(id, "events", position), field].concat();
                problems.part(path, id, unknown(noun, value), mend);
            }
        }
    }
    let date = |position: usize| rows.get(position).map(|row| row.0.date);
    let order = sorted_positions(rows.len(), &|a, b| date(a).cmp(&date(b)));
    let mut rows: Vec<_> = rows.into_iter().map(Some).collect();
    order.into_iter().filter_map(|position| rows.get_mut(position)?.take()).unzip()
}

/// What an event says about time and step, or the field that cannot be read, its noun, its value and the cure.
pub(super) type Refusal<'a> = (&'static str, &'static str, &'a str, &'static str);

pub(super) fn dated(event: &wire::Event) -> Result<(PartialDate, Certainty, Stage), Refusal<'_>> {
    let date = PartialDate::parse(&event.date).ok_or((
        ".date",
        "date",
        event.date.as_str(),
        "write a day that exists as 2024-05-15, or 2024-05, 2024-Q2, 2024",
    ))?;
    let stage = Stage::from_slug(&event.stage);
    let stage = stage.ok_or((".stage", "stage", event.stage.as_str(), "use a word of the schema"))?;
    let certainty = match event.certainty.as_deref() {
        None => Certainty::Fact,
        Some(word) => {
            Certainty::from_slug(word).ok_or((".certainty", "certainty", word, "use fact, fixed or planned"))?
        }
    };
    Ok((date, certainty, stage))
}

/// The positions of ids in a list, each once. The field has a name, and what it lists is called so.
fn positions(
    ids: &[String],
    index: &Index,
    id: &str,
    (field, noun): (&str, &str),
    problems: &mut Problems,
) -> Vec<usize> {
    let mut positions = Vec::with_capacity(ids.len());
    for other in ids {
        match index.get(other) {
            Some(position) if !positions.contains(&position) => positions.push(position),
            Some(_) => {}
            None => {
                let path = [&place("initiatives", id, "."), field].concat();
                let what = unknown(noun, other);
                problems.part(path, id, what, "add it to the document's list, or mend the spelling");
            }
        }
    }
    positions
}

/// `initiatives[id].field[position]`.
fn part(id: &str, field: &str, position: usize) -> String {
    ["initiatives[", id, "].", field, "[", &position.to_string(), "]"].concat()
}
