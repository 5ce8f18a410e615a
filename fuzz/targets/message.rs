#![no_main]
//! See `fuzz::message`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::message(input));
