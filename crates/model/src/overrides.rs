//! What `bindery.yaml` says about the meaning of the document.

use indexmap::IndexMap;

/// The section `api` of `bindery.yaml`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// By the name of a security scheme.
    pub auth: IndexMap<String, AuthOverride>,
}

/// What the document cannot say about a security scheme.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuthOverride {
    /// What stands before an API key in its header: `Token` sends `Token <key>`.
    pub prefix: Option<String>,
}
