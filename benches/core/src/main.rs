//! The native program: `core-speed SIZE…` prints a line a result, `size case milliseconds`; `core-speed cases` what each
//! case is.

use std::sync::OnceLock;
use std::time::Instant;

fn now() -> f64 {
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    BEGUN.get_or_init(Instant::now).elapsed().as_secs_f64() * 1000.0
}

fn main() {
    if std::env::args().nth(1).as_deref() == Some("cases") {
        core_speed::CASES.iter().for_each(|(name, what)| println!("{name} {what}"));
    }
    for size in std::env::args().skip(1).filter_map(|size| size.parse().ok()) {
        core_speed::measure(size, now, &mut |name, milliseconds| println!("{size} {name} {milliseconds}"));
    }
}
