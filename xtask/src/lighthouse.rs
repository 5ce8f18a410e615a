//! How Lighthouse, pretending to be a telephone, scores the front page and the page of an initiative.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::serve::Server;
use crate::tools::{Tool, Toolbox};
use crate::{browsers, dist, process};

/// The pages: what they are called, and their paths.
const PAGES: &[(&str, &str)] = &[("front page", ""), ("an initiative", "initiative/nis2-directive/")];
/// The categories, as Lighthouse names them, each with the score that has been reached. They only ever go up; the goal
/// is 100 each. Performance depends on the machine too, so its floor has some room: 98 to 100 are reached on two slow cores,
/// where it is the time that the first view blocks that costs points.
const CATEGORIES: &[(&str, u64)] =
    &[("performance", 90), ("accessibility", 100), ("best-practices", 100), ("seo", 100)];
/// Numbers that explain the first score.
const NUMBERS: &[(&str, &str)] = &[
    ("first-contentful-paint", "first content"),
    ("largest-contentful-paint", "largest content"),
    ("total-blocking-time", "blocked"),
    ("cumulative-layout-shift", "shift"),
    ("speed-index", "speed index"),
];

/// Runs it so many times a page, prints the medians, and what costs points.
///
/// # Errors
/// When a score is below its floor, or Lighthouse does not run.
pub fn run(root: &Path, words: &[String]) -> Result<(), String> {
    let times = match words {
        [] => 5,
        [times] => times.parse().map_err(|_| format!("{times} is not a number of runs"))?,
        _ => return Err("takes a number of runs".to_owned()),
    };
    browsers::provide()?;
    let toolbox = Toolbox::new(root)?;
    toolbox.provide(&[Tool::Lighthouse])?;
    dist::refresh(root)?;
    let server = Server::start(&root.join("dist"), 0)?;
    let program = toolbox.path(Tool::Lighthouse)?;
    let mut below = Vec::new();
    for (name, path) in PAGES {
        let mut reports = Vec::new();
        for _ in 0..times {
            reports.push(report(&program, &format!("{}{path}", server.address()))?);
        }
        println!("{name}, median of {times}");
        for (category, floor) in CATEGORIES {
            let score = median(&reports, |report| {
                report["categories"][*category]["score"].as_f64().map(|score| (score * 100.0).round())
            });
            println!("  {category:<22} {score:>6}   at least {floor}");
            if score < *floor as f64 {
                below.push(format!("{name}: {category} {score}, at least {floor}"));
            }
        }
        for (audit, what) in NUMBERS {
            let value = median(&reports, |report| report["audits"][*audit]["numericValue"].as_f64());
            let unit = if *audit == "cumulative-layout-shift" { "" } else { " ms" };
            println!("  {what:<22} {:>6}{unit}", (value * 1000.0).round() / 1000.0);
        }
        for line in reports.first().map(faults).unwrap_or_default() {
            println!("  {line}");
        }
    }
    if below.is_empty() { Ok(()) } else { Err(below.join("\n")) }
}

fn report(program: &Path, address: &str) -> Result<Value, String> {
    let browser = process::found_on_path("chromium").ok_or("chromium is missing")?;
    let categories: Vec<&str> = CATEGORIES.iter().map(|(category, _)| *category).collect();
    let mut command = Command::new("node");
    command.arg(program).arg(address).env("CHROME_PATH", browser);
    command.args(["--quiet", "--output=json", "--output-path=stdout", "--no-enable-error-reporting"]);
    command.arg(format!("--only-categories={}", categories.join(",")));
    command.arg("--chrome-flags=--headless --no-sandbox --disable-gpu --disable-dev-shm-usage");
    let text = process::output(&mut command)?;
    serde_json::from_str(&text).map_err(|why| format!("what Lighthouse says is not JSON: {why}"))
}

/// The middle value; of an even number of them the lower one. What is missing counts as zero.
fn median(reports: &[Value], value: impl Fn(&Value) -> Option<f64>) -> f64 {
    let mut values: Vec<f64> = reports.iter().map(|report| value(report).unwrap_or(0.0)).collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len().saturating_sub(1) / 2).copied().unwrap_or(0.0)
}

/// Every audit that costs points, with what Lighthouse says of it.
fn faults(report: &Value) -> Vec<String> {
    let mut lines = Vec::new();
    for (category, _) in CATEGORIES {
        for of in report["categories"][*category]["auditRefs"].as_array().into_iter().flatten() {
            let audit = &report["audits"][of["id"].as_str().unwrap_or_default()];
            let is_weighed = of["weight"].as_f64().is_some_and(|weight| weight > 0.0);
            if is_weighed && audit["score"].as_f64().is_some_and(|score| score < 1.0) {
                let said = audit["displayValue"].as_str().unwrap_or_default();
                let line = format!("costs points: {} {said}", audit["title"].as_str().unwrap_or_default());
                lines.push(line.trim_end().to_owned());
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_a_value_that_was_seen() {
        let reports: Vec<Value> = [3.0, 1.0, 9.0].into_iter().map(Value::from).collect();
        assert_eq!(median(&reports, Value::as_f64), 3.0);
        assert_eq!(median(&reports[..2], Value::as_f64), 1.0);
        assert_eq!(median(&[], Value::as_f64), 0.0);
    }
}
