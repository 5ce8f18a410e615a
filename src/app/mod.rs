//! Wiring: one running explorer, and what the page's script may call.

mod exports;
mod instance;
mod panic;
mod perform;

pub use exports::{Explorer, mount};
