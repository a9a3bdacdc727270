//! Where the parts of the document were written.

use std::collections::{BTreeMap, BTreeSet};

use crate::pointer::{Pointer, Site};
use crate::repair::Repairs;

/// Maps a pointer into the document to the file it comes from.
///
/// Most of a document is in its main file, under the same pointer. This table holds the rest: parts that an overlay or
/// another file added, and files whose text was repaired before it could be parsed.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    main: String,
    moved: BTreeMap<Pointer, Site>,
    repairs: BTreeMap<String, Repairs>,
}

impl Origins {
    /// A document entirely in the file `main`.
    pub fn new(main: impl Into<String>) -> Self {
        Self { main: main.into(), ..Self::default() }
    }

    /// The main file's path.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Records that the part at `prefix`, with everything in it, was written at `site`; discards earlier records about
    /// its parts.
    pub fn insert(&mut self, prefix: Pointer, site: Site) {
        self.take_below(&prefix);
        self.moved.insert(prefix, site);
    }

    /// Records that the part at `prefix` was written where `other` has the part `from`.
    ///
    /// ```
    /// use bindery_source::{Origins, Pointer, Site};
    /// let (a, b) = (Pointer::root().key("a"), Pointer::root().key("b"));
    /// let mut origins = Origins::new("main");
    /// origins.insert_copy(b.clone(), &origins.clone(), &a);
    /// assert_eq!(origins.resolve(&b.into()), Site::file("main", a));
    /// ```
    pub fn insert_copy(&mut self, prefix: Pointer, other: &Origins, from: &Pointer) {
        self.insert(prefix.clone(), other.resolve(&from.into()));
        let parts = other.known_below(from).map(|(below, site)| (prefix.join(&below), site.clone()));
        self.moved.extend(parts);
    }

    /// Records that the elements `removed` are gone from the array at `array`, which had `length` elements; later
    /// elements have moved up.
    pub fn remove_elements(&mut self, array: &Pointer, length: usize, removed: &BTreeSet<usize>) {
        let Some(&first) = removed.first() else { return };
        let before = self.clone();
        (first..length).for_each(|index| self.forget(&array.index(index)));
        let kept = (first..length).filter(|index| !removed.contains(index));
        for (moved_up, index) in kept.enumerate() {
            self.insert_copy(array.index(first + moved_up), &before, &array.index(index));
        }
    }

    /// Records how the text of a file was repaired.
    pub fn insert_repairs(&mut self, path: impl Into<String>, repairs: Repairs) {
        self.repairs.insert(path.into(), repairs);
    }

    /// The repairs of a file's text, if any.
    pub fn repairs(&self, path: &str) -> Option<&Repairs> {
        self.repairs.get(path)
    }

    /// Where `site` was written: the longest recorded prefix decides, and the main file holds the rest. The result
    /// always names a file.
    pub fn resolve(&self, site: &Site) -> Site {
        if site.file.is_some() {
            return site.clone();
        }
        let found = std::iter::successors(Some(site.pointer.clone()), Pointer::parent)
            .find_map(|prefix| self.moved.get(&prefix).map(|origin| (prefix, origin)));
        let Some((prefix, origin)) = found else {
            return Site { file: Some(self.main.clone()), ..site.clone() };
        };
        let below = site.pointer.below(&prefix).unwrap_or_default();
        Site {
            file: Some(origin.file.clone().unwrap_or_else(|| self.main.clone())),
            pointer: origin.pointer.join(&below),
            part: if below.is_root() { origin.part.min(site.part) } else { site.part },
        }
    }

    fn forget(&mut self, prefix: &Pointer) {
        self.take_below(prefix);
        self.moved.remove(prefix);
    }

    fn take_below(&mut self, prefix: &Pointer) {
        let below: Vec<Pointer> = self.known_below(prefix).map(|(below, _)| prefix.join(&below)).collect();
        below.iter().for_each(|known| drop(self.moved.remove(known)));
    }

    /// The records about parts within `prefix`, relative to it.
    fn known_below(&self, prefix: &Pointer) -> impl Iterator<Item = (Pointer, &Site)> {
        // In string order, everything within a part follows the part's own pointer and a slash.
        let start = prefix.key("");
        let prefix = prefix.clone();
        self.moved.range(start..).map_while(move |(known, site)| Some((known.below(&prefix)?, site)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pointer::Part;

    fn at(pointer: &str) -> Pointer {
        Pointer::parse(pointer).expect("a pointer")
    }

    fn resolved(origins: &Origins, pointer: &str) -> (String, String) {
        let site = origins.resolve(&Site::document(at(pointer)));
        (site.file.unwrap_or_default(), site.pointer.to_string())
    }

    #[test]
    fn the_main_file_holds_what_nothing_else_brought() {
        assert_eq!(resolved(&Origins::new("main"), "/a/b"), ("main".to_owned(), "/a/b".to_owned()));
    }

    #[test]
    fn the_longest_prefix_decides() {
        let mut origins = Origins::new("main");
        origins.insert(at("/a"), Site::file("first", at("/x")));
        origins.insert(at("/a/b"), Site::file("second", at("/y/z")));
        assert_eq!(resolved(&origins, "/a/b/c"), ("second".to_owned(), "/y/z/c".to_owned()));
        assert_eq!(resolved(&origins, "/a/bc"), ("first".to_owned(), "/x/bc".to_owned()));
        assert_eq!(resolved(&origins, "/ab"), ("main".to_owned(), "/ab".to_owned()));
    }

    #[test]
    fn what_replaces_a_part_replaces_what_was_known_of_it() {
        let mut origins = Origins::new("main");
        origins.insert(at("/a/b"), Site::file("first", at("")));
        origins.insert(at("/a"), Site::document(at("/elsewhere")));
        assert_eq!(resolved(&origins, "/a/b"), ("main".to_owned(), "/elsewhere/b".to_owned()));
    }

    #[test]
    fn a_neighbour_whose_name_begins_alike_stays_known() {
        let mut origins = Origins::new("main");
        for known in ["/a-b", "/a/b", "/a0"] {
            origins.insert(at(known), Site::file("first", at("/x")));
        }
        origins.insert(at("/a"), Site::file("second", at("")));
        let files = ["/a-b", "/a/b", "/a0"].map(|known| resolved(&origins, known).0);
        assert_eq!(files, ["first", "second", "first"]);
    }

    #[test]
    fn a_copy_takes_along_what_is_known_of_its_parts() {
        let mut origins = Origins::new("main");
        origins.insert(at("/a/b"), Site::file("first", at("/x")));
        origins.insert_copy(at("/c"), &origins.clone(), &at("/a"));
        assert_eq!(resolved(&origins, "/c"), ("main".to_owned(), "/a".to_owned()));
        assert_eq!(resolved(&origins, "/c/b"), ("first".to_owned(), "/x".to_owned()));
    }

    #[test]
    fn elements_move_up_with_what_is_known_of_them() {
        let mut origins = Origins::new("main");
        origins.insert(at("/a/3/b"), Site::file("first", at("/x")));
        origins.insert(at("/a/4"), Site::file("second", at("/y")));
        origins.remove_elements(&at("/a"), 5, &BTreeSet::from([0, 2]));
        let files = ["/a/0", "/a/1", "/a/1/b", "/a/2"].map(|known| resolved(&origins, known));
        let wanted = [("main", "/a/1"), ("main", "/a/3"), ("first", "/x"), ("second", "/y")];
        assert_eq!(files, wanted.map(|(file, pointer)| (file.to_owned(), pointer.to_owned())));
    }

    #[test]
    fn a_site_in_a_file_is_where_it_says() {
        let mut origins = Origins::new("main");
        origins.insert(at("/a"), Site::file("first", at("")));
        let site = Site::file("second", at("/a")).on_key();
        assert_eq!(origins.resolve(&site), site);
    }

    #[test]
    fn a_key_is_meant_where_either_side_means_it() {
        let mut origins = Origins::new("main");
        origins.insert(at("/a"), Site::file("first", at("/x")).on_key());
        assert_eq!(origins.resolve(&Site::document(at("/a"))).part, Part::Key);
        assert_eq!(origins.resolve(&Site::document(at("/a/b"))).part, Part::Value);
    }
}
