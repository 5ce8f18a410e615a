#![no_main]
//! See `fuzz::search`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::search(input));
