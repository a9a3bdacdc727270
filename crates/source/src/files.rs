//! Texts by path: what goes in, and what comes out.

use std::collections::BTreeMap;

/// A sorted map from a path to its text.
///
/// The same type carries the texts that a run reads and the files that it writes, so that nothing but the outermost layer
/// needs a disk. Paths of files to write are relative, use `/` on every platform, and never climb: [`Files::insert`] holds
/// callers to it. Texts that were read stand where they stand: [`Files::insert_read`].
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
    /// Adds a text, replacing the one that stood at this path.
    ///
    /// # Panics
    ///
    /// When the path is absolute, empty, or holds `..`, `\` or an empty step: such a path is a bug of the emitter that
    /// made it, since every name in it was claimed from a scope.
    pub fn insert(&mut self, path: impl Into<String>, text: impl Into<String>) {
        let path = path.into();
        assert!(is_inside(&path), "a generated path leaves its folder: {path:?}");
        self.texts.insert(path, text.into());
    }

    /// Adds a text that was read, under the path by which messages name it.
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

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Takes over all texts of `other` under the folder `prefix`; an empty prefix adds them as they are.
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
