//! `cargo xtask`: everything that is done to the explorer.

use std::process::ExitCode;
use std::time::Instant;

use xtask::{bench, check, data, dev, dist, e2e, fuzz, lighthouse, reproducible, serve, size, supply, test, tidy};

const HELP: &str = "\
cargo xtask COMMAND

  serve [--port 8080]    set up what is missing, build the release if anything changed, serve it as production would
  dev [--port 8080]      work with live reload

  test                   everything CI checks
  check                  the part of it that needs no browser: format, lints, tidiness, data, native tests
  e2e [--browser NAME] [PART]
                         what a visitor does, in chromium, firefox and webkit; PART of a scenario's name
  size                   what a visitor loads, against the budgets, and what of it weighs most
  lighthouse [RUNS]      how Lighthouse scores the front page and an initiative's, on a telephone
  bench [core] [browser] [scale] [--record]
                         how fast it is, against the budgets and the last recorded run
  fuzz [seconds] [TARGET] [--keep]
                         any input at all: parser, address, search, calendar, messages, dates
  tidy                   which folder uses which, what may not be used, keys without messages
  data [--write] [--all] what an editor needs to know about the document; brings its schema into step
  supply                 what it is made from: licences, doubles, sources, nothing unused

  dist                   build the release into dist/
  reproducible           whether two builds of this commit give the same bytes; two whole builds
";

fn main() -> ExitCode {
    let started = Instant::now();
    let words: Vec<String> = std::env::args().skip(1).collect();
    match run(&words, started) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Empty when everything was said already.
            if !why.is_empty() {
                eprintln!("xtask: {why}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[String], started: Instant) -> Result<(), String> {
    let (command, rest) = words.split_first().map_or(("help", &[][..]), |(first, rest)| (first.as_str(), rest));
    let root = xtask::root()?;
    match command {
        "serve" => {
            let port = port_of(rest)?;
            // The port first: a long build should not end in "the port is taken".
            let server = serve::Server::start(&root.join("dist"), port)?;
            let built = dist::refresh(&root)?;
            let how = if built { "built" } else { "nothing changed" };
            println!("{} ({how}, {:.1} s; Ctrl+C ends it)", server.address(), started.elapsed().as_secs_f64());
            server.stay();
            Ok(())
        }
        "dev" => dev::run(&root, port_of(rest)?),
        "dist" => nothing_more(rest).and_then(|()| dist::build(&root)),
        "test" => nothing_more(rest).and_then(|()| test::run(&root)),
        "check" => nothing_more(rest).and_then(|()| check::run(&root)),
        "tidy" => nothing_more(rest).and_then(|()| tidy::run(&root)),
        "bench" => bench::run(&root, rest),
        "lighthouse" => lighthouse::run(&root, rest),
        "fuzz" => fuzz::run(&root, rest),
        "supply" => nothing_more(rest).and_then(|()| supply::run(&root)),
        "reproducible" => nothing_more(rest).and_then(|()| reproducible::run(&root)),
        "e2e" => e2e::run(&root, rest),
        // Reads its own words.
        "data" => data::run(&root, rest),
        "size" => {
            nothing_more(rest)?;
            dist::refresh(&root)?;
            size::run(&root)
        }
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("no command {other}\n\n{HELP}")),
    }
}

fn port_of(words: &[String]) -> Result<u16, String> {
    match words {
        [] => Ok(8080),
        [name, port] if name == "--port" => port.parse().map_err(|_| format!("{port} is not a port")),
        other => Err(format!("cannot read {}; it takes --port NUMBER", other.join(" "))),
    }
}

fn nothing_more(words: &[String]) -> Result<(), String> {
    if words.is_empty() { Ok(()) } else { Err(format!("takes nothing more, but got {}", words.join(" "))) }
}
