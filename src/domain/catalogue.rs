//! The catalogue: a document, checked and indexed. The only way to hold data.
//!
//! What can be derived once is derived here, at load: the history of each status, relations both ways, the rows of each
//! facet value, the search index. A change of filter then walks bits.

use std::slice::from_ref;
use std::sync::{Arc, OnceLock};

use fixedbitset::FixedBitSet;

use super::date::Day;
use super::document::Document;
use super::initiative::{Detail, Event, Initiative, Stop, Target};
use super::positions::sorted_positions;
use super::query::Facet;
use super::search::{Field, IndexBuilder, SearchIndex};
use super::status::{Change, Standing, counts_from, history, standing};
use super::vocabulary::{Kind, RelationKind, Status, StopKind};

/// A document with everything that is derived from it.
pub struct Catalogue {
    document: Arc<Document>,
    details: Vec<Detail>,
    derived: Arc<Derived>,
    /// Made when somebody first searches, so that the first view need not wait for it.
    search: OnceLock<SearchIndex>,
}

/// What does not depend on the long texts.
struct Derived {
    /// The rows, sorted by their ids.
    by_id: Vec<usize>,
    histories: Vec<Vec<Change>>,
    incoming: Vec<Vec<(RelationKind, usize)>>,
    columns: [Vec<FixedBitSet>; 4],
    extent: Option<(Day, Day)>,
}

impl Catalogue {
    /// Indexes a document.
    pub fn new(mut document: Document) -> Catalogue {
        let details = std::mem::take(&mut document.details);
        let checked_through = document.checked_through;
        let initiatives = &document.initiatives;
        let mut incoming = vec![Vec::new(); initiatives.len()];
        for (row, initiative) in initiatives.iter().enumerate() {
            for relation in &initiative.relations {
                if let Target::Initiative(to) = relation.to
                    && let Some(incoming) = incoming.get_mut(to)
                {
                    incoming.push((relation.kind, row));
                }
            }
        }
        let id = |row: usize| initiatives.get(row).map(|initiative| initiative.id.as_str());
        let by_id = sorted_positions(initiatives.len(), &|a, b| id(a).cmp(&id(b)));
        let columns = [
            column(initiatives, document.areas.len(), |initiative| vec![initiative.area]),
            column(initiatives, Kind::ALL.len(), |initiative| vec![initiative.kind as usize]),
            column(initiatives, document.topics.len(), |initiative| initiative.topics.clone()),
            column(initiatives, document.actors.len(), |initiative| initiative.actors.clone()),
        ];
        let histories = initiatives.iter().map(|initiative| history(initiative, checked_through)).collect();
        let extent = extent_of(initiatives.iter().flat_map(|initiative| &initiative.events));
        let derived = Arc::new(Derived { by_id, histories, incoming, columns, extent });
        Catalogue { document: Arc::new(document), details, derived, search: OnceLock::new() }
    }

    /// The same catalogue with the long texts, which then can be searched too. Rows keep their positions.
    pub fn with_details(&self, details: Vec<Detail>) -> Catalogue {
        let (document, derived) = (Arc::clone(&self.document), Arc::clone(&self.derived));
        Catalogue { document, details, derived, search: OnceLock::new() }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// All initiatives, in the document's order; a row is a position in it.
    pub fn initiatives(&self) -> &[Initiative] {
        &self.document.initiatives
    }

    /// The initiative of a row.
    pub fn initiative(&self, row: usize) -> Option<&Initiative> {
        self.document.initiatives.get(row)
    }

    /// The row of an id.
    pub fn row(&self, id: &str) -> Option<usize> {
        let id_of = |row: &usize| self.initiative(*row).map_or("", |initiative| &initiative.id);
        let by_id = &self.derived.by_id;
        by_id.binary_search_by(|row| id_of(row).cmp(id)).ok().and_then(|at| by_id.get(at)).copied()
    }

    /// The long texts of a row, when they are there.
    pub fn detail(&self, row: usize) -> Option<&Detail> {
        self.details.get(row)
    }

    /// Whether the long texts are there; those of a document that leaves none out always are.
    pub fn has_details(&self) -> bool {
        self.document.details_path.is_none() || !self.details.is_empty()
    }

    /// Every change of status of a row, past and planned.
    pub fn history(&self, row: usize) -> &[Change] {
        self.derived.histories.get(row).map_or(&[], Vec::as_slice)
    }

    /// The first day on which an event counts; see [`counts_from`].
    pub fn counts_from(&self, event: &Event) -> Day {
        counts_from(event, self.document.checked_through)
    }

    /// Status, reason and next step of a row on a day.
    pub fn standing(&self, row: usize, day: Day) -> Option<Standing> {
        let initiative = self.initiative(row)?;
        Some(standing(initiative, self.history(row), day, self.document.checked_through))
    }

    /// Which rows point at a row, and how.
    fn incoming(&self, row: usize) -> &[(RelationKind, usize)] {
        self.derived.incoming.get(row).map_or(&[], Vec::as_slice)
    }

    /// The search index over titles, numbers, actors, events and, once they are there, summaries. It is made at once
    /// unless [`Self::index_some`] has come to its end.
    pub fn search(&self) -> &SearchIndex {
        self.search.get_or_init(|| SearchIndex::new((0..self.initiatives().len()).map(|row| self.texts(row))))
    }

    /// Goes on with making the search index by at most `n` rows; says whether it is there.
    pub fn index_some(&self, builder: &mut IndexBuilder, n: usize) -> bool {
        let done = builder.n_rows();
        for row in (done..self.initiatives().len()).take(n) {
            builder.add(self.texts(row));
        }
        let is_whole = builder.n_rows() >= self.initiatives().len();
        if is_whole {
            self.search.get_or_init(|| std::mem::take(builder).finish());
        }
        is_whole || self.search.get().is_some()
    }

    /// Everything a visitor may type to find an initiative.
    fn texts(&self, row: usize) -> Vec<(Field, &str)> {
        let Some(initiative) = self.initiative(row) else { return Vec::new() };
        let refs = &initiative.refs;
        let mut fields = Vec::new();
        add(&mut fields, Field::Short, from_ref(&initiative.short));
        add(&mut fields, Field::Title, from_ref(&initiative.title));
        for number in [&refs.celex, &refs.proposal_celex, &refs.procedure, &refs.com] {
            add(&mut fields, Field::Number, number.as_slice());
        }
        add(&mut fields, Field::Event, refs.repeals.as_slice());
        for actor in initiative.actors.iter().filter_map(|&position| self.document.actors.get(position)) {
            add(&mut fields, Field::Actor, from_ref(&actor.short));
            add(&mut fields, Field::Actor, &actor.keywords);
            add(&mut fields, Field::Name, from_ref(&actor.name));
        }
        for topic in initiative.topics.iter().filter_map(|&position| self.document.topics.get(position)) {
            add(&mut fields, Field::Topic, from_ref(&topic.id));
            add(&mut fields, Field::Topic, from_ref(&topic.label));
            add(&mut fields, Field::Topic, &topic.keywords);
        }
        if let Some(detail) = self.details.get(row) {
            add(&mut fields, Field::Short, &detail.aliases);
            add(&mut fields, Field::Summary, from_ref(&detail.summary));
        }
        for event in &initiative.events {
            add(&mut fields, Field::Event, from_ref(&event.label));
        }
        fields
    }

    /// The rows of each value of a facet; nothing for the status, which depends on the date.
    pub fn column(&self, facet: Facet) -> &[FixedBitSet] {
        let [area, kind, topic, actor] = &self.derived.columns;
        match facet {
            Facet::Area => area,
            Facet::Kind => kind,
            Facet::Topic => topic,
            Facet::Actor => actor,
            Facet::Status => &[],
        }
    }

    /// The ids of a facet's values, in the order of its column.
    pub fn values(&self, facet: Facet) -> Vec<String> {
        let document = &self.document;
        match facet {
            Facet::Area => document.areas.iter().map(|area| area.number.to_string()).collect(),
            Facet::Status => Status::ALL.iter().map(|status| status.slug().into()).collect(),
            Facet::Kind => Kind::ALL.iter().map(|kind| kind.slug().into()).collect(),
            Facet::Topic => document.topics.iter().map(|topic| topic.id.clone()).collect(),
            Facet::Actor => document.actors.iter().map(|actor| actor.id.clone()).collect(),
        }
    }

    /// The position of a facet's value, if the data has it.
    pub fn position(&self, facet: Facet, value: &str) -> Option<usize> {
        let document = &self.document;
        match facet {
            Facet::Area => document.areas.iter().position(|area| area.number.to_string() == value),
            Facet::Status => Status::from_slug(value).map(|status| status as usize),
            Facet::Kind => Kind::from_slug(value).map(|kind| kind as usize),
            Facet::Topic => document.topics.iter().position(|topic| topic.id == value),
            Facet::Actor => document.actors.iter().position(|actor| actor.id == value),
        }
    }

    /// The stop on this day.
    pub fn stop_on(&self, day: Day) -> Option<&Stop> {
        self.document.stops.iter().find(|stop| stop.day == day)
    }

    /// What a row is connected with, both ways: for each relation that is said of it, in order of first mention, whether
    /// the other side says it, and the far ends. A mutual relation that both sides say stands once.
    pub fn relations(&self, row: usize) -> Vec<(RelationKind, bool, Vec<Target>)> {
        let own = self.initiative(row).map(|initiative| initiative.relations.as_slice()).unwrap_or_default();
        let mut groups: Vec<(RelationKind, bool, Vec<Target>)> = Vec::new();
        let mut add = |kind: RelationKind, is_back: bool, to: Target| match groups
            .iter_mut()
            .find(|(known, back, _)| (*known, *back) == (kind, is_back))
        {
            Some((_, _, ends)) => ends.push(to),
            None => groups.push((kind, is_back, vec![to])),
        };
        for relation in own {
            add(relation.kind, false, relation.to);
        }
        for (kind, other) in self.incoming(row) {
            let is_mutual = *kind == RelationKind::Complements;
            let other = Target::Initiative(*other);
            let is_known = own.iter().any(|relation| relation.to == other && relation.kind == *kind);
            if !(is_mutual && is_known) {
                add(*kind, !is_mutual, other);
            }
        }
        groups
    }

    /// All the time there is to see: whole years, from the first event or the strategy's start to the last event, and at
    /// least to the second year after the facts were checked.
    pub fn years(&self) -> (Day, Day) {
        let document = self.document();
        let (start, ahead) = (document.start().year(), document.last_year_ahead());
        let (first, last) = self.derived.extent.map_or((start, ahead), |(first, last)| (first.year(), last.year()));
        (Day::first_of(first.min(start)), Day::last_of(last.max(ahead)))
    }

    /// The day of the last report before `day`, which it is compared with unless a visitor asks for another day; before
    /// the first report, the start of the strategy.
    pub fn report_before(&self, day: Day) -> Day {
        let mut stops = self.document.stops.iter();
        let report = stops.rfind(|stop| stop.kind == StopKind::Report && stop.day < day);
        report.map_or(self.document.start(), |stop| stop.day)
    }
}

fn add<'a>(fields: &mut Vec<(Field, &'a str)>, field: Field, texts: &'a [String]) {
    fields.extend(texts.iter().map(|text| (field, text.as_str())));
}

/// The first and the last day on which any of some events may be; nothing without any.
pub fn extent_of<'a>(events: impl Iterator<Item = &'a Event>) -> Option<(Day, Day)> {
    events.fold(None, |extent: Option<(Day, Day)>, event| {
        let (first, last) = (event.date.first(), event.date.last());
        Some(extent.map_or((first, last), |(start, end)| (start.min(first), end.max(last))))
    })
}

/// For each value the rows that have it.
fn column(initiatives: &[Initiative], values: usize, of: impl Fn(&Initiative) -> Vec<usize>) -> Vec<FixedBitSet> {
    let mut column = vec![FixedBitSet::with_capacity(initiatives.len()); values];
    for (row, initiative) in initiatives.iter().enumerate() {
        for value in of(initiative) {
            if let Some(rows) = column.get_mut(value) {
                rows.insert(row);
            }
        }
    }
    column
}
