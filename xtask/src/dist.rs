//! The release: what Trunk builds, finished for delivery.
//!
//! Trunk's output has stable names. Here each file that may be cached for ever gets its content in its name, and
//! `explorer.js`, the one stable script, is told the names. The data are split in two: what the first view needs, and
//! the details. The same commit gives the same bytes on every machine: no path and no time gets in.

mod exports;
mod files;
mod imports;
mod names;
mod order;
mod sections;
mod small;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use security_union_explorer::domain::document::split;
use security_union_explorer::domain::document::wire::Document;
use security_union_explorer::drawing::about::DOCUMENT as MASTER;
use sha2::{Digest as _, Sha256};

use crate::dev;
use crate::licences;
use crate::pages;
use crate::process;
use crate::progress::Progress;
use crate::tools::{self, Toolbox};

pub use files::files_under;
use files::{Files, read_folder, replace_folder, replace_in, text};
use names::{check_names, manifest, name_by_content, short_hash, tell_integrity};
pub use names::{hex, is_named_by_content};
pub use small::{brotli, optimise, optimise_with_names};
use small::{shrink_text, shrink_wasm, with_brotli};

/// The name of what Trunk builds: the package.
const NAME: &str = "security-union-explorer";
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

/// The master stays where editors and readers find it; the explorer loads two parts of it. Returns the name of the
/// part that it asks for first, which names the other.
fn split_data(files: &mut Files) -> Result<String, String> {
    let master: Document = serde_json::from_str(text(files, MASTER)?)
        .map_err(|why| format!("public/{MASTER} is not a document: {why}"))?;
    // The fields in their own order: in that of the letters brotli leaves 400 bytes more.
    let mut named = |stem: &str, written: serde_json::Result<Vec<u8>>| {
        let bytes = written.map_err(|why| format!("{stem}: {why}"))?;
        let name = format!("data/{stem}-{}.json", short_hash(&bytes));
        files.insert(name.clone(), bytes);
        Ok::<_, String>(name)
    };
    // The path beside the first part is part of it, so the details come first.
    let (_, details) = split(&master, "");
    let details_name = named("security-union.details", serde_json::to_vec(&details))?;
    let (small, _) = split(&master, details_name.trim_start_matches("data/"));
    named("security-union", serde_json::to_vec(&small))
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

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    bytes.windows(part.len()).position(|window| window == part)
}

#[cfg(test)]
mod tests {
    use super::files::files;
    use super::*;

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
}
