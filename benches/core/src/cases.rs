//! What is measured.

use std::hint::black_box;
use std::sync::Arc;

use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::PartialDate;
use security_union_explorer::domain::document::{Document, read, read_details};
use security_union_explorer::domain::initiative::Detail;
use security_union_explorer::domain::order::{Sort, ordered};
use security_union_explorer::domain::progress::changes::changes;
use security_union_explorer::domain::progress::upcoming::upcoming;
use security_union_explorer::domain::query::{Facet, Query};
use security_union_explorer::domain::selection::{Dates, Statuses, select};
use security_union_explorer::domain::timeline::shape::Shapes;
use security_union_explorer::domain::timeline::{Frame, Row, Window, layout_row};
use security_union_explorer::language::{English, Format as _};

use super::{Clock, Told, median_of};

/// The seed of every document that is measured.
const SEED: u64 = 2020;
/// Rows of a timeline that a large window shows at once.
const IN_SIGHT: usize = 40;

/// Every case: its name, and what it is.
pub const CASES: &[(&str, &str)] = &[
    ("read", "read the document (first file)"),
    ("details", "read the details (second file)"),
    ("catalogue", "build the catalogue"),
    ("index", "build the search index"),
    ("statuses", "statuses at two dates"),
    ("everything", "select everything, facets counted"),
    ("filter", "select by 3 filters, facets counted"),
    ("range", "select by a range of time"),
    ("key", "a key in search: median of 4 words"),
    ("slowest-key", "a key in search: the slowest"),
    ("typo", "a word with a typo"),
    ("order", "sort by the next step"),
    ("titles", "sort by title"),
    ("changes", "what changed between two reports"),
    ("upcoming", "what is next"),
    ("layout", "timeline: 40 rows in sight"),
];

/// Words that are typed letter by letter.
const TYPED: &[&str] = &["passenger", "cyber", "europol", "2022/2555"];

pub(super) fn measure(n: usize, clock: Clock, told: Told<'_>) {
    let (small, long) = documents::delivered(n, SEED);
    let read_it = || read(&small).map(|reading| reading.document);
    told("read", median_of(clock, || drop(black_box(read_it()))));
    let Ok(document) = read_it() else { return };
    let details_of = |document: &Document| read_details(&long, document).unwrap_or_default();
    told("details", median_of(clock, || drop(black_box(details_of(&document)))));
    let details = details_of(&document);

    // To build takes a document away, and one has to be there first: what a copy takes is measured and taken off.
    let copy = median_of(clock, || drop(black_box(document.clone())));
    let build = median_of(clock, || drop(black_box(Catalogue::new(document.clone()))));
    told("catalogue", (build - copy).max(0.0));

    let catalogue = Catalogue::new(document);
    told("index", index_time(&catalogue, &details, clock));
    let catalogue = catalogue.with_details(details);
    catalogue.search();
    measure_views(&catalogue, clock, told);
}

/// The median time to index all texts.
fn index_time(catalogue: &Catalogue, details: &[Detail], clock: Clock) -> f64 {
    let mut times: Vec<f64> = Vec::new();
    for _ in 0..3 {
        // A fresh one each time: an index is made once.
        let fresh = Arc::new(catalogue.with_details(details.to_vec()));
        let begun = clock();
        black_box(fresh.search());
        times.push(clock() - begun);
    }
    times.sort_by(f64::total_cmp);
    times.get(1).copied().unwrap_or_default()
}

fn measure_views(catalogue: &Catalogue, clock: Clock, told: Told<'_>) {
    let day = |text: &str| PartialDate::parse(text).map(PartialDate::first);
    let (Some(as_of), Some(baseline)) = (day("2024-05-15"), day("2023-10-18")) else { return };
    let dates = Dates { as_of, baseline };
    told("statuses", median_of(clock, || drop(black_box(Statuses::at(catalogue, dates)))));
    let statuses = Statuses::at(catalogue, dates);
    let selected = |query: &Query| select(catalogue, query, &statuses);

    let everything = Query::default();
    told("everything", median_of(clock, || drop(black_box(selected(&everything)))));
    let mut filtered = Query::default();
    for (facet, value) in [(Facet::Area, "1"), (Facet::Kind, "regulation"), (Facet::Actor, "europol")] {
        filtered.toggle(facet, value);
    }
    told("filter", median_of(clock, || drop(black_box(selected(&filtered)))));
    let range = Query { from: PartialDate::parse("2022"), to: PartialDate::parse("2022"), ..Query::default() };
    told("range", median_of(clock, || drop(black_box(selected(&range)))));

    let mut keys: Vec<f64> = Vec::new();
    for word in TYPED {
        for (end, letter) in word.char_indices() {
            let text = word.get(..end + letter.len_utf8()).unwrap_or(word).to_owned();
            let query = Query { text, ..Query::default() };
            keys.push(median_of(clock, || drop(black_box(selected(&query)))));
        }
    }
    keys.sort_by(f64::total_cmp);
    told("key", keys.get(keys.len() / 2).copied().unwrap_or_default());
    told("slowest-key", keys.last().copied().unwrap_or_default());
    let typo = Query { text: "pasenger".into(), ..Query::default() };
    told("typo", median_of(clock, || drop(black_box(selected(&typo)))));

    let all = selected(&everything);
    let sorted = |sort| ordered(catalogue, &all, &statuses, sort, false, &|title| English.sort_key(title));
    told("order", median_of(clock, || drop(black_box(sorted(Sort::NextStep)))));
    told("titles", median_of(clock, || drop(black_box(sorted(Sort::Title)))));
    told("changes", median_of(clock, || drop(black_box(changes(catalogue, all.rows(), &statuses)))));
    told("upcoming", median_of(clock, || drop(black_box(upcoming(catalogue, all.rows(), as_of)))));

    let checked_through = catalogue.document().checked_through;
    let (Some(first), Some(last)) = (day("2020-07-24"), day("2027-12-31")) else { return };
    let frame = Frame {
        window: Window::of_days(first, last),
        as_of,
        checked_through,
        min_gap: 0.012,
        margin: 0.0,
        hidden: Shapes::default(),
    };
    let rows = all.rows();
    let in_sight = rows.get(rows.len() / 2..).unwrap_or(rows);
    let lay_out = || {
        for &row in in_sight.iter().take(IN_SIGHT) {
            let events = catalogue.initiative(row).map_or(&[][..], |initiative| &initiative.events);
            black_box(layout_row(&Row { history: catalogue.history(row), events }, &frame));
        }
    };
    told("layout", median_of(clock, lay_out));
}
