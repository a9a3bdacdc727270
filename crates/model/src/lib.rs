//! What an API means, in no language.
//!
//! [`lower`] reads a document and gives an [`Api`]: plain data, everything resolved. JSON Schema ends here.

pub mod api;
pub mod auth;
pub mod bindings;
pub mod docs;
pub mod operations;
pub mod overrides;
pub mod prose;
pub mod types;

pub use api::Api;
pub use bindings::Bindings;
pub use overrides::Overrides;
