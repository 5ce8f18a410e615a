//! What a visitor does, done in Chromium, Firefox and WebKitGTK against the release in `dist/`.
//!
//! One behaviour a file; a file ends with `scenarios!` and is named twice below. Each scenario runs once in each engine,
//! with a server of its own (so its cache is cold and its faults are its own) and with a fresh page in a browser that
//! is started once. Anything the page complains about (an error, a refused policy, a message on the console's error
//! channel) fails the scenario that did not expect it. `cargo xtask e2e [--browser firefox] [part of a name]`.

use std::process::ExitCode;

mod axe;
mod driver;
mod page;
mod scenario;

mod address;
mod barriers;
mod builder;
mod dates;
mod embed;
mod facets;
mod faults;
mod frames;
mod headline;
mod hosts;
mod initiative;
mod keyboard;
mod narrow;
mod opens;
mod prerendered;
mod search;
mod take_away;
mod timeline;
mod views;

use driver::Engine;
use scenario::Scenario;

/// The behaviours.
const ALL: &[&[Scenario]] = &[
    opens::ALL,
    prerendered::ALL,
    search::ALL,
    facets::ALL,
    headline::ALL,
    views::ALL,
    timeline::ALL,
    initiative::ALL,
    take_away::ALL,
    address::ALL,
    dates::ALL,
    faults::ALL,
    keyboard::ALL,
    narrow::ALL,
    barriers::ALL,
    embed::ALL,
    hosts::ALL,
    frames::ALL,
    builder::ALL,
];

fn main() -> ExitCode {
    let (engines, filter) = match choices() {
        Ok(choices) => choices,
        Err(why) => {
            eprintln!("e2e: {why}");
            return ExitCode::FAILURE;
        }
    };
    let chosen: Vec<&'static Scenario> =
        ALL.iter().copied().flatten().filter(|scenario| scenario.name().contains(&filter)).collect();
    let threads: Vec<_> = engines
        .into_iter()
        .map(|engine| {
            let chosen = chosen.clone();
            std::thread::spawn(move || scenario::run_all(engine, &chosen))
        })
        .collect();
    let mut is_good = true;
    for thread in threads {
        is_good &= thread.join().is_ok_and(|is_good| is_good);
    }
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn choices() -> Result<(Vec<Engine>, String), String> {
    let (mut engines, mut filter) = (Vec::new(), String::new());
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        if word == "--browser" {
            let name = words.next().unwrap_or_default();
            let engine = Engine::ALL.into_iter().find(|engine| engine.name() == name);
            engines.push(engine.ok_or_else(|| format!("no browser {name:?}: chromium, firefox or webkit"))?);
        } else if word.starts_with('-') {
            return Err(format!("cannot read {word}"));
        } else {
            filter = word;
        }
    }
    Ok((if engines.is_empty() { Engine::ALL.to_vec() } else { engines }, filter))
}
