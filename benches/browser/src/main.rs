//! How long the page takes in Chromium, on the release in `dist/`. Prints a line a measurement, `name value`; `cargo xtask
//! bench browser` makes a table of them.
//!
//! Times are processor time of the page's main thread, from traces: of the handler, style, layout and paint, to the end of
//! the next frame. Other programs on the machine do not count, nor does what Chromium does in other threads (drawing
//! pixels, compiling). Slowed down six times by Chromium itself, as a cheap telephone would be.

mod chromium;
mod trace;

use std::path::Path;

use chromium::Chromium;
use serde_json::{Value, json};
use trace::Trace;
use xtask::serve::{Answer, Server};

const PAGE: &str = include_str!("page.js");
/// Slow-downs.
const RATES: [u32; 2] = [1, 6];
/// How often the page is opened, and how often each act is done.
const OPENINGS: usize = 7;
const ACTS: usize = 18;
/// How many frames the chart is dragged for.
const N_FRAMES: u32 = 180;
/// What is measured.
const ALL: [&str; 8] = ["open", "facet", "key", "thumb", "zoom", "pan", "scroll", "view"];

fn main() -> std::process::ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = xtask::root().and_then(|root| match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["scale"] => scale(&root.join("dist")),
        [] => real(&root.join("dist"), &ALL),
        // Some acts only, to see at once what a change does to them.
        some => real(&root.join("dist"), some),
    });
    match done {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            std::process::ExitCode::FAILURE
        }
    }
}

/// The real document, at each rate.
fn real(dist: &Path, chosen: &[&str]) -> Result<(), String> {
    let server = Server::start(dist, 0)?;
    let mut browser = begin()?;
    for rate in RATES {
        browser.call("Emulation.setCPUThrottlingRate", json!({ "rate": rate }))?;
        if chosen.contains(&"open") {
            openings(&mut browser, &server, OPENINGS, &format!("{rate}x"))?;
        }
        for view in views(&mut browser, &server)? {
            let name = if view.is_empty() { "timeline" } else { &view };
            open(&mut browser, &server, &format!("?view={view}"))?;
            if rate == 1 {
                tell(&format!("elements {name}"), browser.script("bench.elements()")?.as_f64());
                if view.is_empty() {
                    tell("elements in-timeline", browser.script("bench.inTimeline()")?.as_f64());
                }
            }
            if view.is_empty() {
                acts(&mut browser, "nothing", ACTS, &format!("{rate}x nothing"))?;
            }
            for act in ["facet", "key", "thumb", "zoom", "pan", "scroll"].into_iter().filter(|act| chosen.contains(act))
            {
                if view.is_empty() || !matches!(act, "zoom" | "pan" | "scroll") {
                    // Each on the page as it opens: what was searched for before would leave less to draw.
                    open(&mut browser, &server, &format!("?view={view}"))?;
                    acts(&mut browser, act, ACTS, &format!("{rate}x {act} {name}"))?;
                }
            }
        }
        open(&mut browser, &server, "")?;
        if chosen.contains(&"view") {
            acts(&mut browser, "view", ACTS, &format!("{rate}x view"))?;
        }
        if rate == 1 {
            memory(&mut browser, "memory")?;
        }
    }
    Ok(())
}

/// Documents of 1, 5 and 40 times the size, in the timeline.
fn scale(dist: &Path) -> Result<(), String> {
    for times in [1, 5, 40] {
        let server = Server::start(dist, 0)?;
        if times != 1 {
            let (small, details) = documents::delivered(250 * times, 2020);
            // As a document of the page's own choice, which has no hash to have.
            let page = std::fs::read_to_string(dist.join("index.html")).map_err(|why| why.to_string())?;
            let page =
                page.replacen("<security-union-explorer ", "<security-union-explorer src=\"/data/made.json\" ", 1);
            server.answer("/", Answer::Content("text/html; charset=utf-8", page.into_bytes()));
            server.answer("/data/made.json", Answer::Content("application/json", small.into_bytes()));
            server.answer("/data/details.json", Answer::Content("application/json", details.into_bytes()));
        }
        let mut browser = begin()?;
        openings(&mut browser, &server, 3, &format!("{times}x-data"))?;
        tell(&format!("{times}x-data elements"), browser.script("bench.elements()")?.as_f64());
        tell(&format!("{times}x-data in-timeline"), browser.script("bench.inTimeline()")?.as_f64());
        for act in ["facet", "key", "thumb", "zoom", "pan", "scroll"] {
            open(&mut browser, &server, "")?;
            acts(&mut browser, act, 8, &format!("{times}x-data {act}"))?;
        }
        open(&mut browser, &server, "")?;
        // Untraced, in real time.
        let frames = browser.script(&format!("bench.frames({N_FRAMES})"))?;
        tell(&format!("{times}x-data frames"), frames["rate"].as_f64());
        tell(&format!("{times}x-data late"), frames["late"].as_f64());
        memory(&mut browser, &format!("{times}x-data memory"))?;
    }
    Ok(())
}

fn begin() -> Result<Chromium, String> {
    let mut browser = Chromium::start()?;
    browser.call("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PAGE }))?;
    // Every opening is a first visit.
    browser.call("Network.setCacheDisabled", json!({ "cacheDisabled": true }))?;
    Ok(browser)
}

fn open(browser: &mut Chromium, server: &Server, address: &str) -> Result<(), String> {
    browser.call("Page.navigate", json!({ "url": format!("{}{address}", server.address()) }))?;
    browser.wait_for("Page.loadEventFired")?;
    match browser.script("bench.settled()")? {
        Value::Bool(true) => Ok(()),
        _ => Err("the page is never ready".to_owned()),
    }
}

fn views(browser: &mut Chromium, server: &Server) -> Result<Vec<String>, String> {
    open(browser, server, "")?;
    serde_json::from_value(browser.script("bench.views()")?).map_err(|why| why.to_string())
}

fn openings(browser: &mut Chromium, server: &Server, times: usize, name: &str) -> Result<(), String> {
    let mut found: [Vec<f64>; 5] = Default::default();
    for _ in 0..times {
        // The page before this one is left first, so that nothing of it is in the trace.
        browser.call("Page.navigate", json!({ "url": "about:blank" }))?;
        browser.wait_for("Page.loadEventFired")?;
        let ((), events) = browser.traced(|browser| open(browser, server, ""))?;
        let trace = Trace::of(&events);
        let long = Some(trace.long_after_first_paint() as f64);
        let values = [
            trace.until("ready"),
            trace.until("settled"),
            trace.longest_until("settled"),
            long,
            trace.clock_between("opened", "ready"),
        ];
        for (list, value) in found.iter_mut().zip(values) {
            list.extend(value);
        }
    }
    for (what, mut list) in ["ready", "settled", "longest-task", "long-tasks", "clock"].into_iter().zip(found) {
        tell(&format!("{name} open {what}"), median(&mut list));
    }
    Ok(())
}

/// The median of an act; nothing when the page has no such thing.
fn acts(browser: &mut Chromium, act: &str, times: usize, name: &str) -> Result<(), String> {
    let (could, events) = browser.traced(|browser| browser.script(&format!("bench.repeat('{act}', {times})")))?;
    if could != Value::Bool(true) {
        return Ok(());
    }
    let trace = Trace::of(&events);
    let each = |of: &dyn Fn(&str, &str) -> Option<f64>| -> Vec<f64> {
        (0..times).filter_map(|nth| of(&format!("{act} {nth} from"), &format!("{act} {nth} to"))).collect()
    };
    let mut list = each(&|from, to| trace.between(from, to));
    tell(name, median(&mut list));
    tell(&format!("{name} slowest"), list.last().copied());
    for (kind, (work, _)) in trace::WORK.iter().enumerate() {
        tell(&format!("{name} {work}"), median(&mut each(&|from, to| trace.work_between(kind, from, to))));
    }
    Ok(())
}

fn memory(browser: &mut Chromium, name: &str) -> Result<(), String> {
    browser.call("HeapProfiler.collectGarbage", json!({}))?;
    let heap = browser.call("Runtime.getHeapUsage", json!({}))?;
    tell(&format!("{name} script"), heap["usedSize"].as_f64().map(|bytes| bytes / 1e6));
    tell(&format!("{name} wasm"), browser.script("bench.memory()")?.as_f64().map(|bytes| bytes / 1e6));
    Ok(())
}

/// Sorts the list.
fn median(list: &mut [f64]) -> Option<f64> {
    list.sort_by(f64::total_cmp);
    list.get(list.len() / 2).copied()
}

fn tell(name: &str, value: Option<f64>) {
    if let Some(value) = value {
        println!("{name} {value}");
    }
}
