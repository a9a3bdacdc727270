//! Diagnostics for programs.

use serde_json::{Map, Value, json};

use super::escape::escape_json;
use super::place::{Place, Placed};
use crate::report::Severity;

/// One JSON object per line. `file`, `pointer`, `line`, `column` and `end` are omitted if unknown.
pub(super) fn lines(diagnostics: &[Placed<'_>]) -> String {
    let line = |placed| format!("{}\n", Value::Object(object(placed)));
    escape_json(&diagnostics.iter().map(line).collect::<Vec<_>>().concat())
}

fn object(placed: &Placed<'_>) -> Map<String, Value> {
    let said = placed.said;
    let mut object = Map::new();
    object.insert("code".to_owned(), said.code.id.into());
    object.insert("severity".to_owned(), severity(said.severity).into());
    object.extend(placed.at.iter().flat_map(place));
    object.insert("message".to_owned(), said.message.as_str().into());
    let notes = placed.notes.iter().map(|(at, label)| {
        let mut note = place(at);
        note.insert("message".to_owned(), (*label).into());
        Value::Object(note)
    });
    object.insert("notes".to_owned(), notes.collect());
    object.insert("help".to_owned(), said.help.clone().into());
    object
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn place(place: &Place<'_>) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("file".to_owned(), place.file.as_str().into());
    if let Some(here) = &place.text {
        object.insert("line".to_owned(), here.start.line.into());
        object.insert("column".to_owned(), here.start.column.into());
        object.insert("end".to_owned(), json!({ "line": here.end.line, "column": here.end.column }));
    }
    object.insert("pointer".to_owned(), place.pointer.as_str().into());
    object
}
