//! Generates a client from a document whose chains of schemas exceed rustc's default limit, in every way in which one
//! schema can contain another.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

#[expect(clippy::disallowed_methods, reason = "Cargo passes the output folder in the environment")]
fn main() {
    let mut schemas = Map::new();
    for (prefix, held) in [("Value", value as fn(Value) -> Value), ("List", list), ("Map", map), ("Union", union)] {
        chain(&mut schemas, prefix, 140, held);
    }
    ring(&mut schemas, 200);
    let document = json!({
        "openapi": "3.1.0", "info": { "title": "Deep", "version": "1" }, "paths": {}, "components": { "schemas": schemas }
    });
    let path = PathBuf::from(std::env::var("OUT_DIR").expect("cargo sets it")).join("deep.json");
    std::fs::write(&path, document.to_string()).expect("the folder is there");
    bindery::Generator::new(path).package_name("deep-api").write_to_out_dir();
}

/// Schemas each of which requires the next.
fn chain(schemas: &mut Map<String, Value>, prefix: &str, length: usize, held: impl Fn(Value) -> Value) {
    for index in 1..length {
        let next = held(json!({ "$ref": format!("#/components/schemas/{prefix}{}", index + 1) }));
        let schema = json!({ "type": "object", "required": ["next"], "properties": { "next": next } });
        schemas.insert(format!("{prefix}{index}"), schema);
    }
    schemas.insert(format!("{prefix}{length}"), json!({ "type": "object" }));
}

/// Schemas each of which may contain the next, and the last the first.
fn ring(schemas: &mut Map<String, Value>, length: usize) {
    for index in 0..length {
        let next = json!({ "$ref": format!("#/components/schemas/Ring{}", (index + 1) % length) });
        schemas.insert(format!("Ring{index}"), json!({ "type": "object", "properties": { "next": next } }));
    }
}

fn value(schema: Value) -> Value {
    schema
}

fn list(schema: Value) -> Value {
    json!({ "type": "array", "items": schema })
}

fn map(schema: Value) -> Value {
    json!({ "type": "object", "additionalProperties": schema })
}

fn union(schema: Value) -> Value {
    json!({ "oneOf": [schema, { "type": "string" }] })
}
