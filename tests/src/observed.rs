//! Compares field values seen in replies of Housecall Pro with the document: the overlaid document allows every kind of
//! value that a field had, and `null` where the vendor declares it.
//!
//! The table is not part of this repository: the variable `BINDERY_SHARED` says where it is.

use std::collections::BTreeSet;

use bindery_source::{Pointer, Value};

use crate::facts::overlaid;
use crate::run;

#[test]
fn every_kind_of_value_that_was_seen_is_allowed() {
    let Some(shared) = run::variable("BINDERY_SHARED") else {
        return eprintln!("BINDERY_SHARED is not set: no field is tried");
    };
    let document = overlaid();
    let (mut wrong, mut tried) = (Vec::new(), 0);
    for row in run::read(shared.join("domain/fields.tsv")).lines().skip(1) {
        let columns: Vec<&str> = row.split('\t').collect();
        let [resource, field, _, nullable, seen] = columns[..] else { panic!("five columns: {row}") };
        let mut wanted = kinds_of(seen);
        // Fields that only the vendor documents, and that were never seen, are skipped.
        if wanted.is_empty() {
            continue;
        }
        wanted.extend((nullable == "nullable").then_some("null"));
        let allowed = allowed(&document, resource, field);
        if !wanted.iter().all(|kind| allowed.contains(*kind) || *kind == "integer" && allowed.contains("number")) {
            wrong.push(format!("{resource} {field}: {wanted:?} was seen, {allowed:?} is allowed"));
        }
        tried += 1;
    }
    assert!(wrong.is_empty(), "{} of {tried} fields:\n{}", wrong.len(), wrong.join("\n"));
    assert!(tried > 0);
}

/// The kinds of values in `2024 string:23,null:1 ; 2023 string:1`, as JSON Schema types.
fn kinds_of(seen: &str) -> BTreeSet<&str> {
    let counts = seen.split([' ', ';', ',']).filter_map(|word| word.split_once(':'));
    let kind = |(kind, _)| match kind {
        "bool" => "boolean",
        "int" => "integer",
        "float" => "number",
        kind => kind,
    };
    counts.map(kind).collect()
}

/// The kinds of values that the field of a schema may have; empty if there is no such field.
fn allowed<'d>(document: &'d Value, schema: &str, field: &str) -> BTreeSet<&'d str> {
    let mut schemas = flat(document, &document["components"]["schemas"][schema], 0);
    for step in field.split('.') {
        let name = step.trim_end_matches("[]");
        schemas = below(document, &schemas, |schema| &schema["properties"][name]);
        for _ in 0..step.matches("[]").count() {
            schemas = below(document, &schemas, |schema| &schema["items"]);
        }
    }
    schemas.into_iter().flat_map(kinds).collect()
}

fn below<'d>(document: &'d Value, schemas: &[&'d Value], step: impl Fn(&'d Value) -> &'d Value) -> Vec<&'d Value> {
    schemas.iter().flat_map(|schema| flat(document, step(schema), 0)).collect()
}

/// The schemas that a schema refers to or consists of, and the schema itself if it has keywords of its own.
fn flat<'d>(document: &'d Value, schema: &'d Value, depth: usize) -> Vec<&'d Value> {
    assert!(depth < 16, "schemas that are made of each other");
    let target = schema["$ref"].as_str().and_then(|reference| Pointer::parse(reference.strip_prefix('#')?));
    let parts = ["oneOf", "anyOf", "allOf"].iter().filter_map(|keyword| schema[*keyword].as_array()).flatten();
    let target = target.and_then(|at| document.pointer(at.as_str()));
    let mut all: Vec<&Value> = parts.chain(target).flat_map(|part| flat(document, part, depth + 1)).collect();
    all.extend((!schema.is_null()).then_some(schema));
    all
}

fn kinds(schema: &Value) -> Vec<&str> {
    match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}
