//! Diagnostics as a log of the Static Analysis Results Interchange Format
//! ([SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html)).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::escape::escape_json;
use super::place::{Place, Placed};
use crate::report::{Code, Severity};

/// One log with one run.
pub(super) fn log(diagnostics: &[Placed<'_>]) -> String {
    let codes: BTreeMap<_, _> = diagnostics.iter().map(|placed| (placed.said.code.id, placed.said.code)).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "bindery",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.into_values().map(rule).collect::<Value>(),
            } },
            // Columns count characters (section 3.14.17).
            "columnKind": "unicodeCodePoints",
            "results": diagnostics.iter().map(result).collect::<Value>(),
        }],
    });
    escape_json(&format!("{log:#}\n"))
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.id,
        "shortDescription": { "text": code.title },
        "help": { "text": code.explain, "markdown": code.explain },
    })
}

fn result(placed: &Placed<'_>) -> Value {
    let said = placed.said;
    let level = match said.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let text = said.help.iter().fold(said.message.clone(), |text, help| format!("{text}\n{help}"));
    let related = placed.notes.iter().map(|(place, label)| {
        let mut location = location(place);
        location["message"] = json!({ "text": label });
        location
    });
    json!({
        "ruleId": said.code.id,
        "level": level,
        "message": { "text": text },
        "locations": placed.at.iter().map(location).collect::<Value>(),
        "relatedLocations": related.collect::<Value>(),
    })
}

fn location(place: &Place<'_>) -> Value {
    let mut physical = json!({ "artifactLocation": { "uri": uri(&place.file) } });
    if let Some(here) = &place.text {
        physical["region"] = json!({
            "startLine": here.start.line,
            "startColumn": here.start.column,
            "endLine": here.end.line,
            "endColumn": here.end.column,
        });
    }
    json!({
        "physicalLocation": physical,
        "logicalLocations": [{ "fullyQualifiedName": format!("#{}", place.pointer) }],
    })
}

/// A path as a relative reference (RFC 3986, section 4.2).
fn uri(path: &str) -> String {
    let escaped = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(escaped).collect()
}
