//! Everything that is checked before a change is good: what CI runs.

use std::path::Path;

use crate::report::Report;
use crate::tools::{self, Tool, Toolbox, WASM};
use crate::{check, dist, e2e, fuzz, process, size, supply};

/// Runs everything, whatever fails, and prints the sum.
///
/// # Errors
/// When anything failed.
pub fn run(root: &Path) -> Result<(), String> {
    let mut report = Report::start();
    report.one("set-up: tools", || Toolbox::new(root)?.provide(tools::FOR_BUILD));
    report.one("set-up: browsers", || e2e::provide(root));
    check::steps(root, &mut report);
    match web_tests(root) {
        Ok(mut command) => report.tests("tests in a browser", &mut command),
        Err(why) => report.one("tests in a browser", || Err(why)),
    }
    report.one("what it is made from", || supply::run(root));
    report.many("any input, for a moment", || fuzz::briefly(root));
    report.one("release", || dist::refresh(root).map(|_| ()));
    report.one("no HTML from strings", || dist::check_no_html(root));
    report.many("budgets", || {
        let weighed = size::weigh(root)?;
        println!("{}", weighed.table);
        Ok((weighed.kept, weighed.broken))
    });
    report.tests("end to end", &mut e2e::command(root, &[]));
    report.end()
}

/// `tests/web.rs` in Chromium, by the test runner of `wasm-bindgen` and `webdriver.json`.
fn web_tests(root: &Path) -> Result<std::process::Command, String> {
    let runner = Toolbox::new(root)?.path(Tool::WasmBindgen)?.with_file_name("wasm-bindgen-test-runner");
    let driver = process::found_on_path("chromedriver").ok_or("chromedriver is missing")?;
    let mut command = process::cargo(root);
    // Not quietly: cargo would hand that on to the runner, which does not know it.
    command.args(["test", "--locked", "--color=never", "--target", WASM]);
    command.args(["--features", "csr", "--test", "web"]);
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner).env("CHROMEDRIVER", driver);
    Ok(command)
}
