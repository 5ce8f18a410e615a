//! What is searched for, as words and numbers, and how well a term of a text matches them.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::number::{Fit, Number, number_at};
use super::typo::is_one_slip_away;
use super::words::{Term, Words, is_digits, is_small};
use crate::domain::positions::sorted_positions;

/// A search text, read.
///
/// Every word and every number must be found. A word is found where a term begins with it; alone, or joined with the word
/// before or after (`cyber security` finds `cybersecurity`, `nis 2` finds `NIS2`). Three exceptions keep noise out: a word of one
/// or two letters that is not the last, or is a whole term itself, and a number of one or two digits match whole terms only; and a
/// typo is forgiven only in a word of five letters or more that is found nowhere as it stands: in the beginning of a longer term
/// only where no term is that word with a typo (`europl` is Europol, and not the beginning of European). A plural of five letters
/// or more finds its singular, as a whole term. Of an address that was pasted, such as one of EUR-Lex, the number counts alone. A
/// word can also be the initials of a short title (`CRA` finds the Cyber Resilience Act). Small words, such as those of a question,
/// count only where there are no others.
///
/// ```
/// # use security_union_explorer::domain::search::Query;
/// assert_eq!(Query::parse("terorism").marks("Against terrorism"), [8..17]);
/// assert_eq!(Query::parse("nis2 dir").marks("The NIS 2 Directive"), [4..9, 10..13]);
/// assert_eq!(Query::parse("attacks on hospitals").marks("An attack on a hospital"), [3..9, 15..23]);
/// assert_eq!(Query::parse("52020PC0829").marks("proposal COM(2020) 829"), [9..22]);
/// assert_eq!(Query::parse("https://example.eu/?uri=CELEX%3A32022L2557"), Query::parse("CELEX:32022L2557"));
/// assert_eq!(Query::parse("https://example.eu/?reference=2020%2f0365(COD)"), Query::parse("2020/0365(COD)"));
/// assert!(Query::parse(" – ").is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub(super) items: Vec<Item>,
}

/// A word or number of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Word(Word),
    Number(Number),
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// The word, folded; then the same joined with the word before and the word after, where these are.
    pub forms: Vec<String>,
    /// Whether the word itself must be the whole term.
    pub is_whole: bool,
    /// Whether a typo in it is forgiven.
    pub is_forgiving: bool,
}

/// The shortest stem of which there is a plural, in bytes.
const SHORTEST_STEM: usize = 4;

/// How a word or number is found, from the least to the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tier {
    Typo = 1,
    Beginning = 2,
    Whole = 3,
}

impl Query {
    /// Reads what somebody typed.
    pub fn parse(text: &str) -> Query {
        // Of an address that was pasted, the number in it is meant. (No text is looked for in a text anywhere: it would weigh 4 KB.)
        if text.split(':').skip(1).any(|rest| rest.starts_with("//")) {
            let mut query = Query::read(&percent_decode_str(text).decode_utf8_lossy());
            query.items.retain(|item| matches!(item, Item::Number(_)));
            if !query.is_empty() {
                return query;
            }
        }
        Query::read(text)
    }

    fn read(text: &str) -> Query {
        let words = Words::of(text);
        let mut items: Vec<Item> = Vec::new();
        let mut at = 0;
        while at < words.len() {
            if let Some(reading) = number_at(&words, at) {
                items.push(Item::Number(reading.number));
                at = reading.end;
            } else if words.word(at) == "celex" && number_at(&words, at + 1).is_some() {
                at += 1;
            } else {
                let own = words.plain_word(at).to_owned();
                let is_last = at + 1 == words.len();
                if let Some(Item::Word(before)) = items.last_mut() {
                    before.forms.push(format!("{}{own}", before.own()));
                }
                let joined = match items.last() {
                    Some(Item::Word(before)) => before.forms.last().cloned(),
                    _ => None,
                };
                let is_short = if is_digits(&own) { own.len() <= 2 } else { own.chars().nth(2).is_none() && !is_last };
                let is_forgiving = own.chars().nth(4).is_some() && !own.bytes().any(|byte| byte.is_ascii_digit());
                let forms = [own].into_iter().chain(joined).collect();
                items.push(Item::Word(Word { forms, is_whole: is_short, is_forgiving }));
                at += 1;
            }
        }
        let asks_little = |item: &Item| matches!(item, Item::Word(word) if is_small(word.own()));
        if !items.iter().all(asks_little) {
            items.retain(|item| !asks_little(item));
        }
        Query { items }
    }

    /// Whether it asks for nothing, and so finds everything.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// What of a text the query finds: byte ranges of `text` on character borders, sorted, apart from each other.
    ///
    /// A typo is forgiven where the text has nothing better.
    pub fn marks(&self, text: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let words = Words::of(text);
        let mut ranges = Vec::new();
        for item in &self.items {
            match item {
                Item::Number(number) => words.for_each_term(&mut |term| {
                    if let Term::Number(seen, place) = term
                        && number.fit(&seen.key()).is_some()
                    {
                        ranges.push(words.source_of_words(&place));
                    }
                }),
                Item::Word(word) => mark_word(word, &words, &mut ranges),
            }
        }
        merged(ranges)
    }
}

impl Word {
    /// The word itself.
    pub fn own(&self) -> &str {
        self.forms.first().map_or("", String::as_str)
    }

    /// How all terms begin that have the word as it stands, or its singular.
    pub fn stem(&self) -> &str {
        let own = self.own();
        own.strip_suffix("ies")
            .or_else(|| own.strip_suffix('s'))
            .filter(|stem| stem.len() >= SHORTEST_STEM)
            .unwrap_or(own)
    }

    /// Whether a term is the singular of the word: "attack" of "attacks", "strategy" of "strategies".
    fn is_plural_of(&self, term: &str) -> bool {
        let stem = self.stem();
        term.strip_prefix(stem).is_some_and(|rest| rest == if self.own().ends_with("ies") { "y" } else { "" })
    }

    /// How the term has the word as it stands, in the singular or joined, and how much of the term that is, in bytes.
    pub fn found_in(&self, term: &str) -> Option<(Tier, usize)> {
        let tier = |(at, form): (usize, &String)| {
            let rest = term.strip_prefix(form.as_str())?;
            let is_allowed = rest.is_empty() || at > 0 || !self.is_whole;
            let tier = if rest.is_empty() { Tier::Whole } else { Tier::Beginning };
            is_allowed.then_some((tier, form.len()))
        };
        let singular = || self.is_plural_of(term).then_some((Tier::Beginning, term.len()));
        self.forms.iter().enumerate().filter_map(tier).max().or_else(singular)
    }

    /// Whether the term begins with the word with one typo, or is that.
    pub fn nearly_in(&self, term: &str, is_whole: bool) -> bool {
        self.is_forgiving && is_one_slip_away(self.own(), term, is_whole)
    }
}

impl From<Fit> for Tier {
    fn from(fit: Fit) -> Tier {
        match fit {
            Fit::Whole => Tier::Whole,
            Fit::Beginning => Tier::Beginning,
        }
    }
}

fn mark_word(word: &Word, words: &Words, ranges: &mut Vec<Range<usize>>) {
    let before = ranges.len();
    words.for_each_term(&mut |term| match term {
        Term::Word(term, place) => {
            ranges.extend(word.found_in(term).map(|(_, len)| words.source(&place, len)));
        }
        Term::Initials(initials) if initials == word.own() => ranges.push(words.source_of_words(&(0..words.len()))),
        _ => {}
    });
    for is_whole in [true, false] {
        if before == ranges.len() && word.is_forgiving {
            words.for_each_term(&mut |term| {
                if let Term::Word(term, place) = term
                    && word.nearly_in(term, is_whole)
                {
                    ranges.push(words.source(&place, term.len()));
                }
            });
        }
    }
}

/// Sorted, and those that touch or overlap made one.
fn merged(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let start = |position: usize| ranges.get(position).map(|range| range.start);
    let order = sorted_positions(ranges.len(), &|a, b| start(a).cmp(&start(b)));
    let mut merged: Vec<Range<usize>> = Vec::new();
    for range in order.into_iter().filter_map(|position| ranges.get(position).cloned()) {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `expected` is the text with its marks in square brackets.
    fn check(query: &str, expected: &str) {
        let text = expected.replace(['[', ']'], "");
        let mut marked = text.clone();
        for range in Query::parse(query).marks(&text).into_iter().rev() {
            marked.insert(range.end, ']');
            marked.insert(range.start, '[');
        }
        assert_eq!(marked, expected, "{query}");
    }

    #[test]
    fn marks_show_what_was_found() {
        check("terr", "[Terr]orism and [terr]itory");
        check("TERRORISM", "Counter-[terrorism]");
        check("terorism", "Counter-[terrorism] and tourism");
        check("counterterr", "[Counter-terr]orism");
        check("cyber security", "[Cybersecurity] of [cyber]space");
        check("nis2", "[NIS 2] and [NIS2]");
        check("nis 2", "[NIS 2] and [NIS2], 2022");
        check("e-evidence", "[e-evidence] for everyone's [evidence]");
        check("strasse", "Die [Straße]");
        check("stras", "Die [Straß]e");
        check("zazolc", "[ZAŻÓŁĆ]!");
        check("2022/2557", "Directive (EU) [2022/2557] of 2022");
        check("(EU) 2022/2557", "CELEX [32022L2557], 2022/2558");
        check("2020/365", "procedure ([2020/0365(COD)])");
        check("829", "COM(2020) [829], 52020PC0[829]");
        check("2555/2022", "[2022/2555]");
        check("cra", "[Cyber Resilience Act]");
        check("", "nothing");
        check("a", "[A]t [a]ll");
        check("σος", "[ΣΟΣ] [σοσ] [Σός]");
    }

    #[test]
    fn numbers_forgive_nothing() {
        check("2022/2557", "2022/2558 22/2557");
        check("20222", "20223");
    }

    proptest! {
        #[test]
        fn marks_lie_on_borders_in_order_and_apart(text in "[a-cA-Cß ž\u{301}\\-/()0-3]{0,30}|\\PC*", query in "[a-cß /0-3\\-]{0,8}|\\PC*") {
            let marks = Query::parse(&query).marks(&text);
            for range in &marks {
                prop_assert!(range.start < range.end && text.get(range.clone()).is_some());
            }
            prop_assert!(marks.windows(2).all(|pair| pair[0].end < pair[1].start));
        }

        #[test]
        fn every_text_is_found_by_itself(text in "[a-cA-Cß ž\\-/()0-3]{1,30}") {
            prop_assume!(!Query::parse(&text).is_empty());
            prop_assert!(!Query::parse(&text).marks(&text).is_empty());
        }
    }
}
