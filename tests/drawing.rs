//! The parts of the page as values: what a number promises its click keeps, and all that is drawn is sound.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod stage;

use std::collections::HashSet;
use std::sync::Arc;

use proptest::prelude::*;
use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::Day;
use security_union_explorer::domain::progress::changes::changes;
use security_union_explorer::domain::progress::trend::Trend;
use security_union_explorer::domain::progress::upcoming::upcoming;
use security_union_explorer::domain::query::{Facet, Query};
use security_union_explorer::domain::selection::select;
use security_union_explorer::domain::timeline::{Group, lanes};
use security_union_explorer::drawing::Scene;
use security_union_explorer::drawing::areas::areas;
use security_union_explorer::drawing::block::{Run, Sight, blocks};
use security_union_explorer::drawing::changes::account;
use security_union_explorer::drawing::chips::chips;
use security_union_explorer::drawing::facets::facet_group;
use security_union_explorer::drawing::grid::grid;
use security_union_explorer::drawing::headline::headline;
use security_union_explorer::drawing::initiative::initiative;
use security_union_explorer::drawing::kept::Kept;
use security_union_explorer::drawing::legend::legend;
use security_union_explorer::drawing::list::cards;
use security_union_explorer::drawing::next::{kinds, months};
use security_union_explorer::drawing::nothing::nothing;
use security_union_explorer::drawing::row::name_pieces;
use security_union_explorer::drawing::stages::{peers, stages};
use security_union_explorer::drawing::table::table;
use security_union_explorer::drawing::trend::large;
use security_union_explorer::drawing::years::upright;
use security_union_explorer::drawing::{Node, Parts, element};
use security_union_explorer::pages::Edition;
use security_union_explorer::state::address::decode;
use security_union_explorer::state::preset::{Lock, Preset};
use security_union_explorer::state::{Message, Model, update};
use stage::{REAL, Stage};

/// States that differ in what they show.
const ADDRESSES: [&str; 6] = [
    "",
    "kind=directive&area=3",
    "q=cyber&as-of=2023-06-30",
    "status=adopted&moved=1&read=2",
    "as-of=2027-12-31&compare=2020-07-24",
    "from=2026&to=2026&topic=borders",
];

/// Every element in some nodes, with those in it.
fn elements(nodes: &[Node]) -> Vec<&Parts> {
    let mut found = Vec::new();
    for node in nodes {
        if let Some(element) = node.element() {
            found.push(element);
            found.extend(elements(&element.children));
        }
    }
    found
}

/// The text in some nodes.
fn text(nodes: &[Node]) -> String {
    let text = |node: &Node| match node {
        Node::Text(text) => text.clone(),
        Node::Element(element) => text(&element.children),
    };
    nodes.iter().map(text).collect()
}

/// All facets, long ones with all their values or without.
fn facets(scene: &Scene<'_>, is_unfolded: bool) -> Vec<Node> {
    Facet::ALL.iter().map(|facet| facet_group(scene, *facet, is_unfolded)).collect()
}

/// All of a long picture.
const EVERYTHING: Sight<'static> =
    Sight { is_drawn: &|_| true, is_apart: &|_| false, height_of: &|_| None, current: &|_, _, draw| draw() };

/// The initiatives that links in some nodes open, in their order.
fn opened(nodes: &[Node]) -> Vec<String> {
    let open = |element: &Parts| match element.message.as_deref() {
        Some(Message::Open(id)) => Some(id.clone()),
        _ => None,
    };
    elements(nodes).into_iter().filter_map(open).collect()
}

/// The first number in a text.
fn number(text: &str) -> usize {
    let digits: String = text.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// How many rows a query selects at the dates of a stage.
fn count(stage: &Stage, query: &Query) -> usize {
    select(stage.facts, query, &stage.statuses).len()
}

/// The state after the message of an element.
fn after(stage: &Stage, element: &Parts) -> Model {
    let mut model = stage.model.clone();
    stage.preset.update(&mut model, Message::clone(element.message.as_ref().unwrap()));
    model
}

#[test]
fn the_count_of_every_choice_is_what_it_alone_gives() {
    for address in ADDRESSES {
        let stage = Stage::at(&REAL, address, 1280.0);
        let drawn = facets(&stage.scene(), true);
        let mut n = 0;
        for choice in elements(&drawn).into_iter().filter(|element| element.tag == "label") {
            let input = elements(&choice.children).into_iter().find(|element| element.tag == "input").unwrap();
            let Some(Message::Toggle(facet, value)) = input.message.as_deref() else { panic!("{input:?}") };
            let mut query = stage.model.query.clone();
            query.clear(*facet);
            query.toggle(*facet, value);
            let said = text(&choice.children);
            let shown = text(&elements(&choice.children).last().unwrap().children);
            assert_eq!(number(&shown), count(&stage, &query), "{address}: {said}");
            let is_chosen = stage.model.query.choices(*facet).contains(value);
            assert_eq!(input.attribute("checked").is_some(), is_chosen, "{address}: {said}");
            assert_eq!(input.attribute("disabled").is_some(), number(&shown) == 0 && !is_chosen, "{address}: {said}");
            n += 1;
        }
        assert!(n > 100, "{address}: {n} choices");
    }
}

#[test]
fn a_long_facet_shows_its_first_values_and_those_that_are_chosen() {
    let rare = REAL.values(Facet::Topic).into_iter().next_back().unwrap();
    let stage = Stage::at(&REAL, &format!("topic={rare}"), 1280.0);
    let shown = |unfolded: bool| {
        let drawn = facets(&stage.scene(), unfolded);
        let labels = elements(&drawn).into_iter().filter(|element| element.tag == "label");
        labels.filter(|label| label.attribute("hidden").is_none()).count()
    };
    assert!(shown(true) > shown(false) + 40, "{} of {}", shown(false), shown(true));
    let drawn = facets(&stage.scene(), false);
    let ticked = elements(&drawn).into_iter().find(|element| {
        element.tag == "label" && elements(&element.children).iter().any(|inner| inner.attribute("checked").is_some())
    });
    assert!(ticked.is_some_and(|label| label.attribute("hidden").is_none()), "the chosen value is out of sight");
}

#[test]
fn every_number_of_the_headline_leads_to_a_list_of_so_many() {
    for address in ADDRESSES {
        let stage = Stage::at(&REAL, address, 1280.0);
        let drawn = [headline(&stage.scene())];
        let links: Vec<&Parts> = elements(&drawn).into_iter().filter(|element| element.message.is_some()).collect();
        for link in &links {
            let said = text(&link.children);
            assert_eq!(number(&said), count(&stage, &after(&stage, link).query), "{address}: {said}");
        }
        // All, adopted and of these in effect, open, ended, not begun; moved. Those few are said when there are any.
        let [total, adopted, _, others @ .., _] = &links[..] else { panic!("{address}: {}", text(&drawn)) };
        let n = |link: &Parts| number(&text(&link.children));
        assert!((1..=3).contains(&others.len()) && others.iter().skip(1).all(|link| n(link) > 0), "{address}");
        assert_eq!(n(total), n(adopted) + others.iter().map(|link| n(link)).sum::<usize>(), "{}", text(&drawn));
    }
}

#[test]
fn the_page_without_script_has_the_same_headline() {
    let stage = Stage::at(&REAL, "", 1280.0);
    let page = Edition::new(&REAL, &stage.words, None).front_content();
    let sentence = elements(&page).into_iter().find(|element| element.attribute("class") == Some("headline")).unwrap();
    assert_eq!(text(&sentence.children), headline(&stage.scene()).plain_text());
}

#[test]
fn a_held_area_is_all_that_the_headline_speaks_of_and_cannot_be_left() {
    let start = Stage::at(&REAL, "area=2", 1280.0).model;
    let preset = Preset { start: start.clone(), locks: vec![Lock::Facet(Facet::Area)] };
    let stage = Stage::of(&REAL, start, preset, 1280.0);
    let n = REAL.column(Facet::Area)[1].count_ones(..);
    let scene = stage.scene();
    let drawn = [headline(&scene), areas(&scene)];
    let total = elements(&drawn).into_iter().find(|element| element.message.is_some()).unwrap();
    assert_eq!(number(&text(&total.children)), n);
    for element in elements(&drawn).into_iter().filter(|element| element.message.is_some()) {
        assert_eq!(after(&stage, element).query.areas, [2], "{}", text(&element.children));
    }
    let tried: Vec<&Parts> = elements(&drawn)
        .into_iter()
        .filter(|element| matches!(element.message.as_deref(), Some(Message::Toggle(..))))
        .collect();
    // The other areas are none of the visitors' concern.
    assert!(tried.len() == 1 && tried.iter().all(|button| button.attribute("disabled").is_some()));
    let chips = chips(&scene).unwrap();
    assert!(elements(&[chips]).iter().all(|element| !matches!(element.message.as_deref(), Some(Message::Drop(_)))));
}

#[test]
fn a_card_of_an_area_counts_what_the_explorer_is_about() {
    let start = Stage::at(&REAL, "kind=directive", 1280.0).model;
    let preset = Preset { start: start.clone(), locks: vec![Lock::Facet(Facet::Kind)] };
    let stage = Stage::of(&REAL, start, preset, 1280.0);
    let drawn = [areas(&stage.scene())];
    let figures = elements(&drawn).into_iter().filter(|element| element.attribute("class") == Some("figures"));
    let totals: Vec<usize> =
        figures.map(|figures| number(text(&figures.children).split_once(" of ").unwrap().1)).collect();
    assert_eq!(totals, stage.selection.counts(Facet::Area));
    assert!(totals.iter().any(|total| *total > 0));
}

#[test]
fn what_the_editor_holds_does_not_look_as_if_it_could_be_changed() {
    let facets = [Facet::Status, Facet::Actor, Facet::Topic].map(Lock::Facet);
    let locks = facets.into_iter().chain([Lock::Moved]).collect();
    let drawn = |preset: Preset| {
        let stage = Stage::of(&REAL, Model::default(), preset, 1280.0);
        let mut drawn = initiative(&stage.scene(), REAL.row("nis2-directive").unwrap(), false);
        drawn.extend([legend(&stage.scene()), headline(&stage.scene())]);
        let offers = |element: &&Parts| match element.message.as_deref() {
            Some(Message::Toggle(Facet::Status, _)) => element.attribute("disabled").is_none(),
            Some(Message::ShowOnly(query)) => !query.is_everything(),
            _ => false,
        };
        elements(&drawn).into_iter().filter(offers).count()
    };
    assert!(drawn(Preset::default()) > 8);
    assert_eq!(drawn(Preset { start: Model::default(), locks }), 0);
}

#[test]
fn only_what_was_found_is_marked() {
    // "police" is a word of the data: "policy" is not taken for a slip of it, neither in the search nor in its marks.
    let stage = Stage::at(&REAL, "q=police", 1280.0);
    let pieces = name_pieces(&stage.scene(), stage.selection.rows()[0], "A policy for the police");
    assert_eq!(pieces.iter().map(Node::markup).collect::<String>(), "A policy for the <mark>police</mark>");
}

#[test]
fn every_chip_takes_its_filter_away_and_no_other() {
    for address in ADDRESSES {
        let stage = Stage::at(&REAL, address, 1280.0);
        let Some(drawn) = chips(&stage.scene()) else {
            assert!(stage.model.query.is_everything(), "{address}");
            continue;
        };
        let before = stage.model.query.filters();
        let drawn = [drawn];
        let drops = elements(&drawn).into_iter().filter_map(|element| match element.message.as_deref() {
            Some(Message::Drop(filter)) => Some((element, filter)),
            _ => None,
        });
        let drops: Vec<_> = drops.collect();
        assert_eq!(drops.len(), before.len(), "{address}");
        for (chip, filter) in drops {
            let left = after(&stage, chip).query.filters();
            let expected: Vec<_> = before.iter().filter(|one| *one != filter).cloned().collect();
            assert_eq!(left, expected, "{address}: {}", text(&chip.children));
        }
    }
}

#[test]
fn the_way_out_of_nothing_gives_what_it_promises() {
    let stage = Stage::at(&REAL, "q=cyber&kind=funding&area=3", 1280.0);
    assert!(stage.selection.is_empty());
    let drawn = [nothing(&stage.scene()).unwrap()];
    let way_out = elements(&drawn).into_iter().find(|element| element.message.is_some()).unwrap();
    let said = text(&way_out.children);
    let n = count(&stage, &after(&stage, way_out).query);
    assert!(n > 0 && said.contains(&n.to_string()), "{said}: {n}");
    assert_eq!(nothing(&Stage::at(&REAL, "", 1280.0).scene()), None);
}

#[test]
fn every_view_has_every_selected_row_once_and_in_order() {
    let all: Vec<usize> = (0..REAL.initiatives().len()).collect();
    for address in ADDRESSES {
        let stage = Stage::at(&REAL, address, 1280.0);
        let scene = stage.scene();
        let id = |row: &usize| REAL.initiative(*row).unwrap().id.as_str();
        let expected: Vec<&str> = stage.rows.iter().map(id).collect();
        assert!(!expected.is_empty(), "{address}");
        assert_eq!(opened(&[table(&scene, &stage.rows, EVERYTHING)]), expected, "{address}");
        assert_eq!(opened(&cards(&scene, &stage.rows, EVERYTHING)), expected, "{address}");
        for group in Group::ALL {
            let lanes = lanes(&REAL, &stage.rows, &all, &stage.statuses.now, *group);
            for lane in &lanes {
                let is_in = |row: &usize| lane.rows.contains(row);
                let in_order: Vec<usize> = stage.rows.iter().copied().filter(is_in).collect();
                assert_eq!(lane.rows, in_order, "{address}: {}", lane.key);
            }
            let of_lanes: Vec<&str> = lanes.iter().flat_map(|lane| &lane.rows).map(id).collect();
            assert_eq!(opened(&grid(&scene, &lanes, EVERYTHING, None, None)), of_lanes, "{address} by {group:?}");
            let sorted = |mut ids: Vec<&'static str>| {
                ids.sort_unstable();
                ids
            };
            assert_eq!(sorted(of_lanes), sorted(expected.clone()), "{address} by {group:?}");
        }
    }
}

#[test]
fn a_status_has_its_reason_in_every_view() {
    let stage = Stage::at(&REAL, "q=NIS2+Directive&as-of=2024-01-01&compare=2023-10-18", 1280.0);
    let scene = stage.scene();
    let row = REAL.row("nis2-directive").unwrap();
    let says = |drawn: Vec<Node>, words: &str| assert!(text(&drawn).contains(words), "{words:?} is not in {drawn:?}");
    let reason = "Adopted on 14 December 2022: Directive signed. In force since 16 January 2023.";
    says(initiative(&scene, row, false), reason);
    let next =
        "Next: Member States to have transposed it into national law, by 17 October 2024. To act: the Member States.";
    says(initiative(&scene, row, false), next);
    says(cards(&scene, &[row], EVERYTHING), reason);
    says(vec![table(&scene, &[row], EVERYTHING)], "Directive signed, on 14 December 2022");
}

#[test]
fn every_step_names_its_date_and_its_source_or_that_there_is_none() {
    let stage = Stage::at(&REAL, "", 1280.0);
    let mut n_steps = 0;
    for row in 0..REAL.initiatives().len() {
        let of = REAL.initiative(row).unwrap();
        let drawn = initiative(&stage.scene(), row, false);
        let list = elements(&drawn).into_iter().find(|element| element.attribute("class") == Some("events")).unwrap();
        let evidence = &REAL.detail(row).unwrap().evidence;
        let steps: Vec<&Node> = list
            .children
            .iter()
            .filter(|item| !elements(std::slice::from_ref(item))[0].attribute("class").unwrap().contains("as-of-here"))
            .collect();
        assert_eq!((steps.len(), evidence.len()), (of.events.len(), of.events.len()), "{}", of.id);
        // The date of the view stands before the first of those ahead of it.
        let divided = list.children.len() - steps.len();
        assert_eq!(divided, usize::from(stage.scene().is_ahead(of.events.last().unwrap())), "{}", of.id);
        for ((step, event), evidence) in steps.into_iter().zip(&of.events).zip(evidence) {
            let step = std::slice::from_ref(step);
            let said = text(step);
            let inside = elements(step);
            let date = inside.iter().find(|element| element.tag == "time").unwrap();
            assert!(!text(&date.children).trim().is_empty() && said.contains(&event.label), "{}: {said}", of.id);
            let pages: Vec<&str> = inside
                .iter()
                .filter(|element| element.tag == "a")
                .filter_map(|element| element.attribute("href"))
                .collect();
            if evidence.url.is_empty() {
                assert!(pages.is_empty() && said.contains("no source given"), "{}: {said}", of.id);
            } else {
                assert!(pages == [evidence.url.as_str()] && evidence.url.starts_with("https://"), "{}: {said}", of.id);
                let checked = if evidence.verified { "source read" } else { "page named, but not yet read" };
                assert!(said.contains(checked), "{}: {said}", of.id);
            }
            n_steps += 1;
        }
    }
    assert!(n_steps > 1400, "{n_steps} steps");
}

#[test]
fn a_chart_has_a_few_lines_at_round_numbers() {
    for (address, expected) in [
        ("", "50 100 150 200 250"),
        ("area=2", "10 20 30"),
        ("kind=directive", "5 10 15 20"),
        ("kind=funding", "1 2 3"),
        ("q=zzzz", ""),
    ] {
        let stage = Stage::at(&REAL, address, 1280.0);
        let trend = Arc::new(Trend::of(&REAL, stage.rows.iter().copied()));
        let drawn = large(&stage.scene(), &trend, None, &mut Kept::default());
        let levels = elements(&drawn).into_iter().filter(|one| one.attribute("class") == Some("level"));
        let numbers: Vec<String> = levels.clone().map(|level| text(&level.children)).collect();
        assert_eq!(numbers.join(" "), expected, "{address}");
        // Each stands where so many reach.
        for (level, number) in levels.zip(numbers) {
            let y: f64 = level.attribute("y").unwrap().trim_end_matches('%').parse().unwrap();
            let is = number.parse::<f64>().unwrap() / stage.rows.len() as f64;
            assert!((y - 100.0 * (1.0 - is)).abs() < 0.1, "{address}: {number} at {y} %");
        }
    }
}

#[test]
fn the_key_is_folded_away_where_each_step_says_what_it_is() {
    let drawn = |address: &str, width: f64| legend(&Stage::at(&REAL, address, width).scene());
    let tag = |width: f64| drawn("", width).element().unwrap().tag;
    assert_eq!((tag(1280.0), tag(320.0)), ("div", "details"));
    let name = |address: &str| text(&drawn(address, 320.0).element().unwrap().children[..1]);
    assert_eq!(name(""), "Key: what the bars and marks mean");
    assert_eq!(name("hide=position.ended"), "Key: what the bars and marks mean (2 hidden)");
}

#[test]
fn all_that_is_drawn_is_sound() {
    for address in ADDRESSES {
        let stage = Stage::at(&REAL, address, 1280.0);
        let scene = stage.scene();
        let ahead = upcoming(&REAL, &stage.rows, stage.statuses.dates.as_of);
        let moved = changes(&REAL, &stage.rows, &stage.statuses);
        let mut drawn = vec![
            headline(&scene),
            areas(&scene),
            legend(&scene),
            kinds(&scene, &ahead),
            stages(&scene, &mut Kept::default()),
        ];
        drawn.extend(facets(&scene, false));
        drawn.extend(chips(&scene));
        drawn.extend(months(&scene, &ahead, &mut Kept::default()));
        drawn.extend(account(&scene, &moved, &mut Kept::default()));
        drawn.push(table(&scene, &stage.rows, EVERYTHING));
        drawn.extend(cards(&scene, &stage.rows, EVERYTHING));
        drawn.extend(stage.rows.first().and_then(|row| peers(&scene, *row)));
        let mut ids = HashSet::new();
        for element in elements(&drawn) {
            let said = text(&element.children);
            let mut names = HashSet::new();
            assert!(element.attributes.iter().all(|(name, _)| names.insert(name)), "{address}: {element:?}");
            if let Some(id) = element.attribute("id") {
                assert!(ids.insert(id), "{address}: {id} twice");
            }
            match element.tag {
                "button" => {
                    assert_eq!(element.attribute("type"), Some("button"), "{address}: {said}");
                    let does = element.message.is_some() || element.attribute("data-unfold").is_some();
                    assert!(does, "{address}: {said} does nothing");
                    assert!(!said.trim().is_empty(), "{address}: a button without a name");
                }
                "a" => {
                    assert!(element.attribute("href").is_some_and(|href| !href.is_empty()), "{address}: {said}");
                    assert!(!said.trim().is_empty(), "{address}: a link without a name");
                }
                _ => {}
            }
            // A message that the words do not have shows as its key; a place without its argument as its name in braces.
            assert!(!said.contains('{') && !said.contains("areas.") && !said.contains("next."), "{address}: {said}");
        }
        for message in elements(&drawn).into_iter().filter_map(|element| element.message.as_deref()) {
            let mut model = stage.model.clone();
            update(&mut model, message.clone());
        }
    }
}

proptest! {
    /// However much is in sight, every item is drawn or has its room, once and in order, and what is far takes few elements.
    #[test]
    fn blocks_have_room_for_every_item(
        n_items in 0usize..2000, block in 1usize..12, first_block in 0usize..40,
        near in proptest::collection::vec(0usize..400, 0..6), apart in proptest::collection::vec(0usize..30, 0..3),
    ) {
        let run = Run { first_block, n_items, block, item_height: 10 };
        let is_drawn = |position: usize| near.iter().any(|near| near + first_block == position);
        let is_apart = |position: usize| apart.iter().any(|apart| apart * 16 + first_block == position);
        let sight = Sight { is_drawn: &is_drawn, is_apart: &is_apart, height_of: &|_| None, current: &|_, _, draw| draw() };
        let item = |at: usize| element("i").text(at.to_string()).node();
        let drawn = blocks(run, sight, &|_| element("div"), &|items| items.collect(), &|items| items.map(item).collect());
        let (mut next_block, mut next_item) = (first_block, 0);
        for frame in &drawn {
            let Node::Element(frame) = frame else { panic!("{frame:?}") };
            let number = |name: &str| frame.attribute(name).map(|number| number.parse::<usize>().unwrap());
            prop_assert_eq!(number("data-block"), Some(next_block));
            let end = number("data-until").unwrap_or(next_block + 1);
            let items = ((end - first_block) * block).min(n_items) - next_item;
            match frame.attribute("style") {
                Some(style) => prop_assert_eq!(style, format!("height: {}px", items * 10)),
                None => {
                    prop_assert!(is_drawn(next_block));
                    let expected: String = (next_item..next_item + items).map(|at| at.to_string()).collect();
                    prop_assert_eq!(text(&frame.children), expected);
                }
            }
            (next_block, next_item) = (end, next_item + items);
        }
        prop_assert_eq!(next_item, n_items);
        prop_assert_eq!(next_block, first_block + run.n_blocks());
        let n_groups = run.n_blocks().div_ceil(16);
        prop_assert!(drawn.len() <= n_groups + 15 * (near.len() + apart.len()), "{} frames", drawn.len());
    }
}

#[test]
fn a_step_whose_day_is_over_for_the_reader_is_not_next() {
    let at = |address: &str, today: Day| {
        let mut stage = Stage::at(&REAL, address, 1280.0);
        stage.today = today;
        let row = REAL.row("anti-trafficking-directive-revision").unwrap();
        let scene = stage.scene();
        let all: Vec<usize> = (0..REAL.initiatives().len()).collect();
        let over = upcoming(&REAL, &all, scene.as_of()).into_iter().find(|step| step.date.last() < today);
        let is_named = over.map(|step| text(&[areas(&scene)]).contains(&scene.words.format().short_date(step.date)));
        let page = text(&initiative(&scene, row, false));
        (page.contains("Whether this happened was not checked."), is_named)
    };
    let later = REAL.document().checked_through.months_later(5);
    assert_eq!(at("", REAL.document().checked_through), (false, None));
    assert_eq!(at("", later), (true, Some(false)), "Member States had to transpose it by 15 July 2026");
    // What was ahead at an older date is told as it was then.
    assert_eq!(at("as-of=2025-01-01", later), (false, Some(true)));
}

/// A summary tells of what came since: at another date than that of the facts it says of when it is.
#[test]
fn a_summary_says_of_when_it_is() {
    let row = REAL.row("nis2-directive").unwrap();
    let at = |address: &str| text(&initiative(&Stage::at(&REAL, address, 1280.0).scene(), row, false));
    assert!(!at("").contains("national law. (As of"), "{}", at(""));
    assert!(at("as-of=2023-10-07").contains("national law. (As of 30 June 2026)"));
}

/// What is kept from one picture to the next is what would be drawn anew.
#[test]
fn what_changed_is_drawn_from_what_is_kept_as_it_would_be_anew() {
    let today = REAL.document().checked_through.months_later(5);
    let mut kept = Kept::default();
    for address in ["", "as-of=2026-07-01", "q=drones&as-of=2026-07-01", "q=drones", "as-of=2022-01-01", ""] {
        let mut stage = Stage::at(&REAL, address, 1280.0);
        stage.today = today;
        let moved = changes(&REAL, &stage.rows, &stage.statuses);
        let fresh = account(&stage.scene(), &moved, &mut Kept::default());
        assert_eq!(account(&stage.scene(), &moved, &mut kept), fresh, "{address}");
    }
}

/// The table shows of each block of its lines what is current.
#[test]
fn a_table_shows_of_each_block_what_is_current() {
    let stage = Stage::at(&REAL, "area=2", 1280.0);
    let whole = opened(&[table(&stage.scene(), &stage.rows, EVERYTHING)]);
    let current = |at: usize, _: &[usize], draw: &dyn Fn() -> Node| match at {
        1 => element("tbody").text("as it was").node(),
        _ => draw(),
    };
    let drawn = table(&stage.scene(), &stage.rows, Sight { current: &current, ..EVERYTHING });
    let shown = opened(std::slice::from_ref(&drawn));
    let n_waiting = whole.len() - shown.len();
    assert!(n_waiting > 1 && whole.len() > 3 * n_waiting);
    let others: Vec<_> = whole[..n_waiting].iter().chain(&whole[2 * n_waiting..]).cloned().collect();
    assert_eq!(shown, others, "the second block has as many lines as the first");
    assert!(text(&[drawn]).contains("as it was"));
}

/// The first of what an area's text has as coming next is what its card names.
#[test]
fn the_card_of_an_area_and_its_text_have_one_next_step() {
    let checked = REAL.document().checked_through;
    let day = |text: &str| Day::parse(text).unwrap();
    // Two are days on which something is due.
    let of_today = [checked, day("2026-07-15"), day("2026-11-21"), checked.months_later(5)];
    let earlier = ["&as-of=2021-06-01", "&as-of=2024-05-15"].map(|date| (date, checked.months_later(5)));
    for (date, today) in of_today.map(|today| ("", today)).into_iter().chain(earlier) {
        for number in 1..=6 {
            let mut stage = Stage::at(&REAL, &format!("read={number}{date}"), 1280.0);
            stage.today = today;
            let scene = stage.scene();
            let drawn = text(&[areas(&scene)]);
            let (cards, opened) = drawn.split_once("Coming next").unwrap();
            let named = cards.split("Next: ").nth(number).unwrap();
            let short = named.split(", ").next().unwrap();
            assert!(opened.starts_with(short), "{date} {number}: {named:?} {opened:?}");
        }
    }
}

#[test]
fn the_date_goes_along_with_the_results_when_it_is_not_the_latest() {
    let drawn = |address: &str, locks: &[Lock]| -> Vec<Node> {
        let preset = Preset { start: decode(address).0, locks: locks.to_vec() };
        let stage = Stage::of(&REAL, preset.start.clone(), preset, 1280.0);
        chips(&stage.scene()).into_iter().collect()
    };
    assert!(drawn("", &[]).is_empty());
    assert!(!text(&drawn("kind=directive", &[])).contains("As of"));
    let then = drawn("as-of=2024-05-15", &[]);
    let all = elements(&then);
    let chip = all.iter().find(|element| element.tag == "button" && element.attribute("hidden").is_none()).unwrap();
    assert!(text(&chip.children).starts_with("As of 15 May 2024"), "{then:?}");
    assert_eq!(chip.message.as_deref(), Some(&Message::SetAsOf(None)));
    // An editor's date is in sight, and stays.
    let held = drawn("as-of=2024-05-15", &[Lock::Dates]);
    assert!(text(&held).starts_with("As of 15 May 2024, locked"), "{held:?}");
    assert!(elements(&held).iter().all(|element| element.message.as_deref() != Some(&Message::SetAsOf(None))));
}

#[test]
fn a_step_of_the_upright_timeline_has_the_status_of_the_day_on_which_it_counts() {
    // What happened some time in 2026, before the facts ended, was no result of what is fixed for the end of the year.
    let json = r#"{"format": 1, "checked_through": "2026-06-30", "strategy": {"start": "2020", "end": "2025"},
        "areas": [{"number": 1, "title": "Police"}],
        "initiatives": [{"id": "act", "title": "Act", "kind": "regulation", "area": 1, "confidence": "high", "events": [
            {"date": "2025-03-01", "stage": "adopted", "label": "Act signed"},
            {"date": "2026", "stage": "milestone", "label": "First meeting"},
            {"date": "2026-12-01", "stage": "applies", "certainty": "fixed", "label": "Rules apply"}]}]}"#;
    let facts: &'static Catalogue = Box::leak(Box::new(stage::catalogue(json)));
    let stage = Stage::at(facts, "", 390.0);
    let sight = Sight { is_drawn: &|_| true, is_apart: &|_| true, height_of: &|_| None, current: &|_, _, draw| draw() };
    let said = text(&upright(&stage.scene(), &|_| true, sight));
    assert!(said.contains("2026 · AdoptedAct: First meeting"), "{said}");
    assert!(said.contains("1 Dec 2026 · In effect · fixed in lawAct: Rules apply"), "{said}");
}
