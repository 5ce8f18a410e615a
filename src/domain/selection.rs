//! From a query to what it selects: rows, and the counts of every facet.
//!
//! A facet's counts ignore its own choice: they say what one more click would give.

use fixedbitset::FixedBitSet;

use super::catalogue::Catalogue;
use super::counts::Counts;
use super::date::{Day, PartialDate};
use super::initiative::Event;
use super::query::{Facet, Filter, Query};
use super::search;
use super::status::status_at;
use super::vocabulary::Status;

/// The two dates that everything on the page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dates {
    /// The day whose statuses are shown.
    pub as_of: Day,
    /// The day they are compared with, never a later one.
    pub baseline: Day,
}

/// The status of every row on the two dates, which all selections at those dates share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statuses {
    /// The dates.
    pub dates: Dates,
    /// On the as-of date, by row.
    pub now: Vec<Status>,
    /// On the baseline, by row.
    pub before: Vec<Status>,
    columns: Vec<FixedBitSet>,
}

impl Statuses {
    /// Computes them.
    pub fn at(catalogue: &Catalogue, dates: Dates) -> Statuses {
        let on = |day| (0..catalogue.initiatives().len()).map(|row| status_at(catalogue.history(row), day)).collect();
        let now: Vec<Status> = on(dates.as_of);
        let mut columns = vec![FixedBitSet::with_capacity(now.len()); Status::ALL.len()];
        for (row, status) in now.iter().enumerate() {
            if let Some(rows) = columns.get_mut(*status as usize) {
                rows.insert(row);
            }
        }
        Statuses { dates, before: on(dates.baseline), now, columns }
    }

    /// Whether the status of a row differs between the two dates.
    pub fn has_moved(&self, row: usize) -> bool {
        self.now.get(row) != self.before.get(row)
    }

    /// How many of `rows` stand in each status on the as-of date. A row that is not there counts nowhere.
    pub fn counts(&self, rows: impl Iterator<Item = usize>) -> Counts {
        Counts::of(rows.filter_map(|row| self.now.get(row).copied()))
    }

    /// How many of `rows` stood in each status on the baseline.
    pub fn counts_before(&self, rows: impl Iterator<Item = usize>) -> Counts {
        Counts::of(rows.filter_map(|row| self.before.get(row).copied()))
    }
}

/// What a query selects.
#[derive(Clone, Debug, PartialEq)]
pub struct Selection {
    rows: FixedBitSet,
    order: Vec<usize>,
    /// For each value of each facet, in the order of [`Facet::ALL`].
    counts: Vec<Vec<usize>>,
    searched: search::Query,
}

impl Selection {
    /// How many initiatives match.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether nothing matches.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// Whether a row matches.
    pub fn contains(&self, row: usize) -> bool {
        self.rows.contains(row)
    }

    /// The rows that match: best first when there is a search, else in the catalogue's order.
    pub fn rows(&self) -> &[usize] {
        &self.order
    }

    /// What was searched for, as the search took it, to mark it in what is shown; empty without a search.
    pub fn searched(&self) -> &search::Query {
        &self.searched
    }

    /// For each value of a facet, how many would match if only the facet's own choice were that value.
    pub fn counts(&self, facet: Facet) -> &[usize] {
        self.counts.get(facet as usize).map_or(&[], Vec::as_slice)
    }
}

/// Selects the rows that match a query and counts every facet.
///
/// Choices that the data does not know match nothing; [`unknown_choices`] names them.
pub fn select(catalogue: &Catalogue, query: &Query, statuses: &Statuses) -> Selection {
    let n = catalogue.initiatives().len();
    let hits = (!query.text.trim().is_empty()).then(|| catalogue.search().search(&query.text));

    let mut common = FixedBitSet::with_capacity(n);
    match &hits {
        Some(hits) => hits.rows.iter().for_each(|hit| common.insert(hit.row)),
        None => common.insert_range(..),
    }
    if query.from.is_some() || query.to.is_some() {
        common.intersect_with(&rows_where(n, |row| has_event_between(catalogue, row, query.from, query.to)));
    }
    if query.moved {
        common.intersect_with(&rows_where(n, |row| statuses.has_moved(row)));
    }

    let chosen: Vec<_> = Facet::ALL.iter().map(|facet| chosen_rows(catalogue, query, statuses, *facet)).collect();
    let count = |facet: &Facet| {
        let others = Facet::ALL.iter().zip(&chosen).filter(|(other, _)| *other != facet);
        let rows = others.fold(common.clone(), |mut rows, (_, chosen)| {
            if let Some(chosen) = chosen {
                rows.intersect_with(chosen);
            }
            rows
        });
        column(catalogue, statuses, *facet).iter().map(|value| value.intersection_count(&rows)).collect()
    };
    let counts = Facet::ALL.iter().map(count).collect();
    let rows = chosen.iter().flatten().fold(common, |mut rows, chosen| {
        rows.intersect_with(chosen);
        rows
    });
    let (order, searched) = match hits {
        Some(hits) => (hits.rows.iter().map(|hit| hit.row).filter(|row| rows.contains(*row)).collect(), hits.query),
        None => (rows.ones().collect(), search::Query::default()),
    };
    Selection { rows, order, counts, searched }
}

/// When nothing matches: the filter whose removal gives most, and how many it gives. Several choices in one facet count
/// as one filter: without some of an "or", less would match, not more.
pub fn best_relaxation(
    catalogue: &Catalogue,
    query: &Query,
    statuses: &Statuses,
    may_drop: &dyn Fn(&Filter) -> bool,
) -> Option<(Filter, usize)> {
    let mut filters: Vec<Filter> = Vec::new();
    for filter in query.filters().into_iter().filter(may_drop) {
        let filter = match filter {
            Filter::Choice(facet, _) if query.choices(facet).len() > 1 => Filter::Facet(facet),
            other => other,
        };
        if !filters.contains(&filter) {
            filters.push(filter);
        }
    }
    let gains = filters.into_iter().map(|filter| {
        let n = select(catalogue, &query.without(&filter), statuses).len();
        (filter, n)
    });
    // Of equals the first stays, so the answer does not depend on anything but the query.
    gains.filter(|(_, n)| *n > 0).reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// How many words a search may have at most for [`shorter_search`] to look for what it finds with one word less.
const MOST_WORDS: usize = 8;

/// When nothing matches: the search text without the word whose loss gives most, and how many it gives; but no text that is said
/// of more than half of what the other filters leave, such as "EU". Nothing for a text of one word, or of so many that one less
/// would hardly help. Of an official number, "COM(2024) 198", no part is left out: the rest would be another one.
pub fn shorter_search(catalogue: &Catalogue, query: &Query, statuses: &Statuses) -> Option<(String, usize)> {
    let n_words = query.text.split_whitespace().count();
    if !(2..=MOST_WORDS).contains(&n_words) {
        return None;
    }
    let is_official = query.text.bytes().any(|byte| matches!(byte, b'(' | b'/'));
    let all = select(catalogue, &Query { text: String::new(), ..query.clone() }, statuses).len();
    let mut best = None;
    for (left_out, word) in query.text.split_whitespace().enumerate() {
        if is_official && word.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let mut text = String::new();
        for (_, word) in query.text.split_whitespace().enumerate().filter(|(at, _)| *at != left_out) {
            let gap = if text.is_empty() { "" } else { " " };
            text.push_str(gap);
            text.push_str(word);
        }
        let n = select(catalogue, &Query { text: text.clone(), ..query.clone() }, statuses).len();
        let most = best.as_ref().map_or(0, |(_, most)| *most);
        if n > most && n * 2 <= all {
            best = Some((text, n));
        }
    }
    best
}

/// The choices of a query that the data does not know.
pub fn unknown_choices(catalogue: &Catalogue, query: &Query) -> Vec<(Facet, String)> {
    let unknown = |facet: Facet| {
        let choices = query.choices(facet).into_iter();
        choices.filter(move |value| catalogue.position(facet, value).is_none()).map(move |value| (facet, value))
    };
    Facet::ALL.iter().copied().flat_map(unknown).collect()
}

/// The rows of each value of a facet.
fn column<'a>(catalogue: &'a Catalogue, statuses: &'a Statuses, facet: Facet) -> &'a [FixedBitSet] {
    if facet == Facet::Status { &statuses.columns } else { catalogue.column(facet) }
}

/// The rows that have one of the chosen values; `None` when nothing is chosen.
fn chosen_rows(catalogue: &Catalogue, query: &Query, statuses: &Statuses, facet: Facet) -> Option<FixedBitSet> {
    let choices = query.choices(facet);
    let column = column(catalogue, statuses, facet);
    (!choices.is_empty()).then(|| {
        let positions = choices.iter().filter_map(|value| catalogue.position(facet, value));
        let mut rows = FixedBitSet::with_capacity(catalogue.initiatives().len());
        positions.filter_map(|position| column.get(position)).for_each(|value| rows.union_with(value));
        rows
    })
}

/// Whether an event may have happened in the range; a date known only to the year matches every day of it, and of a fact
/// every day up to the one through which the facts were checked.
fn has_event_between(catalogue: &Catalogue, row: usize, from: Option<PartialDate>, to: Option<PartialDate>) -> bool {
    let from = from.map_or(Day(i32::MIN), PartialDate::first);
    let to = to.map_or(Day(i32::MAX), PartialDate::last);
    // Nothing is in a range that ends before it begins, not even the whole of a longer time.
    let is_in = |event: &Event| from <= to && event.date.first() <= to && from <= catalogue.counts_from(event);
    catalogue.initiative(row).is_some_and(|it| it.events.iter().any(is_in))
}

fn rows_where(n: usize, is_in: impl Fn(usize) -> bool) -> FixedBitSet {
    let mut rows = FixedBitSet::with_capacity(n);
    (0..n).filter(|row| is_in(*row)).for_each(|row| rows.insert(row));
    rows
}
