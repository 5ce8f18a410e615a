//! The same as a bare wasm module: it takes a clock, and hands over each result by its position in the list of cases.
#![allow(unsafe_code, reason = "a module's imports and exports have no other form")]

use super::{CASES, measure};

#[link(wasm_import_module = "host")]
unsafe extern "C" {
    /// Milliseconds.
    safe fn now() -> f64;
    /// One result: position of the case, milliseconds.
    safe fn told(case: u32, milliseconds: f64);
}

/// Measures everything on a document of so many initiatives.
#[unsafe(no_mangle)]
pub extern "C" fn run(n_initiatives: u32) {
    let position = |name: &str| CASES.iter().position(|(case, _)| *case == name).unwrap_or(CASES.len()) as u32;
    measure(n_initiatives as usize, || now(), &mut |name, milliseconds| told(position(name), milliseconds));
}
