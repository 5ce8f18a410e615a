//! What a visitor loads, against what they may have to load, and what of it weighs most.

mod weight;

use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::dist;

/// Bytes in a KB, as the budgets mean it.
const KB: usize = 1000;

/// A budget: the files it counts (parts before and after the hash), the bytes they may have, packed by brotli, and the
/// bytes that the design wants.
struct Budget {
    what: &'static str,
    files: &'static [(&'static str, &'static str)],
    at_most: usize,
    goal: usize,
}

const WASM: (&str, &str) = ("security-union-explorer_bg-", ".wasm");
const GLUE: (&str, &str) = ("security-union-explorer-", ".js");
const STYLE: (&str, &str) = ("explorer-", ".css");
const PAGE: (&str, &str) = ("index", ".html");
const ELEMENT: (&str, &str) = ("explorer", ".js");
const DATA: (&str, &str) = ("data/security-union-", ".json");
const DETAILS: (&str, &str) = ("data/security-union.details-", ".json");

/// Where the design wants 140 KB for the module and 200 KB for all, these hold what has been reached, so that nothing
/// grows unseen. No single thing weighs much: a third is the machinery of Leptos and the core library for each closure.
const BUDGETS: &[Budget] = &[
    Budget { what: "module", files: &[WASM], at_most: 233_500, goal: 140 * KB },
    Budget { what: "glue", files: &[GLUE], at_most: 5_000, goal: 5 * KB },
    Budget { what: "style", files: &[STYLE], at_most: 12 * KB, goal: 12 * KB },
    Budget {
        what: "everything to a working explorer",
        files: &[PAGE, ELEMENT, GLUE, WASM, STYLE, DATA],
        at_most: 308_200,
        goal: 200 * KB,
    },
    Budget { what: "details, loaded after", files: &[DETAILS], at_most: 70 * KB, goal: 70 * KB },
];

/// What a weighing found: a table for people, and how many budgets were kept and passed over.
pub struct Weighed {
    /// The table, with its line ends.
    pub table: String,
    /// Budgets that were kept.
    pub kept: usize,
    /// Budgets that were not, or whose files are missing.
    pub broken: usize,
}

/// Weighs `dist/`.
///
/// # Errors
/// When it cannot be read.
pub fn weigh(root: &Path) -> Result<Weighed, String> {
    let folder = root.join("dist");
    let (mut sizes, mut pages) = (Vec::new(), Vec::new());
    let mut table = format!("{:<60} {:>9} {:>9} {:>9}\n", "file", "raw", "gzip", "brotli");
    for file in dist::files_under(&folder)? {
        let name = file.strip_prefix(&folder).unwrap_or(&file).to_string_lossy().into_owned();
        if name.ends_with(".br") {
            continue;
        }
        let bytes = fs::read(&file).map_err(|why| format!("cannot read {}: {why}", file.display()))?;
        let packed = fs::metadata(folder.join(format!("{name}.br"))).map_or(bytes.len(), |data| data.len() as usize);
        // One line for all pages of initiatives: a visitor loads one, and nobody reads 250 lines.
        if name.starts_with("initiative/") {
            pages.push((packed, name));
            continue;
        }
        table.push_str(&format!("{name:<60} {:>9} {:>9} {packed:>9}\n", bytes.len(), gzip(&bytes)));
        sizes.push((name, packed));
    }
    if let Some((most, name)) = pages.iter().max() {
        let line = format!("{} pages of initiatives, the largest {name}", pages.len());
        table.push_str(&format!("{line:<80} {most:>9}\n"));
    }
    table.push_str(&format!("\n{:<60} {:>9} {:>9}\n", "budget (brotli, bytes)", "is", "at most"));
    table.truncate(table.trim_end().len());
    table.push_str(&format!(" {:>9}\n", "goal"));
    let (mut kept, mut broken) = (0, 0);
    for budget in BUDGETS {
        let found: Vec<usize> = budget.files.iter().filter_map(|wanted| size_of(&sizes, wanted)).collect();
        let sum: usize = found.iter().sum();
        let verdict = if found.len() < budget.files.len() {
            "FAILED: a file is missing"
        } else if sum > budget.at_most {
            "FAILED: too much"
        } else if sum > budget.goal {
            "over the goal"
        } else {
            ""
        };
        if verdict.starts_with("FAILED") {
            broken += 1;
        } else {
            kept += 1;
        }
        let numbers = format!("{sum:>9} {:>9} {:>9}", budget.at_most, budget.goal);
        table.push_str(format!("{:<60} {numbers} {verdict}", budget.what).trim_end());
        table.push('\n');
    }
    Ok(Weighed { table, kept, broken })
}

/// Weighs `dist/` and prints the table, and what of the module weighs most.
///
/// # Errors
/// When a budget is broken.
pub fn run(root: &Path) -> Result<(), String> {
    let weighed = weigh(root)?;
    print!("{}\n{}", weighed.table, weight::table(root)?);
    if weighed.broken == 0 { Ok(()) } else { Err(format!("{} budgets broken", weighed.broken)) }
}

fn size_of(sizes: &[(String, usize)], (start, end): &(&str, &str)) -> Option<usize> {
    let fits = |name: &str| {
        name.strip_prefix(start)
            .and_then(|rest| rest.strip_suffix(end))
            .is_some_and(|hash| hash.is_empty() || (hash.len() == 16 && !hash.contains(['-', '.'])))
    };
    sizes.iter().find(|(name, _)| fits(name)).map(|(_, size)| *size)
}

fn gzip(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().map_or(bytes.len(), |packed| packed.len())
}
