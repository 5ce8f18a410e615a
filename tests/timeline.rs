//! The timeline as it is drawn: what is hard to draw, how much is drawn, the way through it by keys, labels that keep apart.

// A test that finds nothing where something must be may panic: that is its failure.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod stage;

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use security_union_explorer::domain::catalogue::Catalogue;
use security_union_explorer::domain::date::Day;
use security_union_explorer::domain::timeline::{Group, Lane, Move, Place, Shape, Window, lanes};
use security_union_explorer::drawing::axis::{Label, date_labels, tick_labels};
use security_union_explorer::drawing::block::Sight;
use security_union_explorer::drawing::grid::grid;
use security_union_explorer::drawing::scene::{bounds, track_width};
use security_union_explorer::drawing::sheet::{Caption, sheet};
use security_union_explorer::drawing::{Node, Scene};
use stage::{REAL, Stage, catalogue};

static HARD: LazyLock<Catalogue> = LazyLock::new(|| catalogue(include_str!("fixtures/timeline/hard-to-draw.json")));

/// The timeline at an address.
struct Timeline {
    stage: Stage,
    lanes: Vec<Lane>,
}

impl Timeline {
    fn at(facts: &'static Catalogue, address: &str, width: f64) -> Timeline {
        let stage = Stage::at(facts, address, width);
        let all: Vec<usize> = (0..facts.initiatives().len()).collect();
        let lanes = lanes(facts, &stage.rows, &all, &stage.statuses.now, stage.model.group);
        Timeline { stage, lanes }
    }

    fn scene(&self) -> Scene<'_> {
        self.stage.scene()
    }

    fn grid(&self, n_drawn: usize) -> Vec<Node> {
        let sight = Sight {
            is_drawn: &|block| block < n_drawn,
            is_apart: &|_| false,
            height_of: &|_| None,
            current: &|_, _, draw| draw(),
        };
        grid(&self.scene(), &self.lanes, sight, None, None)
    }

    fn row(&self, id: &str) -> usize {
        self.stage.facts.row(id).unwrap()
    }
}

/// Markup with a line an element, so that a change is seen where it is.
fn lines_of(nodes: &[Node]) -> String {
    nodes.iter().map(Node::markup).collect::<String>().replace("><", ">\n<")
}

/// Compares with what was stored and looked at. `UPDATE_SNAPSHOTS=1` stores anew.
#[track_caller]
fn check_snapshot(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/timeline").join(name);
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        fs::write(&path, found).unwrap();
    }
    let stored = fs::read_to_string(&path).unwrap_or_default();
    assert!(stored == found, "{name} is drawn otherwise; look at it, then store it with UPDATE_SNAPSHOTS=1");
}

#[test]
fn what_is_hard_to_draw_is_drawn_sensibly() {
    for (name, address) in
        [("strategy.html", ""), ("all-years.html", "span=all"), ("one-month.html", "zoom=2023-05-01.2023-05-31")]
    {
        check_snapshot(name, &lines_of(&Timeline::at(&HARD, address, 1280.0).grid(99)));
    }
}

#[test]
fn forty_steps_in_a_month_are_one_mark_that_says_so() {
    let markup = lines_of(&Timeline::at(&HARD, "", 1280.0).grid(99));
    assert!(markup.contains(">40</text>"), "{markup}");
    let zoomed = lines_of(&Timeline::at(&HARD, "zoom=2023-05-01.2023-05-31", 1280.0).grid(99));
    assert!(!zoomed.contains(">40</text>"));
}

#[test]
fn the_real_data_take_few_elements() {
    let stage = Timeline::at(&REAL, "", 1440.0);
    fn n_elements(node: &Node) -> usize {
        match node {
            Node::Text(_) => 0,
            Node::Element(element) => 1 + element.children.iter().map(n_elements).sum::<usize>(),
        }
    }
    let n: usize = stage.grid(5).iter().map(n_elements).sum();
    assert!((500..1200).contains(&n), "{n} elements with five blocks in sight");
    let all: usize = stage.grid(99).iter().map(n_elements).sum();
    assert!(all > 3 * n, "{all} elements when all is drawn");
}

#[test]
fn every_event_is_somewhere_in_the_whole_chart() {
    let stage = Timeline::at(&REAL, "span=all", 1440.0);
    let scene = stage.scene();
    let chart = scene.chart(&stage.lanes);
    let n: usize = stage
        .lanes
        .iter()
        .flat_map(|lane| &lane.rows)
        .map(|row| {
            let initiative = REAL.initiative(*row).unwrap();
            let layout = security_union_explorer::drawing::row::layout_of(&scene, *row, initiative, &scene.frame());
            layout.marks.iter().map(|mark| mark.events.len()).sum::<usize>()
        })
        .sum();
    let events: usize = REAL.initiatives().iter().map(|initiative| initiative.events.len()).sum();
    assert_eq!(n, events);
    assert_eq!(chart.lines().len(), REAL.initiatives().len() + 6);
    for address in ["", "by=none", "fold=1", "area=2&fold=2"] {
        let stage = Timeline::at(&REAL, address, 1440.0);
        let scene = stage.scene();
        let chart = scene.chart(&stage.lanes);
        assert_eq!(chart.n_lines(), chart.lines().len(), "{address}");
    }
}

#[test]
fn a_lane_says_how_many_it_could_have_and_the_furthest_status_is_on_top() {
    let timeline = Timeline::at(&REAL, "kind=directive&by=status", 1440.0);
    let now = &timeline.stage.statuses.now;
    let status = |lane: &Lane| now[lane.rows[0]];
    assert!(timeline.lanes.is_sorted_by(|above, below| status(above) > status(below)));
    for lane in &timeline.lanes {
        assert_eq!(lane.total, now.iter().filter(|of| **of == status(lane)).count(), "{}", lane.key);
    }
}

// The way through by keys: each line of the table in `src/view/timeline/README.md` that leads from place to place.

fn walk(stage: &Timeline, from: &Place, steps: &[Move]) -> Place {
    let scene = stage.scene();
    let chart = scene.chart(&stage.lanes);
    steps.iter().fold(from.clone(), |place, step| chart.step(&place, *step))
}

#[test]
fn along_a_row_from_its_name_to_its_last_mark_and_back() {
    let stage = Timeline::at(&REAL, "", 1440.0);
    let row = stage.row("nis2-directive");
    let marks = REAL.initiative(row).unwrap().events.len();
    let first = walk(&stage, &Place::Row(row), &[Move::Next]);
    assert_eq!(first, Place::Event(row, 0));
    assert_eq!(walk(&stage, &first, &[Move::Previous]), Place::Row(row));
    assert_eq!(walk(&stage, &Place::Row(row), &[Move::Previous]), Place::Row(row));
    let last = walk(&stage, &first, &[Move::RowEnd]);
    assert!(matches!(last, Place::Event(of, event) if of == row && event > 0 && event < marks), "{last:?}");
    assert_eq!(walk(&stage, &last, &[Move::Next]), last);
    assert_eq!(walk(&stage, &last, &[Move::RowStart]), first);
    // Step by step one comes as far as by End.
    assert_eq!(walk(&stage, &first, &vec![Move::Next; marks]), last);
}

#[test]
fn across_rows_near_the_same_time() {
    let stage = Timeline::at(&REAL, "kind=directive&area=1", 1440.0);
    let (cer, nis2) = (stage.row("cer-directive"), stage.row("nis2-directive"));
    // Both were proposed on 16 December 2020.
    assert_eq!(walk(&stage, &Place::Event(cer, 0), &[Move::Below]), Place::Event(nis2, 0));
    assert_eq!(walk(&stage, &Place::Event(nis2, 0), &[Move::Above]), Place::Event(cer, 0));
    assert_eq!(walk(&stage, &Place::Event(cer, 0), &[Move::Above]), Place::Event(cer, 0));
    assert_eq!(walk(&stage, &Place::Row(cer), &[Move::Above]), Place::Lane("1".into()));
    assert_eq!(walk(&stage, &Place::Lane("1".into()), &[Move::Below]), Place::Row(cer));
}

#[test]
fn from_lane_to_lane_and_to_the_ends() {
    let stage = Timeline::at(&REAL, "", 1440.0);
    let lane = |key: &str| Place::Lane(key.into());
    let nis2 = Place::Event(stage.row("nis2-directive"), 0);
    assert_eq!(walk(&stage, &nis2, &[Move::LaneBelow]), lane("2"));
    assert_eq!(walk(&stage, &nis2, &[Move::LaneAbove]), lane("1"));
    assert_eq!(walk(&stage, &nis2, &[Move::Top]), lane("1"));
    let last = walk(&stage, &nis2, &[Move::Bottom]);
    assert_eq!(last.row(), stage.lanes.last().unwrap().rows.last().copied());
    let flat = Timeline::at(&REAL, "by=none", 1440.0);
    let rows = &flat.lanes[0].rows;
    assert_eq!(walk(&flat, &Place::Row(rows[0]), &[Move::LaneBelow]), Place::Row(rows[10]));
    assert_eq!(walk(&flat, &Place::Row(rows[10]), &[Move::LaneAbove]), Place::Row(rows[0]));
}

#[test]
fn by_date_one_meets_every_mark_once_and_never_goes_back_in_time() {
    let stage = Timeline::at(&REAL, "kind=directive&span=all", 1440.0);
    let scene = stage.scene();
    let chart = scene.chart(&stage.lanes);
    let time = |place: &Place| {
        let event = &REAL.initiative(place.row().unwrap()).unwrap().events[place.event().unwrap()];
        f64::midpoint(f64::from(event.date.first().0), f64::from(event.date.last().0) + 1.0)
    };
    let mut place = chart.step(&Place::Lane("1".into()), Move::NextInTime);
    let mut seen = vec![place.clone()];
    loop {
        let next = chart.step(&place, Move::NextInTime);
        if next == place {
            break;
        }
        assert!(time(&place) <= time(&next));
        assert!(!seen.contains(&next), "{next:?} twice");
        assert_eq!(chart.step(&next, Move::PreviousInTime), place);
        seen.push(next.clone());
        place = next;
    }
    let marks: usize = stage
        .lanes
        .iter()
        .flat_map(|lane| &lane.rows)
        .map(|row| {
            let initiative = REAL.initiative(*row).unwrap();
            security_union_explorer::drawing::row::layout_of(&scene, *row, initiative, &scene.frame()).marks.len()
        })
        .sum();
    assert_eq!(seen.len(), marks);
}

#[test]
fn a_place_outlives_zoom_filter_and_folding() {
    let wide = Timeline::at(&REAL, "span=all", 800.0);
    let row = wide.row("nis2-directive");
    let event = 3;
    let scene = wide.scene();
    let place = Place::Event(row, event);
    // Zoomed out the event is part of a mark, and the walk stays on it.
    assert_eq!(scene.chart(&wide.lanes).settled(&place, 0), Some(place.clone()));
    let folded = Timeline::at(&REAL, "fold=1", 1440.0);
    let folded_scene = folded.scene();
    assert_eq!(folded_scene.chart(&folded.lanes).settled(&place, 0), Some(Place::Lane("1".into())));
    let hidden = Timeline::at(
        &REAL,
        &format!("hide={}", Shape::of(REAL.initiative(row).unwrap().events[event].stage).slug()),
        1440.0,
    );
    let hidden_scene = hidden.scene();
    assert_eq!(hidden_scene.chart(&hidden.lanes).settled(&place, 0), Some(Place::Row(row)));
    let none = Timeline::at(&REAL, "q=zzzzzz", 1440.0);
    let none_scene = none.scene();
    assert_eq!(none_scene.chart(&none.lanes).settled(&place, 0), None);
}

/// Whatever is walked, one is on a line that is there.
fn some_steps() -> impl Strategy<Value = Vec<Move>> {
    let steps = [
        Move::Previous,
        Move::Next,
        Move::PreviousInTime,
        Move::NextInTime,
        Move::Above,
        Move::Below,
        Move::LaneAbove,
        Move::LaneBelow,
        Move::RowStart,
        Move::RowEnd,
        Move::Top,
        Move::Bottom,
    ];
    prop::collection::vec(prop::sample::select(steps.to_vec()), 0..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_walk_stays_in_the_chart(steps in some_steps(), group in prop::sample::select(Group::ALL), width in 240.0..3000.0_f64) {
        let stage = Timeline::at(&HARD, &format!("by={}", group.slug()).replace("by=area", ""), width);
        let scene = stage.scene();
        let chart = scene.chart(&stage.lanes);
        let mut place = chart.settled(&Place::Row(usize::MAX), 0).unwrap();
        for step in steps {
            place = chart.step(&place, step);
            prop_assert!(chart.line_of(&place).is_some(), "{:?} after {:?}", place, step);
            prop_assert_eq!(chart.settled(&place, 0), Some(place.clone()));
        }
    }

    #[test]
    fn labels_never_overlap(start in -20_000..30_000, length in 20..40_000, as_of in 10_000..25_000, apart in 0..2000, width in 240.0..2600.0_f64) {
        let day = |number: i32| Day(number).to_string();
        let address = format!("as-of={}&compare={}&zoom={}.{}", day(as_of + apart), day(as_of), day(start), day(start + length));
        let stage = Timeline::at(&REAL, &address, width);
        let mut scene = stage.scene();
        scene.window = Window::of_days(Day(start), Day(start + length));
        let track = track_width(width);
        for labels in [date_labels(&scene, &scene.frame(), track), tick_labels(&scene, &scene.frame(), track)] {
            for (at, label) in labels.iter().enumerate() {
                prop_assert!(label.reach.0 >= -1e-9 && label.reach.1 <= 1.0 + 1e-9, "{:?} leaves the axis", label);
                for other in &labels[..at] {
                    prop_assert!(are_apart(label, other), "{:?} over {:?}", label, other);
                }
            }
        }
    }
}

fn are_apart(a: &Label, b: &Label) -> bool {
    a.reach.1 <= b.reach.0 + 1e-9 || b.reach.1 <= a.reach.0 + 1e-9
}

#[test]
fn a_sheet_stands_by_itself() {
    let stage = Timeline::at(&REAL, "kind=directive", 1440.0);
    let caption = Caption {
        title: "21 of 250 initiatives".into(),
        dates: "As of 30 June 2026.".into(),
        filters: "Filters: Directive & more.".into(),
        source: "Independent work. ".repeat(20),
    };
    let (node, height) = sheet(&stage.scene(), &stage.lanes, &caption);
    let markup = node.markup();
    // Nothing is fetched and nothing runs: what it refers to is in it.
    for outside in ["http://", "https://", "url(http", "<script", "<image", "@import", "<foreignObject"] {
        let namespace = markup.matches("http://www.w3.org/2000/svg").count();
        let found = markup.matches(outside).count() - if outside == "http://" { namespace } else { 0 };
        assert_eq!(found, 0, "{outside}");
    }
    for reference in markup.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(markup.contains(&format!("id=\"{reference}\"")), "{reference}");
    }
    assert!(markup.contains(">NIS2 Directive</text>") && markup.contains("Directive &amp; more"));
    // Without the page around it, it says itself what its bars and marks mean.
    let statuses = ["Announced", "Proposed", "Agreed", "Adopted", "In effect"].map(str::to_owned);
    let shapes = Shape::ALL.iter().map(|shape| stage.scene().word("shape", shape.slug()));
    for word in statuses.into_iter().chain(shapes) {
        assert!(markup.contains(&format!(">{word}</text>")), "{word}");
    }
    assert!(height > 21.0 * 32.0);
    for row in stage.stage.selection.rows() {
        let first = REAL
            .initiative(*row)
            .unwrap()
            .short
            .split(' ')
            .next()
            .unwrap()
            .replace('&', "&amp;")
            .replace('"', "&quot;");
        assert!(markup.contains(&first), "{first}");
    }
}

#[test]
fn all_the_time_there_is() {
    let window = bounds(&REAL);
    assert!(
        REAL.initiatives()
            .iter()
            .flat_map(|initiative| &initiative.events)
            .all(|event| { window.first_day() <= event.date.first() && event.date.last() <= window.last_day() })
    );
}
