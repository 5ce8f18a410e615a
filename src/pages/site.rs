//! What a site has beside its pages: the page for what is not there, the list of pages, and word to robots.

use super::head::head;
use super::parts::{link, said};
use super::{Edition, page_of};
use crate::drawing::node::{Element, element};

/// The page for an address that is none. It is shown anywhere, so it names things by whole addresses where it can.
pub fn not_found(edition: &Edition<'_>) -> Element {
    let root = edition.site.unwrap_or("./");
    let title = edition.words.text("page.not_found");
    let main = element("main")
        .child(said("h1", title.clone()))
        .child(said("p", edition.words.text("page.not_found_why")))
        .child(element("p").child(link(root.to_owned(), edition.words.text("brand.name"))));
    // Nothing to explore here: no script.
    let head = head(&format!("{title} · {}", edition.words.text("brand.name")), root);
    let head = head.child(element("meta").with("name", "robots").with("content", "noindex"));
    let body = element("body").child(main.with("class", "prerendered"));
    element("html").with("lang", edition.words.language().to_owned()).child(head).child(body)
}

/// The list of pages for search engines; they want whole addresses.
pub fn map(edition: &Edition<'_>) -> Option<String> {
    edition.site?;
    let pages = edition.facts.initiatives().iter().map(page_of);
    let entries =
        std::iter::once(String::new()).chain(pages).filter_map(|path| edition.address(&path)).map(|address| {
            let day = edition.day().to_string();
            element("url").child(said("loc", address)).child(said("lastmod", day)).node()
        });
    let list = element("urlset").with("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9").children(entries);
    Some(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", list.node().markup()))
}

/// Everything may be read; here is the list. Robots look for it at the root of a host only.
pub fn robots(edition: &Edition<'_>) -> Option<String> {
    edition.address("sitemap.xml").map(|map| format!("User-agent: *\nAllow: /\n\nSitemap: {map}\n"))
}
