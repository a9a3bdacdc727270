//! Examples outside of schemas: `example`, and `examples` by name.

use bindery_openapi::Document;
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;
use openapiv3::{Example, ReferenceOr};

/// The example values of the object at a place, in document order.
pub(crate) fn of(
    document: &Document,
    at: &Pointer,
    example: Option<&Value>,
    examples: &IndexMap<String, ReferenceOr<Example>>,
) -> Vec<Value> {
    let named = examples.iter().filter_map(|(name, item)| {
        let (_, example) = document.example(&at.key("examples").key(name), item)?;
        example.value.clone()
    });
    example.cloned().into_iter().chain(named).collect()
}
