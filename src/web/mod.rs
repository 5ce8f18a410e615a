//! The browser, one door a file. Nothing here knows the facts or the views.

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod fetch;
pub mod history;
pub mod listen;
pub mod measure;
pub mod module;
pub mod page;
pub mod sight;
pub mod turn;
