//! Search in everything: which documents have the words that somebody types, best first, and what to mark in a text.
//!
//! Case, accents and punctuation do not count ([`fold`]); words match from their beginning; one typo is forgiven where
//! nothing matches without; official numbers match in any spelling. The rules stand at [`Query`].
//!
//! The index is a sorted list of terms with the rows that have them. Deliberately absent: stemming but for plurals (it
//! differs by language, and beginnings do most of its work), relevance by frequency (nobody can predict it). Synonyms are for the
//! document to name, as keywords.

mod collector;
mod dictionary;
mod fold;
mod index;
mod number;
mod query;
mod rating;
mod typo;
mod words;

pub use fold::fold;
pub use index::{Hits, IndexBuilder, SearchIndex};
pub use query::Query;
pub use rating::{Field, Hit};
