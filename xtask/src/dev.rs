//! Work with live reload: Trunk's own server over a debug build.

use std::path::Path;
use std::process::Command;

use crate::process;
use crate::tools::{Tool, Toolbox};

/// Serves a debug build on `port` and builds again when a file changes. Ends when it is interrupted.
///
/// # Errors
/// When a tool cannot be provided or Trunk ends.
pub fn run(root: &Path, port: u16) -> Result<(), String> {
    let toolbox = Toolbox::new(root)?;
    toolbox.provide(&[Tool::Trunk, Tool::WasmBindgen])?;
    let mut command = trunk(root, &toolbox)?;
    command.args(["serve", "--port", &port.to_string(), "--dist"]).arg(root.join("target/trunk-dev"));
    process::run(command.args(["--offline", "--skip-version-check"]))
}

/// Trunk, with `wasm-bindgen` where it looks for it.
///
/// # Errors
/// When the tools' places are not known.
pub fn trunk(root: &Path, toolbox: &Toolbox) -> Result<Command, String> {
    let mut folders = Vec::new();
    folders.extend(toolbox.path(Tool::WasmBindgen)?.parent().map(Path::to_owned));
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let path = std::env::join_paths(folders).map_err(|why| format!("PATH cannot be extended: {why}"))?;
    let mut command = Command::new(toolbox.path(Tool::Trunk)?);
    command.current_dir(root).env("PATH", path).env("CARGO_TARGET_DIR", root.join("target")).env_remove("RUSTFLAGS");
    // Trunk reads NO_COLOR as true or false, others as set or not.
    if std::env::var_os("NO_COLOR").is_some() {
        command.env("NO_COLOR", "true");
    }
    Ok(command)
}
