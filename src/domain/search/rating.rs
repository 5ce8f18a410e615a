//! What a find is worth: where it stands, how much of it was typed, and the best first.

use super::query::Tier;

/// Where in a document a text stands. A match in a field counts more than one in any field after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its short title, and other names it is known by.
    Short,
    /// Its own official references. Those of others belong to [`Field::Event`].
    Number,
    /// Its full title.
    Title,
    /// Its topics, by their ids, names and keywords.
    Topic,
    /// Who is involved.
    Actor,
    /// What it is, in plain words.
    Summary,
    /// What happened.
    Event,
    /// Long names of those involved, which are found as a whole only: their words stand in too many of them.
    Name,
}

impl Field {
    /// The set that has only this field.
    pub(super) fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// What a name that is the whole of what was searched for is worth: more than its words in any fields.
pub(super) const NAMED: u32 = 512;
/// How many fields there are.
const FIELDS: u16 = 8;

/// A row that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The position of the document.
    pub row: usize,
    /// How well it fits, comparable within one search: whether it is called just that, then the sum over the words of field,
    /// then whole word over beginning over typo, then share of the term.
    pub score: u32,
}

/// What a match in the best field of a set is worth.
pub(super) fn weight(fields: u32) -> u16 {
    (FIELDS.saturating_sub(fields.trailing_zeros() as u16)) << 6
}

/// What a match is worth within its field: less than the step from one field to the next.
pub(super) fn quality(tier: Tier, len: usize, term_len: usize) -> u16 {
    ((tier as u16) << 4) + (15 * len / term_len.max(1)).min(15) as u16
}

/// The rows with a score, the highest first, sorted by counting.
pub(super) fn best_first(totals: &[u32]) -> Vec<Hit> {
    let highest = totals.iter().max().map_or(0, |&total| total as usize);
    let mut places = vec![0_usize; highest + 1];
    for &total in totals.iter().filter(|&&total| total > 0) {
        if let Some(count) = places.get_mut(total as usize) {
            *count += 1;
        }
    }
    let mut n_hits = 0;
    for place in places.iter_mut().rev() {
        (*place, n_hits) = (n_hits, n_hits + *place);
    }
    let mut hits = vec![Hit { row: 0, score: 0 }; n_hits];
    for (row, &score) in totals.iter().enumerate().filter(|(_, total)| **total > 0) {
        if let Some(place) = places.get_mut(score as usize) {
            if let Some(hit) = hits.get_mut(*place) {
                *hit = Hit { row, score };
            }
            *place += 1;
        }
    }
    hits
}
