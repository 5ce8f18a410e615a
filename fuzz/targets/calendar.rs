#![no_main]
//! See `fuzz::calendar`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::calendar(input));
