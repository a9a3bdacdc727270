//! Texts by path: input and output.

use std::collections::BTreeMap;

/// A sorted map from a path to its text.
///
/// The same type holds the files that a run reads and those that it writes, so only the outermost layer needs a disk.
/// Paths of files to write are relative, use `/` on every platform, and never climb: [`Files::insert`] enforces this.
/// Files that were read keep their paths: [`Files::insert_read`].
///
/// ```
/// let mut files = bindery_source::Files::default();
/// files.insert("src/lib.rs", "//! Nothing yet.\n");
/// assert_eq!(files.get("src/lib.rs"), Some("//! Nothing yet.\n"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Files {
    texts: BTreeMap<String, String>,
}

impl Files {
    /// Adds a text, replacing the one at this path.
    ///
    /// # Panics
    ///
    /// If the path is absolute, empty, or contains `..`, `\` or an empty step: such a path is a bug in the emitter that
    /// made it, since every name in it was claimed from a scope.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let path = path.into();
        assert!(is_inside(&path), "a generated path leaves its folder: {path:?}");
        self.texts.insert(path, text.into());
    }

    /// Adds a text that was read, under the path that diagnostics show.
    pub fn insert_read(&mut self, path: impl Into<String>, text: impl Into<String>) {
        self.texts.insert(path.into(), text.into());
    }

    /// The text at a path.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.texts.get(path).map(String::as_str)
    }

    /// All paths and texts, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.texts.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The number of texts.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there are no texts.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Moves all texts of `other` into the folder `prefix`; an empty prefix keeps their paths.
    pub fn absorb(&mut self, prefix: &str, other: Files) {
        for (path, text) in other.texts {
            if prefix.is_empty() {
                self.insert(path, text);
            } else {
                self.insert(format!("{prefix}/{path}"), text);
            }
        }
    }
}

fn is_inside(path: &str) -> bool {
    !path.contains('\\')
        && !path.contains(':')
        && path.split('/').all(|step| !step.is_empty() && step != "." && step != "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_sorted_whatever_the_order_of_insertion() {
        let mut files = Files::default();
        files.insert("b", "");
        files.insert("a/c", "");
        assert_eq!(files.iter().map(|(path, _)| path).collect::<Vec<_>>(), ["a/c", "b"]);
    }

    #[test]
    #[should_panic(expected = "leaves its folder")]
    fn a_climbing_path_is_a_bug_of_the_emitter() {
        Files::default().insert("a/../../b", "");
    }

    #[test]
    fn absorbing_moves_texts_under_a_folder() {
        let mut inner = Files::default();
        inner.insert("lib.rs", "x");
        let mut outer = Files::default();
        outer.absorb("src", inner);
        assert_eq!(outer.get("src/lib.rs"), Some("x"));
    }
}
