//! What `bindery.yaml` says about the meaning of the document.

use bindery_source::{Pointer, Site};
use indexmap::IndexMap;

/// The section `api` of `bindery.yaml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overrides {
    /// The file's path in [`Files`](bindery_source::Files), for what has to be said about it.
    pub file: String,
    /// By the name of a security scheme.
    pub auth: IndexMap<String, AuthOverride>,
}

/// What the document cannot say about a security scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthOverride {
    /// What stands before an API key in its header: `Token` sends `Token <key>`.
    pub prefix: Option<String>,
}

impl Default for Overrides {
    fn default() -> Self {
        Self { file: "bindery.yaml".to_owned(), auth: IndexMap::new() }
    }
}

impl Overrides {
    /// Where the file speaks about a security scheme.
    pub(crate) fn auth_site(&self, name: &str) -> Site {
        Site::file(&self.file, Pointer::root().keys(["api", "auth", name]))
    }
}
