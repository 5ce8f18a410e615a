//! What needs no browser: format, lints, tidiness, the data, native tests.

use std::path::Path;
use std::process::Command;

use crate::report::Report;
use crate::tools::{Toolbox, WASM};
use crate::{data, dist, pages, process, tidy};

/// Where the code is.
const CODE: &[&str] = &["src", "tests", "xtask/src", "benches", "fuzz"];

/// Runs these steps alone.
///
/// # Errors
/// When anything failed.
pub fn run(root: &Path) -> Result<(), String> {
    let mut report = Report::start();
    report.one("set-up", || Toolbox::new(root)?.provide(&[]));
    steps(root, &mut report);
    report.end()
}

/// Adds these steps to a report.
pub fn steps(root: &Path, report: &mut Report) {
    report.one("format", || format(root));
    report.one("tidy", || tidy::run(root));
    report.one("data", || data::run(root, &[]));
    report.one("pages are valid HTML", || pages::check(root));
    report.one("clippy, the core", || clippy(root, &["--all-targets"]));
    report.one("clippy, the page", || clippy_page(root));
    report.one("clippy, xtask and e2e", || {
        clippy(
            root,
            &[
                "--package",
                "xtask",
                "--package",
                "e2e",
                "--package",
                "browser-speed",
                "--all-targets",
                "--target-dir",
                "target/xtask",
            ],
        )
    });
    report.one("clippy, benches and fuzz", || {
        clippy(root, &["--package", "documents", "--package", "core-speed", "--package", "fuzz", "--all-targets"])
    });
    let colour = "--color=never";
    report.tests("native tests", process::cargo(root).args(["test", "--locked", "--no-fail-fast", "--quiet", colour]));
    let mut command = process::cargo(root);
    command.args([
        "test",
        "--locked",
        "--quiet",
        colour,
        "--no-fail-fast",
        "--package",
        "documents",
        "--package",
        "fuzz",
    ]);
    report.tests("documents and kept inputs", &mut command);
    let mut command = process::cargo(root);
    command.args(["test", "--locked", "--quiet", colour, "--no-fail-fast", "--package", "xtask"]);
    report.tests("xtask tests", command.args(["--target-dir", "target/xtask"]));
}

/// Every file, also those that no `mod` leads to.
fn format(root: &Path) -> Result<(), String> {
    let mut files = Vec::new();
    for folder in CODE.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()) {
        files.extend(dist::files_under(&folder)?);
    }
    files.retain(|file| file.extension().is_some_and(|ending| ending == "rs"));
    let mut command = Command::new("rustfmt");
    process::run(command.current_dir(root).args(["--edition", "2024", "--check"]).args(files))
        .map_err(|_| "some files are not formatted; `rustfmt --edition 2024 FILE` mends one".to_owned())
}

fn clippy(root: &Path, which: &[&str]) -> Result<(), String> {
    let mut command = process::cargo(root);
    process::run(
        command.args(["clippy", "--locked", "--quiet", "--no-deps"]).args(which).args(["--", "-D", "warnings"]),
    )
}

/// With the release's profile, so that the macros are compiled once for both.
fn clippy_page(root: &Path) -> Result<(), String> {
    let mut which = vec!["--release", "--target", WASM, "--features", "csr", "--lib"];
    if root.join("tests/web.rs").is_file() {
        which.extend(["--test", "web"]);
    }
    clippy(root, &which)
}
