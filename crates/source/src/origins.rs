//! Where the parts of the document that is being read were written.

use std::collections::BTreeMap;

use crate::pointer::{Pointer, Site};
use crate::repair::Repairs;

/// How a pointer into the document that is being read leads back to the bytes of a file.
///
/// Most of a document stands in its main file under the pointer that it still has. This table knows the rest: parts that
/// an overlay or another file brought in, and files whose text was repaired before it could be read.
#[derive(Clone, Debug, Default)]
pub struct Origins {
    main: String,
    moved: BTreeMap<Pointer, Site>,
    repairs: BTreeMap<String, Repairs>,
}

impl Origins {
    /// A document that stands wholly in the file `main`.
    pub fn new(main: impl Into<String>) -> Self {
        Self { main: main.into(), ..Self::default() }
    }

    /// The main file's path.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// Says that the part at `prefix`, with all that is in it, was written at `site`; what was known about parts of it
    /// is forgotten.
    pub fn insert(&mut self, prefix: Pointer, site: Site) {
        self.moved.retain(|known, _| known.below(&prefix).is_none());
        self.moved.insert(prefix, site);
    }

    /// Says how the text of a file was repaired.
    pub fn insert_repairs(&mut self, path: impl Into<String>, repairs: Repairs) {
        self.repairs.insert(path.into(), repairs);
    }

    /// The repairs of a file's text, when there were any.
    pub fn repairs(&self, path: &str) -> Option<&Repairs> {
        self.repairs.get(path)
    }

    /// Where `site` was written: the longest known prefix decides, and the main file holds the rest. The result always
    /// names a file.
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
