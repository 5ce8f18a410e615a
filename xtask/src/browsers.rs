//! The browsers of the tests, a compiler for fuzzing, a Java for the HTML checker: Debian's packages, installed when that is allowed.

use std::path::PathBuf;
use std::process::Command;

use crate::process;

/// What must be there, and the package that brings it.
const NEEDED: &[(&str, &str)] = &[
    ("chromium", "chromium"),
    ("chromedriver", "chromium-driver"),
    ("firefox-esr", "firefox-esr"),
    ("WebKitWebDriver", "webkit2gtk-driver"),
    ("Xvfb", "xvfb"),
    ("c++", "g++"), // libFuzzer is compiled here
    JAVA,
];
/// What the HTML checker runs on.
const JAVA: (&str, &str) = ("java", "default-jre-headless");

/// Sees to it that the browsers and their drivers are there. Fast when nothing is missing.
///
/// # Errors
/// When something is missing and may not be installed: the command that brings it.
pub fn provide() -> Result<(), String> {
    provide_all(NEEDED)
}

/// Sees to it that Java is there.
///
/// # Errors
/// As [`provide`].
pub fn provide_java() -> Result<(), String> {
    provide_all(&[JAVA])
}

fn provide_all(needed: &[(&str, &str)]) -> Result<(), String> {
    let missing: Vec<&str> = needed
        .iter()
        .filter(|(program, _)| process::found_on_path(program).is_none())
        .map(|(_, package)| *package)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let packages = missing.join(" ");
    let by_hand = format!("apt-get update && apt-get install --yes --no-install-recommends {packages}");
    if process::found_on_path("apt-get").is_none() {
        return Err(format!("missing: {packages}. On Debian: sudo sh -c '{by_hand}'; elsewhere, what brings the same"));
    }
    let is_root = process::output(Command::new("id").arg("-u")).is_ok_and(|id| id == "0");
    let may_sudo = || process::output(Command::new("sudo").args(["-n", "true"])).is_ok();
    let mut command = if is_root {
        Command::new("sh")
    } else if may_sudo() {
        let mut command = Command::new("sudo");
        command.args(["-n", "env", "DEBIAN_FRONTEND=noninteractive", "sh"]);
        command
    } else {
        return Err(format!("missing: {packages}. Run: sudo sh -c '{by_hand}'"));
    };
    eprintln!("  Debian packages {packages}, about a minute, once");
    process::run(command.env("DEBIAN_FRONTEND", "noninteractive").args(["-c", &format!("({by_hand}) >&2")]))
        .map_err(|why| format!("{why}. Run it yourself: sudo sh -c '{by_hand}'"))
}

/// WebKitGTK's little browser, which its driver starts.
///
/// # Errors
/// When no version of it is where Debian keeps it.
pub fn webkit() -> Result<PathBuf, String> {
    let libraries = ["/usr/lib", "/usr/libexec", "/usr/lib64"];
    let architectures = [format!("{}-linux-gnu", std::env::consts::ARCH), String::new()];
    for library in libraries {
        for architecture in &architectures {
            for version in ["6.0", "4.1", "4.0"] {
                let prefix = if version == "6.0" { "webkitgtk" } else { "webkit2gtk" };
                let file = PathBuf::from(library).join(architecture).join(format!("{prefix}-{version}/MiniBrowser"));
                if file.is_file() {
                    return Ok(file);
                }
            }
        }
    }
    Err("WebKitGTK's MiniBrowser is missing: apt-get install webkit2gtk-driver".to_owned())
}
