//! Building the dictionary, document by document.

use super::dictionary::{Dictionary, Posting, initials_key, name_key, span};
use super::rating::Field;
use super::words::{Term, Words};
use crate::domain::positions::sorted_positions;

/// Gathers terms and postings in the order of the documents. The standard hash map would weigh more than this.
#[derive(Default)]
pub(super) struct Collector {
    /// Open addressing: the number of a term plus one, by the hash of its text.
    slots: Vec<u32>,
    text: String,
    ends: Vec<u32>,
    /// For each term the position of its last posting.
    last: Vec<u32>,
    /// Term and posting.
    postings: Vec<(u32, Posting)>,
    words: Words,
    /// How many documents are complete, and so the row of the one at hand.
    pub n_rows: usize,
}

impl Collector {
    /// Takes in a text of the document at hand.
    pub fn add(&mut self, field: Field, text: &str) {
        if matches!(field, Field::Short | Field::Name) {
            self.post(&name_key(text), field);
        }
        if field == Field::Name {
            return;
        }
        let mut words = std::mem::take(&mut self.words);
        words.read(text);
        words.for_each_term(&mut |term| match term {
            Term::Word(term, _) => self.post(term, field),
            Term::Number(number, _) => self.post(&number.key(), field),
            Term::Initials(initials) if field == Field::Short => self.post(&initials_key(initials), field),
            Term::Initials(_) => {}
        });
        self.words = words;
    }

    fn post(&mut self, term: &str, field: Field) {
        let Some(new) = Posting::new(self.n_rows, field.bit()) else { return };
        let term = self.intern(term);
        let Some(last) = self.last.get_mut(term as usize) else { return };
        let known = self.postings.get_mut(*last as usize).filter(|(known, _)| *known == term);
        if !known.is_some_and(|(_, posting)| posting.absorb(new)) {
            *last = self.postings.len() as u32;
            self.postings.push((term, new));
        }
    }

    /// The number of a term, new or known.
    fn intern(&mut self, term: &str) -> u32 {
        if self.slots.len() * 2 <= self.ends.len() * 3 {
            self.grow();
        }
        let mut slot = hash(term) as usize;
        loop {
            slot &= self.slots.len() - 1;
            match self.slots.get(slot) {
                Some(0) | None => break,
                Some(known) if self.term(*known as usize - 1) == term => return known - 1,
                Some(_) => slot += 1,
            }
        }
        self.text.push_str(term);
        self.ends.push(self.text.len() as u32);
        self.last.push(u32::MAX);
        let number = self.ends.len() as u32;
        if let Some(slot) = self.slots.get_mut(slot) {
            *slot = number;
        }
        number - 1
    }

    /// Doubles the slots; their number is always a power of two.
    fn grow(&mut self) {
        let mut slots = vec![0; (self.slots.len() * 2).max(1024)];
        for number in 0..self.ends.len() as u32 {
            let mut slot = hash(self.term(number as usize)) as usize & (slots.len() - 1);
            while slots.get(slot).is_some_and(|&taken| taken != 0) {
                slot = (slot + 1) & (slots.len() - 1);
            }
            if let Some(slot) = slots.get_mut(slot) {
                *slot = number + 1;
            }
        }
        self.slots = slots;
    }

    fn term(&self, number: usize) -> &str {
        self.text.get(span(&self.ends, number)).unwrap_or_default()
    }

    /// Sorts the terms, and the postings by term; within a term they are in the order of the rows already.
    pub fn finish(self) -> Dictionary {
        let order = sorted_positions(self.ends.len(), &|left, right| self.term(left).cmp(self.term(right)));
        let mut counts = vec![0_u32; order.len()];
        for (term, _) in &self.postings {
            if let Some(count) = counts.get_mut(*term as usize) {
                *count += 1;
            }
        }
        let mut dictionary = Dictionary::with_capacity(order.len(), self.text.len());
        let mut n_postings = 0;
        for &term in &order {
            if let Some(count) = counts.get_mut(term) {
                // From here on: where the next posting of the term goes.
                (*count, n_postings) = (n_postings, n_postings + *count);
            }
            dictionary.push(self.term(term), n_postings);
        }
        let mut postings = vec![Posting::default(); self.postings.len()];
        for (term, posting) in &self.postings {
            if let Some(place) = counts.get_mut(*term as usize) {
                if let Some(slot) = postings.get_mut(*place as usize) {
                    *slot = *posting;
                }
                *place += 1;
            }
        }
        dictionary.set_postings(postings);
        dictionary
    }
}

/// FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
