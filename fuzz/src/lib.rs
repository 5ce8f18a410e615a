//! Any input at all, and what must hold for it. `cargo xtask fuzz` lets libFuzzer look for an input that breaks one of
//! these; what it found worth keeping is in `fuzz/corpus`, and a plain `cargo test` tries that again.
//!
//! A function here panics when its law is broken; that it returns is the law that the core never panics. libFuzzer itself
//! sees to time and memory.

// What finds nothing where something must be may panic: that is its finding.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "../../tests/strict_calendar/mod.rs"]
mod strict_calendar;

mod targets;

pub use targets::{address, calendar, date, document, message, search};

/// A function that tries one input.
pub type Target = fn(&[u8]);

/// Every target by name.
pub const TARGETS: &[(&str, Target)] = &[
    ("document", document),
    ("address", address),
    ("search", search),
    ("calendar", calendar),
    ("message", message),
    ("date", date),
];

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::TARGETS;

    #[test]
    fn what_was_kept_holds() {
        for (name, target) in TARGETS {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
            let inputs: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            assert!(!inputs.is_empty(), "{}", folder.display());
            for input in inputs {
                target(&fs::read(&input).unwrap());
            }
        }
    }
}
