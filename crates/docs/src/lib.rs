//! Prints an API as a tree of Markdown pages to read beside the client.
//!
//! ```text
//! index.md              facts, servers, authentication, and the contents
//! authentication.md     every kind of credentials, with a Rust sample, and how sessions work
//! webhooks.md           the webhooks, and how receivers verify them
//! operations/<group>.md every operation of a group, with a Rust sample
//! schemas/<name>.md     every named type, and its users
//! ```
//!
//! The document's prose is hostile until [`bindery_model::prose`] has made it inert. Nothing else in this crate may print it.

use bindery_model::{Api, Bindings};
use bindery_source::Files;

mod anchors;
mod auth;
mod authentication;
mod book;
mod facts;
mod file_names;
mod index;
mod markdown;
mod operations;
mod schemas;
mod ty;
mod uses;
mod webhooks;

use book::Book;

/// The section `docs` of `bindery.yaml`. It has no options yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Options {}

/// Prints the Markdown tree of an API, with the Rust names of `bindings`.
///
/// The output is deterministic. Every link in the tree that is not a URL of the document leads to a file of the tree.
///
/// ```
/// use bindery_docs::{Options, emit};
/// use bindery_model::{Api, Bindings};
///
/// let mut api = Api::default();
/// api.info.title = "Pets".to_owned();
/// let files = emit(&api, &Bindings::default(), &Options::default());
/// assert!(files.get("index.md").is_some_and(|text| text.starts_with("# Pets\n")));
/// ```
pub fn emit(api: &Api, bindings: &Bindings, _options: &Options) -> Files {
    let book = Book::new(api, bindings);
    let mut files = Files::default();
    files.insert("index.md", index::page(&book));
    for (path, page) in [(authentication::PATH, authentication::page(&book)), (webhooks::PATH, webhooks::page(&book))] {
        if let Some(page) = page {
            files.insert(path, page);
        }
    }
    for (group, page) in api.groups.iter().zip(&book.groups) {
        files.insert(page.path(), operations::page(&book, group, page));
    }
    for (&id, page) in &book.types {
        files.insert(page.path(), schemas::page(&book, id, page));
    }
    files
}
