//! Generates a document of random schemas, their types, and a list of those types.
#![expect(clippy::disallowed_methods, reason = "a build script writes files to a folder from the environment")]

#[path = "src/chance.rs"]
mod chance;
#[path = "schemas.rs"]
mod schemas;

use std::path::PathBuf;

use proptest::strategy::{Strategy as _, ValueTree as _};

fn main() {
    println!("cargo::rerun-if-changed=schemas.rs");
    println!("cargo::rerun-if-changed=src/chance.rs");
    println!("cargo::rerun-if-env-changed={}", chance::SEED);
    let document = schemas::document().new_tree(&mut chance::runner(1)).expect("nothing is rejected").current();
    let folder = PathBuf::from(std::env::var_os("OUT_DIR").expect("Cargo sets it"));
    let put = |name: &str, text: String| std::fs::write(folder.join(name), text).expect("Cargo made the folder");
    put("openapi.json", format!("{document:#}"));
    let rows: String = (0..schemas::COUNT).map(|index| format!("round_trip::<types::S{index}List>,")).collect();
    put("types.rs", format!("&[{rows}]"));
    bindery::Generator::new(folder.join("openapi.json")).package_name("random").write_to_out_dir();
}
