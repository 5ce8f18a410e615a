//! What is true about the initiatives: no browser, no clock, no language.
//!
//! "Today" is always passed in; nothing here reads it.

pub mod date;
pub mod vocabulary;

pub mod initiative;
pub mod official_page;

pub mod document;

pub mod search;

pub mod catalogue;
pub mod order;
pub mod positions;
pub mod query;
pub mod selection;

pub mod progress;

pub mod timeline;

pub mod export;
