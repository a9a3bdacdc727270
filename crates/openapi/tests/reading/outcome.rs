//! The result of reading a document.

use std::collections::BTreeMap;

use bindery_openapi::{Document, Read, read};
use bindery_source::{Pointer, Severity, Sink, Value};
use serde_json::json;

/// The result of reading a document.
pub(crate) struct Outcome {
    pub(crate) document: Document,
    /// `code pointer` of each message, in order.
    pub(crate) said: Vec<String>,
}

/// Reads a 3.1 document with these members and the required ones.
pub(crate) fn read_with(members: Value) -> Outcome {
    read_whole(with("3.1.0", members))
}

/// Reads a 3.0 document with these members and the required ones.
pub(crate) fn read_old_with(members: Value) -> Outcome {
    read_whole(with("3.0.3", members))
}

/// Reads a document in one file.
pub(crate) fn read_whole(root: Value) -> Outcome {
    read_among(root, &[])
}

/// Reads a document with other files.
pub(crate) fn read_among(root: Value, files: &[(&str, Value)]) -> Outcome {
    let others = others(files);
    let mut sink = Sink::default();
    match read(root, &others, &mut sink) {
        Read::Document(document) => Outcome { document: *document, said: said(&sink) },
        other => panic!("no document: {other:?}, {:?}", said(&sink)),
    }
}

/// Files by their path.
pub(crate) fn others(files: &[(&str, Value)]) -> BTreeMap<String, Value> {
    files.iter().map(|(path, value)| ((*path).to_owned(), value.clone())).collect()
}

/// A small document of this version.
pub(crate) fn with(version: &str, members: Value) -> Value {
    let mut root = json!({"openapi": version, "info": {"title": "T", "version": "1"}, "paths": {}});
    if let (Value::Object(root), Value::Object(members)) = (&mut root, members) {
        root.extend(members);
    }
    root
}

/// Parses a valid pointer.
pub(crate) fn at(pointer: &str) -> Pointer {
    Pointer::parse(pointer).expect("a pointer of a test starts with a slash")
}

impl Outcome {
    /// The title of the target of a schema's `$ref`.
    pub(crate) fn title_of_target(&self, from: &str) -> Option<&str> {
        use bindery_openapi::schema::Reference;
        match &self.document.schema(&at(from))?.reference {
            Some(Reference::To(target)) => self.document.schema(target)?.title.as_deref(),
            _ => None,
        }
    }
}

fn said(sink: &Sink) -> Vec<String> {
    let said = sink.diagnostics().iter().map(|said| {
        let mark = match said.severity {
            Severity::Note => "note ",
            Severity::Warning => "",
            Severity::Error => "error ",
        };
        format!("{mark}{} {}", said.code.id, said.at.as_ref().map_or("", |at| at.pointer.as_str()))
    });
    said.collect()
}
