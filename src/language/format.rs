//! How a language writes dates, numbers and lists, and how it sorts.

use crate::domain::date::{Day, PartialDate};

/// The forms that differ by language.
pub trait Format {
    /// A date as running text: "14 December 2022", "December 2022", "the second quarter of 2024", "2022".
    fn date(&self, date: PartialDate) -> String;

    /// A date where room is short: "14 Dec 2022", "Dec 2022", "Q2 2024", "2022".
    fn short_date(&self, date: PartialDate) -> String;

    /// The name of a month without its year: "Mar".
    fn month(&self, day: Day) -> String;

    /// A whole number.
    fn number(&self, n: usize) -> String;

    /// The plural category of a number: "one", "few", "other" …
    fn plural(&self, n: usize) -> &'static str;

    /// Several things in one phrase: "a, b and c".
    fn list(&self, items: &[String]) -> String;

    /// What to sort a text by: of two texts a reader expects that first whose key is the lesser.
    fn sort_key(&self, text: &str) -> String;
}
