//! How long the stages of an initiative take: by kind, by area, and which took longest.

use super::control::hint;
use super::kept::Kept;
use super::link::initiative_name;
use super::node::{Node, classed, element, percent};
use super::scene::Scene;
use super::table::{column_head, framed};
use crate::domain::progress::durations::{FEWEST, Leg, Spread, Took, durations, longest, took};
use crate::domain::vocabulary::Kind;

/// How many of the longest are named.
const N_LONGEST: usize = 10;

/// How long each stage took for the selection, by kind and by area, and which took longest.
pub fn stages(scene: &Scene<'_>, kept: &mut Kept<Vec<Took>>) -> Node {
    let sentence = scene.say("progress.durations_sentence", &[("date", scene.date(scene.as_of()).into())]);
    element("section")
        .child(element("h3").text(scene.text("progress.durations_heading")))
        .child(hint(sentence))
        .children(Leg::ALL.iter().map(|leg| {
            let all = durations(scene.facts, scene.selection().rows(), *leg, scene.as_of());
            kept.get(*leg as usize, all.clone(), || stage(scene, *leg, &all))
        }))
        .children(the_longest(scene))
        .node()
}

fn name_of(scene: &Scene<'_>, leg: Leg) -> String {
    scene.text(&format!("progress.leg.{}", leg.slug()))
}

/// One stage: a line for all, for each kind and for each area that has any.
fn stage(scene: &Scene<'_>, leg: Leg, all: &[Took]) -> Node {
    let facts = scene.facts;
    let heading = name_of(scene, leg);
    let stage = classed("div", "stage").child(element("h4").text(heading.clone()));
    if all.is_empty() {
        return stage.child(hint(scene.text("progress.no_durations"))).node();
    }
    let spread_where = |is_in: &dyn Fn(usize) -> bool| {
        Spread::of(&all.iter().filter(|took| is_in(took.row)).map(|took| took.days).collect::<Vec<_>>())
    };
    let mut groups = vec![(scene.text("progress.all"), spread_where(&|_| true))];
    for kind in Kind::ALL {
        let spread = spread_where(&|row| facts.initiative(row).is_some_and(|initiative| initiative.kind == *kind));
        groups.push((scene.word("kind", kind.slug()), spread));
    }
    for position in 0..facts.document().areas.len() {
        let spread = spread_where(&|row| facts.initiative(row).is_some_and(|initiative| initiative.area == position));
        groups.push((scene.area_name(position), spread));
    }
    groups.retain(|(_, spread)| spread.n > 0);
    let most = groups.iter().filter_map(|(_, spread)| spread.quartiles.map(|[.., upper]| upper)).max().unwrap_or(1);
    let lines = groups.into_iter().map(|(name, of)| line(scene, name, &of, most));
    let heads = ["progress.group", "progress.n", "progress.median", "progress.middle", "progress.picture"];
    stage.child(table(scene, heading, &heads, lines.collect())).node()
}

fn table(scene: &Scene<'_>, caption: String, heads: &[&str], lines: Vec<Node>) -> Node {
    let heads = heads.iter().map(|key| column_head(scene.text(key)));
    let table = classed("table", "figures-table")
        .child(element("thead").child(element("tr").children(heads)))
        .child(element("tbody").children(lines));
    framed(caption, table).node()
}

fn row_head() -> super::node::Element {
    element("th").with("scope", "row")
}

fn line(scene: &Scene<'_>, name: String, of: &Spread, most: usize) -> Node {
    let (median, middle) = match of.quartiles {
        Some([lower, median, upper]) => (
            scene.say("progress.days", &[("n", median.into())]),
            scene.say("progress.range", &[("from", scene.number(lower).into()), ("to", scene.number(upper).into())]),
        ),
        None => (scene.text("progress.too_few"), String::new()),
    };
    element("tr")
        .child(row_head().text(name))
        .child(element("td").text(scene.number(of.n)))
        .child(element("td").text(median))
        .child(element("td").text(middle))
        .child(classed("td", "spread-cell").child(spread(of, most, None)))
        .node()
}

/// Those that took longest from proposal to adoption.
fn the_longest(scene: &Scene<'_>) -> Vec<Node> {
    let found = longest(scene.facts, scene.selection().rows(), Leg::Law, scene.as_of(), N_LONGEST);
    if found.len() < FEWEST {
        return Vec::new();
    }
    let lines = found.into_iter().filter_map(|took| {
        let initiative = scene.facts.initiative(took.row)?;
        let date = |event: usize| {
            let event = initiative.events.get(event)?;
            Some(format!("{}, {}", scene.short_date(event.date), scene.word("stage", event.stage.slug())))
        };
        let line = element("tr")
            .child(row_head().children(initiative_name(scene, took.row)))
            .child(element("td").text(scene.say("progress.days", &[("n", took.days.into())])))
            .child(element("td").text(date(took.from).unwrap_or_default()))
            .child(element("td").text(date(took.to).unwrap_or_default()));
        Some(line.node())
    });
    let heading = scene.text("progress.longest_heading");
    let heads = ["progress.initiative", "progress.took", "progress.from", "progress.to"];
    vec![element("h4").text(heading.clone()).node(), table(scene, heading, &heads, lines.collect())]
}

/// One initiative beside its peers: how long its stages took, and how long those of its kind; nothing without any.
pub fn peers(scene: &Scene<'_>, row: usize) -> Option<Node> {
    let (facts, as_of) = (scene.facts, scene.as_of());
    let kind = facts.initiative(row)?.kind;
    let of_kind: Vec<usize> = (0..facts.initiatives().len())
        .filter(|other| facts.initiative(*other).is_some_and(|initiative| initiative.kind == kind))
        .collect();
    let known = Leg::ALL.iter().filter_map(|&leg| {
        let own = took(facts, row, leg, as_of)?.days;
        let all: Vec<usize> = durations(facts, &of_kind, leg, as_of).iter().map(|took| took.days).collect();
        Some((leg, own, Spread::of(&all)))
    });
    let known: Vec<(Leg, usize, Spread)> = known.collect();
    // One scale for all, to compare the stages too.
    let longest = known.iter().map(|(_, own, of)| of.quartiles.map_or(*own, |[.., upper]| upper.max(*own)));
    let most = longest.max()?;
    let line = |(leg, own, of): &(Leg, usize, Spread)| {
        let days = scene.say("progress.days", &[("n", (*own).into())]);
        let kind = scene.word("kind", kind.slug());
        let mut arguments = vec![("leg", name_of(scene, *leg).into()), ("days", days.into()), ("kind", kind.into())];
        let key = match of.quartiles {
            Some([lower, median, upper]) => {
                let more = [("n", of.n), ("from", lower), ("to", upper), ("median", median)];
                arguments.extend(more.map(|(name, n)| (name, scene.number(n).into())));
                "peers.sentence"
            }
            None => "peers.alone",
        };
        let said = element("p").text(scene.say(key, &arguments));
        element("li").child(said).child(spread(of, most, Some(*own))).node()
    };
    let heading = element("h2").with("id", "peers-heading").text(scene.text("peers.heading"));
    let key = hint(scene.say("peers.key", &[("most", most.into())]));
    let list = classed("ul", "plain peers").children(known.iter().map(line));
    Some(element("section").with("aria-labelledby", "peers-heading").child(heading).child(key).child(list).node())
}

/// The middle half of durations as a bar and the median as a dot, on a scale that ends at `most` days; `own` is one of them.
fn spread(spread: &Spread, most: usize, own: Option<usize>) -> Node {
    let at = |days: usize| days as f64 / most.max(1) as f64;
    let mut drawing = classed("svg", "spread").with("width", "100%").with("height", "16").with("aria-hidden", "true");
    if let Some([lower, median, upper]) = spread.quartiles {
        drawing = drawing
            .child(
                classed("rect", "spread-bar")
                    .with("x", percent(at(lower)))
                    .with("width", percent((at(upper) - at(lower)).max(0.004)))
                    .with("y", "5")
                    .with("height", "6"),
            )
            .child(classed("circle", "spread-median").with("cx", percent(at(median))).with("cy", "8").with("r", "4.5"));
    }
    let mark = own.map(|days| {
        let mark = classed("path", "spread-own").with("d", "M0 -7L5 0L0 7L-5 0z");
        inside_at(at(days), mark.with("transform", "translate(0 8)").node())
    });
    drawing.children(mark).node()
}

/// A drawing moved to a fraction of the width: a shape whose place is in per cent.
fn inside_at(fraction: f64, drawing: Node) -> Node {
    element("svg")
        .with("x", percent(fraction))
        .with("overflow", "visible")
        .with("width", "1")
        .with("height", "16")
        .child(drawing)
        .node()
}
