//! The index: every term of every document, sorted, with the rows that have it.

use super::collector::Collector;
use super::dictionary::{Dictionary, initials_key, name_key};
use super::query::{Item, Query, Tier, Word};
use super::rating::{Field, Hit, NAMED, best_first, quality, weight};

/// All words of all documents, built once; texts that arrive later mean a new index.
///
/// ```
/// # use security_union_explorer::domain::search::{Field, SearchIndex};
/// let index = SearchIndex::new([
///     vec![(Field::Title, "Measures against terrorism")],
///     vec![(Field::Short, "NIS 2"), (Field::Number, "32022L2555")],
/// ]);
/// let rows = |text: &str| index.search(text).rows.iter().map(|hit| hit.row).collect::<Vec<_>>();
/// assert_eq!(rows("terorism"), [0]);
/// assert_eq!(rows("nis2 2022/2555"), [1]);
/// assert_eq!(rows(""), [0, 1]);
/// ```
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    dictionary: Dictionary,
    n_rows: usize,
}

/// What a search finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hits {
    /// The rows found, the best first, equally good ones in their order. An empty query finds every row, each with score 0.
    pub rows: Vec<Hit>,
    /// What was searched for, for marking it: a typo is forgiven only in words that no document has as they stand.
    pub query: Query,
}

/// Builds a [`SearchIndex`] document by document, for whoever has other things to do in between.
#[derive(Default)]
pub struct IndexBuilder {
    collector: Collector,
}

impl IndexBuilder {
    /// Takes in the next document.
    pub fn add<'a>(&mut self, document: impl IntoIterator<Item = (Field, &'a str)>) {
        for (field, text) in document {
            self.collector.add(field, text);
        }
        self.collector.n_rows += 1;
    }

    /// How many documents it has.
    pub fn n_rows(&self) -> usize {
        self.collector.n_rows
    }

    /// The index of them.
    pub fn finish(self) -> SearchIndex {
        let n_rows = self.n_rows();
        SearchIndex { dictionary: self.collector.finish(), n_rows }
    }
}

impl SearchIndex {
    /// The index of documents, each a list of texts. Documents after the first 16,777,216 are not found.
    pub fn new<'a, Document>(documents: impl IntoIterator<Item = Document>) -> SearchIndex
    where
        Document: IntoIterator<Item = (Field, &'a str)>,
    {
        let mut builder = IndexBuilder::default();
        for document in documents {
            builder.add(document);
        }
        builder.finish()
    }

    /// How many documents it holds.
    pub fn n_rows(&self) -> usize {
        self.n_rows
    }

    /// The rows that have every word and number of the text, each in any field; see [`Query`] for when a word is found.
    ///
    /// Where no row has all of it, the first official number that is found counts alone: what stands around it says what it is.
    pub fn search(&self, text: &str) -> Hits {
        let mut query = Query::parse(text);
        if query.is_empty() {
            return Hits { rows: (0..self.n_rows).map(|row| Hit { row, score: 0 }).collect(), query };
        }
        let mut totals = self.totals(&mut query);
        // Who types a whole name means what is called that.
        for posting in self.dictionary.find(&name_key(text)).map_or(&[][..], |term| self.dictionary.postings(term)) {
            if let Some(total) = totals.get_mut(posting.row()) {
                *total += if posting.fields() & Field::Short.bit() > 0 { NAMED } else { 1 };
            }
        }
        let mut rows = best_first(&totals);
        for at in 0..query.items.len() {
            if rows.is_empty()
                && let Some(Item::Number(number)) = query.items.get(at)
            {
                let mut alone = Query { items: vec![Item::Number(number.clone())] };
                rows = best_first(&self.totals(&mut alone));
                if !rows.is_empty() {
                    query = alone;
                }
            }
        }
        Hits { rows, query }
    }

    /// What each row is worth that has every word and number of a query.
    fn totals(&self, query: &mut Query) -> Vec<u32> {
        let mut totals = vec![0; self.n_rows];
        let mut best = vec![0_u16; self.n_rows];
        for (at, item) in query.items.iter_mut().enumerate() {
            best.fill(0);
            match item {
                Item::Word(word) => self.rate_word(word, &mut best),
                Item::Number(number) => {
                    for term in self.dictionary.terms_with(&number.stem()) {
                        if let Some(fit) = number.fit(self.dictionary.term(term)) {
                            self.rate(term, fit.into(), 1, 1, &mut best);
                        }
                    }
                }
            }
            for (total, &best) in totals.iter_mut().zip(&best) {
                let is_found = best > 0 && (at == 0 || *total > 0);
                *total = if is_found { *total + u32::from(best) } else { 0 };
            }
        }
        totals
    }

    /// Rates the rows that have a word; with typos if none has it as it stands, and otherwise forbids them.
    fn rate_word(&self, word: &mut Word, best: &mut [u16]) {
        let mut is_known = false;
        // A last word may still be typed; but two letters that are a word mean that: "AI", and not "aircraft".
        word.is_whole |= word.own().chars().nth(2).is_none() && self.dictionary.find(word.own()).is_some();
        for (form, joined) in word.forms.iter().enumerate() {
            for at in self.dictionary.terms_with(if form == 0 { word.stem() } else { joined }) {
                let term = self.dictionary.term(at);
                if let Some((tier, len)) = word.found_in(term) {
                    self.rate(at, tier, len, term.len(), best);
                    is_known = true;
                }
            }
        }
        if let Some(at) = self.dictionary.find(&initials_key(word.own())) {
            self.rate(at, Tier::Whole, 1, 1, best);
            is_known = true;
        }
        word.is_forgiving &= !is_known;
        if word.is_forgiving {
            let mut near = Vec::new();
            self.dictionary.for_each_near(word.own(), |at| near.push(at));
            for is_whole in [true, false] {
                for at in near.iter().filter(|at| word.nearly_in(self.dictionary.term(**at), is_whole)) {
                    self.rate(*at, Tier::Typo, 1, 1, best);
                    is_known = true;
                }
                if is_known {
                    break;
                }
            }
        }
    }

    /// Raises the rows that have a term to what that is worth.
    fn rate(&self, term: usize, tier: Tier, len: usize, term_len: usize, best: &mut [u16]) {
        let quality = quality(tier, len, term_len);
        for posting in self.dictionary.postings(term) {
            if let Some(best) = best.get_mut(posting.row()) {
                *best = (*best).max(weight(posting.fields()) + quality);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::super::words::{Term, Words, is_small};
    use super::*;
    use proptest::prelude::*;

    type Corpus = Vec<Vec<(Field, String)>>;

    fn index(corpus: &Corpus) -> SearchIndex {
        SearchIndex::new(corpus.iter().map(|texts| texts.iter().map(|(field, text)| (*field, text.as_str()))))
    }

    /// The rows that have everything of a query, by looking at every term of every text.
    fn with_all(corpus: &Corpus, items: &[Item]) -> Vec<Hit> {
        let mut found: Vec<Hit> = (0..corpus.len()).map(|row| Hit { row, score: 0 }).collect();
        let mut terms = Vec::new();
        for (field, text) in corpus.iter().flatten() {
            Words::of(text).for_each_term(&mut |term| match term {
                Term::Word(term, _) if *field != Field::Name => terms.push(term.to_owned()),
                _ => {}
            });
        }
        for item in items {
            let mut is_known = false;
            let item = &match item {
                Item::Word(word) => {
                    let is_short = word.own().chars().count() <= 2 && terms.iter().any(|term| term == word.own());
                    Item::Word(Word { is_whole: word.is_whole || is_short, ..word.clone() })
                }
                number => number.clone(),
            };
            // With no typo, with one in a whole term, with one in the beginning of a term.
            let scores = |typo: Option<bool>, is_known: &mut bool| -> Vec<u16> {
                let mut scores = vec![0; corpus.len()];
                for (score, texts) in scores.iter_mut().zip(corpus) {
                    for (field, text) in texts.iter().filter(|(field, _)| *field != Field::Name) {
                        Words::of(text).for_each_term(&mut |term| {
                            let quality = match (item, term) {
                                (Item::Number(number), Term::Number(seen, _)) => {
                                    number.fit(&seen.key()).map(|fit| quality(fit.into(), 1, 1))
                                }
                                (Item::Word(word), Term::Word(term, _)) => match typo {
                                    Some(is_whole) => word.nearly_in(term, is_whole).then(|| quality(Tier::Typo, 1, 1)),
                                    None => word.found_in(term).map(|(tier, len)| quality(tier, len, term.len())),
                                },
                                (Item::Word(word), Term::Initials(initials)) if typo.is_none() => {
                                    (*field == Field::Short && initials == word.own())
                                        .then(|| quality(Tier::Whole, 1, 1))
                                }
                                _ => None,
                            };
                            if let Some(quality) = quality {
                                *is_known = true;
                                *score = (*score).max(weight(field.bit()) + quality);
                            }
                        });
                    }
                }
                scores
            };
            let mut best = scores(None, &mut is_known);
            for is_whole in [true, false] {
                if !is_known {
                    best = scores(Some(is_whole), &mut is_known);
                }
            }
            found.retain(|hit| best[hit.row] > 0);
            found.iter_mut().for_each(|hit| hit.score += u32::from(best[hit.row]));
        }
        found
    }

    /// What is to be found, by looking everywhere.
    fn naive(corpus: &Corpus, text: &str) -> Vec<Hit> {
        let query = Query::parse(text);
        let mut found = with_all(corpus, &query.items);
        if query.is_empty() {
            return found;
        }
        for (row, texts) in corpus.iter().enumerate() {
            let has =
                |as_field: Field| texts.iter().any(|(field, name)| *field == as_field && fold(name) == fold(text));
            let worth = if has(Field::Short) { NAMED } else { u32::from(has(Field::Name)) };
            match found.iter_mut().find(|hit| hit.row == row) {
                Some(hit) => hit.score += worth,
                None if worth > 0 => found.push(Hit { row, score: worth }),
                None => {}
            }
        }
        let numbers = query.items.iter().filter(|item| matches!(item, Item::Number(_)));
        let alone =
            || numbers.map(|number| with_all(corpus, std::slice::from_ref(number))).find(|hits| !hits.is_empty());
        let mut found = if found.is_empty() { alone().unwrap_or_default() } else { found };
        found.sort_by_key(|hit| (std::cmp::Reverse(hit.score), hit.row));
        found
    }

    fn field() -> impl Strategy<Value = Field> {
        prop::sample::select(vec![
            Field::Short,
            Field::Number,
            Field::Title,
            Field::Topic,
            Field::Actor,
            Field::Summary,
            Field::Event,
            Field::Name,
        ])
    }

    fn corpus() -> impl Strategy<Value = Corpus> {
        let text = "[a-cß \\-]{0,12}|([ab]{1,6} ?[0-3]{0,2} ){0,3}|([bc]{3,5}(s|y|ies)? ){0,2}|20(20|21)/0?[1-3]{1,2}(\\(COD\\))?|COM\\(2020\\) [1-3]{1,2}|32020L000[1-3]";
        prop::collection::vec(prop::collection::vec((field(), text), 0..4), 0..8)
    }

    fn query() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-cß]{0,6}s?( [a-c]{1,6}(s|ies|y)?)?",
            "[a-c]{1,2} 20(20|21)/0?[1-3]{1,2}( 20(20|21)/[1-3])?",
            "[ab]{1,4}[ -]?[0-3]{0,2}",
            "(com )?20(20|21)[/ ]0?[1-3]{0,2}",
            "\\PC{0,6}"
        ]
    }

    /// Without what is found by its initials, or as a whole only.
    fn without_whole_names(corpus: Corpus) -> Corpus {
        let is_found_by_words = |field: Field| !matches!(field, Field::Short | Field::Name);
        let without = |texts: Vec<_>| texts.into_iter().filter(|(field, _)| is_found_by_words(*field)).collect();
        corpus.into_iter().map(without).collect()
    }

    proptest! {
        #[test]
        fn finds_what_looking_everywhere_finds(corpus in corpus(), query in query()) {
            prop_assert_eq!(index(&corpus).search(&query).rows, naive(&corpus, &query));
        }

        #[test]
        fn a_longer_last_word_finds_no_more_but_by_typo_or_as_a_short_number(
            corpus in corpus(), query in "([bc]{1,6} )?[bc]{3,6}", letter in "[bc]"
        ) {
            let index = index(&without_whole_names(corpus));
            let (before, after) = (index.search(&query).rows, index.search(&format!("{query}{letter}")));
            let is_forgiving = after.query.items.iter().any(|item| matches!(item, Item::Word(word) if word.is_forgiving));
            prop_assert!(is_forgiving || after.rows.iter().all(|hit| before.iter().any(|seen| seen.row == hit.row)));
        }

        #[test]
        fn one_more_word_finds_no_more(corpus in corpus(), query in query(), more in "[bc]{1,6}") {
            // A number may count alone then, and small words no more.
            let is_plain = |item: &Item| matches!(item, Item::Word(word) if !is_small(word.own()));
            let is_plain = Query::parse(&query).items.iter().all(is_plain);
            let index = index(&without_whole_names(corpus));
            let (before, after) = (index.search(&query).rows, index.search(&format!("{query}, {more}")));
            prop_assert!(!is_plain || after.rows.iter().all(|hit| before.iter().any(|seen| seen.row == hit.row)));
        }

        #[test]
        fn whatever_is_found_can_be_marked(corpus in corpus(), query in query()) {
            let hits = index(&corpus).search(&query);
            for hit in &hits.rows {
                let is_marked = corpus[hit.row].iter().any(|(_, text)| !hits.query.marks(text).is_empty());
                prop_assert!(is_marked || hits.query.is_empty());
            }
        }
    }

    #[test]
    fn better_fields_and_better_matches_come_first() {
        let corpus: Corpus = [
            (Field::Event, "police"),
            (Field::Summary, "policeman"),
            (Field::Title, "policies"),
            (Field::Short, "pol"),
            (Field::Title, "polic"),
            (Field::Number, "polio"),
        ]
        .map(|(field, text)| vec![(field, text.to_owned())])
        .into();
        let rows = |text: &str| index(&corpus).search(text).rows.iter().map(|hit| hit.row).collect::<Vec<_>>();
        assert_eq!(rows("pol"), [3, 5, 4, 2, 1, 0]);
        assert_eq!(rows("polic"), [4, 2, 1, 0]);
        assert_eq!(rows("polize"), [0]);
        assert_eq!(rows("polizem"), [1]);
        assert!(rows("nothing").is_empty());
        assert_eq!(rows(" ?! "), [0, 1, 2, 3, 4, 5]);
    }
}
