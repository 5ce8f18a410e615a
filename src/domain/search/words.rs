//! A text as its words, and the terms under which each can be found.
//!
//! A word is a run of letters and digits. Terms are the words; words joined over hyphens, apostrophes and dots
//! (`e-evidence` also as `eevidence`); a word joined with the short number after it (`NIS 2` also as `nis2`); and
//! official numbers in one spelling (see [`super::number`]). A text as short as a name also has its initials.

use std::ops::Range;

use super::fold::{Folded, is_gap};
use super::number::{Number, number_at, parts_of_celex};

/// Words that have no letter in an acronym, and ask for nothing beside others.
const SMALL_WORDS: &str = "a about against and are at by did do does doing for from has have how in is of on or that the to \
    what when where which who why with";

/// Whether a word says nothing beside others.
pub(super) fn is_small(word: &str) -> bool {
    SMALL_WORDS.split(' ').any(|small| small == word)
}

/// A text, folded and cut into words. It can be read into again and again.
#[derive(Default)]
pub(super) struct Words {
    folded: Folded,
    spans: Vec<Range<usize>>,
    /// Whether there is any digit: without one there is no number to look for.
    has_digits: bool,
}

/// A form under which a piece of a text can be found.
pub(super) enum Term<'a> {
    /// A word, or several joined; with where it stands.
    Word(&'a str, Place),
    /// An official number, and the words it takes up.
    Number(Number, Range<usize>),
    /// The initials of a text that is as short as a name: `cra` of `Cyber Resilience Act`.
    Initials(&'a str),
}

/// Where a term stands in the folded text.
#[derive(Clone)]
pub(super) enum Place {
    /// These bytes.
    Bytes(Range<usize>),
    /// These words, joined.
    Words(Range<usize>),
}

impl Words {
    /// The words of a text.
    pub fn of(text: &str) -> Words {
        let mut words = Words::default();
        words.read(text);
        words
    }

    /// Takes in another text.
    pub fn read(&mut self, text: &str) {
        self.folded.read(text);
        self.spans.clear();
        self.has_digits = self.folded.text.bytes().any(|byte| byte.is_ascii_digit());
        let mut start = None;
        // Only ASCII parts words, so bytes do.
        for (at, byte) in self.folded.text.bytes().enumerate() {
            match (start, is_gap(char::from(byte))) {
                (None, false) => start = Some(at),
                (Some(from), true) => {
                    self.spans.push(from..at);
                    start = None;
                }
                _ => {}
            }
        }
        self.spans.extend(start.map(|from| from..self.folded.text.len()));
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// The word at a position; empty where there is none.
    pub fn word(&self, at: usize) -> &str {
        self.bytes(self.span(at))
    }

    /// What stands before the word at a position, back to the word before it or the start.
    pub fn gap(&self, at: usize) -> &str {
        let before = at.checked_sub(1).map_or(0, |before| self.span(before).end);
        self.bytes(before..self.span(at).start)
    }

    /// The word at a position; a number without its leading zeros.
    pub fn plain_word(&self, at: usize) -> &str {
        without_zeros(self.word(at))
    }

    /// Calls `found` with every term, in the order of the text.
    pub fn for_each_term(&self, found: &mut dyn FnMut(Term<'_>)) {
        let mut joined = String::new();
        let (mut run, mut number_end) = (0, 0);
        for at in 0..self.len() {
            let span = self.span(at);
            let word = self.plain_word(at);
            found(Term::Word(word, Place::Bytes(span.end - word.len()..span.end)));

            if at > 0 && !self.is_joint(at) {
                run = at;
            }
            // A run of joined words is given when it ends.
            if run < at && !(at + 1 < self.len() && self.is_joint(at + 1)) {
                self.join(run..at + 1, &mut joined);
                found(Term::Word(&joined, Place::Words(run..at + 1)));
            }
            if run == at && at > 0 && self.is_numbered(at) {
                self.join(at - 1..at + 1, &mut joined);
                found(Term::Word(&joined, Place::Words(at - 1..at + 1)));
            }
            if self.has_digits
                && number_end <= at
                && let Some(reading) = number_at(self, at)
            {
                number_end = reading.end;
                self.for_each_part(at, found);
                found(Term::Number(reading.number, reading.core..reading.end));
            }
        }
        if (3..=8).contains(&self.len()) {
            joined.clear();
            let words = (0..self.len()).map(|at| self.word(at)).filter(|word| !is_small(word));
            joined.extend(words.filter_map(|word| word.chars().next()));
            if joined.len() >= 3 {
                found(Term::Initials(&joined));
            }
        }
    }

    /// Year and number of a CELEX number, which are not words of their own.
    fn for_each_part(&self, at: usize, found: &mut dyn FnMut(Term<'_>)) {
        let Some((year, digits)) = parts_of_celex(self.word(at)) else { return };
        let (span, digits) = (self.span(at), without_zeros(digits));
        found(Term::Word(year, Place::Bytes(span.start + 1..span.start + 1 + year.len())));
        found(Term::Word(digits, Place::Bytes(span.end - digits.len()..span.end)));
    }

    /// Which bytes of the source the first `len` bytes of a term are.
    pub fn source(&self, place: &Place, len: usize) -> Range<usize> {
        let (start, end) = match place {
            Place::Bytes(bytes) => (bytes.start, (bytes.start + len).min(bytes.end)),
            Place::Words(words) => {
                let start = self.span(words.start).start;
                let (mut left, mut end) = (len, start);
                for at in words.clone() {
                    let span = self.span(at);
                    let part = self.plain_word(at).len();
                    end = span.end - part + left.min(part);
                    left = left.saturating_sub(part);
                    if left == 0 {
                        break;
                    }
                }
                (start, end)
            }
        };
        self.folded.source_start(start)..self.folded.source_end(end)
    }

    /// Which bytes of the source these words are, with the bracket that closes after them if one opens among them.
    pub fn source_of_words(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.span(words.start).start;
        let mut end = self.span(words.end.saturating_sub(1)).end;
        let opens = self.bytes(start..end).matches('(').count() > self.bytes(start..end).matches(')').count();
        if opens && self.bytes(end..self.folded.text.len()).starts_with(')') {
            end += 1;
        }
        self.folded.source_start(start)..self.folded.source_end(end)
    }

    /// Whether the word and the one before are also one word: `e-evidence`, `l'État`, `U.S.`, `R&D`.
    fn is_joint(&self, at: usize) -> bool {
        match self.gap(at) {
            "-" | "'" | "&" => true,
            "." => !is_digits(self.word(at)) && !is_digits(self.word(at.saturating_sub(1))),
            _ => false,
        }
    }

    /// Whether the word is a short number that belongs to the word before: `NIS 2`, `Horizon 2020`.
    fn is_numbered(&self, at: usize) -> bool {
        let (before, word) = (self.word(at.saturating_sub(1)), self.word(at));
        self.gap(at) == " " && word.len() <= 4 && is_digits(word) && !is_digits(before)
    }

    /// Writes words one after the other, without what stands between.
    fn join(&self, words: Range<usize>, joined: &mut String) {
        joined.clear();
        words.for_each(|at| joined.push_str(self.plain_word(at)));
    }

    fn span(&self, at: usize) -> Range<usize> {
        self.spans.get(at).cloned().unwrap_or(self.folded.text.len()..self.folded.text.len())
    }

    fn bytes(&self, bytes: Range<usize>) -> &str {
        self.folded.text.get(bytes).unwrap_or_default()
    }
}

/// Whether a folded word is a number.
pub(super) fn is_digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// A number without leading zeros; any other word as it is.
pub(super) fn without_zeros(word: &str) -> &str {
    if !is_digits(word) {
        return word;
    }
    match word.trim_start_matches('0') {
        "" => word.get(..1).unwrap_or(word),
        rest => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let (words, mut terms) = (Words::of(text), Vec::new());
        words.for_each_term(&mut |term| match term {
            Term::Word(term, place) => {
                terms.push(term.to_owned());
                let source = &text[words.source(&place, term.len())];
                assert_eq!(
                    super::super::fold(source).replace(' ', "").replace("0", ""),
                    term.replace("0", ""),
                    "{text}"
                );
            }
            Term::Initials(initials) => terms.push(format!("^{initials}")),
            Term::Number(number, place) => {
                terms.push(format!("{}={}", number.key(), &text[words.source_of_words(&place)]));
            }
        });
        assert_eq!(terms.join(" "), expected, "{text}");
    }

    #[test]
    fn words_are_found_alone_and_joined() {
        check("Cross-border e-evidence", "cross border crossborder e evidence eevidence ^cbee");
        check("NIS 2, NIS2, 007", "nis 2 nis2 nis2 7 ^n2n0");
        check("state-of-the-art", "state of the art stateoftheart");
        check("l’État U.S. 27.12", "l etat letat u s us 27 12 ^leus21");
        check("Straße ½", "strasse");
        check("Horizon 2020", "horizon 2020 horizon2020");
        check("R&D", "r d rd");
    }

    #[test]
    fn numbers_have_one_form() {
        check("(EU) 2022/2557", "eu #2022/2557A=2022/2557 2022 2557 ^e22");
        check("32008L0114", "32008l0114 2008 114 #2008/114A=32008L0114");
        check("(2020/0365(COD))", "2020 #2020/365P=2020/0365(COD) 365 cod ^20c");
        check("see COM(2020) 829 final", "see com #2020/829M=COM(2020) 829 final 2020 829 final ^sc28f");
    }
}
