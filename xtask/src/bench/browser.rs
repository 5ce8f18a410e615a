//! The page in Chromium, by the crate `benches/browser`.

use std::path::Path;

use super::{Measured, Table, shown};
use crate::{browsers, dist, process};

/// What a measurement may be at most, by its name: design, section 10, and issues 3 and 4.
fn budget_of(name: &str) -> Option<f64> {
    let words: Vec<&str> = name.split(' ').collect();
    match words.as_slice() {
        ["1x", "open", "ready"] => Some(100.0),
        ["1x", "open", "long-tasks"] => Some(0.0),
        ["1x", "facet" | "key" | "thumb" | "zoom" | "pan" | "scroll", _] => Some(16.0),
        ["6x", "facet" | "key" | "thumb" | "zoom" | "pan" | "scroll", _] => Some(50.0),
        ["elements", "in-timeline"] | ["40x-data", "in-timeline"] => Some(1500.0),
        // Of 180: a screen shows sixty in a second, and the first of a drag draws all that then is only shifted.
        ["1x-data" | "5x-data" | "40x-data", "late"] => Some(5.0),
        ["40x-data", "facet"] => Some(50.0),
        ["40x-data", "zoom" | "pan" | "scroll"] => Some(16.0),
        _ => None,
    }
}

/// A name in words; a name that is not known, as it is.
fn words_of(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    match words.as_slice() {
        [_, "open", "ready"] => "open: to the first view drawn".into(),
        [_, "open", "settled"] => "open: with all that loads after".into(),
        [_, "open", "longest-task"] => "open: the longest task".into(),
        [_, "open", "long-tasks"] => "open: tasks over 50 ms after first paint".into(),
        [_, "open", "clock"] => "open: to ready, by the clock".into(),
        [_, "frames"] => "frames a second while panning".into(),
        [_, "late"] => "frames of 180 that came late".into(),
        [_, "view"] => "another view".into(),
        [_, "view", work] => format!("another view: the {work}"),
        [_, "nothing", rest] => format!("nothing: the {rest}"),
        [_, "nothing"] => "nothing (what measuring takes)".into(),
        [_, act @ ("facet" | "key" | "thumb" | "zoom" | "pan" | "scroll"), rest @ ..] => {
            let what = match *act {
                "facet" => "a filter",
                "key" => "a key in search",
                "thumb" => "the as-of thumb",
                "zoom" => "a zoom step",
                "pan" => "a frame of panning",
                _ => "a screen scrolled",
            };
            match rest {
                [] => what.into(),
                [part @ ("slowest" | "style" | "layout" | "paint")] => format!("{what}: the {part}"),
                [view] => format!("{what}, {view}"),
                [view, more @ ..] => format!("{what}, {view}: the {}", more.join(" ")),
            }
        }
        _ => name.to_owned(),
    }
}

/// The real document, at full speed and slowed down six times.
pub(super) fn measure(root: &Path) -> Result<Measured, String> {
    run(root, &[])
}

/// Larger documents in the same page.
pub(super) fn measure_scale(root: &Path) -> Result<Measured, String> {
    run(root, &["scale"])
}

fn run(root: &Path, words: &[&str]) -> Result<Measured, String> {
    browsers::provide()?;
    dist::refresh(root)?;
    eprintln!("the page: some minutes");
    let mut command = process::cargo(root);
    command.args(["run", "--locked", "--quiet", "--package", "browser-speed", "--target-dir", "target/xtask", "--"]);
    let mut measured = Measured::new();
    for line in process::output(command.args(words))?.lines() {
        let (name, value) = line.rsplit_once(' ').ok_or_else(|| format!("cannot read {line}"))?;
        measured.insert(name.to_owned(), value.parse().map_err(|_| format!("no number in {line}"))?);
    }
    Ok(measured)
}

/// Two columns for the two speeds, then what has none.
pub(super) fn table(_: &Path, now: &Measured, last: &Measured) -> Result<Table, String> {
    columns(now, last, &["1x", "6x"], "In Chromium, on the release; 1x is this machine, 6x slowed down six times")
}

/// A column for each size.
pub(super) fn scale_table(_: &Path, now: &Measured, last: &Measured) -> Result<Table, String> {
    columns(
        now,
        last,
        &["1x-data", "5x-data", "40x-data"],
        "In Chromium: 250, 1,250 and 10,000 initiatives, the timeline",
    )
}

fn columns(now: &Measured, last: &Measured, places: &[&str], heading: &str) -> Result<Table, String> {
    let mut table = Table::default();
    table.text.push_str(&format!(
        "{heading}.\nProcessor milliseconds of the main thread (handler, style, layout, paint), medians.\n{:<46}",
        ""
    ));
    for place in places {
        table.text.push_str(&format!(" {place:>8} {:>8} {:>8}", "at most", "last"));
    }
    table.text.push('\n');
    let first = places.first().copied().unwrap_or_default();
    let mut rest: Vec<&String> = now.keys().filter(|name| name.starts_with(&format!("{first} "))).collect();
    // Opening first; of each act its slowest, and what of it the browser did of its own, at the end.
    let last_word = |name: &str| name.rsplit(' ').next().unwrap_or_default().to_owned();
    let rank = |name: &str| match last_word(name).as_str() {
        _ if name.contains(" open ") => 0,
        "slowest" => 2,
        "style" | "layout" | "paint" => 3,
        _ => 1,
    };
    rest.sort_by_key(|name| rank(name));
    for name in rest {
        let tail = name.strip_prefix(first).unwrap_or(name);
        let names = places.iter().map(|place| format!("{place}{tail}")).collect::<Vec<_>>();
        line(&mut table, &words_of(name), &names, now, last);
    }
    for name in now.keys().filter(|name| places.iter().all(|place| !name.starts_with(&format!("{place} ")))) {
        line(&mut table, &words_of(name), std::slice::from_ref(name), now, last);
    }
    Ok(table)
}

fn line(table: &mut Table, words: &str, names: &[String], now: &Measured, last: &Measured) {
    table.text.push_str(&format!("{words:<46}"));
    let mut verdict = "";
    for name in names {
        let (is, most) = (now.get(name).copied(), budget_of(name));
        table.text.push_str(&format!(
            " {:>8} {:>8} {:>8}",
            shown(is),
            most.map_or(String::new(), |most| most.to_string()),
            shown(last.get(name).copied())
        ));
        if is.zip(most).is_some_and(|(is, most)| most < is) {
            verdict = " OVER";
            table.over.push(name.clone());
        }
    }
    table.text.push_str(verdict);
    table.text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_over_is_said_once_for_each_number() {
        let now = Measured::from([("1x facet list".into(), 17.0), ("6x facet list".into(), 40.0)]);
        let table = table(Path::new(""), &now, &Measured::new()).unwrap();
        assert_eq!(table.over, ["1x facet list"]);
        assert_eq!(table.text.matches("a filter, list").count(), 1);
        assert!(table.text.ends_with(" OVER\n"));
    }
}
