//! The licences of what is compiled into the module: a text beside it, which the about page links to.
//!
//! What ships is what the package's normal dependencies reach for wasm, without macros and build scripts, which run while
//! it is built and leave nothing of themselves. The linker drops some of these too, but who knows which. A crate's licence is what its files say; equal texts stand once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::process;
use crate::tools::WASM;

const PACKAGE: &str = "security-union-explorer";

/// A crate that ships.
struct Crate {
    name: String,
    version: String,
    licence: String,
    /// The texts of its licence files, in order of the files' names.
    texts: Vec<String>,
}

/// The text for readers.
///
/// # Errors
/// When the crates cannot be listed, or one says nothing about its licence.
pub fn text(root: &Path) -> Result<String, String> {
    let crates = shipped(root)?;
    let mut by_text: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut list = String::new();
    for one in &crates {
        let name = format!("{} {}", one.name, one.version);
        // Writing to a string does not fail.
        let _ = writeln!(list, "  {name}: {}", one.licence);
        for text in &one.texts {
            by_text.entry(text).or_default().push(name.clone());
        }
    }
    let mut page = format!(
        "What the Security Union Explorer is made with\n\nThe program is compiled from {} libraries by others, and from the \
         standard library of\nRust (MIT or Apache 2.0, by the Rust project). These are the libraries and their licences; the \
         texts of\nthe licences follow.\n\n{list}",
        crates.len()
    );
    for (text, names) in by_text {
        let _ = write!(page, "\n{}\n{}\n\n{text}\n", "-".repeat(78), names.join(", "));
    }
    Ok(page)
}

/// The crates that ship, by name.
fn shipped(root: &Path) -> Result<Vec<Crate>, String> {
    let mut command = process::cargo(root);
    command.args(["metadata", "--format-version=1", "--locked", "--offline", "--features", "csr"]);
    command.args(["--filter-platform", WASM]);
    let metadata: Value = serde_json::from_str(&process::output(&mut command)?)
        .map_err(|why| format!("cargo metadata says what is no JSON: {why}"))?;
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let by_id = |list: Vec<Value>| -> BTreeMap<String, Value> {
        list.into_iter().map(|one| (one["id"].as_str().unwrap_or_default().to_owned(), one)).collect()
    };
    let packages = by_id(list(&metadata["packages"]));
    let nodes = by_id(list(&metadata["resolve"]["nodes"]));
    let own = packages.iter().find(|(_, package)| package["name"] == PACKAGE).map(|(id, _)| id.clone());
    let mut waiting = vec![own.ok_or_else(|| format!("no package {PACKAGE}"))?];
    let mut seen: BTreeSet<String> = waiting.iter().cloned().collect();
    let mut crates = Vec::new();
    while let Some(id) = waiting.pop() {
        for dependency in list(&nodes[&id]["deps"]) {
            let is_normal = list(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"].is_null());
            let id = dependency["pkg"].as_str().unwrap_or_default().to_owned();
            let Some(package) = packages.get(&id).filter(|package| is_normal && !is_macro(package)) else { continue };
            if seen.insert(id.clone()) {
                crates.push(crate_of(package)?);
                waiting.push(id);
            }
        }
    }
    crates.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(crates)
}

fn is_macro(package: &Value) -> bool {
    let targets = package["targets"].as_array().map_or(&[][..], Vec::as_slice);
    targets
        .iter()
        .any(|target| target["kind"].as_array().is_some_and(|kinds| kinds.iter().any(|kind| kind == "proc-macro")))
}

fn crate_of(package: &Value) -> Result<Crate, String> {
    let field = |name: &str| package[name].as_str().unwrap_or_default().to_owned();
    let (name, licence) = (field("name"), field("license"));
    let folder = Path::new(package["manifest_path"].as_str().unwrap_or_default()).parent().map(Path::to_owned);
    let files = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten().flatten();
    let mut files: Vec<_> = files.map(|entry| entry.path()).filter(|file| is_licence(file)).collect();
    files.sort();
    let texts: Vec<String> = files
        .iter()
        .filter_map(|file| fs::read_to_string(file).ok())
        .map(|text| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_matches('\n').to_owned())
        .collect();
    if licence.is_empty() && texts.is_empty() {
        return Err(format!("{name} does not say under which licence it is"));
    }
    Ok(Crate { version: field("version"), name, licence, texts })
}

fn is_licence(file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
    file.is_file() && ["LICENSE", "LICENCE", "COPYING", "NOTICE", "UNLICENSE"].iter().any(|word| name.starts_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ships_is_named_with_its_licence_and_what_only_builds_is_not() {
        let page = text(&crate::root().unwrap()).unwrap();
        let line = |name: &str| page.lines().find(|line| line.starts_with(&format!("  {name} "))).map(str::to_owned);
        assert!(line("leptos").unwrap().ends_with(": MIT"));
        assert!(line("fixedbitset").unwrap().contains("MIT"));
        // Macros, and what only tests use.
        assert_eq!((line("serde_derive"), line("leptos_macro"), line("proptest")), (None, None, None));
        assert!(page.contains("Permission is hereby granted, free of charge"));
        assert!(!page.contains(env!("CARGO_MANIFEST_DIR")), "a folder of this machine");
    }
}
