#![no_main]
//! See `fuzz::address`.

libfuzzer_sys::fuzz_target!(|input: &[u8]| fuzz::address(input));
