//! Everything made small: the module, the scripts and styles, and what a server sends packed.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use super::files::{Files, text};
use super::{NAME, exports, find, imports, order};
use crate::process;
use crate::tools::{Tool, Toolbox};

/// What may be in the module: rustc's defaults, said again because `wasm-opt` would otherwise refuse or guess.
const WASM_FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// How the module is made small: for those who load it, that is small after brotli, which is something else than small.
const WASM_PASSES: &[&str] = &[
    "-Oz",
    // A function that is called from one place stays a function, unless it is hardly more than its call. Inlined it is shorter
    // by itself; but then it counts its locals on from those of its caller, and repeats nothing that stands elsewhere. This is
    // 17 KB of 248 after brotli, and 0.5 against no exception.
    "--one-caller-inline-max-function-size=12",
    // Only what is smaller than a call of it is written where it is called: the default is a third of that. Once that is done
    // there is more of it, and so on until there is none. 1.3 KB, and 30 KB before brotli.
    "--always-inline-max-function-size=6",
    "--converge",
    // Additions of small constants go into loads and stores. That needs the lowest kilobyte to hold no object, and it
    // holds none: rustc's linker puts the stack lowest, and its end there. 1 KB.
    "--low-memory-unused",
    // Instances of one generic function stand side by side: where the order of likeness finds equals, it keeps this. 0.3 KB.
    "--reorder-functions-by-name",
    // What a load promises of its address is a hint that no engine needs here; saying the same everywhere is 0.6 KB less.
    "--dealign",
];

/// The module made small and put in order, with a glue that knows its short names.
pub(super) fn shrink_wasm(files: &mut Files, built: &Path, toolbox: &Toolbox) -> Result<(), String> {
    let name = format!("{NAME}_bg.wasm");
    let glue = format!("{NAME}.js");
    let whole = fs::read(built.join(&name)).map_err(|why| format!("cannot read {name}: {why}"))?;
    let (needed, script) = exports::needed(&whole, text(files, &glue)?)?;
    let (asked, small) = (built.with_file_name("trunk-needed.wasm"), built.with_file_name("trunk-small.wasm"));
    fs::write(&asked, needed).map_err(|why| format!("cannot write {}: {why}", asked.display()))?;
    optimise(&asked, &small, toolbox)?;
    let bytes = fs::read(&small).map_err(|why| format!("cannot read {}: {why}", small.display()))?;
    for folder in [std::env::var("HOME").unwrap_or_default(), "registry/src".to_owned()] {
        if folder.len() > 1 && find(&bytes, folder.as_bytes()).is_some() {
            return Err(format!("{name} names a folder of this machine: {folder}"));
        }
    }
    let (bytes, script) = imports::numbered(&order::by_likeness(&bytes, |bytes| brotli_with(bytes, 0, 0))?, &script)?;
    files.insert(name, bytes);
    files.insert(glue, script.into_bytes());
    Ok(())
}

/// A module made small, as every module that is shipped or measured is.
///
/// # Errors
/// When `wasm-opt` is missing or fails.
pub fn optimise(module: &Path, small: &Path, toolbox: &Toolbox) -> Result<(), String> {
    run_wasm_opt(module, small, toolbox, &["--strip-debug", "--strip-producers"])
}

/// The same with the names of functions.
///
/// # Errors
/// When `wasm-opt` is missing or fails.
pub fn optimise_with_names(module: &Path, small: &Path, toolbox: &Toolbox) -> Result<(), String> {
    run_wasm_opt(module, small, toolbox, &["--debuginfo", "--strip-producers"])
}

fn run_wasm_opt(module: &Path, small: &Path, toolbox: &Toolbox, flags: &[&str]) -> Result<(), String> {
    let mut command = Command::new("node");
    command.arg(toolbox.path(Tool::WasmOpt)?).args(WASM_FEATURES).args(WASM_PASSES).args(flags);
    process::run(command.arg("--output").arg(small).arg(module))
        .map_err(|why| format!("{why}; it needs Node.js 20 or newer"))
}

/// Scripts and style sheets by esbuild, JSON by writing it again without spaces.
pub(super) fn shrink_text(files: &mut Files, toolbox: &Toolbox) -> Result<(), String> {
    let esbuild = toolbox.path(Tool::Esbuild)?;
    for (name, bytes) in files.iter_mut() {
        match name.rsplit_once('.').map_or("", |(_, ending)| ending) {
            kind @ ("js" | "css") => *bytes = by_esbuild(&esbuild, kind, name, bytes)?,
            "json" => {
                let value: serde_json::Value =
                    serde_json::from_slice(bytes).map_err(|why| format!("{name} is not JSON: {why}"))?;
                *bytes = value.to_string().into_bytes();
            }
            _ => {}
        }
    }
    Ok(())
}

fn by_esbuild(esbuild: &Path, kind: &str, name: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let mut child = Command::new(esbuild)
        .args(["--minify", "--charset=utf8", "--log-level=warning", "--target=es2022", &format!("--loader={kind}")])
        // Every script here is a module.
        .args(if kind == "js" { &["--format=esm", "--tree-shaking=true"][..] } else { &[] })
        .stdin(std::process::Stdio::piped())
        .stdout(std::process::Stdio::piped())
        .spawn()
        .map_err(|why| format!("cannot start {}: {why}", esbuild.display()))?;
    let written = child.stdin.take().map(|mut input| input.write_all(bytes));
    if let Some(Err(why)) = written {
        return Err(format!("cannot hand {name} to esbuild: {why}"));
    }
    let output = child.wait_with_output().map_err(|why| format!("cannot read from esbuild: {why}"))?;
    if output.status.success() { Ok(output.stdout) } else { Err(format!("esbuild refuses {name}")) }
}

/// The files, each with its packed form beside it where that is smaller.
pub(super) fn with_brotli(files: &Files) -> Files {
    let mut all = files.clone();
    std::thread::scope(|scope| {
        let packed: Vec<_> =
            files.iter().map(|(name, bytes)| (name, bytes.len(), scope.spawn(|| brotli(bytes)))).collect();
        for (name, plain, packed) in packed {
            if let Ok(packed) = packed.join()
                && packed.len() < plain
            {
                all.insert(format!("{name}.br"), packed);
            }
        }
    });
    all
}

/// Brotli as a server would prepare it: quality 11, window of 4 MB; of several ways to write distances, the shortest.
#[must_use]
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let packed = [(0, 0), (1, 0), (0, 15)].map(|(postfix, direct)| brotli_with(bytes, postfix, direct));
    packed.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

/// The same in one way: with so many low bits of a distance apart, and so many distances with codes of their own.
pub(super) fn brotli_with(bytes: &[u8], postfix: u32, direct: u32) -> Vec<u8> {
    let mut parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    parameters.dist.distance_postfix_bits = postfix;
    parameters.dist.num_direct_distance_codes = direct;
    let mut packed = Vec::new();
    // Writing to memory cannot fail.
    let _ = brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters);
    packed
}
