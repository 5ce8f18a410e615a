//! The tools of the build: which, in which version, where they are kept, and how they get there.
//!
//! Each lives in its own folder `<name>-<version>` of a cache outside the checkout (`$XDG_CACHE_HOME` or `~/.cache`,
//! then `security-union-explorer`), so that a second clone finds it and a new version never fights an old one.
//! Everything comes from crates.io and npm; nothing is downloaded from a code host.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::process;

/// Builds the page. 0.22 wants a newer Rust.
const TRUNK: &str = "0.21.14";
/// `wasm-opt`.
const BINARYEN: &str = "132.0.0";
/// Makes scripts and style sheets small.
const ESBUILD: &str = "0.25.12";
/// Drives Firefox; Debian has no package of it.
const GECKODRIVER: &str = "0.37.1";
/// Checks licences, doubles and sources of crates.
const DENY: &str = "0.20.2";
/// Finds dependencies that nothing uses.
const MACHETE: &str = "0.9.2";
/// Finds barriers.
const AXE: &str = "4.14.1";
/// A style sheet that many pages have.
const BOOTSTRAP: &str = "5.3.8";
/// The style sheets of the Commission's own sites.
const ECL: &str = "4.11.0";
/// Scores pages.
const LIGHTHOUSE: &str = "12.8.2";
/// Says what is no valid HTML.
const NU: &str = "26.9.27";
/// What Rust compiles the explorer to.
pub const WASM: &str = "wasm32-unknown-unknown";

/// A tool that can be asked for. `wasm-bindgen` has no version here: it must equal the one in `Cargo.lock`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `trunk`
    Trunk,
    /// `wasm-bindgen` and `wasm-bindgen-test-runner`
    WasmBindgen,
    /// `wasm-opt`, a script for Node.js
    WasmOpt,
    /// `esbuild`
    Esbuild,
    /// `geckodriver`
    Geckodriver,
    /// `axe.min.js`, a script for a page
    Axe,
    /// `bootstrap.min.css`, a style sheet to live beside
    Bootstrap,
    /// `ecl-ec.css`, the style sheet of the Commission's own sites, with others beside it
    Ecl,
    /// `lighthouse`, a script for Node.js
    Lighthouse,
    /// `vnu.jar`, the Nu HTML checker, for Java
    Nu,
    /// `cargo-deny`
    Deny,
    /// `cargo-machete`
    Machete,
}

/// The tools that a release build needs.
pub const FOR_BUILD: &[Tool] = &[Tool::Trunk, Tool::WasmBindgen, Tool::WasmOpt, Tool::Esbuild];
/// The tools that the tests need besides.
pub const FOR_TESTS: &[Tool] = &[Tool::WasmBindgen, Tool::Geckodriver, Tool::Axe, Tool::Bootstrap, Tool::Ecl];
/// The tools that look at what it is made from.
pub const FOR_SUPPLY: &[Tool] = &[Tool::Deny, Tool::Machete];

/// The cache and what is in it.
pub struct Toolbox {
    cache: PathBuf,
    root: PathBuf,
}

enum Source {
    /// `cargo install`, with the crate's own lock file or without.
    Crate { locked: bool },
    /// `npm install`
    Npm,
    /// The package alone, without the hundreds that it depends on.
    Packed,
}

struct Recipe {
    package: &'static str,
    version: String,
    source: Source,
    /// The file asked for, inside the tool's folder.
    file: &'static str,
    takes: &'static str,
}

impl Toolbox {
    /// The toolbox for the checkout at `root`.
    ///
    /// # Errors
    /// When there is neither `XDG_CACHE_HOME` nor `HOME`.
    pub fn new(root: &Path) -> Result<Self, String> {
        let base = match std::env::var_os("XDG_CACHE_HOME").filter(|value| !value.is_empty()) {
            Some(folder) => PathBuf::from(folder),
            None => PathBuf::from(std::env::var_os("HOME").ok_or("set HOME or XDG_CACHE_HOME: tools are kept there")?)
                .join(".cache"),
        };
        Ok(Self { cache: base.join("security-union-explorer"), root: root.to_owned() })
    }

    /// Where a tool is, whether it is there or not.
    ///
    /// # Errors
    /// When `Cargo.lock` does not say which `wasm-bindgen` it is.
    pub fn path(&self, tool: Tool) -> Result<PathBuf, String> {
        let recipe = self.recipe(tool)?;
        Ok(self.folder(&recipe).join(recipe.file))
    }

    /// Sees to it that the tools are there, and says what it installs. Fast when nothing is missing.
    ///
    /// # Errors
    /// When one cannot be installed: which, and the command that failed.
    pub fn provide(&self, tools: &[Tool]) -> Result<(), String> {
        provide_wasm_target()?;
        if self.missing(tools)?.is_empty() {
            return Ok(());
        }
        fs::create_dir_all(&self.cache).map_err(|why| format!("cannot make {}: {why}", self.cache.display()))?;
        let _turn = Turn::wait_for(&self.cache.join("lock"))?;
        // Another run may have installed them while this one waited.
        let missing = self.missing(tools)?;
        for (nth, tool) in missing.iter().enumerate() {
            let recipe = self.recipe(*tool)?;
            let (name, version) = (recipe.package, &recipe.version);
            eprintln!("  tool {}/{}: {name} {version}, {}, once", nth + 1, missing.len(), recipe.takes);
            match recipe.source {
                Source::Crate { locked } => self.install_crate(&recipe, locked)?,
                Source::Npm | Source::Packed => self.install_package(&recipe)?,
            }
            if !self.path(*tool)?.is_file() {
                return Err(format!("{name} {version} was installed but {} is not there", recipe.file));
            }
        }
        Ok(())
    }

    fn missing(&self, tools: &[Tool]) -> Result<Vec<Tool>, String> {
        let mut missing = Vec::new();
        for tool in tools {
            if !self.path(*tool)?.is_file() {
                missing.push(*tool);
            }
        }
        Ok(missing)
    }

    fn folder(&self, recipe: &Recipe) -> PathBuf {
        self.cache.join(format!("{}-{}", recipe.package, recipe.version))
    }

    fn recipe(&self, tool: Tool) -> Result<Recipe, String> {
        let locked = Source::Crate { locked: true };
        let (package, version, source, file, takes) = match tool {
            Tool::Trunk => ("trunk", TRUNK.to_owned(), locked, "bin/trunk", "about eight minutes on two cores"),
            Tool::WasmBindgen => {
                let version = locked_version(&self.root, "wasm-bindgen")?;
                let source = Source::Crate { locked: false };
                ("wasm-bindgen-cli", version, source, "bin/wasm-bindgen", "about four minutes on two cores")
            }
            Tool::Geckodriver => {
                ("geckodriver", GECKODRIVER.to_owned(), locked, "bin/geckodriver", "about three minutes on two cores")
            }
            Tool::Deny => ("cargo-deny", DENY.to_owned(), locked, "bin/cargo-deny", "about four minutes on two cores"),
            Tool::Machete => {
                ("cargo-machete", MACHETE.to_owned(), locked, "bin/cargo-machete", "about a minute on two cores")
            }
            Tool::WasmOpt => {
                let file = "node_modules/binaryen/bin/wasm-opt";
                ("binaryen", BINARYEN.to_owned(), Source::Npm, file, "some seconds")
            }
            Tool::Esbuild => {
                let file = "node_modules/esbuild/bin/esbuild";
                ("esbuild", ESBUILD.to_owned(), Source::Npm, file, "some seconds")
            }
            Tool::Lighthouse => {
                let file = "node_modules/lighthouse/cli/index.js";
                ("lighthouse", LIGHTHOUSE.to_owned(), Source::Npm, file, "half a minute")
            }
            Tool::Nu => {
                ("vnu-jar", NU.to_owned(), Source::Npm, "node_modules/vnu-jar/build/dist/vnu.jar", "some seconds")
            }
            Tool::Bootstrap => {
                let file = "node_modules/bootstrap/dist/css/bootstrap.min.css";
                ("bootstrap", BOOTSTRAP.to_owned(), Source::Npm, file, "some seconds")
            }
            Tool::Ecl => {
                let file = "node_modules/@ecl/preset-ec/dist/styles/ecl-ec.css";
                ("@ecl/preset-ec", ECL.to_owned(), Source::Packed, file, "some seconds")
            }
            Tool::Axe => ("axe-core", AXE.to_owned(), Source::Npm, "node_modules/axe-core/axe.min.js", "some seconds"),
        };
        Ok(Recipe { package, version, source, file, takes })
    }

    fn install_crate(&self, recipe: &Recipe, locked: bool) -> Result<(), String> {
        // A target folder of its own, kept until it worked: an interrupted build goes on where it stopped.
        let build = self.cache.join(format!("build-{}-{}", recipe.package, recipe.version));
        let mut command = process::cargo(&self.cache);
        command.args(["install", recipe.package, "--version", &recipe.version, "--root"]).arg(self.folder(recipe));
        command.arg("--target-dir").arg(&build).args(locked.then_some("--locked"));
        process::run(&mut command)?;
        let _ = fs::remove_dir_all(&build);
        Ok(())
    }

    fn install_package(&self, recipe: &Recipe) -> Result<(), String> {
        if process::found_on_path("npm").is_none() {
            return Err(format!("npm is missing; install Node.js 20 or newer, it brings {}", recipe.package));
        }
        // Into a folder beside, then moved: what was interrupted is never taken for whole.
        let beside = self.cache.join(format!("{}-{}.part", recipe.package, recipe.version));
        let _ = fs::remove_dir_all(&beside);
        fs::create_dir_all(&beside).map_err(|why| format!("cannot make {}: {why}", beside.display()))?;
        if matches!(recipe.source, Source::Packed) {
            unpack(recipe, &beside)?;
            return self.keep(recipe, &beside);
        }
        let mut command = Command::new("npm");
        command.current_dir(&beside).args(["install", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", "."]);
        if recipe.package == "vnu-jar" {
            // Its script would fetch a Java from a code host.
            command.arg("--ignore-scripts");
        }
        process::run(command.arg(format!("{}@{}", recipe.package, recipe.version)))?;
        self.keep(recipe, &beside)
    }

    /// Puts what was installed into a folder beside in its place.
    fn keep(&self, recipe: &Recipe, beside: &Path) -> Result<(), String> {
        let folder = self.folder(recipe);
        let _ = fs::remove_dir_all(&folder);
        fs::rename(beside, &folder).map_err(|why| format!("cannot make {}: {why}", folder.display()))
    }
}

/// Fetches a package and unpacks it to where `npm install` would put it.
fn unpack(recipe: &Recipe, into: &Path) -> Result<(), String> {
    let package = into.join("node_modules").join(recipe.package);
    fs::create_dir_all(&package).map_err(|why| format!("cannot make {}: {why}", package.display()))?;
    let named = format!("{}@{}", recipe.package, recipe.version);
    process::run(Command::new("npm").current_dir(into).args(["pack", "--silent", &named]))?;
    // It names the archive after the package: `@ecl/preset-ec` becomes `ecl-preset-ec`.
    let archive = format!("{}-{}.tgz", recipe.package.replace('@', "").replace('/', "-"), recipe.version);
    process::run(
        Command::new("tar").current_dir(into).args(["--strip-components=1", "-xzf", &archive, "-C"]).arg(&package),
    )
}

/// A lock file held while tools are installed: two runs at once would build the same thing twice.
struct Turn(#[expect(dead_code, reason = "held, not read: the lock ends when the file is closed")] File);

impl Turn {
    fn wait_for(path: &Path) -> Result<Self, String> {
        let said = |why| format!("cannot lock {}: {why}", path.display());
        let file = File::create(path).map_err(said)?;
        if file.try_lock().is_err() {
            eprintln!("  waiting: another run is installing tools");
            file.lock().map_err(said)?;
        }
        Ok(Self(file))
    }
}

/// The one version of a package that `Cargo.lock` names.
///
/// # Errors
/// When the file cannot be read, or names none or several.
pub fn locked_version(root: &Path, package: &str) -> Result<String, String> {
    let lock = fs::read_to_string(root.join("Cargo.lock")).map_err(|why| format!("cannot read Cargo.lock: {why}"))?;
    let wanted = format!("name = \"{package}\"");
    let mut lines = lock.lines();
    let mut versions = Vec::new();
    while let Some(line) = lines.next() {
        if line == wanted
            && let Some(version) = lines.next().and_then(|line| line.strip_prefix("version = \""))
        {
            versions.push(version.trim_end_matches('"').to_owned());
        }
    }
    match versions.as_slice() {
        [one] => Ok(one.clone()),
        none_or_more => Err(format!("Cargo.lock names {} versions of {package}, not one", none_or_more.len())),
    }
}

fn provide_wasm_target() -> Result<(), String> {
    let library = process::output(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    eprintln!("  target {WASM}, some seconds, once");
    process::run(Command::new("rustup").args(["target", "add", WASM]))
        .map_err(|why| format!("{why}; without rustup, install your distribution's Rust standard library for {WASM}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_names_one_wasm_bindgen() {
        let root = crate::root().unwrap();
        assert!(locked_version(&root, "wasm-bindgen").is_ok_and(|version| version.starts_with("0.2.")));
        assert!(locked_version(&root, "no-such-package").is_err());
    }
}
