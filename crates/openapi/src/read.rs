//! From a value to a document: the stages of this crate, in order.

use std::borrow::Cow;
use std::collections::BTreeMap;

use bindery_source::{Pointer, Sink, Value};
use indexmap::IndexMap;

use crate::check::check;
use crate::document::Document;
use crate::grammar::Kind;
use crate::hoist::{hoist, schema_in};
use crate::parts::{self, Part};
use crate::trail::Trail;
use crate::{frame, gate, refs};

/// The result of reading a document.
#[derive(Debug)]
pub enum Read {
    /// The document.
    Document(Box<Document>),
    /// Files that the document refers to, relative to the document's folder. Load them and read again.
    Need(Vec<String>),
    /// No document; an error was reported.
    Refused,
}

/// Reads an OpenAPI 3.x document.
///
/// `others` holds the values of the files that the document refers to, by their path relative to the document's folder.
/// Use `null` for a file that could not be loaded; references to it are unresolved. Call [`needs`] first to learn which
/// files to load without giving the value away.
///
/// Mistakes in the document are reported in `sink`, and fixed or left out. Only a value that is not OpenAPI 3.x is
/// refused.
///
/// ```
/// use bindery_openapi::{Read, read};
/// use bindery_source::Sink;
///
/// let root = serde_json::json!({
///     "openapi": "3.1.0",
///     "info": { "title": "Jobs", "version": "1" },
///     "paths": { "/jobs": { "get": { "responses": { "200": { "description": "All jobs." } } } } }
/// });
/// let mut sink = Sink::default();
/// let Read::Document(document) = read(root, &Default::default(), &mut sink) else { panic!("it is OpenAPI") };
/// assert_eq!(document.endpoints()[0].path, "/jobs");
/// assert!(sink.diagnostics().is_empty());
/// ```
pub fn read(mut root: Value, others: &BTreeMap<String, Value>, sink: &mut Sink) -> Read {
    let Some(version) = gate::enter(&root, sink) else {
        return Read::Refused;
    };
    let mut said = Sink::default();
    let mut others = others.clone();
    let links = refs::settle(&mut root, &mut others, &mut said);
    if !links.missing.is_empty() {
        return Read::Need(links.missing.into_keys().collect());
    }
    sink.absorb(said);
    parts::rewrite(&mut root, &mut others, &links.rewritten);

    let start = Pointer::root();
    let start = Trail::Start(&start);
    check(&mut root, Kind::OpenApi, &start, version, sink);
    let mut parts = parts::copy(&root, &others, &links.parts, version, sink);
    drop(others);
    parts.sort_by_key(|part| links.order.get_index_of(&part.at).unwrap_or(usize::MAX));

    let mut schemas = IndexMap::new();
    hoist(&mut root, Kind::OpenApi, &start, version, &mut schemas, sink);
    for Part { at, kind, value } in &mut parts {
        if *kind != Kind::Schema || schema_in(&schemas, at).is_none() {
            hoist(value, *kind, &Trail::Start(at), version, &mut schemas, sink);
        }
    }
    Read::Document(Box::new(frame::frame(root, parts, schemas, sink)))
}

/// The files that the document refers to and that are not in `others` yet, each with the place of the first reference
/// to it.
///
/// Loaded files can refer to more: repeat until nothing is needed.
///
/// ```
/// use std::collections::BTreeMap;
/// use serde_json::json;
///
/// let root = json!({ "openapi": "3.1.0", "components": { "schemas": { "Job": { "$ref": "job.yaml" } } } });
/// let mut others = BTreeMap::new();
/// let needed = bindery_openapi::needs(&root, &others);
/// assert_eq!(needed["job.yaml"].as_str(), "/components/schemas/Job/$ref");
/// others.insert("job.yaml".to_owned(), json!({ "type": "object" }));
/// assert!(bindery_openapi::needs(&root, &others).is_empty());
/// ```
pub fn needs(root: &Value, others: &BTreeMap<String, Value>) -> BTreeMap<String, Pointer> {
    if gate::enter(root, &mut Sink::default()).is_none() {
        return BTreeMap::new();
    }
    refs::missing(root, others)
}

/// The place of another file's contents in the document: the prefix for
/// [`Origins::insert`](bindery_source::Origins::insert).
pub fn place_of_file(path: &str) -> Pointer {
    Pointer::root().key(FILES).key(path)
}

/// The extension that contains other files.
pub(crate) const FILES: &str = "x-bindery-files";

/// The path of the other file that contains a place of the document: the inverse of [`place_of_file`].
pub fn file_of(at: &Pointer) -> Option<String> {
    let mut steps = at.steps();
    (steps.next()? == FILES).then(|| steps.next().map(Cow::into_owned)).flatten()
}
