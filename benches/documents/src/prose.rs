//! Texts that read like the real ones from afar: walks from word to word, and names that nobody has.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Chance;

/// Which word follows which.
pub(super) struct Prose<'a> {
    first: Vec<&'a str>,
    after: BTreeMap<&'a str, Vec<&'a str>>,
}

impl<'a> Prose<'a> {
    pub(super) fn of(texts: impl Iterator<Item = &'a str>) -> Prose<'a> {
        let mut prose = Prose { first: Vec::new(), after: BTreeMap::new() };
        for text in texts {
            let words: Vec<&str> = text.split_whitespace().collect();
            prose.first.extend(words.first());
            for pair in words.windows(2) {
                if let [word, next] = pair {
                    prose.after.entry(word).or_default().push(next);
                }
            }
        }
        prose
    }

    /// A text of some length in bytes: it ends where a real one may, or where it would become too long.
    pub(super) fn walk(&self, chance: &mut Chance, length: Range<usize>) -> String {
        let mut text = String::new();
        let mut word = chance.one_of(&self.first).copied();
        while let Some(here) = word {
            if length.end <= text.len() + here.len() {
                break;
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(here);
            let next = self.after.get(here).and_then(|next| chance.one_of(next)).copied();
            let is_short = text.len() < length.start;
            word = if is_short { next.or_else(|| chance.one_of(&self.first).copied()) } else { next };
        }
        text
    }
}

/// A name of two to four syllables.
pub(super) fn made_up_name(chance: &mut Chance) -> String {
    const ONSETS: &[&str] =
        &["b", "c", "d", "f", "g", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "z"];
    const VOWELS: &[&str] = &["a", "e", "i", "o", "u", "ei", "ia"];
    const CODAS: &[&str] = &["", "", "l", "n", "r", "s", "x"];
    let mut name = String::new();
    for _ in 0..2 + chance.below(3) {
        for part in [ONSETS, VOWELS, CODAS] {
            name.push_str(chance.one_of(part).copied().unwrap_or_default());
        }
    }
    name.chars().take(1).flat_map(char::to_uppercase).chain(name.chars().skip(1)).collect()
}
