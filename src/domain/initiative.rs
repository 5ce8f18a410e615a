//! What a document is about, parsed: initiatives with their events, and the areas, actors and stops they refer to.
//!
//! References between records are positions in the lists of [`super::document::Document`], proved to exist when the
//! document was read. Only ids that cross the border (address, relations on the wire) are text.

use super::date::{Day, PartialDate};
use super::vocabulary::{Certainty, Confidence, Kind, RelationKind, Stage, StopKind};

/// Something the EU set out to do about security: a law, a strategy, an agreement, a network, a fund.
#[derive(Clone, Debug, PartialEq)]
pub struct Initiative {
    /// Its slug, unique among the initiatives and stops, and for ever: it is in published addresses.
    pub id: String,
    /// Full title.
    pub title: String,
    /// Short title.
    pub short: String,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Position of its home area.
    pub area: usize,
    /// Positions of further areas, without its home.
    pub also: Vec<usize>,
    /// Positions of its topics.
    pub topics: Vec<usize>,
    /// Positions of those involved.
    pub actors: Vec<usize>,
    /// Official references.
    pub refs: Refs,
    /// What happened and what is to come, sorted by date.
    pub events: Vec<Event>,
    /// Its relations, as its own record states them.
    pub relations: Vec<Relation>,
    /// How sure the researchers are of the record.
    pub confidence: Confidence,
}

/// A dated step.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// When, as exactly as it is known.
    pub date: PartialDate,
    /// What the date is.
    pub certainty: Certainty,
    /// What it did to the initiative.
    pub stage: Stage,
    /// Whether it concerns only a part of the initiative; such an event never puts the whole in effect or ends it.
    pub partial: bool,
    /// What happened, in words.
    pub label: String,
}

/// Official references, as the sources write them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refs {
    /// CELEX number of the act.
    pub celex: Option<String>,
    /// CELEX number of the proposal.
    pub proposal_celex: Option<String>,
    /// Interinstitutional procedure, such as `2020/0365(COD)`.
    pub procedure: Option<String>,
    /// Document number, such as `COM(2020) 829`.
    pub com: Option<String>,
    /// Official Journal.
    pub oj: Option<String>,
    /// What it repeals.
    pub repeals: Option<String>,
}

/// The far end of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// Position of an initiative.
    Initiative(usize),
    /// Position of a stop: the strategy or one of its reports.
    Stop(usize),
}

/// A relation as the record at its near end states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Relation {
    /// How they relate.
    pub kind: RelationKind,
    /// To what.
    pub to: Target,
}

/// A page to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its https address.
    pub url: String,
    /// Its title; empty where only an event names the page.
    pub title: String,
}

/// The long texts of one initiative, which may arrive after the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Detail {
    /// Other names it is known by.
    pub aliases: Vec<String>,
    /// What it is, in plain words.
    pub summary: String,
    /// Pages to read.
    pub sources: Vec<Source>,
    /// For each event, in the order of [`Initiative::events`].
    pub evidence: Vec<Evidence>,
}

/// What an event rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evidence {
    /// The page that says so; empty when none is given.
    pub url: String,
    /// Whether a stored copy of that or an equivalent page was read and says so.
    pub verified: bool,
}

/// An area of the strategy.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Its number.
    pub number: u8,
    /// Full title.
    pub title: String,
    /// Short title.
    pub short: String,
    /// What it is about.
    pub summary: String,
    /// What the report and the newsroom item say, each with its source address.
    pub highlights: Vec<Highlight>,
    /// Pages to read.
    pub sources: Vec<Source>,
}

/// One fact with the page that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The fact.
    pub text: String,
    /// The https address of the page.
    pub url: String,
}

/// A topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic {
    /// Its slug; the messages may have a name for it.
    pub id: String,
    /// A name for topics the messages do not know; may be empty.
    pub label: String,
    /// Other words that find it.
    pub keywords: Vec<String>,
}

/// Somebody involved.
#[derive(Clone, Debug, PartialEq)]
pub struct Actor {
    /// Its slug.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Short name.
    pub short: String,
    /// Other words that find it.
    pub keywords: Vec<String>,
    /// What it does in security.
    pub role: String,
    /// Its page; may be empty.
    pub url: String,
}

/// A stop of the date bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// Its slug.
    pub id: String,
    /// Strategy, report or news.
    pub kind: StopKind,
    /// The number of a report.
    pub number: Option<u8>,
    /// Full title.
    pub title: String,
    /// Short title.
    pub short: String,
    /// Its day.
    pub day: Day,
    /// What it says.
    pub summary: String,
    /// Remarks, such as what it does not count; may be empty.
    pub remarks: String,
    /// Official references.
    pub refs: Refs,
    /// Pages to read; the first is the document itself.
    pub sources: Vec<Source>,
}

/// A term of the glossary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The term.
    pub term: String,
    /// What it means.
    pub definition: String,
}
