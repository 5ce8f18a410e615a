//! Where a long command stands: step i of n, and how long it has taken.

use std::time::Instant;

/// The steps of one command. They are told on standard error, so that results can be piped.
pub struct Progress {
    steps: usize,
    done: usize,
    started: Instant,
}

impl Progress {
    /// Starts the clock for `steps` steps.
    #[must_use]
    pub fn of(steps: usize) -> Self {
        Self { steps, done: 0, started: Instant::now() }
    }

    /// Says what begins now.
    pub fn step(&mut self, what: &str) {
        self.done += 1;
        eprintln!("[{}/{} {:>5.1} s] {what}", self.done, self.steps, self.seconds());
    }

    /// Says something within a step.
    pub fn note(&self, what: &str) {
        eprintln!("             {what}");
    }

    /// Seconds since the start.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}
