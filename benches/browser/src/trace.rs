//! What a trace says of the page's main thread: processor time between two marks, and long tasks.

use serde_json::Value;

/// A task of the main thread, in milliseconds.
#[derive(Clone, Copy, Debug)]
struct Task {
    from: f64,
    to: f64,
    /// Processor time: what the thread was not given does not count.
    cpu: f64,
}

/// What the browser does of its own, and the events of a trace that are it; the rest of a task is script.
pub const WORK: &[(&str, &[&str])] = &[
    ("style", &["UpdateLayoutTree"]),
    ("layout", &["Layout"]),
    ("paint", &["PrePaint", "Paint", "Layerize", "Commit", "UpdateLayer"]),
];

/// The main thread of the page, and the marks it set.
pub struct Trace {
    tasks: Vec<Task>,
    /// By kind of work, as in [`WORK`].
    work: Vec<Vec<Task>>,
    marks: Vec<(String, f64)>,
    first_paint: Option<f64>,
}

/// Processor time of a task, in milliseconds, from which it counts as long.
const LONG: f64 = 50.0;

impl Trace {
    /// Reads the events of a trace. The page is the one that set a mark.
    pub fn of(events: &[Value]) -> Trace {
        let number = |event: &Value, field: &str| event[field].as_f64().unwrap_or_default() / 1000.0;
        let thread = |event: &Value| (event["pid"].clone(), event["tid"].clone());
        let is_mark = |event: &&Value| {
            let name = event["name"].as_str().unwrap_or_default();
            event["cat"].as_str().is_some_and(|cat| cat.contains("blink.user_timing")) && name.starts_with("bench ")
        };
        let page = events.iter().find(is_mark).map(thread);
        let own = || events.iter().filter(|event| Some(thread(event)) == page);
        let task = |event: &Value| {
            let (from, wall) = (number(event, "ts"), number(event, "dur"));
            let cpu = event["tdur"].as_f64().map_or(wall, |cpu| cpu / 1000.0);
            Task { from, to: from + wall, cpu }
        };
        let named = |names: &[&str]| -> Vec<Task> {
            let is_one = |event: &&Value| event["ph"] == "X" && names.iter().any(|name| event["name"] == *name);
            own().filter(is_one).map(task).collect()
        };
        let tasks = named(&["RunTask"]);
        let work = WORK.iter().map(|(_, names)| named(names)).collect();
        let marks = own().filter(is_mark).map(|event| {
            let name = event["name"].as_str().unwrap_or_default().trim_start_matches("bench ");
            (name.to_owned(), number(event, "ts"))
        });
        let first_paint = own().find(|event| event["name"] == "firstPaint").map(|event| number(event, "ts"));
        Trace { tasks, work, marks: marks.collect(), first_paint }
    }

    fn mark(&self, name: &str) -> Option<f64> {
        self.marks.iter().rfind(|(own, _)| own == name).map(|(_, at)| *at)
    }

    /// Processor time of the tasks between two marks, those in which the marks were set included.
    pub fn between(&self, from: &str, to: &str) -> Option<f64> {
        let (from, to) = (self.mark(from)?, self.mark(to)?);
        Some(self.tasks.iter().filter(|task| from <= task.to && task.from <= to).map(|task| task.cpu).sum())
    }

    /// Processor time of a kind of work between two marks.
    pub fn work_between(&self, kind: usize, from: &str, to: &str) -> Option<f64> {
        let (from, to) = (self.mark(from)?, self.mark(to)?);
        let tasks = self.work.get(kind)?.iter();
        Some(tasks.filter(|task| from <= task.to && task.from <= to).map(|task| task.cpu).sum())
    }

    /// Processor time from the beginning of the trace to a mark.
    pub fn until(&self, to: &str) -> Option<f64> {
        let to = self.mark(to)?;
        Some(self.tasks.iter().filter(|task| task.from <= to).map(|task| task.cpu).sum())
    }

    /// The longest task between two marks, in processor time.
    pub fn longest_until(&self, to: &str) -> Option<f64> {
        let to = self.mark(to)?;
        let tasks = self.tasks.iter().filter(|task| task.from <= to);
        tasks.map(|task| task.cpu).max_by(f64::total_cmp)
    }

    /// How many long tasks there were after the first paint.
    pub fn long_after_first_paint(&self) -> usize {
        let first = self.first_paint.unwrap_or_default();
        self.tasks.iter().filter(|task| first <= task.from && LONG < task.cpu).count()
    }

    /// Milliseconds from a mark to another by the clock.
    pub fn clock_between(&self, from: &str, to: &str) -> Option<f64> {
        Some(self.mark(to)? - self.mark(from)?)
    }
}
