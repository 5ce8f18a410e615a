//! What stands around every page: the name, the way to the method, the views, and who made this.

use super::control::button;
use super::link::{classed_link, link, outside};
use super::node::{Node, classed, element};
use super::scene::Scene;
use crate::domain::official_page::licence;
use crate::domain::vocabulary::StopKind;
use crate::state::{Message, Page, View};

/// The top line.
pub fn masthead(scene: &Scene<'_>) -> Node {
    let brand = classed_link(scene, "brand", Message::Explore, vec![Node::Text(scene.text("brand.name"))]);
    // What can be chosen takes a hundred stops of the Tab key. On an opened page it is only hidden: what follows keeps its place,
    // and with it the focus.
    let is_opened = scene.model.page != Page::Explore;
    let skip = button("skip", Message::SkipToResults).with_flag("hidden", is_opened).text(scene.text("results.skip"));
    let about = link(scene, Message::OpenAbout, vec![Node::Text(scene.text("about.link"))]);
    classed("header", "masthead")
        .child(skip)
        .child(brand)
        .child(classed("span", "strategy").text(scene.facts.document().strategy.clone()))
        .child(element("nav").with("aria-label", scene.text("brand.nav")).child(about))
        .node()
}

/// The ways to show the selection, each with an address.
pub fn views(scene: &Scene<'_>) -> Node {
    let tab = |view: &View| {
        let name = vec![Node::Text(scene.word("view", view.slug()))];
        let is_shown = scene.model.view == *view;
        classed("span", "tab")
            .child(link(scene, Message::Show(*view), name).with_some("aria-current", is_shown.then_some("page")))
            .node()
    };
    let views = classed("nav", "views").with("aria-label", scene.text("views.label"));
    views.children(View::ALL.iter().map(tab)).node()
}

/// The last lines.
pub fn footer(scene: &Scene<'_>) -> Node {
    let document = scene.facts.document();
    let checked = scene.date(document.checked_through);
    let (licence, page) = licence(&document.licence);
    let licence = outside(page.unwrap_or_default(), licence);
    // What this is about, to read: the last report, and the news items.
    let last_report = document.stops.iter().rfind(|stop| stop.kind == StopKind::Report);
    let news = document.stops.iter().filter(|stop| stop.kind == StopKind::News);
    let sources = last_report.into_iter().chain(news).filter_map(|stop| stop.sources.first());
    let pages = sources.map(|source| element("li").child(outside(&source.url, source.title.clone())).node());
    let version = scene.say("footer.version", &[("version", document.version.clone().into())]);
    classed("footer", "footer")
        .child(element("p").text(scene.say("footer.independent", &[("date", checked.into())])))
        .child(classed("ul", "plain pages").with("aria-label", scene.text("footer.pages")).children(pages))
        .child(element("p").text(scene.text("footer.data") + " ").child(licence).text(". ".to_owned() + &version))
        .node()
}
