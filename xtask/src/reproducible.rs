//! Whether two builds of one commit give the same bytes, so that others can check the hashes of what is served.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use sha2::{Digest as _, Sha256};

use crate::{dist, process};

/// Builds the commit in two folders that have nothing in common, not even the length of their names, and compares.
///
/// # Errors
/// When the checkout has changes, a build fails, or a file differs: which.
pub fn run(root: &Path) -> Result<(), String> {
    let git = |words: &[&str]| process::output(Command::new("git").current_dir(root).args(words));
    if !git(&["status", "--porcelain"])?.is_empty() {
        return Err("the checkout has changes; a commit is what is built".to_owned());
    }
    let commit = git(&["rev-parse", "HEAD"])?;
    let mut builds = Vec::new();
    for folder in ["a", "another-folder"] {
        let copy = root.join("target/reproducible").join(folder);
        let _ = fs::remove_dir_all(&copy);
        process::run(Command::new("git").args(["clone", "--quiet", "--no-hardlinks"]).arg(root).arg(&copy))?;
        process::run(Command::new("git").current_dir(&copy).args(["checkout", "--quiet", "--detach", &commit]))?;
        dist::build(&copy)?;
        builds.push(hashes(&copy.join("dist"))?);
        let _ = fs::remove_dir_all(copy.join("target"));
    }
    let [one, other] = builds.as_slice() else {
        return Err("two builds".to_owned());
    };
    let names = one.keys().chain(other.keys());
    let mut differ: Vec<&str> = names.filter(|name| one.get(*name) != other.get(*name)).map(String::as_str).collect();
    differ.sort_unstable();
    differ.dedup();
    if !differ.is_empty() {
        return Err(format!("these differ between two builds of {commit}: {}", differ.join(", ")));
    }
    let mut all = Sha256::new();
    one.iter().for_each(|(name, hash)| all.update(format!("{name} {hash}\n")));
    println!("{} files of {commit}, built twice, are the same; all together {}", one.len(), dist::hex(&all.finalize()));
    Ok(())
}

fn hashes(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut hashes = BTreeMap::new();
    for file in dist::files_under(folder)? {
        let bytes = fs::read(&file).map_err(|why| format!("cannot read {}: {why}", file.display()))?;
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().into_owned();
        hashes.insert(name, dist::hex(&Sha256::digest(&bytes)));
    }
    Ok(hashes)
}
