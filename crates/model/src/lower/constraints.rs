//! Constraints that types do not enforce. They appear in the docs.

use std::collections::BTreeSet;

use bindery_openapi::schema::{Bounds, Rare};
use bindery_openapi::{Document, Schema};
use bindery_source::{Pointer, Sink, Value};

use super::formats::is_contradicted;
use super::objects::matches_every_name;
use super::place::is_condition;
use crate::codes;
use crate::types::Types;

/// The constraints of a schema, one phrase each.
pub(crate) fn phrases(schema: &Schema) -> Vec<String> {
    let is_told = |format: &&str| TOLD_FORMATS.contains(format) || !is_typed(format) || is_contradicted(schema);
    let format = schema.format.as_deref().filter(is_told);
    let format = format.map(|format| format!("in the format `{format}`"));
    let content = schema.rare().content_media_type.as_ref().map(|media_type| format!("contains `{media_type}`"));
    let demands = demands(schema).into_iter().map(|(_, phrase)| phrase);
    format.into_iter().chain(content).chain(demands).collect()
}

/// Reports the keywords that no type enforces, once per schema and keyword. If only some schemas became types, only those count.
pub(crate) fn report(document: &Document, used: Option<&Types>, sink: &mut Sink) {
    let places: Option<BTreeSet<&str>> = used.map(|types| types.iter().map(|(_, ty)| ty.at.as_str()).collect());
    let is_used = |at: &Pointer| {
        let below = format!("{at}/");
        places.as_ref().is_none_or(|places| {
            let next = places.range(&*below..).next();
            places.contains(at.as_str()) || next.is_some_and(|place| place.starts_with(&below))
        })
    };
    let schemas = document.schemas.iter().rev().filter(|(at, _)| is_used(at));
    let mut waiting: Vec<(Pointer, &Schema)> = schemas.map(|(at, schema)| (at.clone(), schema)).collect();
    while let Some((at, schema)) = waiting.pop() {
        for (keyword, _) in demands(schema) {
            let message = format!("`{keyword}` is documented but not enforced by a type");
            sink.note(&codes::KEYWORD_NOT_ENFORCED, at.key(keyword), message);
        }
        waiting.extend(parts(&at, schema).into_iter().rev());
    }
}

/// Formats that select a type without being enforced.
const TOLD_FORMATS: &[&str] = &["uri", "uri-reference", "iri", "iri-reference", "url"];

fn is_typed(format: &str) -> bool {
    const TYPED: &[&str] = &[
        "password",
        "date-time",
        "date",
        "time",
        "duration",
        "uuid",
        "byte",
        "base64",
        "binary",
        "decimal",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "float",
        "double",
    ];
    TYPED.contains(&format)
}

/// The keywords that no type enforces, each with its phrase.
fn demands(schema: &Schema) -> Vec<(&'static str, String)> {
    let mut demands = Vec::new();
    if let Some(bounds) = schema.bounds.as_deref() {
        of_bounds(bounds, &mut demands);
    }
    for (keyword, alternatives) in [("anyOf", &schema.any_of), ("oneOf", &schema.one_of)] {
        if !alternatives.is_empty() && alternatives.iter().all(is_condition) {
            demands.push((keyword, condition(keyword, alternatives)));
        }
    }
    if let Some(rare) = schema.rare.as_deref() {
        of_rare(rare, &mut demands);
    }
    demands
}

fn of_bounds(bounds: &Bounds, demands: &mut Vec<(&'static str, String)>) {
    let Bounds {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
        min_length,
        max_length,
        pattern,
        min_items,
        max_items,
        unique_items,
        min_properties,
        max_properties,
    } = bounds;
    let values = [
        ("minimum", "at least", minimum),
        ("maximum", "at most", maximum),
        ("exclusiveMinimum", "more than", exclusive_minimum),
        ("exclusiveMaximum", "less than", exclusive_maximum),
        ("multipleOf", "a multiple of", multiple_of),
    ];
    let told = values.into_iter().filter_map(|(keyword, words, value): (_, _, &Option<Value>)| {
        value.as_ref().map(|value| (keyword, format!("{words} {value}")))
    });
    demands.extend(told);
    let counts = [
        ("minLength", "at least", min_length, "character"),
        ("maxLength", "at most", max_length, "character"),
        ("minItems", "at least", min_items, "element"),
        ("maxItems", "at most", max_items, "element"),
        ("minProperties", "at least", min_properties, "member"),
        ("maxProperties", "at most", max_properties, "member"),
    ];
    // A minimum of 0 is not a constraint.
    let told = counts.into_iter().filter_map(|(keyword, words, count, what)| match count {
        Some(0) if keyword.starts_with("min") => None,
        Some(1) => Some((keyword, format!("{words} 1 {what}"))),
        Some(count) => Some((keyword, format!("{words} {count} {what}s"))),
        None => None,
    });
    demands.extend(told);
    if let Some(pattern) = pattern {
        demands.push(("pattern", format!("matches `{pattern}`")));
    }
    if *unique_items {
        demands.push(("uniqueItems", "no duplicate elements".to_owned()));
    }
}

fn of_rare(rare: &Rare, demands: &mut Vec<(&'static str, String)>) {
    let patterns_matter = rare.pattern_properties.keys().any(|pattern| !matches_every_name(pattern));
    let rules = [
        ("not", rare.not.is_some(), "does not match the schema under `not`"),
        ("if", rare.if_.is_some(), "matches `then` or `else`, depending on `if`"),
        ("patternProperties", patterns_matter, "members whose names match a pattern have their own rules"),
        ("propertyNames", rare.property_names.is_some(), "member names match `propertyNames`"),
        ("contains", rare.contains.is_some(), "has elements that match `contains`"),
        ("dependentSchemas", !rare.dependent_schemas.is_empty(), "some members imply further rules"),
        ("unevaluatedItems", rare.unevaluated_items.is_some(), "further elements match `unevaluatedItems`"),
        (
            "$dynamicRef",
            rare.dynamic_reference.is_some(),
            "the meaning of `$dynamicRef` depends on the referring schema",
        ),
        ("contentSchema", rare.content_schema.is_some(), "the string contains a value with its own schema"),
    ];
    let told = rules.into_iter().filter(|(_, stated, _)| *stated);
    demands.extend(told.map(|(keyword, _, phrase)| (keyword, phrase.to_owned())));
    if !rare.dependent_required.is_empty() {
        let rules = rare.dependent_required.iter();
        let rules: Vec<_> = rules.map(|(name, needs)| format!("`{name}` requires {}", listed(needs, "and"))).collect();
        demands.push(("dependentRequired", rules.join("; ")));
    }
}

/// Alternatives that only require members, as one phrase.
fn condition(keyword: &str, alternatives: &[Schema]) -> String {
    let sets: Vec<_> = alternatives.iter().filter(|schema| !schema.required.is_empty()).collect();
    if sets.len() < alternatives.len() {
        return format!("matches the rules under `{keyword}`");
    }
    let sets: Vec<_> = sets.into_iter().map(|schema| listed(&schema.required, "and")).collect();
    let how_many = if keyword == "oneOf" { "exactly one of" } else { "at least one of" };
    format!("has {how_many}: {}", sets.join("; "))
}

/// Names as a list in words.
fn listed(names: &[String], last: &str) -> String {
    let quoted: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{} {last} {end}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

/// The sub-schemas that become types, in document order; not those that are only rules.
fn parts<'d>(at: &Pointer, schema: &'d Schema) -> Vec<(Pointer, &'d Schema)> {
    let rare = schema.rare();
    let maps =
        [("properties", &schema.properties), ("patternProperties", &rare.pattern_properties), ("$defs", &rare.defs)];
    let lists = [
        ("prefixItems", &schema.prefix_items),
        ("allOf", &schema.all_of),
        ("anyOf", &schema.any_of),
        ("oneOf", &schema.one_of),
    ];
    let single = [
        ("items", schema.items.as_deref()),
        ("additionalProperties", schema.additional_properties.as_deref()),
        ("unevaluatedProperties", rare.unevaluated_properties.as_ref()),
    ];
    let maps = maps
        .into_iter()
        .flat_map(|(keyword, map)| map.iter().map(move |(name, schema)| (at.key(keyword).key(name), schema)));
    let lists = lists.into_iter().flat_map(|(keyword, list)| {
        list.iter().enumerate().map(move |(index, schema)| (at.key(keyword).index(index), schema))
    });
    let single = single.into_iter().filter_map(|(keyword, schema)| Some((at.key(keyword), schema?)));
    maps.chain(lists).chain(single).collect()
}
