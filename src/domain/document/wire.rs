//! The JSON document as it is written: serde types that follow the file, and nothing else.
//!
//! Everything a vocabulary or a calendar could refuse is a plain string here, so that [`super::read`] can say where and
//! why. Fields that a document may leave out have defaults; unknown fields are ignored, so that a newer document
//! opens in an older explorer.

#[cfg(feature = "schema")]
use super::schema::{DATE, HTTPS, SLUG};
#[cfg(feature = "schema")]
use crate::domain::vocabulary::{ActorKind, Certainty, Confidence, Kind, RelationKind, Stage, StopKind};
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The version of the format that this program reads and writes.
pub const FORMAT: u32 = 1;

/// How many bytes an id has at most.
pub const LONGEST_ID: usize = 100;

/// A whole document: one strategy, its areas, actors and initiatives.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(bound = "I: JsonSchema + Default"))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["format", "title", "version", "checked_through", "strategy", "areas", "initiatives"])))]
#[serde(default)]
pub struct Document<I = Initiative> {
    /// Where the schema of this form is, for the editor's program.
    #[serde(rename = "$schema", skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Version of the format, 1.
    pub format: u32,
    /// Title of the data set.
    pub title: String,
    /// Language of the texts, as a BCP 47 tag.
    pub language: String,
    /// Licence of the data, as an SPDX expression.
    pub licence: String,
    /// Version of the data; changes with every edition.
    pub version: String,
    /// The last day up to which the facts were checked: `2026-06-30`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = DATE)))]
    pub checked_through: String,
    /// Where the summaries, sources and event sources are when this file leaves them out: a path beside this file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<String>,
    /// First and last year of the strategy.
    pub strategy: Strategy,
    /// The strategy, its reports and its news items: the stops of the date bar, in order of time.
    pub stops: Vec<Stop>,
    /// The areas, in order.
    pub areas: Vec<Area>,
    /// The topics an initiative can have.
    pub topics: Vec<Topic>,
    /// Institutions, agencies, bodies, partners, organisations and groups.
    pub actors: Vec<Actor>,
    /// Terms and what they mean.
    pub glossary: Vec<Term>,
    /// The initiatives.
    pub initiatives: Vec<I>,
}

/// The strategy as a span of years; its text is the stop of kind `strategy`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(default)]
pub struct Strategy {
    /// Its name.
    pub title: String,
    /// The day or year it starts.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = DATE)))]
    pub start: String,
    /// The day or year it ends.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = DATE)))]
    pub end: String,
}

/// A stop of the date bar: the strategy, a progress report or a news item.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["id", "kind", "title", "date"])))]
#[serde(default)]
pub struct Stop {
    /// A slug; relations of initiatives may name it.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = SLUG), length(max = LONGEST_ID)))]
    pub id: String,
    /// `strategy`, `report` or `news`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = StopKind::ALL.iter().map(|word| word.slug()).collect::<Vec<_>>())))]
    pub kind: String,
    /// The number of a report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<u8>,
    /// Full title.
    pub title: String,
    /// Short title.
    pub short: String,
    /// Its day.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = DATE)))]
    pub date: String,
    /// What it says, in our own words.
    pub summary: String,
    /// Remarks for readers, such as what it does not count.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub remarks: String,
    /// Official references.
    pub refs: Refs,
    /// Pages to read; the first is the document itself.
    pub sources: Vec<Source>,
    /// Internal remarks for editors; the explorer neither loads nor shows them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

/// An area of the strategy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["number", "title"])))]
#[serde(default)]
pub struct Area {
    /// Its number, from 1.
    pub number: u8,
    /// Full title.
    pub title: String,
    /// Short title.
    pub short: String,
    /// What it is about, in our own words.
    pub summary: String,
    /// What the newsroom item and the report say about it.
    pub highlights: Vec<Highlight>,
    /// Pages to read.
    pub sources: Vec<Source>,
}

/// One fact with its source.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["text", "source"])))]
#[serde(default)]
pub struct Highlight {
    /// The fact, in our own words.
    pub text: String,
    /// The page that says so.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = HTTPS)))]
    pub source: String,
}

/// A topic.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["id"])))]
#[serde(default)]
pub struct Topic {
    /// A slug.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = SLUG), length(max = LONGEST_ID)))]
    pub id: String,
    /// Its name, for topics that the explorer's messages do not know.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// Other words that a search finds it by; they are not shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
}

/// Somebody who is involved.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["id", "name", "kind"])))]
#[serde(default)]
pub struct Actor {
    /// A slug.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = SLUG), length(max = LONGEST_ID)))]
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Other words that a search finds it by, such as parts of its full name, which is found only as a whole; they are not shown.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// `institution`, `agency`, `body`, `partner`, `organisation` or `group`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = ActorKind::ALL.iter().map(|word| word.slug()).collect::<Vec<_>>())))]
    pub kind: String,
    /// Where it sits.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub seat: String,
    /// Since when it exists.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub since: String,
    /// What it does in security, in our own words.
    pub role: String,
    /// Its page.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = HTTPS)))]
    pub url: String,
}

/// A term and what it means.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["term", "definition"])))]
#[serde(default)]
pub struct Term {
    /// The term.
    pub term: String,
    /// Its meaning in one sentence.
    pub definition: String,
}

/// An initiative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["id", "title", "kind", "area", "events"])))]
#[serde(default)]
pub struct Initiative {
    /// A slug, for ever.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = SLUG), length(max = LONGEST_ID)))]
    pub id: String,
    /// Full title.
    pub title: String,
    /// Short title.
    pub short: String,
    /// Other names it is known by, such as those of the press, so that they find it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// A word of the vocabulary `Kind`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = Kind::ALL.iter().map(|word| word.slug()).collect::<Vec<_>>())))]
    pub kind: String,
    /// Number of its home area.
    pub area: u8,
    /// Numbers of further areas.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<u8>,
    /// Ids of topics.
    pub topics: Vec<String>,
    /// Ids of actors.
    pub actors: Vec<String>,
    /// What it is, in our own words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub summary: String,
    /// Official references.
    pub refs: Refs,
    /// What happened and what is to come, in order of time.
    pub events: Vec<Event>,
    /// Its relations to other initiatives, or to stops.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub relations: Vec<Relation>,
    /// Pages to read.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<Source>,
    /// `high`, `medium` or `low`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = Confidence::ALL.iter().map(|word| word.slug()).collect::<Vec<_>>())))]
    pub confidence: String,
    /// Internal remarks for editors: doubts, conflicts between sources. The explorer neither loads nor shows them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub notes: String,
}

/// Official references.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(default)]
pub struct Refs {
    /// CELEX number of the act: `32022L2557`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub celex: Option<String>,
    /// CELEX number of the proposal: `52020PC0829`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proposal_celex: Option<String>,
    /// Interinstitutional procedure: `2020/0365(COD)`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// Document number: `COM(2020) 829`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub com: Option<String>,
    /// Official Journal: `OJ L 333, 27.12.2022, p. 164`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oj: Option<String>,
    /// What it repeals.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeals: Option<String>,
}

/// A dated event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["date", "stage", "label"])))]
#[serde(default)]
pub struct Event {
    /// `2022-12-14`, `2022-12`, `2022-Q4` or `2022`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = DATE)))]
    pub date: String,
    /// `fact` when left out, `fixed` (in law, for a later day) or `planned`.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = Certainty::ALL.iter().map(|word| word.slug()).collect::<Vec<_>>())))]
    pub certainty: Option<String>,
    /// A word of the vocabulary `Stage`.
    #[cfg_attr(feature = "schema", schemars(extend("enum" = Stage::ALL.iter().map(|word| word.slug()).collect::<Vec<_>>())))]
    pub stage: String,
    /// True when it concerns only a part of the initiative (some provisions, one of several agreements): such an event
    /// never puts the whole in effect or ends it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub partial: bool,
    /// What happened, in our own words.
    pub label: String,
    /// The page that says so.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[cfg_attr(feature = "schema", schemars(regex(pattern = HTTPS)))]
    pub source: String,
    /// Whether a stored copy of that or an equivalent page was read and says so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub verified: bool,
}

/// A relation to another initiative or to a stop.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["to", "type"])))]
#[serde(default)]
pub struct Relation {
    /// Id of the other.
    pub to: String,
    /// A word of the vocabulary `RelationKind`.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "schema", schemars(extend("enum" = RelationKind::ALL.iter().map(|word| word.slug()).collect::<Vec<_>>())))]
    pub kind: String,
}

/// A page to read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("required" = ["url", "title"])))]
#[serde(default)]
pub struct Source {
    /// Its https address.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = HTTPS)))]
    pub url: String,
    /// Its title.
    pub title: String,
}

/// What a document leaves to a second file, so that the first is small: texts and sources, by initiative.
///
/// `xtask dist` splits the master document into the two; nobody edits them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Details {
    /// Version of the document it belongs to.
    pub version: String,
    /// One record an initiative, in the document's order. Its name is not that of the document's list: the document in the place
    /// of its details is no details.
    pub details: Vec<DetailsRecord>,
}

/// The texts and sources of one initiative.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct DetailsRecord {
    /// Id of the initiative.
    pub id: String,
    /// Other names it is known by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// What it is.
    pub summary: String,
    /// Pages to read, then those that only events name (without a title).
    pub sources: Vec<Source>,
    /// For each event, in order of time: position in `sources`, or 65535 when it names no page.
    pub event_sources: Vec<u16>,
    /// Positions of the events that were not checked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unverified: Vec<u16>,
}
