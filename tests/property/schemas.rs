//! Random schemas that resemble those of people.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::{Map, Value, json};

/// The number of schemas in a document.
pub(crate) const COUNT: usize = 60;

/// A document with the components `S0` and so on, and a list of each: whether `null` fits shows only where a component
/// is used.
pub(crate) fn document() -> impl Strategy<Value = Value> {
    vec(schema(), COUNT).prop_map(|schemas| {
        let named = schemas.into_iter().enumerate().flat_map(|(index, schema)| {
            let list = json!({ "type": "array", "items": { "$ref": format!("#/components/schemas/S{index}") } });
            [(format!("S{index}"), schema), (format!("S{index}List"), list)]
        });
        json!({
            "openapi": "3.1.0",
            "info": { "title": "Random", "version": "1" },
            "components": { "schemas": named.collect::<Map<_, _>>() },
        })
    })
}

fn schema() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(4, 24, 5, |inner| {
        let inner = inner.boxed();
        prop_oneof![
            4 => object(inner.clone()),
            2 => list(inner.clone()),
            1 => map(inner.clone()),
            1 => nullable(inner.clone()),
            1 => tagged(inner.clone()),
            1 => by_kind(inner.clone()),
            1 => merged(inner),
        ]
    })
}

fn scalar() -> impl Strategy<Value = Value> {
    let formats = vec!["date-time", "date", "uuid", "byte", "email", "uri", "nobody-knows-it"];
    prop_oneof![
        2 => Just(json!({ "type": "string" })),
        1 => select(formats).prop_map(|format| json!({ "type": "string", "format": format })),
        1 => select(vec!["int32", "int64", "uint8"]).prop_map(|format| json!({ "type": "integer", "format": format })),
        1 => Just(json!({ "type": "integer" })),
        1 => Just(json!({ "type": "number" })),
        1 => Just(json!({ "type": "boolean" })),
        1 => subsequence(vec!["a", "A", "b c", "", "+1", "-1", "self", "ä"], 1..=8).prop_map(|all| json!({ "type": "string", "enum": all })),
        1 => subsequence(vec![1, 2, -3, 400], 1..=4).prop_map(|all| json!({ "type": "integer", "enum": all })),
        1 => select(vec![json!("fixed"), json!(7), json!(true)]).prop_map(|only| json!({ "const": only })),
        1 => Just(json!({ "type": ["string", "null"] })),
        1 => Just(json!({ "type": ["integer", "string"] })),
    ]
}

/// Members whose names are not identifiers, are keywords, or differ only by case.
fn object(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    let names = vec!["id", "type", "Type", "+1", "-1", "", "a b", "größe", "self", "extra", "new", "$ref2", "r#fn"];
    let member = (select(names), prop_oneof![4 => inner, 1 => reference().boxed()], any::<bool>());
    (vec(member, 0..6), additional()).prop_map(|(members, additional)| {
        let mut schema = object_of(&members);
        if let Some(additional) = additional {
            schema["additionalProperties"] = additional;
        }
        schema
    })
}

fn object_of(members: &[(&str, Value, bool)]) -> Value {
    let properties: Map<String, Value> =
        members.iter().map(|(name, schema, _)| ((*name).to_owned(), schema.clone())).collect();
    // A value that must contain itself is infinite.
    let is_required = |(name, _, required): &&(&str, Value, bool)| *required && properties[*name].get("$ref").is_none();
    let mut required: Vec<&str> = members.iter().filter(is_required).map(|(name, ..)| *name).collect();
    required.sort_unstable();
    required.dedup();
    json!({ "type": "object", "properties": properties, "required": required })
}

fn additional() -> impl Strategy<Value = Option<Value>> {
    select(vec![None, None, Some(json!(true)), Some(json!(false)), Some(json!({ "type": "integer" }))])
}

fn reference() -> impl Strategy<Value = Value> {
    (0..COUNT).prop_map(|index| json!({ "$ref": format!("#/components/schemas/S{index}") }))
}

fn list(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    prop_oneof![2 => inner, 1 => reference().boxed()].prop_map(|items| json!({ "type": "array", "items": items }))
}

fn map(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    inner.prop_map(|values| json!({ "type": "object", "additionalProperties": values }))
}

fn nullable(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    inner.prop_map(|schema| json!({ "anyOf": [schema, { "type": "null" }] }))
}

/// Objects distinguished by a constant.
fn tagged(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    vec(vec((select(vec!["id", "Type", "value"]), inner, any::<bool>()), 0..3), 2..4).prop_map(|variants| {
        let variants = variants.into_iter().enumerate().map(|(index, members)| {
            let mut variant = object_of(&members);
            variant["properties"]["kind"] = json!({ "const": format!("kind {index}") });
            variant["required"].as_array_mut().expect("it was made as one").push(json!("kind"));
            variant
        });
        json!({ "oneOf": variants.collect::<Vec<_>>() })
    })
}

/// Values distinguished by their JSON type.
fn by_kind(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    inner.prop_flat_map(|items| {
        let list = json!({ "type": "array", "items": items });
        let kinds = vec![json!({ "type": "string" }), json!({ "type": "integer" }), json!({ "type": "boolean" }), list];
        subsequence(kinds, 2..=4).prop_map(|variants| json!({ "oneOf": variants }))
    })
}

/// An object in two parts, which share no member.
fn merged(inner: BoxedStrategy<Value>) -> impl Strategy<Value = Value> {
    let part = |names: Vec<&'static str>, inner| vec((select(names), inner, any::<bool>()), 0..3);
    (part(vec!["id", "type"], inner.clone()), part(vec!["name", "of"], inner))
        .prop_map(|(one, other)| json!({ "allOf": [object_of(&one), object_of(&other)] }))
}
