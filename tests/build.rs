//! Lists the generated pages that show Rust, so that every sample on them is compiled as a doctest.
#![expect(clippy::disallowed_methods, reason = "a build script has nothing but the disk and the environment")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let generated = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("../generated");
    println!("cargo::rerun-if-changed={}", generated.display());
    let mut pages = Vec::new();
    for api in entries(&generated)? {
        pages.push(api.join("client/README.md"));
        // An API without operations has no folder for them.
        for folder in ["docs", "docs/operations"].map(|folder| api.join(folder)) {
            if folder.try_exists()? {
                let pages_of = entries(&folder)?.into_iter();
                pages.extend(pages_of.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
            }
        }
    }
    let mut list = format!("/// How many there are.\n#[cfg(test)]\npub(crate) const COUNT: usize = {};\n", pages.len());
    for (number, page) in pages.iter().enumerate() {
        let page = page.display().to_string();
        writeln!(list, "\n#[cfg(doctest)]\n#[doc = include_str!({page:?})]\npub struct Page{number};")
            .expect("a text takes all");
    }
    fs::write(Path::new(&env::var("OUT_DIR").expect("cargo sets it")).join("pages.rs"), list)
}

fn entries(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let entries = folder.read_dir()?.map(|entry| entry.map(|entry| entry.path()));
    let mut entries = entries.collect::<io::Result<Vec<_>>>()?;
    entries.sort();
    Ok(entries)
}
