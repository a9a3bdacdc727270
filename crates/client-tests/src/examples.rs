//! The examples of a document, and their types.

use bindery_model::Bindings;
use bindery_source::{Pointer, Value};
use indexmap::IndexSet;
use serde_json::json;

use crate::Told;
use crate::values::part;

/// The examples of a document.
pub(crate) struct Examples {
    rows: Vec<Row>,
    /// The types of the examples, as code without duplicates.
    types: IndexSet<String>,
}

struct Row {
    /// The example.
    at: Pointer,
    /// Its schema.
    schema: Pointer,
    /// The index of its type.
    ty: usize,
    value: Value,
}

/// Collects the examples of all schemas, parameters, headers and bodies that have a Rust type.
pub(crate) fn of(told: &Told, bindings: &Bindings) -> Examples {
    let mut examples = Examples { rows: Vec::new(), types: IndexSet::new() };
    let document = &told.document;
    for (at, binding) in &bindings.types {
        let Some(given) = part(document, at).and_then(|schema| schema.get("examples")) else { continue };
        for (index, value) in given.as_array().into_iter().flatten().enumerate() {
            examples.push(at.key("examples").index(index), at, &binding.code, value);
        }
    }
    for schema in &told.schemas {
        let Some(code) = code(document, bindings, schema) else { continue };
        let Some((holder_at, holder)) = schema.parent().and_then(|at| Some((at.clone(), part(document, &at)?))) else {
            continue;
        };
        if let Some(value) = holder.get("example") {
            examples.push(holder_at.key("example"), schema, code, value);
        }
        for (name, example) in holder.get("examples").and_then(Value::as_object).into_iter().flatten() {
            if let Some(value) = example_value(document, example) {
                examples.push(holder_at.key("examples").key(name), schema, code, value);
            }
        }
    }
    examples
}

impl Examples {
    fn push(&mut self, at: Pointer, schema: &Pointer, code: &str, value: &Value) {
        let (ty, _) = self.types.insert_full(code.to_owned());
        self.rows.push(Row { at, schema: schema.clone(), ty, value: value.clone() });
    }

    /// `examples.json`
    pub(crate) fn json(&self) -> String {
        let rows = self.rows.iter().map(|Row { at, schema, ty, value }| {
            format!("{}", json!({ "at": at.as_str(), "schema": schema.as_str(), "type": ty, "value": value }))
        });
        format!("[\n{}\n]\n", rows.collect::<Vec<_>>().join(",\n"))
    }

    /// `src/examples.rs`
    pub(crate) fn rust(&self, crate_name: &str) -> String {
        let import = if self.types.iter().any(|ty| ty.contains("types::")) {
            format!("use {crate_name}::types;\n")
        } else {
            String::new()
        };
        let row = |ty| format!("    {crate_name}::runtime::test_kit::round_trip::<{ty}>,\n");
        let rows: String = self.types.iter().map(row).collect();
        TEST.replace("CRATE::", &format!("{crate_name}::")).replace("IMPORT\n", &import).replace("    ROWS\n", &rows)
    }
}

const TEST: &str = r#"//! Reads every valid example of the document into its type and writes it back.

use CRATE::runtime::test_kit::{RoundTrip, examples};
IMPORT
/// The types of the examples, which `examples.json` refers to by index.
static TYPES: &[RoundTrip] = &[
    ROWS
];

#[test]
fn examples_survive() {
    let document = serde_json::from_str(include_str!("../document.json")).expect("it was written as JSON");
    let document = jsonschema::Draft::Draft202012.create_resource(document);
    let registry = jsonschema::Registry::new().add("urn:document", document).and_then(|all| all.prepare());
    let registry = registry.expect("all schemas of the document resolve");
    let options = jsonschema::options().with_draft(jsonschema::Draft::Draft202012).with_registry(&registry);
    let report = examples(include_str!("../examples.json"), TYPES, |schema| {
        let validator = options.build(&serde_json::json!({ "$ref": format!("urn:document#{schema}") })).ok()?;
        Some(move |value: &serde_json::Value| validator.is_valid(value))
    });
    println!("{report}");
    assert!(report.share() >= 0.995, "{report}");
}
"#;

/// The Rust type of a schema: its own, or that of the schema it refers to.
fn code<'a>(document: &'a Value, bindings: &'a Bindings, schema: &Pointer) -> Option<&'a str> {
    let mut at = schema.clone();
    // No sensible document has longer chains of references.
    for _ in 0..16 {
        if let Some(binding) = bindings.types.get(&at) {
            return Some(&binding.code);
        }
        at = Pointer::parse(part(document, &at)?.get("$ref")?.as_str()?.strip_prefix('#')?)?;
    }
    None
}

/// The value of an Example Object, or of its target if it is a reference.
fn example_value<'a>(document: &'a Value, example: &'a Value) -> Option<&'a Value> {
    let target = example.get("$ref").and_then(Value::as_str).and_then(|reference| reference.strip_prefix('#'));
    let example = match target {
        Some(target) => part(document, &Pointer::parse(target)?)?,
        None => example,
    };
    example.get("dataValue").or_else(|| example.get("value"))
}

#[cfg(test)]
mod tests {
    use bindery_model::bindings::TypeBinding;

    use super::*;

    fn rows(document: Value, schemas: &[&str], types: &[&str]) -> Vec<(String, String)> {
        let pointer = |text: &&str| Pointer::parse(text).expect("tests write pointers");
        let binding = |at: &&str| {
            let code = format!("types::{}", at.rsplit('/').next().unwrap_or_default());
            let binding = TypeBinding { rust: code.clone(), code, kind: "struct", members: Vec::new() };
            (pointer(at), binding)
        };
        let bindings = Bindings { types: types.iter().map(binding).collect(), ..Bindings::default() };
        let examples = of(&Told { document, schemas: schemas.iter().map(pointer).collect() }, &bindings);
        let types = &examples.types;
        examples.rows.iter().map(|row| (row.at.to_string(), types[row.ty].clone())).collect()
    }

    #[test]
    fn a_schema_has_examples_of_its_own() {
        let document = json!({"components": {"schemas": {"Job": {"examples": [{"id": 1}]}}}});
        let at = "/components/schemas/Job";
        assert_eq!(rows(document, &[at], &[at]), [(format!("{at}/examples/0"), "types::Job".to_owned())]);
    }

    #[test]
    fn a_body_has_examples_beside_its_schema() {
        let reference = json!({"$ref": "#/components/schemas/Job"});
        let named = json!({"a": {"value": {"id": 1}}, "b": {"externalValue": "https://example.com"}});
        let document = json!({"x": {"schema": reference, "example": {}, "examples": named}});
        let types: Vec<String> =
            rows(document, &["/x/schema"], &["/components/schemas/Job"]).into_iter().map(|(at, _)| at).collect();
        assert_eq!(types, ["/x/example", "/x/examples/a"]);
    }

    #[test]
    fn an_example_may_be_a_reference() {
        let document = json!({
            "x": {"schema": {"type": "string"}, "examples": {"a": {"$ref": "#/components/examples/A"}}},
            "components": {"examples": {"A": {"value": "a"}}},
        });
        assert_eq!(rows(document, &["/x/schema"], &["/x/schema"]).len(), 1);
    }
}
