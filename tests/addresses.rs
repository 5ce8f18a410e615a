//! Addresses: a promise to everybody who shared one. The laws of the codec, and a frozen list.
//!
//! **The list at the end is frozen: add to it, never edit it.** A change that makes a line fail breaks links that are
//! out in the world; read the old form beside the new one instead.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;

use proptest::collection::btree_set;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use security_union_explorer::domain::date::{Day, PartialDate};
use security_union_explorer::domain::progress::upcoming::Step;
use security_union_explorer::domain::query::{Facet, Query};
use security_union_explorer::domain::timeline::{Shape, Shapes};
use security_union_explorer::domain::vocabulary::{Kind, Status};
use security_union_explorer::state::address::{Notice, decode, encode};
use security_union_explorer::state::{Group, Model, Page, Sort, Span, View, Walk};

/// The names an address may carry.
const NAMES: [&str; 25] = [
    "read",
    "v",
    "initiative",
    "page",
    "q",
    "area",
    "status",
    "kind",
    "topic",
    "who",
    "from",
    "to",
    "moved",
    "as-of",
    "compare",
    "view",
    "sort",
    "order",
    "by",
    "span",
    "zoom",
    "fold",
    "hide",
    "walk",
    "step",
];

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text).unwrap()
}

fn day(text: &str) -> Day {
    date(text).first()
}

fn some_day() -> impl Strategy<Value = Day> {
    (day("0001-01-01").0..=day("9999-12-31").0).prop_map(Day)
}

fn some_date() -> impl Strategy<Value = PartialDate> {
    (some_day(), 0u8..4).prop_map(|(day, precision)| {
        let (year, month, _) = day.to_ymd();
        date(&match precision {
            0 => format!("{year:04}"),
            1 => format!("{year:04}-Q{}", month.div_ceil(3)),
            2 => format!("{year:04}-{month:02}"),
            _ => day.to_string(),
        })
    })
}

/// What somebody may type: anything, and what an address could trip over more often than chance would.
fn some_text() -> impl Strategy<Value = String> {
    let traps = select(vec!['&', '=', '#', '%', '+', '?', ';', ' ', '\n', '\0', '/', '.', '🇪', '🇺', 'ש', '\u{202e}']);
    let any = prop_oneof![any::<char>(), traps];
    prop_oneof![
        3 => Just(String::new()),
        5 => prop::collection::vec(any, 0..=200).prop_map(|chars| chars.into_iter().collect()),
        1 => select(vec!["%", "%2", "%zz", "%F0%9F", "a=b&c=d#e", "100 % + 1", "🇪🇺", "العربية", "\r\n", "  "])
            .prop_map(str::to_owned),
    ]
}

fn some_ids() -> impl Strategy<Value = Vec<String>> {
    let id =
        prop_oneof![4 => "[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,4}){0,3}", 1 => "[0-9]{1,4}", 1 => "[a-z0-9]{98}-[a-z0-9]"];
    btree_set(id, 0..4).prop_map(Vec::from_iter)
}

fn some_words<T: Copy + Ord + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = Vec<T>> {
    btree_set(select(all), 0..=all.len().min(4)).prop_map(Vec::from_iter)
}

fn some_query() -> impl Strategy<Value = Query> {
    let choices = (
        btree_set(any::<u8>(), 0..4).prop_map(|areas: BTreeSet<u8>| Vec::from_iter(areas)),
        some_words(Status::ALL),
        some_words(Kind::ALL),
        some_ids(),
        some_ids(),
    );
    (some_text(), choices, option::of(some_date()), option::of(some_date()), any::<bool>()).prop_map(
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

fn some_model() -> impl Strategy<Value = Model> {
    let page = prop_oneof![
        Just(Page::Explore),
        "[a-z0-9]{1,60}(-[a-z0-9]{1,9}){0,4}".prop_map(Page::Initiative),
        Just(Page::About)
    ];
    let words = (select(View::ALL), select(Sort::ALL), any::<bool>(), select(Group::ALL), select(Span::ALL));
    let timeline = (
        option::of((some_day(), some_day()).prop_map(|(a, b)| (a.min(b), a.max(b)))),
        some_ids(),
        prop::collection::vec(select(Shape::ALL), 0..4),
        select(Walk::ALL),
        prop::sample::subsequence(Step::ALL.to_vec(), 0..=Step::ALL.len()),
    );
    (some_query(), option::of(some_day()), option::of(some_day()), page, words, timeline, option::of(any::<u8>()))
        .prop_map(|(query, as_of, baseline, page, (view, sort, is_reversed, group, span), timeline, area_text)| {
            let (zoom, folded, shapes, walk, steps) = timeline;
            let mut hidden = Shapes::default();
            shapes.into_iter().for_each(|shape| hidden.toggle(shape));
            Model {
                query,
                as_of,
                baseline,
                page,
                view,
                sort,
                is_reversed,
                group,
                span,
                zoom,
                folded,
                hidden,
                walk,
                steps,
                area_text,
            }
        })
}

/// Text that looks like an address more or less.
fn some_address() -> impl Strategy<Value = String> {
    let name = prop_oneof![select(NAMES.as_slice()).prop_map(str::to_owned), "[a-z-]{0,6}"];
    let value = prop_oneof![
        "[a-z0-9.-]{0,12}",
        "[0-9]{0,4}(-[0-9Q]{0,2}){0,2}",
        select(vec!["in-effect.adopted", "1.2.1.02", "regulation", "about", "table", "reverse", "..", "999", "+3"])
            .prop_map(str::to_owned),
        ".*",
    ];
    let pairs = prop::collection::vec((name, value).prop_map(|(name, value)| format!("{name}={value}")), 0..6);
    prop_oneof![pairs.prop_map(|pairs| pairs.join("&")), ".*"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_is_written_is_read_back(model in some_model(), question_mark in any::<bool>()) {
        let address = encode(&model);
        let (read, notices) = decode(&if question_mark { format!("?{address}") } else { address });
        prop_assert_eq!(&read, &model);
        prop_assert_eq!(notices, vec![]);
    }

    #[test]
    fn every_part_of_an_address_is_needed(model in some_model()) {
        let address = encode(&model);
        let parts: Vec<&str> = address.split('&').filter(|part| !part.is_empty()).collect();
        for left_out in 0..parts.len() {
            let rest: Vec<&str> = parts.iter().enumerate().filter(|it| it.0 != left_out).map(|it| *it.1).collect();
            prop_assert_ne!(&decode(&rest.join("&")).0, &model, "{} says nothing", parts[left_out]);
        }
    }

    #[test]
    fn an_address_is_plain_text_for_a_link(model in some_model()) {
        let address = encode(&model);
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._*+%&=".contains(&byte);
        prop_assert!(address.bytes().all(is_plain), "{}", address);
    }

    #[test]
    fn reading_never_panics_and_what_was_understood_stays(address in some_address()) {
        let (model, _) = decode(&address);
        let (again, notices) = decode(&encode(&model));
        prop_assert_eq!(again, model);
        prop_assert_eq!(notices, vec![]);
    }

    #[test]
    fn a_part_that_means_nothing_is_noticed_and_changes_nothing_else(
        model in some_model(), name in "[a-z-]{1,12}", value in ".*", at_the_start in any::<bool>(),
    ) {
        let is_known = NAMES.contains(&name.as_str()) || name.starts_with("utm_") || name.ends_with("clid");
        prop_assume!(!is_known);
        let part = form_urlencoded::Serializer::new(String::new()).append_pair(&name, &value).finish();
        check_noticed(&model, &part, at_the_start, &name, &value)?;
    }

    #[test]
    fn a_value_that_means_nothing_is_noticed_and_changes_nothing_else(
        model in some_model(), at_the_start in any::<bool>(),
        (name, value) in select(vec![
            ("v", "2"), ("v", ""), ("v", "01"), ("initiative", ""), ("initiative", "NIS2"), ("initiative", "a/b"),
            ("initiative", "<script>"), ("page", "home"), ("area", "first"), ("area", "256"), ("area", "-1"),
            ("status", "done"), ("kind", "law"), ("topic", "A"), ("who", "é"), ("from", "2024-13"), ("from", "yesterday"),
            ("to", ""), ("to", "2023-02-29"), ("moved", "0"), ("moved", "true"), ("as-of", "2024"), ("as-of", "2024-Q1"),
            ("compare", "2024-05"), ("view", "map"), ("sort", "size"), ("order", "forward"), ("by", "colour"),
            ("span", "month"), ("zoom", "2024"), ("zoom", "2024-05-01.2024-04-30"), ("zoom", "2024-02-30.2024-04-30"),
            ("fold", "A"), ("hide", "wave"), ("walk", "up"), ("step", "leap"), ("read", "x"), ("read", "300"),
        ]),
    ) {
        let part = form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish();
        check_noticed(&model, &part, at_the_start, name, value)?;
    }
}

/// The address of a model with one more part reads as the same model, and the part is what was noticed.
fn check_noticed(model: &Model, part: &str, first: bool, name: &str, value: &str) -> Result<(), TestCaseError> {
    let address = encode(model);
    let parts = if first { [part, &address] } else { [&address, part] };
    let (read, notices) = decode(&parts.join("&"));
    prop_assert_eq!(&read, model);
    let noticed: Vec<(&str, &str)> = notices.iter().map(|it| (it.name.as_str(), it.value.as_str())).collect();
    prop_assert_eq!(noticed, vec![(name, value)]);
    Ok(())
}

#[test]
fn the_default_is_the_empty_address() {
    assert_eq!(encode(&Model::default()), "");
}

#[test]
fn a_text_longer_than_an_address_carries_is_cut_between_characters_and_its_rest_is_noticed() {
    let (model, notices) = decode(&format!("q={}", "ü".repeat(300)));
    assert_eq!(model.query.text, "ü".repeat(200));
    assert_eq!(notices, [Notice { name: "q".into(), value: "ü".repeat(100) }]);
    let (model, notices) = decode(&format!("q={}", "ü".repeat(200)));
    assert_eq!((model.query.text, notices.len()), ("ü".repeat(200), 0));
}

#[test]
fn choices_are_read_however_many_they_are_and_each_once() {
    let topics: Vec<String> = (0..2_000).map(|n| format!("topic-{n}")).collect();
    let (model, notices) = decode(&format!("topic={0}.{0}", topics.join(".")));
    assert_eq!((model.query.topics.len(), notices), (topics.len(), vec![]));
}

#[test]
fn of_several_choices_each_is_noticed_on_its_own() {
    assert_eq!(decode("zoom=2024-05-01.2024-05-01").0.zoom, Some((day("2024-05-01"), day("2024-05-01"))));
    assert!(decode("hide=position.position").0.hidden.contains(Shape::Stroke));
    let (model, notices) = decode("area=2.x.01.999&status=adopted.done&topic=drugs.Drugs");
    assert_eq!(model.query.areas, [1, 2]);
    assert_eq!(model.query.statuses, [Status::Adopted]);
    assert_eq!(model.query.topics, ["drugs"]);
    let noticed: Vec<&str> = notices.iter().map(|notice| notice.value.as_str()).collect();
    assert_eq!(noticed, ["x", "999", "done", "Drugs"]);
}

/// The frozen list. Add, never edit.
mod frozen {
    use super::*;

    /// The address opens exactly this model, with nothing noticed.
    #[track_caller]
    fn check(address: &str, expected: Model) {
        let (model, notices) = decode(address);
        assert_eq!(model, expected, "{address}");
        assert_eq!(notices, [], "{address}");
    }

    /// The address opens this model and says that it ignored this.
    #[track_caller]
    fn check_ignored(address: &str, expected: Model, ignored: &[(&str, &str)]) {
        let (model, notices) = decode(address);
        assert_eq!(model, expected, "{address}");
        let notices: Vec<_> = notices.iter().map(|it| (it.name.as_str(), it.value.as_str())).collect();
        assert_eq!(notices, ignored, "{address}");
    }

    fn asking(query: Query) -> Model {
        Model { query, ..Model::default() }
    }

    fn cyber() -> Model {
        asking(Query { text: "cyber".into(), ..Query::default() })
    }

    #[test]
    fn addresses_of_version_1() {
        check("", Model::default());
        check("?", Model::default());
        check("?q=cyber", cyber());
        check("q=cyber", cyber());
        check("?q=COM%282020%29+829", asking(Query { text: "COM(2020) 829".into(), ..Query::default() }));
        check("?q=Pr%C3%BCm%20II", asking(Query { text: "Prüm II".into(), ..Query::default() }));
        check(
            "?area=1.2&kind=regulation.directive",
            asking(Query { areas: vec![1, 2], kinds: vec![Kind::Regulation, Kind::Directive], ..Query::default() }),
        );
        check(
            "?status=in-effect&view=table&sort=title&order=reverse",
            Model {
                query: Query { statuses: vec![Status::InEffect], ..Query::default() },
                view: View::Table,
                sort: Sort::Title,
                is_reversed: true,
                ..Model::default()
            },
        );
        check(
            "?initiative=nis2-directive",
            Model { page: Page::Initiative("nis2-directive".into()), ..Model::default() },
        );
        check("?page=about", Model { page: Page::About, ..Model::default() });
        check(
            "?who=europol&topic=drugs&from=2024&to=2024-06-30",
            asking(Query {
                actors: vec!["europol".into()],
                topics: vec!["drugs".into()],
                from: Some(date("2024")),
                to: Some(date("2024-06-30")),
                ..Query::default()
            }),
        );
        check(
            "?from=2024-Q2&to=2024-09",
            asking(Query { from: Some(date("2024-Q2")), to: Some(date("2024-09")), ..Query::default() }),
        );
        check(
            "?moved=1&as-of=2023-10-18&compare=2022-12-13",
            Model {
                query: Query { moved: true, ..Query::default() },
                as_of: Some(day("2023-10-18")),
                baseline: Some(day("2022-12-13")),
                ..Model::default()
            },
        );
        check(
            "?by=kind&span=all&read=3",
            Model { group: Group::Kind, span: Span::All, area_text: Some(3), ..Model::default() },
        );
        check(
            "?span=fit&fold=1.3&hide=position.other&walk=date&sort=time-taken",
            Model {
                span: Span::Fit,
                folded: vec!["1".into(), "3".into()],
                hidden: {
                    let mut hidden = Shapes::default();
                    hidden.toggle(Shape::Stroke);
                    hidden.toggle(Shape::Square);
                    hidden
                },
                walk: Walk::Date,
                sort: Sort::TimeTaken,
                ..Model::default()
            },
        );
        check(
            "?view=next&step=application.entry-into-force",
            Model { view: View::Next, steps: vec![Step::Application, Step::EntryIntoForce], ..Model::default() },
        );
        check("?view=progress", Model { view: View::Progress, ..Model::default() });
        check(
            "?zoom=2024-01-01.2024-12-31&span=year",
            Model { zoom: Some((day("2024-01-01"), day("2024-12-31"))), span: Span::Year, ..Model::default() },
        );
        check(
            "?status=not-yet-begun.announced.proposed.agreed.adopted.in-effect.ended",
            asking(Query { statuses: Status::ALL.to_vec(), ..Query::default() }),
        );
        check(
            "?kind=regulation.directive.decision.recommendation.communication.agreement.operational.funding",
            asking(Query { kinds: Kind::ALL.to_vec(), ..Query::default() }),
        );
    }

    /// All words that addresses have: who changes one breaks links that others keep.
    #[test]
    fn no_word_is_another() {
        fn same<W: Copy>(all: &[W], slug: fn(W) -> &'static str, frozen: &str) {
            assert_eq!(all.iter().map(|word| slug(*word)).collect::<Vec<_>>().join(" "), frozen);
        }
        let kinds = "regulation directive decision recommendation communication agreement operational funding";
        let steps = "application transposition deadline entry-into-force decision launch end milestone";
        same(Facet::ALL, Facet::slug, "area status kind who topic");
        same(Status::ALL, Status::slug, "not-yet-begun announced proposed agreed adopted in-effect ended");
        same(Kind::ALL, Kind::slug, kinds);
        same(View::ALL, View::slug, "timeline list table changes next progress");
        same(Sort::ALL, Sort::slug, "best title area kind status last-change next-step start time-taken");
        same(Group::ALL, Group::slug, "area kind status none");
        same(Shape::ALL, Shape::slug, "announced proposed position agreed adopted in-effect other ended");
        same(Step::ALL, Step::slug, steps);
        same(Span::ALL, Span::slug, "strategy year all fit");
        same(Walk::ALL, Walk::slug, "row date");
    }

    #[test]
    fn every_word() {
        for (word, view) in [("timeline", View::Timeline), ("list", View::List), ("table", View::Table)] {
            check(&format!("?view={word}"), Model { view, ..Model::default() });
        }
        for (word, sort) in [
            ("best", Sort::Best),
            ("title", Sort::Title),
            ("kind", Sort::Kind),
            ("status", Sort::Status),
            ("area", Sort::Area),
            ("last-change", Sort::LastChange),
            ("next-step", Sort::NextStep),
            ("start", Sort::Start),
        ] {
            check(&format!("?sort={word}"), Model { sort, ..Model::default() });
        }
        for (word, group) in
            [("area", Group::Area), ("kind", Group::Kind), ("status", Group::Status), ("none", Group::Flat)]
        {
            check(&format!("?by={word}"), Model { group, ..Model::default() });
        }
        for (word, span) in [("strategy", Span::Strategy), ("all", Span::All)] {
            check(&format!("?span={word}"), Model { span, ..Model::default() });
        }
    }

    #[test]
    fn addresses_with_marks_of_other_sites() {
        check("?utm_source=newsletter&utm_medium=email&q=cyber", cyber());
        check("?q=cyber&fbclid=IwAR0&gclid=x", cyber());
    }

    #[test]
    fn addresses_that_say_their_version() {
        check("?v=1&q=cyber", cyber());
        check_ignored("?v=2&q=cyber", cyber(), &[("v", "2")]);
    }

    #[test]
    fn addresses_with_nonsense_open_the_nearest_sense() {
        check_ignored("?q=cyber&colour=blue&view=map", cyber(), &[("colour", "blue"), ("view", "map")]);
        check_ignored("?as-of=2024-02-30&q=cyber", cyber(), &[("as-of", "2024-02-30")]);
        check_ignored("?initiative=../../etc&q=cyber", cyber(), &[("initiative", "../../etc")]);
    }
}
