//! Documents like the real one, of any size: for benches, tests and fuzzing, never for a visitor.
//!
//! Each initiative takes the kind, the area and the chain of steps of a real one, moved and stretched in time, so that
//! kinds, stages, durations and imprecise dates come as often as they do. Its texts are walks through the words of the
//! real texts (each word is followed by one that follows it there), and its name is made up, so that the number of
//! different words grows with the document as it would. The same size and seed give the same bytes.
//!
//! Areas, topics, actors, stops and glossary are the real ones: they do not grow with the number of initiatives.

mod chance;
mod prose;

pub use chance::Chance;

use std::collections::BTreeMap;

use prose::{Prose, made_up_name};
use security_union_explorer::domain::date::{Day, PartialDate, Precision};
use security_union_explorer::domain::document::{split, wire};

/// The real document.
pub const REAL: &str = include_str!("../../../public/data/security-union.json");

/// By how many days an initiative may be moved, into the past and into the future; less into the future, as what has
/// happened by the last day checked should mostly stay so.
const MOVED: (u32, u32) = (700, 100);

/// A document with so many initiatives and about six events each. It has no problems.
///
/// ```
/// let document = documents::document(10, 1);
/// assert_eq!(document.initiatives.len(), 10);
/// assert_eq!(document, documents::document(10, 1));
/// ```
pub fn document(n_initiatives: usize, seed: u64) -> wire::Document {
    let real = real();
    let mut maker = Maker::new(&real, seed);
    let mut ids: Vec<String> = Vec::with_capacity(n_initiatives);
    let mut initiatives = Vec::with_capacity(n_initiatives);
    for position in 0..n_initiatives {
        let initiative = maker.initiative(position, &ids);
        ids.push(initiative.id.clone());
        initiatives.push(initiative);
    }
    let version = format!("made up, {n_initiatives} initiatives, seed {seed}");
    wire::Document { initiatives, version, schema: None, ..real }
}

/// Such a document as a visitor's browser gets it: the file for the first view, and the details.
pub fn delivered(n_initiatives: usize, seed: u64) -> (String, String) {
    let whole = document(n_initiatives, seed);
    let (small, details) = split(&whole, "details.json");
    drop(whole);
    let text = |json: serde_json::Result<String>| json.unwrap_or_default();
    (text(serde_json::to_string(&small)), text(serde_json::to_string(&details)))
}

/// The real document; the default when the file is broken, which other tests say.
fn real() -> wire::Document {
    serde_json::from_str(REAL).unwrap_or_default()
}

/// What initiatives are made from.
struct Maker<'a> {
    real: &'a [wire::Initiative],
    by_kind: BTreeMap<&'a str, Vec<&'a wire::Initiative>>,
    labels: BTreeMap<&'a str, Vec<&'a str>>,
    titles: Prose<'a>,
    summaries: Prose<'a>,
    checked_through: Day,
    chance: Chance,
}

impl<'a> Maker<'a> {
    fn new(real: &'a wire::Document, seed: u64) -> Maker<'a> {
        let mut by_kind: BTreeMap<&str, Vec<&wire::Initiative>> = BTreeMap::new();
        let mut labels: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for initiative in &real.initiatives {
            by_kind.entry(&initiative.kind).or_default().push(initiative);
            for event in &initiative.events {
                labels.entry(&event.stage).or_default().push(&event.label);
            }
        }
        let checked_through = PartialDate::parse(&real.checked_through).map_or(Day(0), PartialDate::last);
        Maker {
            titles: Prose::of(real.initiatives.iter().map(|initiative| initiative.title.as_str())),
            summaries: Prose::of(real.initiatives.iter().map(|initiative| initiative.summary.as_str())),
            real: &real.initiatives,
            by_kind,
            labels,
            checked_through,
            chance: Chance::new(seed),
        }
    }

    fn initiative(&mut self, position: usize, earlier: &[String]) -> wire::Initiative {
        let Some(&model) = self.chance.one_of(&self.real.iter().collect::<Vec<_>>()) else {
            return wire::Initiative::default();
        };
        let kin = self.by_kind.get(model.kind.as_str()).cloned().unwrap_or_default();
        // Topics and actors of others of its kind: their combinations are more than the real ones.
        let topics = self.chance.one_of(&kin).map(|other| other.topics.clone()).unwrap_or_default();
        let actors = self.chance.one_of(&kin).map(|other| other.actors.clone()).unwrap_or_default();
        let name = made_up_name(&mut self.chance);
        let id = format!("{}-{position}", name.to_lowercase());
        let events = self.events(model, &id);
        let refs = refs(model, &events, position);
        let title = self.titles.walk(&mut self.chance, 40..110);
        wire::Initiative {
            title: format!("{title} ({name})"),
            short: format!("{name} {}", model.kind),
            aliases: model.aliases.iter().map(|_| format!("{name} rules")).take(1).collect(),
            kind: model.kind.clone(),
            area: model.area,
            also: model.also.clone(),
            topics,
            actors,
            summary: self.summaries.walk(&mut self.chance, 120..400),
            sources: vec![wire::Source { url: page(&id), title: title.clone() }],
            relations: self.relations(model, earlier),
            confidence: model.confidence.clone(),
            notes: String::new(),
            refs,
            events,
            id,
        }
    }

    /// The steps of the model, moved together and stretched, so that their order stays.
    fn events(&mut self, model: &wire::Initiative, id: &str) -> Vec<wire::Event> {
        let dates: Vec<_> = model.events.iter().map(|event| PartialDate::parse(&event.date)).collect();
        let start = dates.iter().flatten().map(|date| date.first().0).min().unwrap_or(0);
        let moved = self.chance.below(MOVED.0 + MOVED.1 + 1).cast_signed() - MOVED.0.cast_signed();
        let percent = 80 + self.chance.below(50).cast_signed();
        let mut events = Vec::with_capacity(model.events.len());
        for (event, date) in model.events.iter().zip(dates) {
            let Some(date) = date else { continue };
            let day = Day(start + moved + (date.first().0 - start) * percent / 100);
            let text = written(day, date.precision());
            let Some(date) = PartialDate::parse(&text) else { continue };
            let is_past = date.first() <= self.checked_through;
            let certainty = match event.certainty.clone() {
                Some(certainty) if !is_past => Some(certainty),
                _ => (!is_past).then(|| "planned".to_owned()),
            };
            let labels = self.labels.get(event.stage.as_str()).map_or(&[][..], Vec::as_slice);
            let label = self.chance.one_of(labels).map_or(String::new(), |label| (*label).to_owned());
            let event = wire::Event { date: text, certainty, label, source: page(id), ..event.clone() };
            events.push((date, event));
        }
        events.sort_by_key(|(date, _)| *date);
        events.into_iter().map(|(_, event)| event).collect()
    }

    /// As many relations as the model has, each to an initiative that was made earlier.
    fn relations(&mut self, model: &wire::Initiative, earlier: &[String]) -> Vec<wire::Relation> {
        let mut relations: Vec<wire::Relation> = Vec::new();
        for relation in &model.relations {
            let Some(to) = self.chance.one_of(earlier) else { continue };
            let relation = wire::Relation { to: to.clone(), kind: relation.kind.clone() };
            if !relations.contains(&relation) {
                relations.push(relation);
            }
        }
        relations
    }
}

/// Numbers of the model's series, each given once.
fn refs(model: &wire::Initiative, events: &[wire::Event], position: usize) -> wire::Refs {
    let year_of = |stages: &[&str]| {
        let event = events.iter().find(|event| stages.contains(&event.stage.as_str())).or(events.first());
        event.and_then(|event| event.date.get(..4)).unwrap_or("2020")
    };
    let adopted = year_of(&["adopted", "published", "signed"]);
    let proposed = year_of(&["proposed"]);
    let celex = |text: &String| {
        let sector = text.get(..1).unwrap_or("3");
        let letters: String = text.chars().filter(char::is_ascii_uppercase).take(2).collect();
        format!("{sector}{adopted}{letters}{:04}", position % 100_000)
    };
    let old = &model.refs;
    wire::Refs {
        celex: old.celex.as_ref().map(celex),
        proposal_celex: old.proposal_celex.as_ref().map(|_| format!("5{proposed}PC{:04}", position % 100_000)),
        procedure: old.procedure.as_ref().map(|_| format!("{proposed}/{:04}(COD)", position % 10_000)),
        com: old.com.as_ref().map(|_| format!("COM({proposed}) {}", position + 1)),
        oj: old.oj.as_ref().map(|_| format!("OJ L {}, 1.2.{adopted}, p. {}", position % 400, 1 + position % 90)),
        repeals: old.repeals.clone(),
    }
}

fn page(id: &str) -> String {
    format!("https://example.europa.eu/{id}")
}

/// A day, no more exactly than it is known.
fn written(day: Day, precision: Precision) -> String {
    let (year, month, date) = day.to_ymd();
    match precision {
        Precision::Year => format!("{year:04}"),
        Precision::Quarter => format!("{year:04}-Q{}", month.div_ceil(3)),
        Precision::Month => format!("{year:04}-{month:02}"),
        Precision::Day => format!("{year:04}-{month:02}-{date:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use security_union_explorer::domain::document::{read, read_details};

    #[test]
    fn a_document_of_any_size_has_no_problems() {
        for (size, seed) in [(0, 1), (1, 1), (250, 2), (3000, 3)] {
            let (small, details) = delivered(size, seed);
            let reading = read(&small).unwrap();
            assert_eq!(reading.problems, [], "{size}");
            assert_eq!(reading.document.initiatives.len(), size);
            assert_eq!(read_details(&details, &reading.document).unwrap().len(), size);
        }
    }

    #[test]
    fn seeds_and_nothing_else_make_the_difference() {
        assert_eq!(delivered(40, 7), delivered(40, 7));
        assert_ne!(delivered(40, 7), delivered(40, 8));
    }

    #[test]
    fn it_is_like_the_real_one() {
        let (real, made) = (real(), document(4000, 5));
        let share = |document: &wire::Document, is: &dyn Fn(&wire::Initiative) -> usize| {
            document.initiatives.iter().map(is).sum::<usize>() as f64 / document.initiatives.len() as f64
        };
        let close = |what: &str, is: &dyn Fn(&wire::Initiative) -> usize| {
            let (real, made) = (share(&real, is), share(&made, is));
            assert!((real - made).abs() < 0.1 * real.max(0.5), "{what}: {real} and {made}");
        };
        close("events", &|it| it.events.len());
        close("relations", &|it| it.relations.len());
        close("topics", &|it| it.topics.len());
        close("actors", &|it| it.actors.len());
        close("regulations", &|it| usize::from(it.kind == "regulation"));
        close("in area 1", &|it| usize::from(it.area == 1));
        close("imprecise dates", &|it| it.events.iter().filter(|event| event.date.len() < 10).count());
        close("steps to come", &|it| it.events.iter().filter(|event| event.certainty.is_some()).count());
        close("numbers", &|it| usize::from(it.refs.celex.is_some()));
    }
}
