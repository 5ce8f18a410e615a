//! Everything that is done to the explorer, one file a noun. The program `xtask` reads the command line; the
//! end-to-end tests use the server, the tools and the browsers from here.

use std::path::PathBuf;

pub mod bench;
pub mod browsers;
pub mod check;
pub mod data;
pub mod dev;
pub mod dist;
pub mod e2e;
pub mod fuzz;
pub mod licences;
pub mod lighthouse;
pub mod pages;
pub mod process;
pub mod progress;
pub mod report;
pub mod reproducible;
pub mod serve;
pub mod size;
pub mod supply;
pub mod test;
pub mod tidy;
pub mod tools;

/// The checkout: the folder with `Trunk.toml`, here or above.
///
/// # Errors
/// When there is none.
pub fn root() -> Result<PathBuf, String> {
    let here = std::env::current_dir().map_err(|why| format!("no current folder: {why}"))?;
    let found = here.ancestors().find(|folder| folder.join("Trunk.toml").is_file());
    found.map(PathBuf::from).ok_or_else(|| format!("{} is not in a checkout of the explorer", here.display()))
}
