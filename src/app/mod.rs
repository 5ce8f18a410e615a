//! Wiring: one running explorer, and what the page's script may call.

mod address_bar;
mod exports;
mod instance;
mod panic;
mod perform;
mod source;

pub use exports::{Explorer, Host, mount};
