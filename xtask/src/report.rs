//! What ran, how it ended, and the sum of it.

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::process;

/// The steps of a check, in order. A step that fails does not stop the next.
pub struct Report {
    rows: Vec<Row>,
    started: Instant,
}

struct Row {
    what: String,
    passed: usize,
    failed: usize,
    seconds: f64,
    why: String,
}

impl Report {
    /// An empty report; its clock starts now.
    #[must_use]
    pub fn start() -> Self {
        Self { rows: Vec::new(), started: Instant::now() }
    }

    /// A step that is one check: it holds or it does not.
    pub fn one(&mut self, what: &str, check: impl FnOnce() -> Result<(), String>) {
        self.many(what, || check().map(|()| (1, 0)));
    }

    /// A step that counts its checks itself: held and broken. An error is one more broken.
    pub fn many(&mut self, what: &str, check: impl FnOnce() -> Result<(usize, usize), String>) {
        let begun = self.begin(what);
        let (passed, failed, why) = match check() {
            Ok((passed, failed)) => (passed, failed, String::new()),
            Err(why) => (0, 1, why),
        };
        if !why.is_empty() {
            eprintln!("{why}");
        }
        let seconds = begun.elapsed().as_secs_f64();
        self.rows.push(Row { what: what.to_owned(), passed, failed, seconds, why });
    }

    /// A step that runs tests which tell their results as libtest does, one row for each name before `: test result:`.
    pub fn tests(&mut self, what: &str, command: &mut Command) {
        let begun = self.begin(what);
        let mut rows: Vec<Row> = Vec::new();
        let mut add = |name: String, passed, failed, why: &str| {
            match rows.iter_mut().find(|row| row.what == name) {
                Some(row) => {
                    row.passed += passed;
                    row.failed += failed;
                }
                None => rows.push(Row { what: name, passed, failed, seconds: 0.0, why: why.to_owned() }),
            };
        };
        let end = stream(command, |line| {
            println!("{line}");
            if let Some((name, passed, failed)) = counts_of(line) {
                let name = if name.is_empty() { what.to_owned() } else { format!("{what}: {name}") };
                add(name, passed, failed, "");
            }
        });
        let seconds = begun.elapsed().as_secs_f64();
        if let Err(why) = end {
            eprintln!("{why}");
            // Without a failed test, something else failed: it did not compile, or it broke off.
            if rows.iter().all(|row| row.failed == 0) {
                rows.push(Row { what: format!("{what}: did not run to its end"), passed: 0, failed: 1, seconds, why });
            }
        } else if rows.is_empty() {
            let why = "no test ran".to_owned();
            rows.push(Row { what: what.to_owned(), passed: 0, failed: 1, seconds, why });
        }
        rows.iter_mut().for_each(|row| row.seconds = seconds);
        self.rows.append(&mut rows);
    }

    /// Prints the table and the sum.
    ///
    /// # Errors
    /// When anything failed.
    pub fn end(self) -> Result<(), String> {
        println!("\n{:<52} {:>7} {:>7} {:>9}", "step", "passed", "failed", "seconds");
        for row in &self.rows {
            println!("{:<52} {:>7} {:>7} {:>9.1}", row.what, row.passed, row.failed, row.seconds);
        }
        println!("{:<52} {:>7} {:>7} {:>9.1}\n", "in all", "", "", self.started.elapsed().as_secs_f64());
        for row in self.rows.iter().filter(|row| row.failed != 0) {
            let why: String = row.why.lines().next().unwrap_or_default().chars().take(160).collect();
            println!("{}", format!("FAILED: {} {why}", row.what).trim_end());
        }
        let (passed, failed) = self.sum();
        println!("{passed} passed, {failed} failed");
        if failed == 0 { Ok(()) } else { Err(String::new()) }
    }

    fn sum(&self) -> (usize, usize) {
        self.rows.iter().fold((0, 0), |(passed, failed), row| (passed + row.passed, failed + row.failed))
    }

    fn begin(&self, what: &str) -> Instant {
        eprintln!("\n== {what} ({:.0} s so far)", self.started.elapsed().as_secs_f64());
        Instant::now()
    }
}

/// Runs a command and hands over each line of its output as it comes. Its error output goes where ours goes.
fn stream(command: &mut Command, mut line: impl FnMut(&str)) -> Result<(), String> {
    let name = process::line_of(command);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(|why| format!("cannot start `{name}`: {why}"))?;
    if let Some(output) = child.stdout.take() {
        for text in BufReader::new(output).split(b'\n').map_while(Result::ok) {
            line(String::from_utf8_lossy(&text).trim_end_matches('\r'));
        }
    }
    let status = child.wait().map_err(|why| format!("`{name}`: {why}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{name}` ended with {status}")) }
}

/// The counts of a line like `test result: ok. 3 passed; 0 failed; 0 ignored; …`, and what stands before it.
fn counts_of(line: &str) -> Option<(&str, usize, usize)> {
    let (before, counts) = line.split_once("test result: ")?;
    let number_before = |word: &str| {
        let at = counts.find(word)?;
        counts[..at].trim_end().rsplit(' ').next()?.parse::<usize>().ok()
    };
    Some((before.trim_end_matches(": "), number_before(" passed")?, number_before(" failed")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_from_libtest_and_from_ours() {
        let libtest = "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s";
        assert_eq!(counts_of(libtest), Some(("", 12, 0)));
        let ours = "webkit: test result: FAILED. 3 passed; 2 failed; 0 ignored; finished in 3.23s";
        assert_eq!(counts_of(ours), Some(("webkit", 3, 2)));
        assert_eq!(counts_of("test a::b ... ok"), None);
    }

    #[test]
    fn a_command_that_runs_no_test_fails() {
        let mut report = Report::start();
        report.tests("nothing", &mut Command::new("true"));
        report.tests("broken", &mut Command::new("false"));
        report.tests("lost", &mut Command::new("no-such-program-anywhere"));
        assert_eq!(report.sum(), (0, 3));
    }

    #[test]
    fn failed_tests_are_counted_once() {
        let mut report = Report::start();
        let script = "echo 'test result: FAILED. 4 passed; 1 failed; 0 ignored'; exit 1";
        report.tests("some", Command::new("sh").args(["-c", script]));
        report.one("one", || Ok(()));
        report.many("more", || Ok((2, 1)));
        assert_eq!(report.sum(), (7, 2));
    }
}
