//! `cargo +nightly fuzz run reader`, in `crates/runtime`.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|json: &[u8]| bindery_runtime_fuzz::check(json));
