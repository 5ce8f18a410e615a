//! What can be wrong with a document, where, and how to mend it.

use std::fmt;

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The place as a path with the record's id: `initiatives[cer-directive].events[2].date`.
    pub path: String,
    /// The id of the initiative it concerns, if it concerns one.
    pub initiative: Option<String>,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub mend: String,
    /// What the explorer does about it.
    pub effect: Effect,
}

/// What a problem does to the record it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The record cannot be shown; it is left out and named on the page.
    RecordLeftOut,
    /// A part of the record (an event, a relation, a topic) is left out; the rest is shown.
    PartLeftOut,
    /// Nothing is left out: a doubt for an editor to look at.
    Doubt,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}; {}", self.path, self.what, self.mend)
    }
}
