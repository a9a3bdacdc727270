//! `bindings.json`: the Rust name of everything in the document, for tools and for search.

use std::fmt::Write as _;

use bindery_model::bindings::{OperationBinding, ParamBinding};
use bindery_model::{Bindings, prose};
use serde::{Serialize, Serializer};

/// Prints the bindings.
pub(crate) fn json(bindings: &Bindings) -> String {
    let all = All {
        package: &bindings.package,
        operations: bindings.operations.iter().map(Operation::of).collect(),
        schemas: Schemas(bindings),
        untyped: bindings.untyped.iter().map(bindery_source::Pointer::as_str).collect(),
    };
    visible(serde_json::to_string_pretty(&all).expect("texts and lists have a JSON form") + "\n")
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

#[derive(Serialize)]
struct All<'a> {
    package: &'a str,
    operations: Vec<Operation<'a>>,
    schemas: Schemas<'a>,
    untyped: Vec<&'a str>,
}

#[derive(Serialize)]
struct Operation<'a> {
    pointer: &'a str,
    id: Option<&'a str>,
    method: &'a str,
    path: &'a str,
    rust: &'a str,
    signature: &'a str,
    params: Vec<Param<'a>>,
    success: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    feature: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    items: Option<&'a str>,
}

impl<'a> Operation<'a> {
    fn of(binding: &'a OperationBinding) -> Self {
        Self {
            pointer: binding.at.as_str(),
            id: binding.id.as_deref(),
            method: &binding.method,
            path: &binding.path,
            rust: &binding.rust,
            signature: &binding.signature,
            params: binding.params.iter().map(Param::of).collect(),
            success: &binding.success,
            feature: binding.feature.as_deref(),
            items: binding.items.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Param<'a> {
    name: &'a str,
    #[serde(flatten)]
    given: Option<Given<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<&'a str>,
}

#[derive(Serialize)]
struct Given<'a> {
    rust: &'a str,
    #[serde(rename = "type")]
    ty: &'a str,
    required: bool,
}

impl<'a> Param<'a> {
    fn of(binding: &'a ParamBinding) -> Self {
        let given = binding.given.as_ref();
        Self {
            name: &binding.wire,
            given: given.map(|given| Given { rust: &given.name, ty: &given.ty, required: given.required }),
            fixed: binding.fixed.as_deref(),
        }
    }
}

/// The Rust types by the pointers of their schemas.
struct Schemas<'a>(&'a Bindings);

#[derive(Serialize)]
struct Schema<'a> {
    rust: &'a str,
    kind: &'a str,
}

impl Serialize for Schemas<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let types = self.0.types.iter();
        serializer
            .collect_map(types.map(|(at, binding)| (at.as_str(), Schema { rust: &binding.rust, kind: binding.kind })))
    }
}
