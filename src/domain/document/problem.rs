//! What can be wrong with a document, where, and how to mend it.

use std::fmt;

use super::text::{is_link, is_slug};

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

/// `list[id]rest`.
pub(super) fn place(list: &str, id: &str, rest: &str) -> String {
    [list, "[", id, "]", rest].concat()
}

/// "unknown stage "x"".
pub(super) fn unknown(noun: &str, value: &str) -> String {
    if value.is_empty() {
        ["the ", noun, " is missing"].concat()
    } else {
        ["unknown ", noun, " \"", value, "\""].concat()
    }
}

/// Collects problems.
#[derive(Default)]
pub(super) struct Problems(pub(super) Vec<Problem>);

impl Problems {
    fn add(&mut self, path: String, initiative: Option<&str>, what: String, mend: &str, effect: Effect) {
        let initiative = initiative.map(str::to_owned);
        self.0.push(Problem { path, initiative, what, mend: mend.to_owned(), effect });
    }

    /// A field has the wrong type: `wrong` is its name, empty for the whole, and the type it should have.
    pub(super) fn mistaken(&mut self, path: String, wrong: (&str, &str), initiative: Option<&str>, effect: Effect) {
        let path = match (path.as_str(), wrong.0) {
            (_, "") => path,
            ("", field) => field.to_owned(),
            (path, field) => [path, ".", field].concat(),
        };
        self.add(
            path,
            initiative,
            ["it should be ", wrong.1].concat(),
            "give it the type that the schema says",
            effect,
        );
    }

    /// A record is left out.
    pub(super) fn record(&mut self, path: String, initiative: Option<&str>, what: String, mend: &str) {
        self.add(path, initiative, what, mend, Effect::RecordLeftOut);
    }

    /// A part of a record is left out.
    pub(super) fn part(&mut self, path: String, initiative: &str, what: String, mend: &str) {
        self.add(path, Some(initiative), what, mend, Effect::PartLeftOut);
    }

    /// A field of the document itself is left out.
    pub(super) fn field(&mut self, field: &str, what: String, mend: &str) {
        self.add(field.to_owned(), None, what, mend, Effect::PartLeftOut);
    }

    /// Nothing is left out.
    pub(super) fn doubt(&mut self, path: String, initiative: Option<&str>, what: String, mend: &str) {
        self.add(path, initiative, what, mend, Effect::Doubt);
    }

    /// The address if it is a link, else nothing; an empty one is no problem.
    pub(super) fn link(&mut self, url: String, initiative: Option<&str>, path: impl FnOnce() -> String) -> String {
        if url.is_empty() || is_link(&url) {
            return url;
        }
        let what = ["\"", &url, "\" is not an https address"].concat();
        self.add(path(), initiative, what, "give the page's https:// address", Effect::PartLeftOut);
        String::new()
    }

    /// Whether a record of a list can be referred to; says why not.
    pub(super) fn fine_id(&mut self, list: &str, id: &str, is_first: bool) -> bool {
        if !is_slug(id) {
            self.record(
                place(list, id, ""),
                None,
                unknown("form of id", id),
                "use a-z, 0-9 and single hyphens, at most 100",
            );
        } else if !is_first {
            self.record(place(list, id, ""), None, "another record has this id".into(), "give each its own");
        }
        is_slug(id) && is_first
    }
}
