//! `cargo xtask data`: what an editor needs to know about the document before it is published.
//!
//! It fails on a problem that nobody accepted, on an acceptance that no longer meets a problem, and on a schema that is
//! out of step (`--write` brings it into step). `--all` also shows what is accepted, with the reasons.

use std::fs;
use std::path::Path;

use security_union_explorer::domain::document::{self, wire};

/// The document, the schema beside it, and the accepted doubts, from the root of the repository.
const DOCUMENT: &str = "public/data/security-union.json";
const SCHEMA: &str = "public/data/security-union.schema.json";
const ACCEPTED: &str = "data/accepted.json";

/// A doubt that an editor looked at and found to be right as it is.
struct Accepted {
    path: String,
    what: String,
    reason: String,
}

/// Checks the document and the schema under `root`; `--write` writes the schema, `--all` shows what is accepted.
pub fn run(root: &Path, words: &[String]) -> Result<(), String> {
    if let Some(unknown) = words.iter().find(|word| !["--write", "--all"].contains(&word.as_str())) {
        return Err(format!("cannot read {unknown}"));
    }
    let has = |word: &str| words.iter().any(|known| known == word);
    let text = read(root, DOCUMENT)?;
    let schema_differs = schema(root, has("--write"))?;
    document::read(&text).map_err(|why| format!("{DOCUMENT} cannot be read: {why:?}"))?;
    let wire: wire::Document = serde_json::from_str(&text).map_err(|why| format!("{DOCUMENT}: {why}"))?;
    let accepted = accepted(&read(root, ACCEPTED)?)?;

    let mut met = vec![false; accepted.len()];
    let mut open = 0;
    for problem in document::check(&wire) {
        match accepted.iter().position(|one| one.path == problem.path && one.what == problem.what) {
            Some(position) => {
                met[position] = true;
                if has("--all") {
                    println!("accepted: {}: {} ({})", problem.path, problem.what, accepted[position].reason);
                }
            }
            None => {
                open += 1;
                println!("{problem}");
            }
        }
    }
    for (one, _) in accepted.iter().zip(&met).filter(|(_, met)| !**met) {
        open += 1;
        println!("{}: \"{}\" is accepted but no longer found; take it out of {ACCEPTED}", one.path, one.what);
    }
    if let Some(line) = first_difference(&text, &document::write(&wire)) {
        open += 1;
        println!("{DOCUMENT}, line {line}: not as the program writes it; mend the field's name, order or indentation");
    }
    let events: usize = wire.initiatives.iter().map(|initiative| initiative.events.len()).sum();
    println!("{} initiatives, {events} events, {} doubts accepted, {open} open", wire.initiatives.len(), met.len());
    match (open, schema_differs) {
        (0, false) => Ok(()),
        (0, true) => Err(format!("{SCHEMA} is out of step: run cargo xtask data --write")),
        (open, _) => Err(format!("{open} problems: mend them, or accept them with a reason in {ACCEPTED}")),
    }
}

/// Writes the schema or says whether it differs.
fn schema(root: &Path, write: bool) -> Result<bool, String> {
    let schema = document::schema();
    if write {
        fs::write(root.join(SCHEMA), &schema).map_err(|why| format!("{SCHEMA}: {why}"))?;
    }
    Ok(read(root, SCHEMA).ok().as_deref() != Some(&schema))
}

fn read(root: &Path, path: &str) -> Result<String, String> {
    fs::read_to_string(root.join(path)).map_err(|why| format!("{path}: {why}"))
}

fn accepted(text: &str) -> Result<Vec<Accepted>, String> {
    let list: Vec<serde_json::Value> = serde_json::from_str(text).map_err(|why| format!("{ACCEPTED}: {why}"))?;
    let field = |one: &serde_json::Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let list = list.iter().map(|one| Accepted {
        path: field(one, "path"),
        what: field(one, "what"),
        reason: field(one, "reason"),
    });
    let list: Vec<Accepted> = list.collect();
    match list.iter().find(|one| one.reason.is_empty()) {
        Some(one) => Err(format!("{ACCEPTED}: {} has no reason", one.path)),
        None => Ok(list),
    }
}

/// The first line, from 1, in which two texts differ.
fn first_difference(left: &str, right: &str) -> Option<usize> {
    let lines = left.lines().zip(right.lines());
    let same = lines.take_while(|(left, right)| left == right).count();
    (left != right).then_some(same + 1)
}
