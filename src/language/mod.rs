//! Words: messages by key with arguments, and the form of dates and numbers. Pure.
//!
//! One file a language in `public/messages/`; English is compiled in, so that even the first error has words. Texts are
//! in a small part of ICU MessageFormat that translators know: `{name}` and
//! `{n, plural, one {# initiative} other {# initiatives}}`.

mod account;
mod date_text;
mod english;
mod format;
mod message;
mod records;
mod sentences;

pub use account::About;
pub use date_text::{NoDate, date_from_text, read_date};
pub use english::English;
pub use format::Format;
pub use message::{Argument, Part};

use std::rc::Rc;

use crate::domain::document::json::{Json, parse};
use message::Template;

/// The English messages, compiled in.
const ENGLISH: &str = include_str!("../../public/messages/en.json");

/// All words of one language: its messages, and its way to write dates and numbers.
#[derive(Clone)]
pub struct Words {
    language: Rc<str>,
    /// Sorted by key, as every file of messages is.
    messages: Rc<Vec<(String, Template)>>,
    format: &'static dyn Format,
}

impl Words {
    /// English.
    pub fn english() -> Words {
        // A test sees to it that the compiled-in file is an object of texts, sorted by key.
        Words::read("en", ENGLISH, &English)
    }

    /// The words of a language from its file: an object of texts, sorted by key. What is none is left out.
    pub fn read(language: &str, json: &str, format: &'static dyn Format) -> Words {
        let messages = match parse(json) {
            Ok(Json::Object(fields)) => fields
                .iter()
                .filter_map(|(key, value)| match value {
                    Json::Text(text) => Some((key.to_string(), Template::parse(text))),
                    _ => None,
                })
                .collect(),
            _ => Vec::new(),
        };
        Words { language: language.into(), messages: Rc::new(messages), format }
    }

    /// The same with more messages, of a part that has its own file.
    pub fn with(&self, more: &Words) -> Words {
        let mut messages: Vec<_> = self.messages.iter().chain(more.messages.iter()).cloned().collect();
        messages.sort_by(|(one, _), (other, _)| one.cmp(other));
        Words { messages: Rc::new(messages), ..self.clone() }
    }

    /// The language as a BCP 47 tag.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// How this language writes dates and numbers.
    pub fn format(&self) -> &dyn Format {
        self.format
    }

    /// A message without arguments. A key that no file has shows as itself, so that it is seen and mended.
    pub fn text(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// A message with arguments.
    pub fn say(&self, key: &str, arguments: &[(&str, Argument)]) -> String {
        self.parts(key, arguments).into_iter().map(Part::into_text).collect()
    }

    /// A message in parts: what has no argument is a slot, for the view to put an element in.
    pub fn parts(&self, key: &str, arguments: &[(&str, Argument)]) -> Vec<Part> {
        match self.template(key) {
            Some(template) => template.fill(arguments, self.format),
            None => vec![Part::Text(key.to_owned())],
        }
    }

    /// A message if there is one; for words that only the data may know, such as topics.
    pub fn find(&self, key: &str) -> Option<String> {
        self.template(key).map(|_| self.text(key))
    }

    fn template(&self, key: &str) -> Option<&Template> {
        let at = self.messages.binary_search_by(|(known, _)| known.as_str().cmp(key)).ok()?;
        self.messages.get(at).map(|(_, template)| template)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_english_message_is_found_and_printed_as_it_was_read() {
        let texts: std::collections::BTreeMap<String, String> = serde_json::from_str(ENGLISH).unwrap();
        let words = Words::english();
        assert!(
            words.messages.iter().map(|(key, _)| key).eq(texts.keys()),
            "public/messages/en.json is not sorted by key"
        );
        for (key, text) in texts {
            assert_eq!(text.matches('{').count(), text.matches('}').count(), "{key}");
            assert_eq!(Template::parse(&text).source(), text, "{key}");
        }
    }

    #[test]
    fn a_key_without_message_shows_as_itself() {
        let words = Words::english();
        assert_eq!(words.text("nonsense"), "nonsense");
        assert_eq!(words.find("nonsense"), None);
    }
}
