//! How fast the explorer is, against what it may take and what it took when that was last written down.
//!
//! `docs/bench.json` holds the last recorded run, by measurement; `--record` writes it. Times differ from machine to
//! machine, so nothing here is part of `test`; growth with size does not, much.

mod browser;
mod core;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::process;

const RECORD: &str = "docs/bench.json";

/// Measurements by name.
pub type Measured = BTreeMap<String, f64>;

/// A part of the benches.
struct Part {
    name: &'static str,
    measure: fn(&Path) -> Result<Measured, String>,
    table: fn(&Path, &Measured, &Measured) -> Result<Table, String>,
}

/// A table for people, and what in it is over its budget.
#[derive(Default)]
pub struct Table {
    /// With its line ends.
    pub text: String,
    /// The lines that are over.
    pub over: Vec<String>,
}

const PARTS: &[Part] = &[
    Part { name: "core", measure: core::measure, table: core::table },
    Part { name: "browser", measure: browser::measure, table: browser::table },
    Part { name: "scale", measure: browser::measure_scale, table: browser::scale_table },
];

/// Measures; `words` choose a part, `--record` writes the run down.
///
/// # Errors
/// When something cannot be built or run, or is over its budget.
pub fn run(root: &Path, words: &[String]) -> Result<(), String> {
    let (mut records, mut chosen) = (false, Vec::new());
    for word in words {
        match PARTS.iter().find(|part| part.name == word) {
            Some(part) => chosen.push(part),
            None if word == "--record" => records = true,
            None => return Err(format!("cannot read {word}; it takes core, browser, scale, --record")),
        }
    }
    if chosen.is_empty() {
        chosen.extend(PARTS);
    }
    let mut record = read_record(root);
    let mut over = Vec::new();
    println!("this machine: {}\nlast recorded: {}", machine(), record["machine"].as_str().unwrap_or("nothing"));
    for part in chosen {
        let last: Measured = serde_json::from_value(record[part.name].clone()).unwrap_or_default();
        let now = (part.measure)(root)?;
        let table = (part.table)(root, &now, &last)?;
        print!("\n{}", table.text);
        over.extend(table.over);
        let rounded: Measured = now.into_iter().map(|(name, value)| (name, rounded(value))).collect();
        record[part.name] = json!(rounded);
    }
    if records {
        record["machine"] = json!(machine());
        let text = serde_json::to_string_pretty(&record).map_err(|why| why.to_string())?;
        fs::write(root.join(RECORD), text + "\n").map_err(|why| format!("cannot write {RECORD}: {why}"))?;
        println!("\nwritten to {RECORD}");
    }
    if over.is_empty() { Ok(()) } else { Err(format!("over budget, {} in all: {}", over.len(), over.join("; "))) }
}

fn read_record(root: &Path) -> Value {
    let text = fs::read_to_string(root.join(RECORD)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_else(|_| json!({}))
}

/// Three digits that count: more would only be noise in the repository.
fn rounded(value: f64) -> f64 {
    if value == 0.0 {
        return 0.0;
    }
    let scale = 10_f64.powf(2.0 - value.abs().log10().floor());
    if 1.0 <= scale { (value * scale).round() / scale } else { value.round() }
}

/// The processor and how many of it.
fn machine() -> String {
    let about = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = about.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": ")).map(|(_, name)| name);
    let n = std::thread::available_parallelism().map_or(1, usize::from);
    let rust = process::output(std::process::Command::new("rustc").arg("--version")).unwrap_or_default();
    format!("{n} × {}, {}", model.unwrap_or("a processor"), rust.split(" (").next().unwrap_or_default())
}

/// A number of milliseconds or the like, in at most six places.
pub(crate) fn shown(value: Option<f64>) -> String {
    match value {
        None => "-".to_owned(),
        // A sum of nothing may be a negative zero.
        Some(0.0) => "0".to_owned(),
        Some(value) if 100.0 <= value => format!("{value:.0}"),
        Some(value) if 10.0 <= value => format!("{value:.1}"),
        Some(value) if value.fract() == 0.0 => format!("{value}"),
        Some(value) if 1.0 <= value => format!("{value:.2}"),
        Some(value) => format!("{value:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_digits_count() {
        let all = [0.0, 0.001_234_5, 1.2345, 123.45, 123_456.7].map(rounded);
        assert_eq!(all, [0.0, 0.00123, 1.23, 123.0, 123_457.0]);
    }
}
