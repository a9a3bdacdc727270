//! What `bindery.yaml` says about the meaning of the document.

use bindery_source::{Pointer, Site};
use indexmap::IndexMap;

use crate::operations::Repeat;

/// The section `api` of `bindery.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overrides {
    /// The file's path in [`Files`](bindery_source::Files), for what has to be said about it.
    pub file: String,
    /// By the name of a security scheme.
    pub auth: IndexMap<String, AuthOverride>,
    /// Which operations are taken.
    pub operations: Selection,
    /// Whether an operation may be sent again, by its id.
    pub retry: IndexMap<String, Repeat>,
    /// Where idempotency keys go.
    pub idempotency: Option<IdempotencyOverride>,
}

/// Where idempotency keys go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotencyOverride {
    /// The header that carries them.
    pub header: String,
    /// The ids of the operations that take one; `None`: all that need one.
    pub operations: Option<Vec<String>>,
}

/// Which operations are taken: those that are included, less those that are excluded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What is taken; everything where this is empty.
    pub include: Patterns,
    /// What is left out of that.
    pub exclude: Patterns,
    /// Whether types that nothing uses are kept; without a word, they are while every operation is taken.
    pub unused_types: Option<bool>,
}

/// Patterns of operations, any one of which may fit. A `*` in them stands for any text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patterns {
    /// Tags.
    pub tags: Vec<String>,
    /// Operation ids.
    pub ids: Vec<String>,
    /// Methods and paths, as in `GET /jobs/{id}`, or paths alone.
    pub paths: Vec<String>,
}

impl Selection {
    /// Whether types that nothing uses are kept.
    pub(crate) fn keeps_unused_types(&self) -> bool {
        self.unused_types.unwrap_or(self.include.is_empty() && self.exclude.is_empty())
    }
}

impl Patterns {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tags.is_empty() && self.ids.is_empty() && self.paths.is_empty()
    }
}

/// What the document cannot say about a security scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthOverride {
    /// What stands before an API key in its header: `Token` sends `Token <key>`.
    pub prefix: Option<String>,
}

impl Default for Overrides {
    fn default() -> Self {
        Self {
            file: "bindery.yaml".to_owned(),
            auth: IndexMap::new(),
            operations: Selection::default(),
            retry: IndexMap::new(),
            idempotency: None,
        }
    }
}

impl Overrides {
    /// Where the file speaks about a security scheme.
    pub(crate) fn auth_site(&self, name: &str) -> Site {
        Site::file(&self.file, Pointer::root().keys(["api", "auth", name]))
    }

    /// Where the file says something in the section `api`.
    pub(crate) fn site(&self, keys: &[&str]) -> Site {
        Site::file(&self.file, Pointer::root().key("api").keys(keys.iter().copied()))
    }

    /// Where the file has a pattern of operations: `include` or `exclude`, the kind of the pattern, and its place in the list.
    pub(crate) fn pattern_site(&self, section: &str, kind: &str, index: usize) -> Site {
        Site::file(&self.file, Pointer::root().keys(["api", "operations", section, kind]).index(index))
    }
}
