//! The end-to-end tests: what they need, and running them.

use std::path::Path;
use std::process::Command;

use crate::tools::{self, Toolbox};
use crate::{browsers, dist, process};

/// Sees to the browsers and drivers.
///
/// # Errors
/// When one is missing and cannot be installed: what to do.
pub fn provide(root: &Path) -> Result<(), String> {
    browsers::provide()?;
    Toolbox::new(root)?.provide(tools::FOR_TESTS)
}

/// The command that runs them; `words` choose: `--browser firefox`, a part of a name.
#[must_use]
pub fn command(root: &Path, words: &[String]) -> Command {
    let mut command = process::cargo(root);
    command.args(["run", "--locked", "--quiet", "--package", "e2e", "--target-dir", "target/xtask", "--"]).args(words);
    command
}

/// Runs them alone, on a release that is built when it is not there or out of date.
///
/// # Errors
/// When anything failed.
pub fn run(root: &Path, words: &[String]) -> Result<(), String> {
    provide(root)?;
    dist::refresh(root)?;
    process::run(&mut command(root, words)).map_err(|_| String::new())
}
