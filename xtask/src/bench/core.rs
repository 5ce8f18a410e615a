//! The core, natively and in wasm, by the crate `benches/core`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::{Measured, Table, shown};
use crate::tools::{Tool, Toolbox, WASM};
use crate::{dist, process};

/// Numbers of initiatives; the first is what the real document has.
const SIZES: [usize; 3] = [250, 10_000, 100_000];
const PLACES: [&str; 2] = ["wasm", "native"];

/// Milliseconds that a case may take in wasm on a document of a size: issues 3 and 6, and the design, section 10.
const BUDGETS: &[(&str, usize, f64)] = &[
    ("statuses", 250, 1.0),
    ("statuses", 100_000, 16.0),
    ("everything", 100_000, 16.0),
    ("filter", 100_000, 16.0),
    ("range", 100_000, 16.0),
    ("key", 100_000, 16.0),
    ("slowest-key", 100_000, 50.0),
    ("typo", 100_000, 50.0),
    ("layout", 100_000, 4.0),
];

/// Builds and runs both.
pub(super) fn measure(root: &Path) -> Result<Measured, String> {
    let sizes = SIZES.map(|size| size.to_string());
    eprintln!("the core: build with the profile of the release, then some minutes");
    let mut native = Command::new(program(root)?);
    native.args(&sizes);
    let module = module(root)?;
    let names: Vec<String> = cases(root)?.into_iter().map(|(name, _)| name).collect();
    let mut wasm = Command::new("node");
    wasm.arg(root.join("benches/core/run.mjs")).arg(module).arg(names.join(",")).args(&sizes);
    let mut measured = Measured::new();
    for (place, mut command) in PLACES.into_iter().zip([wasm, native]) {
        for line in process::output(&mut command)?.lines() {
            let (key, value) = line.rsplit_once(' ').ok_or_else(|| format!("cannot read {line}"))?;
            let value = value.parse().map_err(|_| format!("no number in {line}"))?;
            measured.insert(format!("{place} {key}"), value);
        }
    }
    Ok(measured)
}

fn program(root: &Path) -> Result<PathBuf, String> {
    process::run(process::cargo(root).args(["build", "--release", "--locked", "--quiet", "--package", "core-speed"]))?;
    Ok(root.join("target/release/core-speed"))
}

/// The module, treated as the explorer's is.
fn module(root: &Path) -> Result<PathBuf, String> {
    let toolbox = Toolbox::new(root)?;
    toolbox.provide(&[Tool::WasmOpt])?;
    let mut command = process::cargo(root);
    command.args(["build", "--release", "--locked", "--quiet", "--package", "core-speed", "--lib"]);
    process::run(command.args(["--target", WASM]))?;
    let built = root.join("target").join(WASM).join("release/core_speed.wasm");
    let small = root.join("target/core_speed.wasm");
    dist::optimise(&built, &small, &toolbox)?;
    Ok(small)
}

fn cases(root: &Path) -> Result<Vec<(String, String)>, String> {
    let lines = process::output(Command::new(program(root)?).arg("cases"))?;
    let cases = lines.lines().filter_map(|line| line.split_once(' '));
    Ok(cases.map(|(name, what)| (name.to_owned(), what.to_owned())).collect())
}

/// One table for each place.
pub(super) fn table(root: &Path, now: &Measured, last: &Measured) -> Result<Table, String> {
    let cases = cases(root)?;
    let mut table = Table::default();
    for place in PLACES {
        let how = if place == "wasm" { "in wasm (Node.js, the engine of Chromium)" } else { "natively" };
        table.text.push_str(&format!(
            "The core {how}, as shipped: opt-level z, LTO{}. Milliseconds, medians.\n",
            if place == "wasm" { ", wasm-opt -Oz" } else { "" }
        ));
        table.text.push_str(
            "Growth is that of the time over that of the size, from 10,000 to 100,000: 1 is linear, 0.1 constant.\n",
        );
        table.text.push_str(&format!(
            "{:<40} {:>8} {:>8} {:>8} {:>7} {:>15} {:>8} {:>8} {:>8}\n",
            "", "250", "10,000", "100,000", "growth", "at most", "last 250", "10,000", "100,000"
        ));
        for (name, what) in &cases {
            let value = |from: &Measured, size: usize| from.get(&format!("{place} {size} {name}")).copied();
            let growth = match (value(now, 10_000), value(now, 100_000)) {
                (Some(small), Some(large)) if 0.0 < small => Some(large / small / 10.0),
                _ => None,
            };
            let mut verdict = String::new();
            let mut budgets = Vec::new();
            for (_, size, most) in BUDGETS.iter().filter(|(case, ..)| case == name && place == "wasm") {
                budgets.push(format!("{most}"));
                if value(now, *size).is_some_and(|time| *most < time) {
                    verdict = " OVER".to_owned();
                    table.over.push(format!("{what}, {size} initiatives"));
                }
            }
            let cells = |from: &Measured| SIZES.map(|size| format!("{:>8}", shown(value(from, size)))).join(" ");
            table.text.push_str(&format!(
                "{what:<40} {} {:>7} {:>15} {}{verdict}\n",
                cells(now),
                growth.map_or("-".to_owned(), |growth| format!("{growth:.2}")),
                budgets.join(" and "),
                cells(last),
            ));
        }
        table.text.push('\n');
    }
    Ok(table)
}
