//! Lists the pages of the generated docs, so that every Rust sample on them is compiled as a doctest.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[expect(clippy::disallowed_methods, reason = "a build script has nothing but the disk and the environment")]
fn main() -> io::Result<()> {
    let generated = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../generated");
    println!("cargo::rerun-if-changed={}", generated.display());
    let mut pages = Vec::new();
    for api in entries(&generated)? {
        pages.extend(entries(&api.join("docs/operations"))?);
    }
    let mut list = String::new();
    for (number, page) in pages.iter().enumerate() {
        let _ = write!(list, "#[doc = include_str!({page:?})]\npub struct Page{number};\n");
    }
    fs::write(Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("pages.rs"), list)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries = match folder.read_dir() {
        Ok(entries) => entries.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?,
        Err(_) => Vec::new(),
    };
    entries.sort();
    Ok(entries)
}
