//! Whole pages made ahead of time, for whoever has no script or no patience, for search engines and printers. Pure.
//!
//! `cargo xtask dist` makes them natively from the same facts, sentences and rules as the explorer, at the day through
//! which the facts were checked. They are not views: no state, no message, nothing to press. The explorer takes their
//! place where it can run, so they say the same in the same order, and no more.
//!
//! Nothing of this is in the module that a browser loads.

mod head;
mod index;
mod initiative;
mod linked_data;
mod parts;
mod site;
mod steps;

use crate::domain::catalogue::Catalogue;
use crate::domain::initiative::Initiative;
use crate::domain::selection::{Dates, Statuses};
use crate::drawing::about::STEPS;
use crate::drawing::node::Node;
use crate::language::{English, Words};

/// The English messages that only these pages say; the module is not to carry them.
const ENGLISH: &str = include_str!("en.json");

/// All pages of one document, in one language, on the day through which its facts were checked.
pub struct Edition<'a> {
    facts: &'a Catalogue,
    words: Words,
    /// Where the pages will stand, with its `/` at the end; pages that do not know it have no canonical address.
    site: Option<&'a str>,
    statuses: Statuses,
}

impl<'a> Edition<'a> {
    /// The pages of a document with its long texts. `site` is an https address that ends with `/`.
    pub fn new(facts: &'a Catalogue, words: &Words, site: Option<&'a str>) -> Edition<'a> {
        let as_of = facts.document().checked_through;
        let dates = Dates { as_of, baseline: facts.report_before(as_of) };
        let own = Words::read("en", ENGLISH, &English);
        Edition { facts, words: words.with(&own), site, statuses: Statuses::at(facts, dates) }
    }

    /// What the element on the front page holds: the headline, the areas with their facts, and every initiative.
    pub fn front_content(&self) -> Vec<Node> {
        index::content(self)
    }

    /// What the head of the front page says beside what is in `index.html`.
    pub fn front_head(&self) -> Vec<Node> {
        head::of_front(self)
    }

    /// Every other file: a page an initiative, the page for what is not there, the table of all steps, and, where the site
    /// is known, what search engines read. Paths are relative to the release.
    pub fn files(&self) -> Vec<(String, String)> {
        let rows = self.facts.initiatives().iter().enumerate();
        let pages = rows.map(|(row, initiative)| (page_of(initiative), initiative::page(self, row, initiative)));
        let mut files: Vec<(String, String)> = pages.map(|(path, page)| (path + "index.html", page.page())).collect();
        files.push(("404.html".to_owned(), site::not_found(self).page()));
        files.push((STEPS.to_owned(), steps::table(self)));
        files.extend(site::map(self).map(|map| ("sitemap.xml".to_owned(), map)));
        files.extend(site::robots(self).map(|robots| ("robots.txt".to_owned(), robots)));
        files
    }

    /// The whole address of a path of the release, where the site is known.
    fn address(&self, path: &str) -> Option<String> {
        self.site.map(|site| format!("{site}{path}"))
    }

    fn day(&self) -> crate::domain::date::Day {
        self.statuses.dates.as_of
    }
}

/// The folder of an initiative's page, relative to the release.
fn page_of(initiative: &Initiative) -> String {
    format!("initiative/{}/", initiative.id)
}
