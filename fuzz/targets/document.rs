#![no_main]
//! See `fuzz::document`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::document(input));
