//! Small pieces that several pages have.

use super::Edition;
use crate::domain::date::Precision;
use crate::domain::initiative::{Event, Source};
use crate::domain::official_page::{licence, site_of};
use crate::domain::vocabulary::Status;
use crate::drawing::about::{DOCUMENT, STEPS};
use crate::drawing::node::{self, Element, Node, element};

/// An element with a text.
pub fn said(tag: &'static str, text: impl Into<String>) -> Element {
    element(tag).text(text)
}

/// The same, of a class.
pub fn classed(tag: &'static str, class: &'static str, text: impl Into<String>) -> Element {
    node::classed(tag, class).text(text)
}

/// The shadow tree with which the custom element begins. A page that brings it along has its content laid out once: where an
/// element gets its shadow tree later, the browser lays out all its children anew.
pub fn shadow() -> Node {
    element("template").with("shadowrootmode", "open").child(element("slot")).node()
}

/// A link within the release.
pub fn link(href: String, label: impl Into<String>) -> Node {
    element("a").with("href", href).text(label).node()
}

/// A link out. Only https addresses are links; anything else shows as text.
pub fn outside(url: &str, label: impl Into<String>) -> Node {
    if !url.starts_with("https://") {
        return Node::Text(label.into());
    }
    element("a").with("href", address_of(url)).text(label).node()
}

/// An address as HTML wants it: sources write some with characters that have to be escaped in a path or query.
fn address_of(url: &str) -> String {
    let mut escaped = String::new();
    for c in url.chars() {
        match c {
            ' ' | '"' | '<' | '>' | '[' | ']' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                escaped.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => escaped.push(c),
        }
    }
    escaped
}

/// Pages to read, each with its site.
pub fn sources(list: &[Source]) -> Vec<Node> {
    let titled = list.iter().filter(|source| !source.title.is_empty());
    titled
        .map(|source| {
            let site = classed("span", "source", site_of(&source.url));
            element("li").child(outside(&source.url, source.title.clone())).text(" ").child(site).node()
        })
        .collect()
}

/// A list without marks.
pub fn plain_list(items: impl IntoIterator<Item = Node>) -> Element {
    element("ul").with("class", "plain").children(items)
}

/// A term and what belongs to it.
pub fn pair(term: String, value: impl Into<Node>) -> Node {
    element("div").child(said("dt", term)).child(element("dd").child(value)).node()
}

/// A part under a heading; nothing when there is nothing in it.
pub fn section(heading: String, items: Vec<Node>, list: impl FnOnce(Vec<Node>) -> Element) -> Option<Node> {
    (!items.is_empty()).then(|| element("section").child(said("h2", heading)).child(list(items)).node())
}

/// Pairs of terms and what belongs to them.
pub fn pairs(items: Vec<Node>) -> Element {
    element("dl").with("class", "pairs").children(items)
}

impl Edition<'_> {
    /// The word of a status; its class gives it a mark beside the word.
    pub(super) fn status_word(&self, status: Status) -> Node {
        let word = self.words.word("status", status.slug());
        element("b").with("class", format!("status {}", status.slug())).text(word).node()
    }

    /// A date as people write it and machines read it.
    pub(super) fn time(&self, event: &Event) -> Node {
        let text = self.words.format().short_date(event.date);
        match event.date.precision() {
            // HTML knows no quarters.
            Precision::Quarter => classed("span", "time", text).node(),
            _ => element("time").with("datetime", event.date.to_string()).text(text).node(),
        }
    }

    /// Who made this and from what; `root` leads from the page to the release.
    pub(super) fn colophon(&self, root: &str) -> Node {
        let document = self.facts.document();
        let date = self.words.format().date(document.checked_through.into());
        let data = link(format!("{root}{DOCUMENT}"), self.words.text("about.data"));
        let steps = link(format!("{root}{STEPS}"), self.words.text("about.steps"));
        let builder = link(format!("{root}builder.html"), self.words.text("page.builder"));
        let (licence, page) = licence(&document.licence);
        let licence = outside(page.unwrap_or_default(), licence);
        let about = link(format!("{root}?page=about"), self.words.text("about.link"));
        element("footer")
            .child(said("p", self.words.say("footer.independent", &[("date", date.into())])))
            .child(
                element("p")
                    .text(self.words.say("footer.version", &[("version", document.version.clone().into())]) + " ")
                    .text(self.words.text("footer.data") + " ")
                    .child(licence)
                    .text(". ")
                    .child(data)
                    .text(" · ")
                    .child(steps)
                    .text(" · ")
                    .child(builder)
                    .text(" · ")
                    .child(about),
            )
            .node()
    }
}
