//! `cargo +nightly fuzz run read fuzz/corpus/read ../../tests/cases ../../tests/bad`, in `crates/bindery`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| bindery_fuzz::read(text));
