//! The attributes of the element, as `explorer.js` hands them on: one text, `name=value&…`, escaped like an address.

use form_urlencoded::parse;

use super::address::{Notice, decode};
use super::model::View;
use super::preset::{Lock, Preset};
use crate::domain::date::Day;
use crate::domain::query::Facet;

/// The parts of the explorer that `controls` can choose among. What is not named there is hidden by the style sheet.
const PARTS: &[&str] = &["name", "headline", "dates", "areas", "search", "filters", "views", "none"];

/// Where the state is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AddressUse {
    /// Nowhere: what would be a link is a button.
    #[default]
    None,
    /// In all of the page's query: the page is the explorer's.
    Page,
    /// In the page's query beside the page's own parameters.
    Host,
}

/// What the attributes say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The address of the document.
    pub src: String,
    /// The hashes that the document and its details must have; empty where any will do.
    pub integrity: String,
    /// Where the state is kept.
    pub address: AddressUse,
    /// The state it starts in, and the locks.
    pub preset: Preset,
    /// What it showed before it was taken out of the page, which it shows again; empty when it is new.
    pub shown: String,
    /// What was not understood.
    pub notices: Vec<Notice>,
}

impl Settings {
    /// Reads them. Never fails: what means nothing is noticed and left out.
    ///
    /// ```
    /// # use security_union_explorer::state::settings::Settings;
    /// let settings = Settings::read("src=a.json&query=kind%3Ddirective&area=2&view=sideways&locked=area");
    /// assert_eq!(settings.preset.start.query.areas, [2]);
    /// assert_eq!(settings.preset.locks.len(), 1);
    /// assert_eq!(settings.notices.len(), 1);
    /// ```
    pub fn read(text: &str) -> Settings {
        let mut settings = Settings::default();
        let pairs: Vec<_> = parse(text.as_bytes()).collect();
        // `query` is a whole state; the attributes for parts of it come on top, in whatever order they stand.
        for (_, value) in pairs.iter().filter(|(name, _)| name == "query") {
            (settings.preset.start, settings.notices) = decode(value);
        }
        for (name, value) in &pairs {
            settings.read_one(name, value.trim());
        }
        settings
    }

    fn read_one(&mut self, name: &str, value: &str) {
        let start = &mut self.preset.start;
        let mut unknown: Vec<&str> = Vec::new();
        // Editors part words as they are used to.
        let words = value.split([' ', ',', '.', '\n', '\t']).filter(|word| !word.is_empty());
        match name {
            "src" => self.src = value.to_owned(),
            "integrity" => self.integrity = value.to_owned(),
            "shown" => self.shown = value.to_owned(),
            "address" => match value {
                "page" => self.address = AddressUse::Page,
                "host" => self.address = AddressUse::Host,
                "none" | "" => {}
                _ => unknown.push(value),
            },
            "view" => match View::from_slug(value) {
                Some(view) => start.view = view,
                None => unknown.push(value),
            },
            "area" => {
                start.query.clear(Facet::Area);
                unknown.extend(words.filter(|number| !start.query.choose(Facet::Area, number)));
            }
            "as-of" | "baseline" => match (Day::parse(value), value) {
                (None, text) if text != "today" && !text.is_empty() => unknown.push(value),
                (day, _) if name == "as-of" => start.as_of = day,
                (day, _) => start.baseline = day,
            },
            "locked" => {
                for word in words {
                    match Lock::from_word(word) {
                        Some(lock) => self.preset.locks.push(lock),
                        None => unknown.push(word),
                    }
                }
            }
            "controls" => unknown.extend(words.filter(|word| !PARTS.contains(word))),
            // One language so far; its regions are the same.
            "lang" if !["", "en"].contains(&value.split('-').next().unwrap_or_default()) => unknown.push(value),
            "theme" if !["light", "dark", "auto", ""].contains(&value) => unknown.push(value),
            _ => {}
        }
        let notice = |value: &str| Notice { name: name.to_owned(), value: value.to_owned() };
        self.notices.extend(unknown.into_iter().map(notice));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::address::encode;

    fn noticed(text: &str) -> Vec<String> {
        let notices = Settings::read(text).notices;
        notices.into_iter().map(|notice| format!("{}={}", notice.name, notice.value)).collect()
    }

    #[test]
    fn attributes_for_parts_come_on_top_of_the_whole_state() {
        let start = |text: &str| encode(&Settings::read(text).preset.start);
        assert_eq!(
            start("view=table&area=2+3&query=area%3D1%26kind%3Ddirective"),
            "area=2.3&kind=directive&view=table"
        );
        assert_eq!(start("as-of=2024-05-15&baseline=2023-01-01"), "as-of=2024-05-15&compare=2023-01-01");
        assert_eq!(start("as-of=today&query=as-of%3D2024-05-15"), "");
        assert_eq!(start("query=initiative%3Dnis2-directive"), "initiative=nis2-directive");
        assert_eq!(start("area=2.2+02"), "area=2");
    }

    #[test]
    fn what_means_nothing_is_noticed_by_the_attribute_it_stands_in() {
        assert_eq!(
            noticed("address=mine&theme=pink&controls=none+bells&locked=area+doors&lang=fr"),
            ["address=mine", "theme=pink", "controls=bells", "locked=doors", "lang=fr"]
        );
        assert_eq!(
            noticed("as-of=2024-02-30&area=1+first&query=colour%3Dblue"),
            ["colour=blue", "as-of=2024-02-30", "area=first"]
        );
        assert_eq!(noticed("address=host&theme=auto&controls=none&locked=area+q+time+moved+dates&lang=en-IE"), [""; 0]);
    }
}
