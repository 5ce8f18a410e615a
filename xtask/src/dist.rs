//! The release: what Trunk builds, finished for delivery.
//!
//! Trunk's output has stable names. Here each file that may be cached for ever gets its content in its name, and
//! `explorer.js`, the one stable script, is told the names. The data are split in two: what the first view needs, and
//! the details. The same commit gives the same bytes on every machine: no path and no time gets in.

mod exports;
mod imports;
mod order;
mod sections;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use security_union_explorer::domain::document::split;
use security_union_explorer::domain::document::wire::Document;
use sha2::{Digest as _, Sha256, Sha384};

use crate::dev;
use crate::licences;
use crate::pages;
use crate::process;
use crate::progress::Progress;
use crate::tools::{self, Tool, Toolbox};

/// The name of what Trunk builds: the package.
const NAME: &str = "security-union-explorer";
/// The whole document, for editors and readers.
const MASTER: &str = "data/security-union.json";
/// What the release depends on, in the checkout.
const INPUTS: &[&str] = &[
    "src",
    "public",
    "xtask/src",
    "index.html",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "rust-toolchain.toml",
    ".cargo/config.toml",
    "xtask/Cargo.toml",
];
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
    // A function that is called from one place stays a function. Inlined it is shorter by itself; but then it counts its
    // locals on from those of its caller, and repeats nothing that stands elsewhere. This is 21 KB of 271 after brotli.
    "--one-caller-inline-max-function-size=0",
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

/// Builds `dist/` when anything it depends on has changed since it was last built; says whether it did.
///
/// # Errors
/// When a tool is missing or fails.
pub fn refresh(root: &Path) -> Result<bool, String> {
    let stamp = stamp(root)?;
    if fs::read_to_string(stamp_file(root)).is_ok_and(|old| old == stamp) && is_whole(root) {
        return Ok(false);
    }
    build(root)?;
    Ok(true)
}

/// Builds `dist/`, whatever is there.
///
/// # Errors
/// When a tool is missing or fails.
pub fn build(root: &Path) -> Result<(), String> {
    let stamp = stamp(root)?;
    let mut progress = Progress::of(6);
    progress.step("tools");
    let toolbox = Toolbox::new(root)?;
    toolbox.provide(tools::FOR_BUILD)?;
    progress.step("crates");
    process::run(process::cargo(root).args(["fetch", "--quiet", "--locked"]))?;
    progress.step("compile the explorer (the first time, some minutes; then seconds)");
    let built = compile(root, &toolbox)?;
    progress.step("make it small");
    let mut files = read_folder(&built)?;
    shrink_wasm(&mut files, &built, &toolbox)?;
    shrink_text(&mut files, &toolbox)?;
    progress.step("split the data, name files by their content");
    tell_site(&mut files, &site());
    add_pages(&mut files, &site())?;
    let data = split_data(&mut files)?;
    let names = name_by_content(&mut files, &data)?;
    tell_integrity(&mut files, &names)?;
    check_names(&files)?;
    files.insert("licences.txt".to_owned(), licences::text(root)?.into_bytes());
    files.insert("files.json".to_owned(), manifest(&files)?);
    progress.step("compress");
    replace_folder(&root.join("dist"), &with_brotli(&files))?;
    let file = stamp_file(root);
    fs::create_dir_all(file.parent().unwrap_or(root))
        .map_err(|why| format!("cannot make {}: {why}", file.display()))?;
    fs::write(&file, stamp).map_err(|why| format!("cannot write {}: {why}", file.display()))?;
    if let Err(why) = check_no_html(root) {
        progress.note(&format!("WARNING: {why}"));
    }
    progress.note(&format!("dist/ is ready: {} files in {:.1} s", files.len(), progress.seconds()));
    Ok(())
}

type Files = BTreeMap<String, Vec<u8>>;

fn compile(root: &Path, toolbox: &Toolbox) -> Result<PathBuf, String> {
    let out = root.join("target/trunk");
    let mut command = dev::trunk(root, toolbox)?;
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", path_flags(root)?);
    command.args(["build", "--release", "--locked", "--offline", "--skip-version-check", "--dist"]).arg(&out);
    process::run(&mut command)?;
    Ok(out)
}

/// Flags that take this machine's folders out of the module: source paths are part of panic messages.
///
/// # Errors
/// When there is no home folder, or no rustc.
pub fn path_flags(root: &Path) -> Result<String, String> {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cargo")));
    let home = home.ok_or("set HOME or CARGO_HOME")?;
    // The first is that of .cargo/config.toml, which these flags take the place of.
    let mut flags =
        vec!["--cfg erase_components".to_owned(), format!("--remap-path-prefix={}=/explorer", root.display())];
    // The folder of a registry carries its address in its name.
    let mut registries: Vec<PathBuf> = fs::read_dir(home.join("registry/src"))
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    registries.sort();
    flags.extend(registries.iter().map(|folder| format!("--remap-path-prefix={}=/crates", folder.display())));
    // Where the sources of the standard library are installed, rustc names them instead of where they were compiled.
    let sysroot = process::output(Command::new("rustc").current_dir(root).args(["--print", "sysroot"]))?;
    let version = process::output(Command::new("rustc").current_dir(root).arg("-vV"))?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: ")).unwrap_or("unknown");
    flags.push(format!("--remap-path-prefix={sysroot}/lib/rustlib/src/rust=/rustc/{commit}"));
    Ok(flags.join(" "))
}

fn shrink_wasm(files: &mut Files, built: &Path, toolbox: &Toolbox) -> Result<(), String> {
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
    let (bytes, script) = imports::numbered(&order::by_likeness(&bytes)?, &script)?;
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

/// The master stays where editors and readers find it; the explorer loads two parts of it. Returns the name of the
/// part that it asks for first, which names the other.
fn split_data(files: &mut Files) -> Result<String, String> {
    let master: Document = serde_json::from_str(text(files, MASTER)?)
        .map_err(|why| format!("public/{MASTER} is not a document: {why}"))?;
    let mut named = |stem: &str, value: serde_json::Result<serde_json::Value>| {
        let bytes = value.map_err(|why| format!("{stem}: {why}"))?.to_string().into_bytes();
        let name = format!("data/{stem}-{}.json", short_hash(&bytes));
        files.insert(name.clone(), bytes);
        Ok::<_, String>(name)
    };
    // The path beside the first part is part of it, so the details come first.
    let (_, details) = split(&master, "");
    let details_name = named("security-union.details", serde_json::to_value(&details))?;
    let (small, _) = split(&master, details_name.trim_start_matches("data/"));
    named("security-union", serde_json::to_value(&small))
}

/// Renames what may be cached for ever and tells the files that name it. `data` is what the explorer loads instead of
/// the master. Returns the old and new names.
fn name_by_content(files: &mut Files, data: &str) -> Result<Vec<(String, String)>, String> {
    let wasm = format!("{NAME}_bg.wasm");
    let glue = format!("{NAME}.js");
    let wasm_name = rename(files, &wasm)?;
    // The glue's own idea of where the module is; `explorer.js` tells it anyway.
    replace_in(files, &glue, &[(wasm.clone(), wasm_name.clone())]);
    let mut names = vec![(wasm, wasm_name)];
    for file in [glue.as_str(), "explorer.css"] {
        names.push((file.to_owned(), rename(files, file)?));
    }
    names.push((MASTER.to_owned(), data.to_owned()));
    let script = text(files, "explorer.js")?;
    for (old, _) in &names {
        if !is_named(script, old) {
            return Err(format!("public/explorer.js does not name './{old}' in quotes, so it would not be found"));
        }
    }
    // English is compiled in; the other languages are fetched once the script names their folder.
    if is_named(script, "messages/") {
        names.push(("messages/".to_owned(), rename_folder(files, "messages/")?));
    }
    let quoted = |quote: char| {
        names.iter().map(move |(old, new)| (format!("{quote}./{old}{quote}"), format!("{quote}./{new}{quote}")))
    };
    let in_script: Vec<_> = quoted('\'').chain(quoted('"')).collect();
    replace_in(files, "explorer.js", &in_script);
    // A page may link the style of its fallback; a link to the data is for readers and means the master.
    let in_pages: Vec<_> = in_script.into_iter().filter(|(old, _)| !old.contains(MASTER)).collect();
    for page in files.keys().filter(|name| name.ends_with(".html")).cloned().collect::<Vec<_>>() {
        replace_in(files, &page, &in_pages);
    }
    Ok(names)
}

/// Where the release will stand, with its `/` at the end: `EXPLORER_SITE`, else nowhere in particular.
fn site() -> String {
    let site = std::env::var("EXPLORER_SITE").unwrap_or_default();
    if site.is_empty() { "./".to_owned() } else { format!("{}/", site.trim_end_matches('/')) }
}

/// What other sites read of us from afar needs whole addresses: oEmbed is the one thing here that does.
fn tell_site(files: &mut Files, site: &str) {
    replace_in(files, "oembed.json", &[("SITE/".to_owned(), site.to_owned())]);
    if site != "./" {
        replace_in(files, "index.html", &[("\"./oembed.json\"".to_owned(), format!("\"{site}oembed.json\""))]);
    }
}

/// Puts the pages in that are made ahead of time.
fn add_pages(files: &mut Files, site: &str) -> Result<(), String> {
    let site = (site != "./").then_some(site);
    let made = pages::made(text(files, "index.html")?, text(files, MASTER)?, site)?;
    files.extend(made.into_iter().map(|(path, page)| (path, page.into_bytes())));
    Ok(())
}

/// Tells `explorer.js` the hashes of what it loads, and gives it a second name by its content: a page that wants this
/// very release, with a hash of its own in the script tag, names that.
fn tell_integrity(files: &mut Files, names: &[(String, String)]) -> Result<(), String> {
    let words = [("glue", "security-union-explorer.js"), ("wasm", "security-union-explorer_bg.wasm")];
    let words = words.into_iter().chain([("style", "explorer.css"), ("data", MASTER)]);
    let mut hashes = Vec::new();
    for (word, old) in words {
        let new = names.iter().find(|(known, _)| known == old).map(|(_, new)| new);
        let bytes = new.and_then(|new| files.get(new)).ok_or_else(|| format!("the build has no {old}"))?;
        let mut hash = integrity(bytes);
        if old == MASTER {
            // The explorer asks for the data in two parts, and either hash will do for each: hashes have alternatives.
            let details = files.iter().find(|(name, _)| name.starts_with("data/security-union.details-"));
            hash.push_str(&details.map(|(_, bytes)| format!(" {}", integrity(bytes))).unwrap_or_default());
        }
        hashes.push((format!("integrity of {word}"), hash));
    }
    let script = text(files, "explorer.js")?;
    if let Some((word, _)) = hashes.iter().find(|(word, _)| !script.contains(word)) {
        return Err(format!("public/explorer.js has no place for the '{word}'"));
    }
    replace_in(files, "explorer.js", &hashes);
    // The script beside a frame has a second name too, for the same reason.
    for name in ["explorer.js", "embed-host.js"] {
        copy(files, name)?;
    }
    Ok(())
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", base64(&Sha384::digest(bytes)))
}

fn is_named(script: &str, name: &str) -> bool {
    ['\'', '"'].iter().any(|quote| script.contains(&format!("{quote}./{name}{quote}")))
}

fn rename(files: &mut Files, name: &str) -> Result<String, String> {
    let new = copy(files, name)?;
    files.remove(name);
    Ok(new)
}

fn copy(files: &mut Files, name: &str) -> Result<String, String> {
    let bytes = files.get(name).ok_or_else(|| format!("the build has no {name}"))?.clone();
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let new = format!("{stem}-{}.{ending}", short_hash(&bytes));
    files.insert(new.clone(), bytes);
    Ok(new)
}

/// A folder whose files are asked for by their own names: the folder carries the content of all.
fn rename_folder(files: &mut Files, folder: &str) -> Result<String, String> {
    let names: Vec<String> = files.keys().filter(|name| name.starts_with(folder)).cloned().collect();
    if names.is_empty() {
        return Err(format!("the build has nothing in {folder}"));
    }
    let mut all = Vec::new();
    for name in &names {
        all.extend(name.as_bytes());
        all.extend(&files[name]);
    }
    let new = format!("{}-{}/", folder.trim_end_matches('/'), short_hash(&all));
    for name in names {
        if let Some(bytes) = files.remove(&name) {
            files.insert(name.replacen(folder, &new, 1), bytes);
        }
    }
    Ok(new)
}

fn replace_in(files: &mut Files, name: &str, replacements: &[(String, String)]) {
    if let Some(bytes) = files.get_mut(name) {
        let mut text = String::from_utf8_lossy(bytes).into_owned();
        for (old, new) in replacements {
            text = text.replace(old, new);
        }
        *bytes = text.into_bytes();
    }
}

/// Says where the module would write HTML from strings, which Trusted Types forbid: its glue and its names show it.
///
/// # Errors
/// When it would, with the likely cause.
pub fn check_no_html(root: &Path) -> Result<(), String> {
    let glue = files_under(&root.join("dist"))?.into_iter().find(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with(&format!("{NAME}-")) && name.ends_with(".js")
    });
    let glue = glue.ok_or("dist/ has no glue")?;
    let text = fs::read_to_string(&glue).map_err(|why| format!("cannot read {}: {why}", glue.display()))?;
    // Not `innerHTML`: with `erase_components` Leptos carries it to empty what only its attribute `inner_html` could have
    // filled, and `tidy` bans that attribute.
    for setter in ["outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function("] {
        if text.contains(setter) {
            return Err(format!("the module uses `{setter}`, which Trusted Types forbid"));
        }
    }
    let named = root.join(format!("target/trunk/{NAME}_bg.wasm"));
    let module = fs::read(&named).map_err(|why| format!("cannot read {}: {why}", named.display()))?;
    for maker in ["InertElement", "create_element_from_html", "create_svg_element_from_html"] {
        if find(&module, maker.as_bytes()).is_some() {
            return Err(format!(
                "the module has `{maker}`. Leptos writes a nested element that is all literals (attributes and text) \
                 as HTML; give it one part that is no literal, such as class={{\"name\"}} or {{\"text\"}}"
            ));
        }
    }
    Ok(())
}

/// Whether a path of `dist/` has its content in its name, so that it never changes.
#[must_use]
pub fn is_named_by_content(path: &str) -> bool {
    path.split('/').any(|part| {
        let stem = part.split('.').nth(part.split('.').count().saturating_sub(2)).unwrap_or(part);
        let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
        hash.len() == 16 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// What is kept for ever under a name has to be the same for ever.
///
/// # Errors
/// When a file was changed after it was named by its content.
fn check_names(files: &Files) -> Result<(), String> {
    // A folder that carries the content of all its files is none of them.
    let mut named = files.iter().filter(|(name, _)| name.rsplit('/').next().is_some_and(is_named_by_content));
    match named.find(|(name, bytes)| !name.contains(&short_hash(bytes))) {
        Some((name, _)) => Err(format!("{name} was changed after it was named by its content")),
        None => Ok(()),
    }
}

/// Scripts and style sheets by esbuild, JSON by writing it again without spaces.
fn shrink_text(files: &mut Files, toolbox: &Toolbox) -> Result<(), String> {
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

/// What is in the release: sizes, and the integrity that an embedding page may demand. Nobody demands that of a page, and
/// the list is loaded by the embed builder, so the pages of initiatives are not in it.
fn manifest(files: &Files) -> Result<Vec<u8>, String> {
    let entries: Vec<serde_json::Value> = files
        .iter()
        .filter(|(name, _)| !name.starts_with("initiative/"))
        .map(|(name, bytes)| serde_json::json!({ "path": name, "bytes": bytes.len(), "integrity": integrity(bytes) }))
        .collect();
    serde_json::to_vec(&serde_json::json!({ "files": entries })).map_err(|why| format!("files.json: {why}"))
}

fn with_brotli(files: &Files) -> Files {
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

/// Brotli as a server would prepare it: quality 11, window of 4 MB.
#[must_use]
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..brotli::enc::BrotliEncoderParams::default()
    };
    let mut packed = Vec::new();
    // Writing to memory cannot fail.
    let _ = brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters);
    packed
}

fn read_folder(folder: &Path) -> Result<Files, String> {
    let mut files = Files::new();
    for file in files_under(folder)? {
        let name = file.strip_prefix(folder).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        files.insert(name, fs::read(&file).map_err(|why| format!("cannot read {}: {why}", file.display()))?);
    }
    Ok(files)
}

/// Writes the folder beside and swaps it in, so that a server never sees half of it.
fn replace_folder(folder: &Path, files: &Files) -> Result<(), String> {
    let (new, old) = (folder.with_extension("new"), folder.with_extension("old"));
    for rest in [&new, &old] {
        let _ = fs::remove_dir_all(rest);
    }
    let said = |file: &Path, why: std::io::Error| format!("cannot write {}: {why}", file.display());
    for (name, bytes) in files {
        let file = new.join(name);
        if let Some(parent) = file.parent() {
            fs::create_dir_all(parent).map_err(|why| said(parent, why))?;
        }
        fs::write(&file, bytes).map_err(|why| said(&file, why))?;
    }
    if folder.exists() {
        fs::rename(folder, &old).map_err(|why| said(folder, why))?;
    }
    fs::rename(&new, folder).map_err(|why| said(folder, why))?;
    let _ = fs::remove_dir_all(&old);
    Ok(())
}

/// Every file under a folder, in order; the file itself when it is one.
///
/// # Errors
/// When a folder cannot be read.
pub fn files_under(path: &Path) -> Result<Vec<PathBuf>, String> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let said = |why| format!("cannot read {}: {why}", path.display());
    let mut entries = fs::read_dir(path)
        .map_err(said)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(said)?;
    entries.sort();
    let mut files = Vec::new();
    for entry in entries {
        files.extend(files_under(&entry)?);
    }
    Ok(files)
}

fn stamp(root: &Path) -> Result<String, String> {
    let mut hash = Sha256::new();
    hash.update(site());
    hash.update(process::output(Command::new("rustc").arg("-vV"))?);
    for input in INPUTS {
        for file in files_under(&root.join(input))? {
            let bytes = fs::read(&file).map_err(|why| format!("cannot read {}: {why}", file.display()))?;
            hash.update(file.strip_prefix(root).unwrap_or(&file).to_string_lossy().as_bytes());
            hash.update(Sha256::digest(&bytes));
        }
    }
    Ok(hex(&hash.finalize()))
}

fn stamp_file(root: &Path) -> PathBuf {
    root.join("target/dist.stamp")
}

fn is_whole(root: &Path) -> bool {
    let dist = root.join("dist");
    let Some(list) = fs::read(dist.join("files.json")).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok())
    else {
        return false;
    };
    let list: serde_json::Value = list;
    list["files"].as_array().is_some_and(|files| {
        files.iter().all(|file| {
            let name = file["path"].as_str().unwrap_or_default();
            fs::metadata(dist.join(name)).is_ok_and(|data| Some(data.len()) == file["bytes"].as_u64())
        })
    })
}

fn text<'a>(files: &'a Files, name: &str) -> Result<&'a str, String> {
    let bytes = files.get(name).ok_or_else(|| format!("the build has no {name}"))?;
    std::str::from_utf8(bytes).map_err(|_| format!("{name} is not UTF-8"))
}

fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..8])
}

/// Bytes as lower-case hexadecimal digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let word = chunk.iter().fold(0_u32, |word, byte| (word << 8) | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(word >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(list: &[(&str, &str)]) -> Files {
        list.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    }

    #[test]
    fn names_carry_the_content_and_the_script_knows_them() {
        let mut files = files(&[
            ("security-union-explorer.js", "new URL('security-union-explorer_bg.wasm')"),
            ("security-union-explorer_bg.wasm", "wasm"),
            ("explorer.css", "a{}"),
            ("data/security-union.json", "{\"initiatives\":[]}"),
            ("messages/en.json", "{}"),
            (
                "explorer.js",
                "'./security-union-explorer.js' './security-union-explorer_bg.wasm' \"./explorer.css\" \
                 './data/security-union.json' './messages/'",
            ),
        ]);
        let data = split_data(&mut files).unwrap();
        let names = name_by_content(&mut files, &data).unwrap();
        assert!(text(&files, &data).unwrap().contains("\"security-union.details-"), "the first part names the second");
        let script = text(&files, "explorer.js").unwrap().to_owned();
        for word in script.split(' ') {
            let name = word.trim_matches(['\'', '"']).trim_start_matches("./");
            assert!(is_named_by_content(name), "{name}");
            assert!(files.keys().any(|file| file.starts_with(name)), "{name}");
        }
        assert!(files.contains_key("data/security-union.json"), "the master keeps its name");
        assert!(
            tell_integrity(&mut files, &names).is_err_and(|why| why.contains("integrity of glue")),
            "a script without a place for the hashes is refused"
        );
        let places = "'integrity of glue' 'integrity of wasm' 'integrity of style' 'integrity of data'";
        files.insert("explorer.js".to_owned(), places.into());
        files.insert("embed-host.js".to_owned(), Vec::new());
        tell_integrity(&mut files, &names).unwrap();
        let script = text(&files, "explorer.js").unwrap();
        // echo -n wasm | openssl dgst -sha384 -binary | base64
        assert!(
            script.contains("'sha384-boOOaqkCTcUlfiSLj0sYt5Ko4fy3O7Y0XS3Aba0eU9k1KwMGTQqNxweYTKrQVdvJ'"),
            "{script}"
        );
        assert_eq!(script.matches("sha384-").count(), 5, "the data are two files: {script}");
        assert_eq!(files.keys().filter(|name| name.starts_with("explorer-") && name.ends_with(".js")).count(), 1);
        check_names(&files).unwrap();
        let (style, _) =
            files.iter_mut().find(|(name, _)| name.starts_with("explorer-") && name.ends_with(".css")).unwrap();
        let style = style.clone();
        files.insert(style, b"a{color:red}".to_vec());
        assert!(check_names(&files).is_err_and(|why| why.contains("explorer-") && why.contains("was changed")));
    }

    #[test]
    fn a_script_that_forgets_a_name_is_refused() {
        let mut files = files(&[
            ("security-union-explorer.js", ""),
            ("security-union-explorer_bg.wasm", ""),
            ("explorer.css", ""),
            ("data/security-union.json", "{}"),
            ("messages/en.json", "{}"),
            ("explorer.js", "'./security-union-explorer.js'"),
        ]);
        assert!(
            name_by_content(&mut files, "data/a.json")
                .is_err_and(|why| why.contains("security-union-explorer_bg.wasm"))
        );
    }

    #[test]
    fn whole_addresses_stand_where_a_site_is_named() {
        let page = "<link href=\"./oembed.json\"><a href=\"./data\">";
        let mut released = files(&[("oembed.json", "\"SITE/\" \"SITE/embed.html\""), ("index.html", page)]);
        tell_site(&mut released, "https://example.eu/x/");
        assert_eq!(
            text(&released, "oembed.json").unwrap(),
            "\"https://example.eu/x/\" \"https://example.eu/x/embed.html\""
        );
        assert!(
            text(&released, "index.html")
                .unwrap()
                .starts_with("<link href=\"https://example.eu/x/oembed.json\"><a href=\"./")
        );
        let mut nowhere = files(&[("oembed.json", "\"SITE/embed.html\""), ("index.html", page)]);
        tell_site(&mut nowhere, "./");
        assert_eq!(text(&nowhere, "oembed.json").unwrap(), "\"./embed.html\"");
        assert_eq!(text(&nowhere, "index.html").unwrap(), page);
    }

    #[test]
    fn only_names_with_a_hash_are_for_ever() {
        assert!(is_named_by_content("data/security-union-0123456789abcdef.json"));
        assert!(is_named_by_content("data/security-union.details-0123456789abcdef.json"));
        assert!(is_named_by_content("messages-0123456789abcdef/en.json"));
        assert!(!is_named_by_content("data/security-union.json"));
        assert!(!is_named_by_content("explorer.js"));
    }

    #[test]
    fn base64_is_the_usual_one() {
        let cases = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (plain, coded) in cases {
            assert_eq!(base64(plain.as_bytes()), coded);
        }
    }
}
