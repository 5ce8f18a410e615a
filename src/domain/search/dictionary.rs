//! All terms, sorted, each with where it stands.

use std::ops::Range;

use super::fold::fold;

/// The sorted terms. First come the initials, then the official numbers, then the words.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    /// The terms one after the other.
    text: String,
    /// Where in `text` each term ends.
    ends: Vec<u32>,
    /// Where in `postings` those of each term end.
    posting_ends: Vec<u32>,
    /// By term, then by row.
    postings: Vec<Posting>,
}

/// A row that has a term, and in which fields: the row in the upper 24 bits, the set of fields in the lower 8.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Posting(u32);

impl Posting {
    /// The posting of a term in a row; none for rows too high to be counted.
    pub fn new(row: usize, fields: u32) -> Option<Posting> {
        let row = u32::try_from(row).ok().filter(|row| row >> 24 == 0)?;
        Some(Posting(row << 8 | fields))
    }

    /// The row.
    pub fn row(self) -> usize {
        (self.0 >> 8) as usize
    }

    /// The set of fields, one bit each.
    pub fn fields(self) -> u32 {
        self.0 & 0xff
    }

    /// Takes in the fields of another and says so, if that is of the same row.
    pub fn absorb(&mut self, other: Posting) -> bool {
        let is_same = self.row() == other.row();
        if is_same {
            self.0 |= other.0;
        }
        is_same
    }
}

impl Dictionary {
    /// Makes room for so many terms with so many bytes.
    pub fn with_capacity(n_terms: usize, n_bytes: usize) -> Dictionary {
        Dictionary {
            text: String::with_capacity(n_bytes),
            ends: Vec::with_capacity(n_terms),
            posting_ends: Vec::with_capacity(n_terms),
            postings: Vec::new(),
        }
    }

    /// Adds the next term in order, whose postings end before `posting_end`.
    pub fn push(&mut self, term: &str, posting_end: u32) {
        self.text.push_str(term);
        self.ends.push(self.text.len() as u32);
        self.posting_ends.push(posting_end);
    }

    /// Sets the postings of all terms.
    pub fn set_postings(&mut self, postings: Vec<Posting>) {
        self.postings = postings;
    }

    /// The term at a position.
    pub fn term(&self, at: usize) -> &str {
        self.text.get(span(&self.ends, at)).unwrap_or_default()
    }

    /// The rows that have the term at a position.
    pub fn postings(&self, at: usize) -> &[Posting] {
        self.postings.get(span(&self.posting_ends, at)).unwrap_or_default()
    }

    /// The positions of the terms that begin with a text.
    pub fn terms_with(&self, beginning: &str) -> Range<usize> {
        self.terms_within(&(0..self.ends.len()), beginning)
    }

    /// The position of just this term.
    pub fn find(&self, term: &str) -> Option<usize> {
        // It comes before all that only begin with it.
        self.terms_with(term).next().filter(|at| self.term(*at) == term)
    }

    /// Those of a range.
    fn terms_within(&self, range: &Range<usize>, beginning: &str) -> Range<usize> {
        let start = first_where(range.clone(), |at| beginning <= self.term(at));
        start..first_where(start..range.end, |at| !self.term(at).starts_with(beginning))
    }

    /// Calls `found` with the terms that may be one slip away from a word that no term begins with, some more than once.
    ///
    /// Up to the slip a term is as typed, after it again; so for each place of the slip few ranges of the sorted terms are left,
    /// however many terms there are.
    pub fn for_each_near(&self, typed: &str, mut found: impl FnMut(usize)) {
        // Numbers and initials stand before the words.
        let mut range = first_where(0..self.ends.len(), |at| "0" <= self.term(at))..self.ends.len();
        for (at, wanted) in typed.char_indices() {
            let Some((before, rest)) = typed.split_at_checked(at) else { return };
            let mut letters = rest.chars();
            letters.next();
            let after = letters.as_str();
            self.terms_within(&range, &[before, after].concat()).for_each(&mut found);
            if let Some(next) = letters.next() {
                let swapped = format!("{before}{next}{wanted}{}", letters.as_str());
                self.terms_within(&range, &swapped).for_each(&mut found);
            }
            let mut start = range.start;
            while start < range.end {
                let Some(other) = self.term(start).get(at..).and_then(|rest| rest.chars().next()) else {
                    start += 1;
                    continue;
                };
                let beginning = format!("{before}{other}");
                let branch = self.terms_within(&(start..range.end), &beginning);
                start = branch.end.max(start + 1);
                self.terms_within(&branch, &(beginning.clone() + rest)).for_each(&mut found);
                self.terms_within(&branch, &(beginning + after)).for_each(&mut found);
            }
            range = self.terms_within(&range, &format!("{before}{wanted}"));
        }
    }
}

/// The entry of initials in the dictionary; no word begins like it, and all words come after.
pub(super) fn initials_key(initials: &str) -> String {
    format!("!{initials}")
}

/// The entry of a whole name in the dictionary, folded; no word begins like it.
pub(super) fn name_key(name: &str) -> String {
    format!("\"{}", fold(name))
}

/// What lies between two ends.
pub(super) fn span(ends: &[u32], at: usize) -> Range<usize> {
    let start = at.checked_sub(1).and_then(|before| ends.get(before)).map_or(0, |&end| end as usize);
    start..ends.get(at).map_or(start, |&end| end as usize)
}

/// The first position at which a condition holds that holds from there on.
fn first_where(range: Range<usize>, holds: impl Fn(usize) -> bool) -> usize {
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) { high = middle } else { low = middle + 1 }
    }
    low
}
