//! How long the core takes on documents of several sizes.
//!
//! The same code runs natively (`main.rs`) and in wasm (`run.mjs` in Node.js, whose engine is Chromium's); only the clock
//! differs. `cargo xtask bench core` builds both with the profile that is shipped and prints what they say.

mod cases;

#[cfg(target_arch = "wasm32")]
mod module;

pub use cases::CASES;

/// Milliseconds since some moment, as finely as there is.
pub type Clock = fn() -> f64;

/// Takes one result: the name of the case, and the median of its runs in milliseconds.
pub type Told<'a> = &'a mut dyn FnMut(&str, f64);

/// Measures every case on a document of so many initiatives.
pub fn measure(n_initiatives: usize, clock: Clock, told: Told<'_>) {
    cases::measure(n_initiatives, clock, told);
}

/// Milliseconds that a case may take in all, after which it is not run again.
const ENOUGH: f64 = 200.0;
/// A case is run this often at least, however long it takes, and at most.
const RUNS: (usize, usize) = (3, 200);
/// What is faster than this, in milliseconds, is run several times between two looks at the clock.
const FINE: f64 = 0.2;

/// The median time of one run, in milliseconds. The first run warms up and does not count.
pub(crate) fn median_of(clock: Clock, mut run: impl FnMut()) -> f64 {
    let once = time(clock, 1, &mut run);
    let batch = if once < FINE { (FINE / once.max(1e-5)).ceil() as usize } else { 1 };
    let begun = clock();
    let mut times = Vec::new();
    while times.len() < RUNS.0 || (times.len() < RUNS.1 && clock() - begun < ENOUGH) {
        times.push(time(clock, batch, &mut run));
    }
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(once)
}

fn time(clock: Clock, batch: usize, run: &mut impl FnMut()) -> f64 {
    let begun = clock();
    for _ in 0..batch {
        run();
    }
    (clock() - begun) / batch as f64
}
