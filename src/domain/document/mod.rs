//! The JSON document: its form on the wire, reading it, and what can be wrong with it.

mod check;
mod details;
mod form;
mod index;
pub mod json;
mod parts;
mod problem;
mod read;
mod record;
#[cfg(feature = "schema")]
mod schema;
mod split;
mod text;
pub mod wire;
mod write;

pub use check::check;
pub use problem::{Effect, Problem};
pub use read::{Outline, Reading, Unreadable, read, read_details};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use split::split;
pub use text::is_slug;
pub use write::write;

use super::date::{Day, PartialDate};
use super::initiative::{Actor, Area, Detail, Initiative, Stop, Term, Topic};

/// A document as far as it could be read: ids are unique, references point to records that exist, events are sorted.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Title of the data set.
    pub title: String,
    /// Language of its texts, as a BCP 47 tag.
    pub language: String,
    /// Licence of the data.
    pub licence: String,
    /// Version of the data.
    pub version: String,
    /// The last day up to which the facts were checked.
    pub checked_through: Day,
    /// Name of the strategy.
    pub strategy: String,
    /// When the strategy starts and ends.
    pub period: (PartialDate, PartialDate),
    /// Where the details are, when they are not in the document itself.
    pub details_path: Option<String>,
    /// The stops of the date bar, sorted by day.
    pub stops: Vec<Stop>,
    /// The areas, in the document's order.
    pub areas: Vec<Area>,
    /// The topics.
    pub topics: Vec<Topic>,
    /// Everybody involved.
    pub actors: Vec<Actor>,
    /// The glossary.
    pub glossary: Vec<Term>,
    /// The initiatives.
    pub initiatives: Vec<Initiative>,
    /// The details, one an initiative; empty when [`Self::details_path`] says where they are.
    pub details: Vec<Detail>,
}

impl Document {
    /// The first day of the strategy.
    pub fn start(&self) -> Day {
        self.period.0.first()
    }

    /// The last year that is shown, whether anything lies in it or not: the second after the facts end.
    pub fn last_year_ahead(&self) -> i32 {
        self.checked_through.year() + 2
    }
}
