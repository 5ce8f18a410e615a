//! Any input at all, tried by libFuzzer on stable Rust.
//!
//! `cargo-fuzz` wants a nightly compiler, for its sanitizers. What libFuzzer needs to see where an input leads, LLVM's own
//! coverage, a stable compiler gives too, by the flags below; there is no memory sanitizer, and the core has no `unsafe`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::process;

/// The targets, as `fuzz/src/lib.rs` has them.
const TARGETS: &[&str] = &["document", "address", "search", "calendar", "message", "date"];
/// Coverage of every edge and every comparison, as libFuzzer counts it.
const FLAGS: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares";
/// Limits of one input: bytes, seconds, megabytes of memory in all.
const LIMITS: [&str; 3] = ["-max_len=4096", "-timeout=10", "-rss_limit_mb=512"];

/// Seconds a target is tried for in `cargo xtask test`.
const BRIEFLY: u32 = 2;

/// Tries every target, or those named, so many seconds each (60); `--keep` adds to the corpus what led somewhere new.
///
/// # Errors
/// When it cannot be built, or an input broke something: which, and where it is.
pub fn run(root: &Path, words: &[String]) -> Result<(), String> {
    let (mut seconds, mut keeps, mut targets) = (60, false, Vec::new());
    for word in words {
        if let Ok(number) = word.parse() {
            seconds = number;
        } else if word == "--keep" {
            keeps = true;
        } else if let Some(target) = TARGETS.iter().find(|target| *target == word) {
            targets.push(*target);
        } else {
            return Err(format!("cannot read {word}; it takes seconds, --keep, and of {}", TARGETS.join(", ")));
        }
    }
    if targets.is_empty() {
        targets.extend(TARGETS);
    }
    let (_, broken) = try_all(root, &targets, seconds)?;
    if keeps {
        targets.iter().try_for_each(|target| keep(root, target))?;
    }
    if broken == 0 { Ok(()) } else { Err(String::new()) }
}

/// Tries every target for a moment; how many held, and how many broke.
///
/// # Errors
/// When it cannot be built.
pub fn briefly(root: &Path) -> Result<(usize, usize), String> {
    try_all(root, TARGETS, BRIEFLY)
}

fn try_all(root: &Path, targets: &[&str], seconds: u32) -> Result<(usize, usize), String> {
    build(root)?;
    println!("{:<12} {:>12} {:>9} {:>12} {:>8}", "target", "executions", "a second", "memory, MB", "broken");
    let (mut held, mut broken) = (0, 0);
    for target in targets {
        let output = try_one(root, target, seconds)?;
        let stat = |name: &str| {
            let line = output.text.lines().find_map(|line| line.strip_prefix("stat::")?.strip_prefix(name));
            line.and_then(|line| line.trim_start_matches(':').trim().parse::<u64>().ok()).unwrap_or(0)
        };
        let (n, speed, memory) = (stat("number_of_executed_units"), stat("average_exec_per_sec"), stat("peak_rss_mb"));
        println!("{target:<12} {n:>12} {speed:>9} {memory:>12} {:>8}", if output.ended_well { "" } else { "BROKEN" });
        if output.ended_well {
            held += 1;
        } else {
            broken += 1;
            eprintln!("{}", output.cause());
        }
    }
    Ok((held, broken))
}

struct Output {
    text: String,
    ended_well: bool,
}

impl Output {
    /// What broke, and the file with the input.
    fn cause(&self) -> String {
        let tells = |line: &str| {
            ["panicked", "left:", "right:", "ERROR: libFuzzer", "Test unit written"]
                .iter()
                .any(|word| line.contains(word))
        };
        let lines: Vec<&str> = self.text.lines().collect();
        // What a panic says stands on the line after that of its place.
        let is_told = |n: usize| tells(lines[n]) || n > 0 && lines[n - 1].contains("panicked");
        let lines: Vec<&str> = (0..lines.len()).filter(|&n| is_told(n)).map(|n| lines[n]).collect();
        if lines.is_empty() { self.text.lines().rev().take(5).collect::<Vec<_>>().join("\n") } else { lines.join("\n") }
    }
}

fn try_one(root: &Path, target: &str, seconds: u32) -> Result<Output, String> {
    let found = found(root, target);
    fs::create_dir_all(&found).map_err(|why| format!("cannot make {}: {why}", found.display()))?;
    let mut command = Command::new(program(root, target)?);
    command.args(LIMITS).args([format!("-max_total_time={seconds}"), "-print_final_stats=1".to_owned()]);
    command.arg(format!("-artifact_prefix={}-", found.display())).arg(&found).arg(kept(root, target));
    let output = command.stdout(Stdio::null()).output();
    let output = output.map_err(|why| format!("cannot start {}: {why}", process::line_of(&command)))?;
    Ok(Output { text: String::from_utf8_lossy(&output.stderr).into_owned(), ended_well: output.status.success() })
}

/// The fewest inputs that lead everywhere, added to those that are kept.
fn keep(root: &Path, target: &str) -> Result<(), String> {
    let mut command = Command::new(program(root, target)?);
    command.args(["-set_cover_merge=1", "-max_len=2000"]).arg(kept(root, target)).arg(found(root, target));
    process::run(command.stderr(Stdio::null()))
}

fn build(root: &Path) -> Result<(), String> {
    if process::found_on_path("c++").is_none() {
        return Err("c++ is missing, which compiles libFuzzer; `apt-get install g++` brings it".to_owned());
    }
    let mut command = process::cargo(root);
    command.args(["build", "--locked", "--quiet", "--package", "fuzz", "--features", "libfuzzer", "--bins"]);
    command.args(["--profile", "fuzz", "--target-dir"]).arg(root.join("target/fuzz"));
    // Said, though it is where we are, so that the flags are not for build scripts too.
    command.args(["--target", &host()?]);
    process::run(command.env("RUSTFLAGS", FLAGS))
}

fn program(root: &Path, target: &str) -> Result<PathBuf, String> {
    Ok(root.join("target/fuzz").join(host()?).join("fuzz").join(format!("fuzz-{target}")))
}

/// What rustc compiles for where we are.
fn host() -> Result<String, String> {
    let version = process::output(Command::new("rustc").arg("-vV"))?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| "rustc does not say for which machine it is".to_owned())
}

/// What was found on this machine.
fn found(root: &Path, target: &str) -> PathBuf {
    root.join("target/fuzz/found").join(target)
}

/// What is kept in the repository.
fn kept(root: &Path, target: &str) -> PathBuf {
    root.join("fuzz/corpus").join(target)
}
