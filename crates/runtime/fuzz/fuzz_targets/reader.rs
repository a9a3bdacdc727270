//! `cargo +nightly fuzz run reader fuzz/corpus/reader fuzz/seeds`, in `crates/runtime`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| bindery_runtime_fuzz::check(json));
