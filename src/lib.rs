//! The Security Union Explorer: what the EU set out to do about security, what came of it, what is still open.
//!
//! The tree is the table of contents, from the inside out. **A file may use only what stands above its own folder in
//! this list; `app` is last and sees all.** `cargo xtask tidy` reads the paths in every file and fails on one that points up.
//!
//! - [`domain`]: what is true. Dates, vocabulary, the document and its problems, the catalogue, the query and its
//!   selection, status at a date, the time axis as numbers. No browser, no clock, no language.
//! - [`language`]: messages by key with arguments, and the `Format` trait for dates, numbers and lists. Pure.
//! - [`state`]: the model, everything that can happen to it, and its text form, the address. Pure.
//! - [`drawing`]: pictures as values, from the facts and the model to a tree of elements. Pure.
//! - `pages`: whole pages made ahead of time, for whoever has no script. Pure, and not in the browser's module.
//! - `web`: the browser, one door a file (feature `ui`).
//! - `view`: Leptos components from the model to elements, and the painter of the pictures (feature `ui`).
//! - `app`: one running instance and what the page's script may call (feature `ui`).
//!
//! Invariants, each with a test:
//! - `domain`, `language`, `state` and `drawing` compile without Leptos and never panic on any input.
//! - A [`domain::catalogue::Catalogue`] is the only way to hold data. [`domain::document::read`] makes its document: ids are
//!   unique, relations resolve.
//! - An event is never lost: what cannot be read is named in a [`domain::document::Problem`].
//! - Every string a reader sees comes from `public/messages/`, `src/pages/en.json` or the document; but for what is said
//!   before there are messages, and what an editor is told of a document, which are English.

pub mod domain;
pub mod drawing;
pub mod language;
#[cfg(not(target_arch = "wasm32"))]
pub mod pages;
pub mod state;

#[cfg(feature = "ui")]
pub mod app;
#[cfg(feature = "ui")]
pub mod view;
#[cfg(feature = "ui")]
pub mod web;
