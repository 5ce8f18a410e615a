//! What is true about the initiatives: no browser, no clock, no language.
//!
//! "Today" is always passed in; nothing here reads it. A module uses only those above it in this list; `cargo xtask tidy`
//! reads it.

pub mod positions;

pub mod date;
pub mod vocabulary;

pub mod initiative;
pub mod official_page;

pub mod document;

pub mod search;

pub mod counts;
pub mod query;
pub mod status;

pub mod catalogue;
pub mod selection;

pub mod progress;

pub mod order;

pub mod timeline;

pub mod export;
