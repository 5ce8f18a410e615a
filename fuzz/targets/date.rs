#![no_main]
//! See `fuzz::date`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::date(input));
