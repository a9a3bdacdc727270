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
        Self {
            main: main.into(),
            ..Self::default()
        }
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
            return Site {
                file: Some(self.main.clone()),
                ..site.clone()
            };
        };
        let below = site.pointer.below(&prefix).unwrap_or_default();
        Site {
            file: Some(origin.file.clone().unwrap_or_else(|| self.main.clone())),
            pointer: origin.pointer.join(&below),
            part: if below.is_root() {
                origin.part.min(site.part)
            } else {
                site.part
            },
        }
    }
}
