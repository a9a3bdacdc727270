//! Converts a path to be relative to another folder.

use std::path::{Component, Path, PathBuf};

/// An existing folder: otherwise the error would appear only when Cargo builds the crate.
#[expect(clippy::disallowed_methods, reason = "the command line looks at the disk")]
pub(crate) fn folder(text: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(text);
    if path.is_dir() { Ok(path) } else { Err("there is no such folder".to_owned()) }
}

/// The path `path`, relative to the working folder, rewritten for a manifest in `folder`. An absolute path stays.
pub(crate) fn seen_from(folder: &Path, path: &Path) -> String {
    if path.is_absolute() {
        return spell(path);
    }
    let (Ok(folder), Ok(target)) = (std::path::absolute(folder), std::path::absolute(path)) else {
        return spell(path);
    };
    spell(&way(&plain(&folder), &plain(&target)))
}

/// The relative path from one absolute folder to another.
fn way(from: &Path, to: &Path) -> PathBuf {
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(to.components().skip(shared)).collect()
}

/// The path without `..`, resolved by names alone.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for step in path.components() {
        match step {
            Component::ParentDir => {
                plain.pop();
            }
            step => plain.push(step),
        }
    }
    plain
}

fn spell(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_starts_from_the_manifest() {
        let client = Path::new("out/pets/client");
        assert_eq!(seen_from(client, Path::new("crates/runtime")), "../../../crates/runtime");
        assert_eq!(seen_from(client, Path::new("out/./pets/../runtime")), "../../runtime");
    }

    #[cfg(unix)]
    #[test]
    fn an_absolute_path_stays() {
        assert_eq!(seen_from(Path::new("out"), Path::new("/opt/runtime")), "/opt/runtime");
    }
}
