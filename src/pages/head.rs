//! The head of a page: what it is called, where it is, and what machines should know of it.

use super::Edition;
use super::linked_data;
use crate::domain::initiative::Initiative;
use crate::drawing::node::{Element, Node, element};

/// How long a description may be, in characters; search engines show about half of it.
const DESCRIPTION: usize = 300;

fn meta(name: &'static str, content: impl Into<String>) -> Node {
    element("meta").with("name", name).with("content", content.into()).node()
}

fn property(name: &'static str, content: impl Into<String>) -> Node {
    element("meta").with("property", name).with("content", content.into()).node()
}

/// What `index.html` does not say itself.
pub fn of_front(edition: &Edition<'_>) -> Vec<Node> {
    let title = edition.words.text("brand.name");
    let mut nodes = shared(edition, "", &title, &edition.words.text("page.lead"), "website");
    nodes.push(linked_data::script(&linked_data::dataset(edition)));
    nodes
}

/// The head of the page of an initiative.
pub fn of_initiative(edition: &Edition<'_>, row: usize, initiative: &Initiative, path: &str) -> Element {
    let summary = edition.facts.detail(row).map_or("", |detail| &detail.summary);
    let summary = shortened(summary, DESCRIPTION);
    let title = format!("{} · {}", initiative.short, edition.words.text("brand.name"));
    let mut nodes = shared(edition, path, &initiative.short, &summary, "article");
    nodes.push(linked_data::script(&linked_data::initiative(edition, row, initiative)));
    let root = "../../";
    let script = element("script").with("type", "module").with("src", format!("{root}explorer.js"));
    head(&title, root).child(script).child(meta("description", summary)).children(nodes)
}

/// What every page has: characters, title, icon and style.
pub fn head(title: &str, root: &str) -> Element {
    element("head")
        .child(element("meta").with("charset", "utf-8"))
        .child(element("title").text(title))
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(meta("color-scheme", "light dark"))
        .child(element("link").with("rel", "icon").with("href", format!("{root}icon.png")))
        .child(element("link").with("rel", "stylesheet").with("href", format!("{root}page.css")))
}

/// Open Graph, and the canonical address where it is known.
fn shared(edition: &Edition<'_>, path: &str, title: &str, description: &str, kind: &'static str) -> Vec<Node> {
    let mut nodes = vec![
        property("og:site_name", edition.words.text("brand.name")),
        property("og:type", kind),
        property("og:title", title),
        property("og:description", description),
    ];
    if let Some(address) = edition.address(path) {
        nodes.push(property("og:url", address.clone()));
        nodes.push(element("link").with("rel", "canonical").with("href", address).node());
    }
    if let Some(picture) = edition.address("preview.png") {
        nodes.push(property("og:image", picture));
        nodes.push(property("og:image:width", "1200"));
        nodes.push(property("og:image:height", "630"));
        nodes.push(property("og:image:alt", edition.words.text("page.preview")));
        nodes.push(meta("twitter:card", "summary_large_image"));
    }
    nodes
}

/// The beginning of a text, to a whole word.
fn shortened(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_owned();
    }
    let start: String = text.chars().take(characters).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole);
    format!("{} …", whole.trim_end_matches([',', ';', ':', '.']))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_description_ends_with_a_whole_word() {
        assert_eq!(shortened("One, two, three", 15), "One, two, three");
        assert_eq!(shortened("One, two, three", 14), "One, two …");
        assert_eq!(shortened("Unbroken", 4), "Unbr …");
    }
}
