//! What has to stand in two places, because two languages or two readers need it, is the same in both: words and their
//! messages, attributes and those who list them, the layout in the style sheet and in the drawings.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use security_union_explorer::domain::order::Sort;
use security_union_explorer::domain::progress::changes::Movement;
use security_union_explorer::domain::progress::durations::Leg;
use security_union_explorer::domain::progress::upcoming::Step;
use security_union_explorer::domain::progress::who::Who;
use security_union_explorer::domain::query::Facet;
use security_union_explorer::domain::timeline::{Group, Shape};
use security_union_explorer::domain::vocabulary::{Certainty, Confidence, Kind, RelationKind, Stage, Status};
use security_union_explorer::drawing::scene::{FILTERS_WIDTH, NAMES_WIDTH, WITH_FILTERS, WITH_NAMES};
use security_union_explorer::language::Words;
use security_union_explorer::state::preset::Lock;
use security_union_explorer::state::settings::Settings;
use security_union_explorer::state::{Span, View, Walk};

const ELEMENT: &str = include_str!("../public/explorer.js");
const FRAME: &str = include_str!("../public/embed.js");
const BUILDER: &str = include_str!("../public/builder.html");
const BUILDER_SCRIPT: &str = include_str!("../public/builder.js");
const README: &str = include_str!("../README.md");
const STYLE: &str = include_str!("../public/explorer.css");

/// What stands between two marks, from the first place where they do.
#[track_caller]
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} after {from}")).0
}

/// Everything that stands between two marks.
fn all_between<'a>(text: &'a str, from: &str, to: &str) -> BTreeSet<&'a str> {
    text.split(from).skip(1).filter_map(|rest| rest.split_once(to)).map(|(inner, _)| inner).collect()
}

/// What stands between pairs of the same mark.
fn quoted(text: &str, mark: char) -> BTreeSet<&str> {
    text.split(mark).skip(1).step_by(2).collect()
}

fn attributes() -> BTreeSet<&'static str> {
    between(ELEMENT, "const ATTRIBUTES = '", "'").split(' ').collect()
}

#[test]
fn every_word_of_a_vocabulary_has_its_message() {
    let words = Words::english();
    let missing = |group: &str, slugs: &mut dyn Iterator<Item = &'static str>| -> Vec<String> {
        slugs.map(|slug| format!("{group}.{slug}")).filter(|key| words.find(key).is_none()).collect()
    };
    macro_rules! missing {
        ($($group:literal: $name:ident,)*) => {
            [$(missing($group, &mut $name::ALL.iter().map(|word| word.slug())),)*].concat()
        };
    }
    let mut found: Vec<String> = missing! {
        "view": View, "status": Status, "status_in_text": Status, "status_rule": Status, "kind": Kind, "stage": Stage,
        "facet": Facet, "sort": Sort, "group": Group, "span": Span, "walk": Walk, "step": Step, "shape": Shape,
        "movement": Movement, "confidence": Confidence, "relation": RelationKind, "progress.leg": Leg, "who": Who,
    };
    let uncertain = Certainty::ALL.iter().filter(|certainty| **certainty != Certainty::Fact);
    found.extend(missing("certainty", &mut uncertain.map(|word| word.slug())));
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn every_list_of_attributes_is_that_of_the_element() {
    let mut of_frame = attributes();
    // Nobody sees the address of a frame.
    assert!(of_frame.remove("address"));
    assert_eq!(quoted(between(FRAME, "const NAMES = [", "]"), '\''), of_frame);

    let terms = between(BUILDER, "<h3>Attributes</h3>", "</dl>");
    let terms: BTreeSet<&str> = all_between(terms, "<dt>", "</dt>")
        .into_iter()
        .flat_map(|term| all_between(term, "<code>", "</code>"))
        .collect();
    assert_eq!(terms, attributes());

    let table = between(README, "| attribute, changeable while it runs | meaning |", "\n\n");
    let heads = table.lines().filter_map(|line| line.strip_prefix("| `")).map(|line| line.split(" |").next().unwrap());
    let heads: BTreeSet<&str> = heads.flat_map(|head| head.split("`, `")).map(|name| name.trim_matches('`')).collect();
    assert_eq!(heads, attributes());

    let given = between(BUILDER_SCRIPT, "for (const name of [", "])");
    let given: BTreeSet<&str> = given.split(", ").map(|name| name.trim_matches('\'')).collect();
    let put: BTreeSet<&str> = all_between(BUILDER_SCRIPT, " put('", "'");
    assert_eq!(given, put, "what the preview has and what the code has");
    assert!(given.is_subset(&attributes()));
}

#[test]
fn every_value_that_is_offered_is_understood() {
    let views: BTreeSet<&str> = View::ALL.iter().map(|view| view.slug()).collect();
    let offered = between(BUILDER, "<select name=\"view\">", "</select>");
    let mut offered = all_between(offered, "<option value=\"", "\"");
    // Nothing means the first.
    assert!(offered.remove("") && offered.insert(View::default().slug()));
    assert_eq!(offered, views);
    let told = between(BUILDER, "numbers of areas; ", ";").replace(" or ", ", ");
    assert_eq!(told.split(", ").collect::<BTreeSet<_>>(), views);

    let locks = all_between(BUILDER, "name=\"locked\" value=\"", "\"");
    assert!(locks.iter().all(|word| Lock::from_word(word).is_some()));
    assert!(Facet::ALL.iter().all(|facet| locks.contains(facet.slug())));
    let told = between(BUILDER, "What a visitor may not change: ", ".");
    assert_eq!(told.split(", ").collect::<BTreeSet<_>>(), locks);
    assert_eq!(quoted(between(README, "may not change: ", "|"), '`'), locks);

    let parts = all_between(BUILDER, "name=\"controls\" value=\"", "\"");
    for part in &parts {
        assert_eq!(Settings::read(&format!("controls={part}")).notices, [], "{part}");
        assert!(STYLE.contains(&format!("[controls*='{part}']")), "{part} is hidden nowhere");
    }
    let told = between(BUILDER, "The parts in sight: ", ";");
    assert_eq!(told.split(", ").collect::<BTreeSet<_>>(), parts);
}

/// The keys of the timeline are told beside their code, with the scenario that presses each.
#[test]
fn every_key_that_is_told_of_has_its_scenario() {
    let scenarios = include_str!("e2e/src/timeline.rs");
    let rows = between(include_str!("../src/view/timeline/README.md"), "| key | does | test |", "| role |");
    let names =
        rows.lines().filter_map(|line| line.trim_end_matches([' ', '|']).rsplit_once('|')).map(|(_, last)| last);
    let names: Vec<&str> = names.flat_map(|last| quoted(last, '`')).filter(|name| name.contains('_')).collect();
    assert!(names.len() > 3, "{names:?}");
    for name in names {
        assert!(scenarios.contains(&format!("async fn {name}(")), "no scenario {name}");
    }
}

/// The drawings are laid out for the room that the style sheet gives them.
#[test]
fn the_layout_is_the_same_in_the_sheet_and_in_the_drawings() {
    let number = |from: &str, to: &str| -> f64 { between(STYLE, from, to).parse().unwrap() };
    assert_eq!(number("--names: ", "px"), NAMES_WIDTH);
    let space = number("--space: var(--explorer-space, ", "px");
    let filters = number(".selection { display: grid; grid-template-columns: ", "px");
    let gap = number("minmax(0, 1fr); gap: calc(", " * var(--space)); margin-top: calc(3.5");
    assert_eq!(filters + gap * space, FILTERS_WIDTH);
    let widths: BTreeSet<&str> = all_between(STYLE, "@container explorer (max-width: ", "px)");
    for width in [WITH_FILTERS, WITH_NAMES] {
        assert!(widths.contains((width - 1.0).to_string().as_str()), "{width} in {widths:?}");
    }
}
