//! Values that a schema allows, and occasionally one that it does not.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};

/// Replacements for expected values.
fn strange() -> impl Strategy<Value = Value> {
    select(vec![json!(null), json!(1), json!(1.5), json!(""), json!([]), json!({}), json!(true), json!({ "kind": "" })])
}

/// Values for a schema of the document, down to a depth.
pub(crate) fn instances(document: &Value, schema: &Value, depth: usize) -> BoxedStrategy<Value> {
    prop_oneof![40 => fitting(document, schema, depth), 1 => strange()].boxed()
}

fn fitting(document: &Value, schema: &Value, depth: usize) -> BoxedStrategy<Value> {
    let any_of = |schemas: &[Value]| {
        let each: Vec<_> = schemas.iter().map(|schema| instances(document, schema, depth)).collect();
        select(each).prop_flat_map(|one| one).boxed()
    };
    if let Some(reference) = schema["$ref"].as_str() {
        return instances(document, document.pointer(&reference[1..]).expect("it was made to be there"), depth);
    }
    if let Some(only) = schema.get("const") {
        return Just(only.clone()).boxed();
    }
    if let Some(values) = schema["enum"].as_array() {
        return select(values.clone()).boxed();
    }
    if let Some(variants) = schema["oneOf"].as_array().or(schema["anyOf"].as_array()) {
        return any_of(variants);
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let parts: Vec<_> = parts.iter().map(|part| fitting(document, part, depth)).collect();
        return parts.prop_map(together).boxed();
    }
    match &schema["type"] {
        Value::Array(types) => {
            let schemas: Vec<Value> = types.iter().map(|ty| json!({ "type": ty })).collect();
            any_of(&schemas)
        }
        Value::String(ty) if ty == "object" => object(document, schema, depth),
        Value::String(ty) if ty == "array" && depth == 0 => Just(json!([])).boxed(),
        Value::String(ty) if ty == "array" => {
            vec(instances(document, &schema["items"], depth - 1), 0..4).prop_map(Value::from).boxed()
        }
        Value::String(ty) => scalar(ty, schema["format"].as_str().unwrap_or_default()),
        _ => strange().boxed(),
    }
}

fn object(document: &Value, schema: &Value, depth: usize) -> BoxedStrategy<Value> {
    let is_required = |name: &str| schema["required"].as_array().is_some_and(|all| all.contains(&json!(name)));
    let members = schema["properties"].as_object().into_iter().flatten().map(|(name, member)| {
        let name = name.clone();
        let values = match (is_required(&name), depth) {
            (true, _) => instances(document, member, depth.saturating_sub(1)).prop_map(Some).boxed(),
            (false, 0) => Just(None).boxed(),
            (false, _) => option::of(instances(document, member, depth - 1)).boxed(),
        };
        values.prop_map(move |value| Some((name.clone(), value?))).boxed()
    });
    let unknown = match schema.get("additionalProperties") {
        Some(values @ Value::Object(_)) if depth > 0 => option::of(instances(document, values, depth - 1)).boxed(),
        Some(Value::Object(_) | Value::Bool(false)) => Just(None).boxed(),
        _ => option::of(strange()).boxed(),
    };
    let unknown = unknown.prop_map(|value| Some(("nobody-said-so".to_owned(), value?))).boxed();
    let members: Vec<_> = members.chain([unknown]).collect();
    members.prop_map(|members| members.into_iter().flatten().collect::<Map<_, _>>().into()).boxed()
}

/// Merges objects into one; any other value takes precedence.
fn together(parts: Vec<Value>) -> Value {
    let mut whole = Map::new();
    for part in parts {
        match part {
            Value::Object(members) => whole.extend(members),
            other => return other,
        }
    }
    whole.into()
}

fn scalar(ty: &str, format: &str) -> BoxedStrategy<Value> {
    let texts = |texts: &'static [&'static str]| select(texts).prop_map(Value::from).boxed();
    match (ty, format) {
        ("null", _) => Just(Value::Null).boxed(),
        ("boolean", _) => any::<bool>().prop_map(Value::from).boxed(),
        ("integer", "int32") => any::<i32>().prop_map(Value::from).boxed(),
        ("integer", "uint8") => any::<u8>().prop_map(Value::from).boxed(),
        ("integer", _) => any::<i64>().prop_map(Value::from).boxed(),
        ("number", _) => any::<f64>().prop_map(Value::from).boxed(),
        (_, "date-time") => texts(&["2026-01-02T03:04:05Z", "1970-01-01T00:00:00.5+02:00", "0001-01-01T00:00:00Z"]),
        (_, "date") => texts(&["2026-01-02", "2024-02-29", "0001-01-01"]),
        (_, "uuid") => texts(&["6ba7b810-9dad-11d1-80b4-00c04fd430c8", "6BA7B810-9DAD-11D1-80B4-00C04FD430C8"]),
        (_, "byte") => texts(&["", "AA==", "aGVsbG8="]),
        (_, "email") => texts(&["a@example.com"]),
        (_, "uri") => texts(&["https://example.com/a?b#c", "urn:x:y"]),
        _ => any::<String>().prop_map(Value::from).boxed(),
    }
}
