//! What the explorer is made from: licences, doubles and sources of the crates, and none that nothing uses.
//!
//! `deny.toml` says what may be. Advisories are not looked up: their database is a repository on a code host.

use std::path::Path;
use std::process::Command;

use crate::process;
use crate::tools::{self, Tool, Toolbox};

/// Checks everything that `Cargo.lock` names; installs what it needs for that.
///
/// # Errors
/// When something is not as it should be; what, was said.
pub fn run(root: &Path) -> Result<(), String> {
    let toolbox = Toolbox::new(root)?;
    toolbox.provide(tools::FOR_SUPPLY)?;
    process::run(process::cargo(root).args(["fetch", "--quiet", "--locked"]))?;
    let deny = |flags: &[&str], checks: &[&str]| {
        let mut command = Command::new(toolbox.path(Tool::Deny)?);
        command.current_dir(root).args(["--locked", "--log-level", "error"]).args(flags).arg("check").args(checks);
        process::run(command.args(["--show-stats", "--hide-inclusion-graph"]))
    };
    // Doubles matter in what is shipped; what only builds and tests it may have its own.
    let shipped = deny(&["--exclude-dev"], &["bans"]);
    let all = deny(&["--workspace"], &["licenses", "sources"]);
    let mut command = Command::new(toolbox.path(Tool::Machete)?);
    let unused = process::run(command.current_dir(root).args(["--with-metadata", "."]));
    shipped.and(all).and(unused)
}
