//! The list of the files that an emitter wrote, in the format of `sha256sum`, so that anyone can verify it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The file name of the list.
pub(crate) const NAME: &str = ".bindery";

/// Paths relative to the emitter's folder, each with its hashes: one, or two during a write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct List {
    hashes: BTreeMap<String, BTreeSet<String>>,
}

impl List {
    /// Parses a list. Invalid lines, and lines whose path leaves the folder, are ignored.
    pub(crate) fn parse(text: &str) -> Self {
        let mut list = Self::default();
        for (hash, path) in text.lines().filter_map(|line| line.split_once("  ")) {
            if hash.len() == 64 && is_inside(path) {
                list.hashes.entry(path.to_owned()).or_default().insert(hash.to_owned());
            }
        }
        list
    }

    /// The list of these files.
    pub(crate) fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Self {
        let mut list = Self::default();
        for (path, text) in files {
            list.hashes.entry(path.to_owned()).or_default().insert(hash(text.as_bytes()));
        }
        list
    }

    /// Combines two lists.
    pub(crate) fn union(&self, other: &Self) -> Self {
        let mut union = self.clone();
        for (path, hashes) in &other.hashes {
            union.hashes.entry(path.clone()).or_default().extend(hashes.iter().cloned());
        }
        union
    }

    /// Whether these bytes were written to this path.
    pub(crate) fn vouches(&self, path: &str, bytes: &[u8]) -> bool {
        self.hashes.get(path).is_some_and(|hashes| hashes.contains(&hash(bytes)))
    }

    /// All paths, sorted.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.hashes.keys().map(String::as_str)
    }

    /// The text of the list.
    pub(crate) fn to_text(&self) -> String {
        let lines = self.hashes.iter().flat_map(|(path, hashes)| hashes.iter().map(move |hash| (hash, path)));
        lines.fold(String::new(), |mut text, (hash, path)| {
            let _ = writeln!(text, "{hash}  {path}");
            text
        })
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

/// Users can edit the list; it must not lead outside the folder.
fn is_inside(path: &str) -> bool {
    !path.contains(['\\', ':']) && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMPTY: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    #[test]
    fn a_list_is_what_sha256sum_prints() {
        assert_eq!(List::of([("b", ""), ("a/c", "")]).to_text(), format!("{EMPTY}  a/c\n{EMPTY}  b\n"));
    }

    #[test]
    fn a_list_vouches_for_bytes_and_not_for_names() {
        let list = List::parse(&format!("{EMPTY}  a\n"));
        assert!(list.vouches("a", b""));
        assert!(!list.vouches("a", b"changed"));
        assert!(!list.vouches("b", b""));
    }

    #[test]
    fn a_path_out_of_the_folder_is_no_line() {
        let list = List::parse(&format!("{EMPTY}  ../a\n{EMPTY}  /etc/passwd\n{EMPTY}  a//b\nnonsense\n"));
        assert_eq!(list.paths().count(), 0);
    }

    #[test]
    fn a_union_vouches_for_old_and_new() {
        let union = List::of([("a", "old")]).union(&List::of([("a", "new")]));
        assert!(union.vouches("a", b"old") && union.vouches("a", b"new"));
        assert_eq!(List::parse(&union.to_text()), union);
    }
}
