//! Other programs: run one, and say which when it fails.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Runs `command` with this terminal's input and output.
///
/// # Errors
/// When it cannot be started or does not end well: the command line and how it ended.
pub fn run(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|why| cannot_start(command, &why))?;
    if status.success() { Ok(()) } else { Err(format!("`{}` ended with {status}", line_of(command))) }
}

/// Runs `command` and returns what it wrote to its standard output, trimmed.
///
/// # Errors
/// When it cannot be started or does not end well: the command line and what it wrote as its error.
pub fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|why| cannot_start(command, &why))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(format!("`{}` ended with {}: {}", line_of(command), output.status, error.trim()))
}

/// The command as one would type it.
#[must_use]
pub fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

/// The file that `name` would start, by the search path.
#[must_use]
pub fn found_on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// Cargo for the checkout: the one that runs us, with its variables for *us* taken away.
#[must_use]
pub fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root).env("CARGO_TARGET_DIR", root.join("target"));
    for name in ["CARGO_MANIFEST_DIR", "CARGO_PKG_NAME", "CARGO_PKG_VERSION", "RUSTFLAGS"] {
        command.env_remove(name);
    }
    command
}

fn cannot_start(command: &Command, why: &std::io::Error) -> String {
    format!("cannot start `{}`: {why}", line_of(command))
}
