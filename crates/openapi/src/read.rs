//! From a value to a document: the stages of this crate in their order.

use std::collections::BTreeMap;

use bindery_source::{Pointer, Sink, Value};

use crate::document::Document;

/// What came of reading a document.
#[derive(Debug)]
pub enum Read {
    /// The document.
    Document(Box<Document>),
    /// Files to which a `$ref` of the document leads, relative to the document's folder. Load them and read again.
    Need(Vec<String>),
    /// No document; an error says why.
    Refused,
}

/// Reads an OpenAPI 3.x document.
///
/// `others` holds the values of the files that the document refers to, by their path relative to the document's folder; a
/// file that could not be loaded is given as `null` and counts as unresolved. Ask [`needs`] first to learn which files to
/// load without giving the value away.
pub fn read(root: Value, others: &BTreeMap<String, Value>, sink: &mut Sink) -> Read {
    let _ = (root, others, sink);
    Read::Refused
}

/// The files that the document refers to and that are not among `others` yet, sorted.
///
/// Loading them can bring up more: ask until nothing is needed.
pub fn needs(root: &Value, others: &BTreeMap<String, Value>) -> Vec<String> {
    let _ = (root, others);
    Vec::new()
}

/// Where the contents of another file stand in the document that was read: the prefix to give to
/// [`Origins::insert`](bindery_source::Origins::insert).
pub fn place_of_file(path: &str) -> Pointer {
    Pointer::root().key(FILES).key(path)
}

/// The extension under which other files stand.
pub(crate) const FILES: &str = "x-bindery-files";
