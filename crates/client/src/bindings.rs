//! `bindings.json`: the Rust name of everything in the document, for tools and for search.

use std::fmt::Write as _;

use bindery_model::bindings::{GivenParam, OperationBinding, ParamBinding, TypeBinding};
use bindery_model::{Bindings, prose};
use serde_json::{Map, Value, json};

/// Prints the bindings.
pub(crate) fn json(bindings: &Bindings) -> String {
    let operations: Vec<Value> = bindings.operations.iter().map(operation).collect();
    let schemas: Map<String, Value> =
        bindings.types.iter().map(|(at, binding)| (at.to_string(), schema(binding))).collect();
    let untyped: Vec<&str> = bindings.untyped.iter().map(bindery_source::Pointer::as_str).collect();
    // The macro `json!` would copy its input.
    let all = Map::from_iter([
        ("package".to_owned(), Value::from(bindings.package.as_str())),
        ("operations".to_owned(), Value::Array(operations)),
        ("schemas".to_owned(), Value::Object(schemas)),
        ("untyped".to_owned(), Value::from(untyped)),
    ]);
    visible(format!("{:#}\n", Value::Object(all)))
}

/// The same JSON, with every invisible or bidirectional character escaped. Such characters only occur inside strings.
pub(crate) fn visible(json: String) -> String {
    if !json.chars().any(prose::is_acting) {
        return json;
    }
    json.chars().fold(String::with_capacity(json.len()), |mut text, character| {
        if prose::is_acting(character) {
            let mut units = [0; 2];
            for unit in character.encode_utf16(&mut units) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(character);
        }
        text
    })
}

fn operation(binding: &OperationBinding) -> Value {
    let params: Vec<Value> = binding.params.iter().map(param).collect();
    let mut object = json!({
        "pointer": binding.at.as_str(),
        "id": binding.id,
        "method": binding.method,
        "path": binding.path,
        "rust": binding.rust,
        "signature": binding.signature,
        "params": params,
        "success": binding.success,
    });
    if let Some(feature) = &binding.feature {
        object["feature"] = feature.as_str().into();
    }
    if let Some(items) = &binding.items {
        object["items"] = items.as_str().into();
    }
    object
}

fn param(ParamBinding { wire, fixed, given }: &ParamBinding) -> Value {
    let mut object = json!({ "name": wire });
    if let Some(GivenParam { name, ty, required }) = given {
        object["rust"] = name.as_str().into();
        object["type"] = ty.as_str().into();
        object["required"] = (*required).into();
    }
    if let Some(fixed) = fixed {
        object["fixed"] = fixed.as_str().into();
    }
    object
}

fn schema(binding: &TypeBinding) -> Value {
    json!({ "rust": binding.rust, "kind": binding.kind })
}
