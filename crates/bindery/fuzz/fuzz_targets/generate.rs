//! `cargo +nightly fuzz run generate fuzz/corpus/generate ../../tests/cases ../../tests/bad`, in `crates/bindery`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| bindery_fuzz::generate(text));
