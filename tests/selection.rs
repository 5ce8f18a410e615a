//! What a query selects, beside a filter that walks the published document as text and knows no bitsets.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod samples;

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use samples::some_date;
use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::{Day, PartialDate};
use security_union_explorer::domain::document;
use security_union_explorer::domain::order::{Sort, ordered};
use security_union_explorer::domain::progress::durations::{Leg, took};
use security_union_explorer::domain::query::{Facet, Filter, Query};
use security_union_explorer::domain::selection::{
    Dates, Selection, Statuses, best_relaxation, select as select_rows, shorter_search, unknown_choices,
};
use security_union_explorer::domain::status::counts_from;
use security_union_explorer::domain::vocabulary::{Kind, Status};
use serde_json::Value;

const MASTER: &str = include_str!("../public/data/security-union.json");

static REAL: LazyLock<Catalogue> = LazyLock::new(|| {
    let reading = document::read(MASTER).unwrap();
    // A record that was left out would shift the rows against those of the text.
    assert_eq!(reading.problems, []);
    Catalogue::new(reading.document)
});

static RECORDS: LazyLock<Vec<Record>> = LazyLock::new(|| {
    let document: Value = serde_json::from_str(MASTER).unwrap();
    document["initiatives"].as_array().unwrap().iter().map(Record::new).collect()
});

/// One initiative as the document writes it: what each facet says of it, and its dates.
struct Record {
    area: String,
    kind: String,
    topics: Vec<String>,
    actors: Vec<String>,
    dates: Vec<(String, String)>,
}

impl Record {
    fn new(record: &Value) -> Record {
        let texts = |name: &str| -> Vec<String> {
            record[name].as_array().into_iter().flatten().map(|text| text.as_str().unwrap().into()).collect()
        };
        let dates = record["events"].as_array().unwrap().iter();
        Record {
            area: record["area"].to_string(),
            kind: record["kind"].as_str().unwrap().into(),
            topics: texts("topics"),
            actors: texts("actors"),
            dates: dates.map(time_of).collect(),
        }
    }
}

/// The first and the last day of a date, for comparing as text: every month may have a 31st.
fn first_and_last(date: &str) -> (String, String) {
    if let Some((year, quarter)) = date.split_once("-Q") {
        let (from, to) =
            [("01", "03"), ("04", "06"), ("07", "09"), ("10", "12")][quarter.parse::<usize>().unwrap() - 1];
        return (format!("{year}-{from}-01"), format!("{year}-{to}-31"));
    }
    match date.len() {
        4 => (format!("{date}-01-01"), format!("{date}-12-31")),
        7 => (format!("{date}-01"), format!("{date}-31")),
        _ => (date.into(), date.into()),
    }
}

/// The first and the last day on which an event may have been: a fact was by the day through which facts were checked.
fn time_of(event: &Value) -> (String, String) {
    let (first, last) = first_and_last(event["date"].as_str().unwrap());
    let is_fact = event["certainty"].as_str().is_none_or(|certainty| certainty == "fact");
    let checked = REAL.document().checked_through.to_string();
    let last = if is_fact { last.min(checked.max(first.clone())) } else { last };
    (first, last)
}

/// The words of a row's statuses on the two dates.
fn statuses_of(row: usize, dates: Dates) -> (&'static str, &'static str) {
    let on = |day| REAL.standing(row, day).unwrap().status.slug();
    (on(dates.as_of), on(dates.baseline))
}

/// The rows that a query selects, found the slow way.
fn naive(query: &Query, dates: Dates) -> BTreeSet<usize> {
    let found: Option<BTreeSet<usize>> = (!query.text.trim().is_empty())
        .then(|| REAL.search().search(&query.text).rows.iter().map(|hit| hit.row).collect());
    let from = query.from.map(|date| first_and_last(&date.to_string()).0);
    let to = query.to.map(|date| first_and_last(&date.to_string()).1);
    let is_empty = from.as_ref().zip(to.as_ref()).is_some_and(|(from, to)| to < from);
    let areas: Vec<String> = query.areas.iter().map(|number| number.to_string()).collect();
    let is_in = |row: &usize| {
        let record = &RECORDS[*row];
        let is_at = |status: &Status| status.slug() == statuses_of(*row, dates).0;
        let has_moved = || statuses_of(*row, dates).0 != statuses_of(*row, dates).1;
        let in_range = |(first, last): &(String, String)| {
            to.as_ref().is_none_or(|to| first <= to) && from.as_ref().is_none_or(|from| last >= from)
        };
        (areas.is_empty() || areas.contains(&record.area))
            && (query.statuses.is_empty() || query.statuses.iter().any(is_at))
            && (query.kinds.is_empty() || query.kinds.iter().any(|kind| kind.slug() == record.kind))
            && (query.topics.is_empty() || query.topics.iter().any(|topic| record.topics.contains(topic)))
            && (query.actors.is_empty() || query.actors.iter().any(|actor| record.actors.contains(actor)))
            && (from.is_none() && to.is_none() || !is_empty && record.dates.iter().any(in_range))
            && (!query.moved || has_moved())
            && found.as_ref().is_none_or(|found| found.contains(row))
    };
    (0..RECORDS.len()).filter(is_in).collect()
}

fn selected(query: &Query, dates: Dates) -> Selection {
    select_rows(&REAL, query, &Statuses::at(&REAL, dates))
}

/// The query with this value as the facet's only choice.
fn only(query: &Query, facet: Facet, value: &str) -> Query {
    let mut query = query.clone();
    query.clear(facet);
    assert!(query.toggle(facet, value));
    query
}

fn day(text: &str) -> Day {
    PartialDate::parse(text).unwrap().first()
}

fn some_dates() -> impl Strategy<Value = Dates> {
    let some_day = || prop_oneof![day("2019-01-01").0..day("2030-01-01").0, Just(day("2026-06-30").0)];
    (some_day(), some_day())
        .prop_map(|(one, other)| Dates { as_of: Day(one.max(other)), baseline: Day(one.min(other)) })
}

fn some_text() -> impl Strategy<Value = String> {
    let typed =
        vec!["cyber", "europol", "regulation", "terorism", "COM(2020) 829", "drug", "2022", "xyzzy", "the eu", " "];
    prop_oneof![4 => Just(String::new()), 2 => select(typed).prop_map(str::to_owned), 1 => "[a-z]{1,3}"]
}

/// A few of a facet's values, now and then one that the data does not know.
fn some_ids(facet: Facet) -> impl Strategy<Value = Vec<String>> {
    let mut values = REAL.values(facet);
    values.push("unheard-of".into());
    prop_oneof![2 => Just(vec![]), 1 => btree_set(select(values), 1..6).prop_map(Vec::from_iter)]
}

fn some_words<T: Copy + Ord + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    prop_oneof![2 => Just(vec![]), 1 => btree_set(select(all), 1..5).prop_map(Vec::from_iter)]
}

fn some_query() -> impl Strategy<Value = Query> {
    let areas = prop_oneof![2 => Just(vec![]), 1 => btree_set(0u8..8, 1..4).prop_map(Vec::from_iter)];
    let choices =
        (areas, some_words(Status::ALL), some_words(Kind::ALL), some_ids(Facet::Topic), some_ids(Facet::Actor));
    let date = || option::weighted(0.3, some_date(2016..2030));
    (some_text(), choices, date(), date(), prop::bool::weighted(0.3)).prop_map(
        |(text, (areas, statuses, kinds, topics, actors), from, to, moved)| Query {
            text,
            areas,
            statuses,
            kinds,
            topics,
            actors,
            from,
            to,
            moved,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn a_selection_is_what_the_naive_filter_finds(query in some_query(), dates in some_dates()) {
        let selection = selected(&query, dates);
        let rows: BTreeSet<usize> = selection.rows().iter().copied().collect();
        prop_assert_eq!(&rows, &naive(&query, dates));
        prop_assert_eq!(rows.len(), selection.rows().len(), "no row twice");
        prop_assert_eq!(selection.len(), rows.len());
        prop_assert_eq!(selection.is_empty(), rows.is_empty());
        prop_assert!((0..RECORDS.len() + 3).all(|row| selection.contains(row) == rows.contains(&row)));
        if query.text.trim().is_empty() {
            prop_assert!(selection.rows().is_sorted(), "without a search the document's order holds");
        } else {
            let hits = REAL.search().search(&query.text).rows;
            let best_first: Vec<usize> = hits.iter().map(|hit| hit.row).filter(|row| rows.contains(row)).collect();
            prop_assert_eq!(selection.rows(), best_first);
        }
    }

    #[test]
    fn or_inside_a_facet_and_and_across(query in some_query(), dates in some_dates()) {
        let rows = |query: &Query| -> BTreeSet<usize> { selected(query, dates).rows().iter().copied().collect() };
        for &facet in Facet::ALL {
            let choices = query.choices(facet);
            if !choices.is_empty() {
                let either = choices.iter().flat_map(|value| rows(&only(&query, facet, value))).collect();
                prop_assert_eq!(rows(&query), either, "{:?} is the union of its choices", facet);
            }
        }
        let alone = |facet: Facet| {
            let mut alone = Query::default();
            query.choices(facet).iter().for_each(|value| assert!(alone.toggle(facet, value)));
            alone
        };
        let text = Query { text: query.text.clone(), ..Query::default() };
        let rest = Query { from: query.from, to: query.to, moved: query.moved, ..Query::default() };
        let parts = Facet::ALL.iter().copied().map(alone).chain([text, rest]);
        let both = parts.map(|part| rows(&part)).reduce(|both, part| &both & &part).unwrap();
        prop_assert_eq!(rows(&query), both);
    }

    #[test]
    fn a_removed_filter_gives_more_and_a_removed_alternative_less(query in some_query(), dates in some_dates()) {
        let n = selected(&query, dates).len();
        for filter in query.filters() {
            let rest = query.without(&filter);
            prop_assert_eq!(rest.filters().len() + 1, query.filters().len());
            let is_alternative = matches!(&filter, Filter::Choice(facet, _) if query.choices(*facet).len() > 1);
            let left = selected(&rest, dates).len();
            prop_assert!(if is_alternative { left <= n } else { left >= n }, "{:?}: {} and {}", filter, n, left);
        }
        for &facet in Facet::ALL {
            let mut rest = query.clone();
            rest.clear(facet);
            prop_assert!(selected(&rest, dates).len() >= n);
        }
    }

    #[test]
    fn a_shorter_search_lacks_one_word_and_finds_most_of_what_is_not_said_of_all(
        words in prop::collection::vec(prop::sample::select(vec!["passenger", "pass", "data", "xyzzy", "terrorist", "EU", "unobtainium", "2024", "COM(2024)", "198"]), 0..5),
        areas in prop::sample::select(vec![vec![], vec![2]]), dates in some_dates()
    ) {
        let statuses = Statuses::at(&REAL, dates);
        let asked = |text: String| Query { text, areas: areas.clone(), ..Query::default() };
        let found = |words: Vec<&str>| selected(&asked(words.join(" ")), dates).len();
        let without = |left_out: usize| words.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, word)| *word).collect::<Vec<_>>();
        let is_official = words.iter().any(|word| word.contains('('));
        let is_part = |at: &usize| is_official && words[*at].contains(|c: char| c.is_ascii_digit());
        let rests = (0..words.len()).filter(|at| !is_part(at)).map(without).filter(|rest| !rest.is_empty());
        let most = rests.map(found).filter(|n| *n > 0 && n * 2 <= found(Vec::new())).max();
        let query = asked(words.join(" "));
        let shorter = shorter_search(&REAL, &query, &statuses);
        prop_assert_eq!(shorter.as_ref().map(|(_, n)| *n), most);
        if let Some((text, n)) = shorter {
            prop_assert_eq!(found(text.split_whitespace().collect()), n);
            prop_assert_eq!(text.split_whitespace().count() + 1, words.len());
        }
    }

    #[test]
    fn the_way_out_is_the_filter_whose_removal_gives_most(query in some_query(), dates in some_dates()) {
        // Some of an "or" never help; all of it may.
        let mut ways: Vec<Filter> = Vec::new();
        for filter in query.filters() {
            let way = match &filter {
                Filter::Choice(facet, _) if query.choices(*facet).len() > 1 => Filter::Facet(*facet),
                _ => filter,
            };
            if !ways.contains(&way) {
                ways.push(way);
            }
        }
        let without = |way: &Filter| match way {
            Filter::Facet(facet) => {
                let mut query = query.clone();
                query.clear(*facet);
                query
            }
            way => query.without(way),
        };
        let gains: Vec<(Filter, usize)> =
            ways.into_iter().map(|way| (way.clone(), naive(&without(&way), dates).len())).collect();
        let most = gains.iter().map(|gain| gain.1).max().unwrap_or(0);
        let first_of_most = gains.into_iter().find(|gain| gain.1 == most && most > 0);
        prop_assert_eq!(best_relaxation(&REAL, &query, &Statuses::at(&REAL, dates), &|_| true), first_of_most);
    }

    #[test]
    fn statuses_add_up(query in some_query(), dates in some_dates()) {
        let statuses = Statuses::at(&REAL, dates);
        let selection = select_rows(&REAL, &query, &statuses);
        let rows = || selection.rows().iter().copied();
        prop_assert_eq!(statuses.counts(rows()).total(), selection.len());
        prop_assert_eq!(statuses.counts_before(rows()).total(), selection.len());
        prop_assert_eq!(statuses.counts(0..RECORDS.len()).total(), RECORDS.len());
        for row in 0..RECORDS.len() {
            let (now, before) = statuses_of(row, dates);
            prop_assert_eq!((statuses.now[row].slug(), statuses.before[row].slug()), (now, before));
            prop_assert_eq!(statuses.has_moved(row), now != before);
        }
        // The facet of the status splits what the other filters leave.
        let mut rest = query.clone();
        rest.clear(Facet::Status);
        let all: usize = selection.counts(Facet::Status).iter().sum();
        prop_assert_eq!(all, select_rows(&REAL, &rest, &statuses).len());
    }

    #[test]
    fn what_the_data_does_not_know_is_named_and_matches_nothing(query in some_query(), dates in some_dates()) {
        let unknown = unknown_choices(&REAL, &query);
        for &facet in Facet::ALL {
            let known = REAL.values(facet);
            for value in query.choices(facet) {
                let is_unknown = unknown.contains(&(facet, value.clone()));
                prop_assert_eq!(is_unknown, !known.contains(&value), "{:?} {}", facet, value);
                prop_assert!(!is_unknown || selected(&only(&query, facet, &value), dates).is_empty());
            }
        }
        prop_assert_eq!(unknown.iter().filter(|(facet, value)| query.choices(*facet).contains(value)).count(), unknown.len());
    }
}

proptest! {
    // Each case compares every value of every facet.
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn a_count_is_what_the_value_alone_would_give(query in some_query(), dates in some_dates()) {
        let selection = selected(&query, dates);
        for &facet in Facet::ALL {
            let values = REAL.values(facet);
            prop_assert_eq!(selection.counts(facet).len(), values.len());
            for (value, count) in values.iter().zip(selection.counts(facet)) {
                prop_assert_eq!(*count, naive(&only(&query, facet, value), dates).len(), "{:?} {}", facet, value);
            }
        }
    }

    #[test]
    fn the_counts_of_a_facet_ignore_its_own_choice(query in some_query(), other in some_query(), dates in some_dates()) {
        for &facet in Facet::ALL {
            let mut changed = query.clone();
            changed.clear(facet);
            other.choices(facet).iter().for_each(|value| assert!(changed.toggle(facet, value)));
            let (one, other) = (selected(&query, dates), selected(&changed, dates));
            prop_assert_eq!(one.counts(facet), other.counts(facet));
        }
    }
}

#[test]
fn of_an_official_number_no_part_is_left_out() {
    let statuses = Statuses::at(&REAL, Dates { as_of: day("2026-06-30"), baseline: day("2024-05-15") });
    for (text, rest) in [("directive 2099/9999", None), ("xyzzy 2022/2555", Some("2022/2555"))] {
        let query = Query { text: text.into(), ..Query::default() };
        assert_eq!(shorter_search(&REAL, &query, &statuses).map(|shorter| shorter.0).as_deref(), rest, "{text}");
    }
}

mod order {
    use super::*;

    fn sorted(query: &Query, dates: Dates, sort: Sort, is_reversed: bool) -> Vec<usize> {
        let statuses = Statuses::at(&REAL, dates);
        ordered(&REAL, &select_rows(&REAL, query, &statuses), &statuses, sort, is_reversed, &str::to_owned)
    }

    /// What a row is sorted by, lowest first; nothing where there is nothing to compare.
    fn key(row: usize, dates: Dates, sort: Sort) -> Option<i64> {
        let initiative = REAL.initiative(row).unwrap();
        let checked = REAL.document().checked_through;
        let place = |all: &[&str], word: &str| all.iter().position(|it| *it == word).map(|at| at as i64);
        let kinds = Kind::ALL.iter().map(|kind| kind.slug()).collect::<Vec<_>>();
        let statuses = Status::ALL.iter().map(|status| status.slug()).collect::<Vec<_>>();
        match sort {
            Sort::Best | Sort::Title => None,
            Sort::Kind => place(&kinds, &RECORDS[row].kind),
            Sort::Area => RECORDS[row].area.parse().ok(),
            Sort::Status => place(&statuses, statuses_of(row, dates).0).map(|place| -place),
            Sort::LastChange => {
                let days = initiative.events.iter().map(|event| counts_from(event, checked));
                days.filter(|day| *day <= dates.as_of).max().map(|day| -i64::from(day.0))
            }
            Sort::NextStep => {
                let ahead = initiative.events.iter().filter(|event| counts_from(event, checked) > dates.as_of);
                ahead.map(|event| i64::from(event.date.last().0)).min()
            }
            Sort::Start => initiative.events.iter().map(|event| i64::from(event.date.first().0)).min(),
            // Its own laws are in `progress.rs`.
            Sort::TimeTaken => Some(-(took(&REAL, row, Leg::Law, dates.as_of)?.days as i64)),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn an_order_moves_rows_and_loses_none(
            query in some_query(), dates in some_dates(), sort in select(Sort::ALL), is_reversed in any::<bool>(),
        ) {
            let mut rows = sorted(&query, dates, sort, is_reversed);
            rows.sort_unstable();
            prop_assert_eq!(rows, Vec::from_iter(naive(&query, dates)));
        }

        #[test]
        fn by_a_key_equals_keep_their_order_and_what_has_none_comes_last(
            query in some_query(), dates in some_dates(), sort in select(&Sort::ALL[2..]), is_reversed in any::<bool>(),
        ) {
            let selection = selected(&query, dates);
            let rows = selection.rows();
            let place = |row: usize| rows.iter().position(|it| *it == row);
            for pair in sorted(&query, dates, sort, is_reversed).windows(2) {
                let (one, other) = (key(pair[0], dates, sort), key(pair[1], dates, sort));
                match (one, other) {
                    (None, Some(_)) => prop_assert!(false, "{:?} has no {:?} and does not come last", pair[0], sort),
                    (Some(_), None) => {}
                    _ if one == other => prop_assert!(place(pair[0]) < place(pair[1]), "{:?} are equal", pair),
                    _ => prop_assert_eq!(one < other, !is_reversed, "{:?} by {:?}", pair, sort),
                }
            }
        }

        #[test]
        fn reversed_is_the_mirror_where_keys_differ(
            query in some_query(), dates in some_dates(), sort in select(Sort::ALL),
        ) {
            // One row a key, and only rows that have one.
            let mut seen = BTreeSet::new();
            let is_distinct = |row: &usize| {
                let of_own = matches!(sort, Sort::Best | Sort::Title);
                let key = if of_own { Some(*row as i64) } else { key(*row, dates, sort) };
                key.is_some_and(|key| seen.insert(key))
            };
            let distinct: BTreeSet<usize> = naive(&query, dates).into_iter().filter(is_distinct).collect();
            let rows = |is_reversed| -> Vec<usize> {
                sorted(&query, dates, sort, is_reversed).into_iter().filter(|row| distinct.contains(row)).collect()
            };
            let mut mirrored = rows(true);
            mirrored.reverse();
            prop_assert_eq!(rows(false), mirrored);
        }
    }

    #[test]
    fn titles_are_in_the_order_of_their_keys() {
        let dates = Dates { as_of: day("2026-06-30"), baseline: day("2024-05-15") };
        let statuses = Statuses::at(&REAL, dates);
        let all = select_rows(&REAL, &Query::default(), &statuses);
        let titles = |key: &dyn Fn(&str) -> String, is_reversed| -> Vec<&str> {
            let rows = ordered(&REAL, &all, &statuses, Sort::Title, is_reversed, key);
            rows.into_iter().map(|row| REAL.initiative(row).unwrap().short.as_str()).collect()
        };
        let by_length = |title: &str| format!("{:04}", title.len());
        assert!(titles(&str::to_owned, false).is_sorted());
        assert!(titles(&by_length, false).is_sorted_by_key(|title| title.len()));
        assert!(titles(&by_length, true).iter().rev().is_sorted_by_key(|title| title.len()));
        // To whom all are equal, nothing moves.
        let equal = ordered(&REAL, &all, &statuses, Sort::Title, true, &|_| String::new());
        assert_eq!(equal, all.rows());
    }
}

mod examples {
    use super::*;

    const DATES: Dates = Dates { as_of: Day(20_634), baseline: Day(19_858) };

    /// Whether the query of an address selects an initiative on 30 June 2026.
    #[track_caller]
    fn check(address: &str, id: &str, expected: bool) {
        let (model, notices) = security_union_explorer::state::address::decode(address);
        assert_eq!(notices, [], "{address}");
        assert_eq!(selected(&model.query, DATES).contains(REAL.row(id).unwrap()), expected, "{id} by {address}");
    }

    #[test]
    fn on_the_real_data() {
        assert_eq!((DATES.as_of.to_string(), DATES.baseline.to_string()), ("2026-06-30".into(), "2024-05-15".into()));
        check("", "nis2-directive", true);
        check("area=1", "nis2-directive", true);
        check("area=2", "nis2-directive", false);
        check("area=1.2", "nis2-directive", true);
        check("area=7", "nis2-directive", false);
        check("kind=directive&status=in-effect", "nis2-directive", true);
        check("kind=regulation", "nis2-directive", false);
        check("kind=regulation.directive", "nis2-directive", true);
        check("kind=directive&status=adopted", "nis2-directive", false);
        check("kind=directive&topic=unheard-of", "nis2-directive", false);
        check("moved=1", "nis2-directive", true);
        check("moved=1", "cross-border-health-threats-regulation", false);
        check("q=nis2", "nis2-directive", true);
        check("q=nis2&area=2", "nis2-directive", false);
        check("q=%20", "nis2-directive", true);
        check("from=2022-12-14&to=2022-12-14", "nis2-directive", true);
        check("from=2022-12-15&to=2022-12-26", "nis2-directive", false);
        check("to=2020-12-15", "nis2-directive", false);
        check("from=2026-01-21", "nis2-directive", false);
        // Known to the month only: it may have been any day of it.
        check("from=2021-12-24&to=2021-12-25", "cer-directive", true);
        // A range turned round holds nothing but what a date known less exactly spans.
        check("from=2025&to=2024", "nis2-directive", false);
        check("status=ended", "csa-interim-regulation", true);
        check("who=europol&area=6", "europol-regulation-2022", true);
    }
}
