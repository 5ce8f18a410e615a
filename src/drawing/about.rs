//! About the data and the method: who made this, how a status is computed, what "checked" means, the reports, the terms.

use super::control::{hint, lead};
use super::link::{link, outside};
use super::mark::{shape_icon, status_icon};
use super::node::{Element, Node, classed, element};
use super::scene::Scene;
use super::table::{column_head, frame};
use crate::domain::initiative::Stop;
use crate::domain::official_page::licence;
use crate::domain::status::status_after;
use crate::domain::timeline::Shape;
use crate::domain::vocabulary::{Kind, Stage, Status};
use crate::state::Message;

/// The whole document, relative to the release.
pub const DOCUMENT: &str = "data/security-union.json";
/// The table of all its steps.
pub const STEPS: &str = "data/steps.csv";

/// Files of a release to take away, and what they are called; first those of the document.
const FILES: [(&str, &str); 3] = [(DOCUMENT, "about.data"), (STEPS, "about.steps"), ("licences.txt", "about.licences")];
/// How many of them are of the document.
const OF_DOCUMENT: usize = 2;

/// The page; `beside` is the address of a file beside the explorer's program.
pub fn about(scene: &Scene<'_>, beside: &dyn Fn(&str) -> String) -> Vec<Node> {
    let document = scene.facts.document();
    let initiatives = scene.facts.initiatives();
    let n_events: usize = initiatives.iter().map(|initiative| initiative.events.len()).sum();
    let date = scene.date(document.checked_through);
    let numbers = [("initiatives", initiatives.len().into()), ("events", n_events.into()), ("date", date.into())];
    let say = |key: &str| element("p").text(scene.text(key)).node();
    let heading = |key: &str| element("h2").text(scene.text(key)).node();
    let back = link(scene, Message::Explore, vec![Node::Text(scene.text("initiative.back"))]);
    let statuses = Status::ALL.iter().map(|status| {
        let term = element("dt").child(status_icon(*status)).text(scene.word("status", status.slug()));
        pair(term, scene.word("status_rule", status.slug()))
    });
    let terms =
        document.glossary.iter().map(|term| pair(element("dt").text(term.term.clone()), term.definition.clone()));
    let file = |(name, key): &(&str, &str)| {
        element("p").child(element("a").with("href", beside(name)).text(scene.text(key))).node()
    };
    let (licence, _) = licence(&document.licence);
    let mut page = vec![
        classed("p", "back").child(back).node(),
        element("h1").with("tabindex", "-1").text(scene.text("about.heading")).node(),
        lead(scene.text("about.independent")).node(),
        element("p").text(scene.say("about.numbers", &numbers)).node(),
        heading("about.status_heading"),
        say("about.status"),
        classed("dl", "statuses").children(statuses).node(),
        rules(scene),
        say("about.partial"),
        heading("about.checked_heading"),
        say("about.checked"),
        say("about.dates"),
        heading("about.reports_heading"),
        classed("ol", "reports").children(document.stops.iter().map(|stop| report(scene, stop))).node(),
        heading("about.glossary_heading"),
        classed("dl", "glossary").children(terms).node(),
        heading("about.access_heading"),
        say("about.access"),
        say("about.access_limits"),
        heading("about.licence_heading"),
        element("p").text(scene.say("about.licence", &[("licence", licence.into())])).node(),
    ];
    // The document that a release has in two parts is there as a whole too; where another is from, it does not say.
    let n_unknown = if document.details_path.is_some() { 0 } else { OF_DOCUMENT };
    page.extend(FILES.iter().skip(n_unknown).map(file));
    page.push(say("about.privacy"));
    page
}

/// A term and what it means.
fn pair(term: Element, meaning: String) -> Node {
    element("div").child(term).child(element("dd").text(meaning)).node()
}

/// The table of rules: which step gives which status, by kind. Drawn from the function that computes it.
fn rules(scene: &Scene<'_>) -> Node {
    let heads = Kind::ALL.iter().map(|kind| column_head(scene.word("kind", kind.slug())));
    let has_any = |stage: &&Stage| Kind::ALL.iter().any(|kind| status_after(*kind, **stage).is_some());
    let lines = Stage::ALL.iter().filter(has_any).map(|stage| {
        let cells = Kind::ALL.iter().map(|kind| {
            let status = status_after(*kind, *stage).map(|status| scene.word("status", status.slug()));
            element("td").text(status.unwrap_or("–".into())).node()
        });
        let head = element("th").with("scope", "row").child(shape_icon(Shape::of(*stage), false));
        let head = head.text(" ".to_owned() + &scene.word("stage", stage.slug()));
        element("tr").child(head).children(cells).node()
    });
    let caption = scene.text("about.rules_caption");
    let head = element("tr").child(column_head(scene.text("about.rules_step"))).children(heads);
    let table = classed("table", "rules")
        .child(element("caption").text(caption.clone()))
        .child(element("thead").child(head))
        .child(element("tbody").children(lines));
    frame(caption).child(table).node()
}

/// A stop of the date bar with what it says and where to read it.
fn report(scene: &Scene<'_>, stop: &Stop) -> Node {
    let number = stop.refs.com.as_ref().map(|com| format!(" · {com}")).unwrap_or_default();
    let remarks = (!stop.remarks.is_empty()).then(|| hint(stop.remarks.clone()).node());
    let sources =
        stop.sources.iter().map(|source| element("li").child(outside(&source.url, source.title.clone())).node());
    element("li")
        .child(element("h3").text(stop.title.clone()))
        .child(hint(scene.date(stop.day) + &number))
        .child(element("p").text(stop.summary.clone()))
        .children(remarks)
        .child(classed("ul", "plain").children(sources))
        .node()
}
