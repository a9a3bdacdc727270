//! Moves schemas out of the value, leaving references to their own places.

use bindery_source::{Pointer, Sink, Value};
use indexmap::IndexMap;
use serde_json::Map;

use crate::grammar::{Kind, Version, each_below_mut, reference};
use crate::schema::{Schema, read};
use crate::trail::Trail;

/// Moves every schema of a checked part into `schemas`, by its place. Places already present are not read again.
pub(crate) fn hoist(
    value: &mut Value,
    kind: Kind,
    at: &Trail<'_>,
    version: Version,
    schemas: &mut IndexMap<Pointer, Schema>,
    sink: &mut Sink,
) {
    if kind == Kind::Schema {
        let place = at.pointer();
        let schema = std::mem::replace(value, reference_to(&place));
        if !schemas.contains_key(&place) {
            let schema = read::read(schema, at, version, sink);
            schemas.insert(place, schema);
        }
    } else if reference(value, kind).is_none()
        && let Value::Object(object) = value
    {
        each_below_mut(object, kind, at, &mut |value, kind, at| hoist(value, kind, at, version, schemas, sink));
    }
}

/// A Reference Object for a place of the document.
pub(crate) fn reference_to(place: &Pointer) -> Value {
    let text = format!("#{}", place.as_str());
    Value::Object(Map::from_iter([("$ref".to_owned(), Value::String(text))]))
}

/// The schema at a place: one that was moved, or a sub-schema of one.
pub(crate) fn schema_in<'a>(schemas: &'a IndexMap<Pointer, Schema>, at: &Pointer) -> Option<&'a Schema> {
    std::iter::successors(Some(at.clone()), Pointer::parent)
        .find_map(|above| schemas.get_key_value(&above))
        .and_then(|(root, schema)| schema.below(&at.below(root)?))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_schema_leaves_its_own_pointer_behind() {
        let mut value =
            json!({"content": {"a/b": {"schema": {"title": "A", "items": {"title": "B"}}, "example": {"schema": 1}}}});
        let mut schemas = IndexMap::new();
        let start = Pointer::root().key("r");
        hoist(&mut value, Kind::Response, &Trail::Start(&start), Version::V31, &mut schemas, &mut Sink::default());
        assert_eq!(
            value,
            json!({"content": {"a/b": {"schema": {"$ref": "#/r/content/a~1b/schema"}, "example": {"schema": 1}}}})
        );
        let place = Pointer::parse("/r/content/a~1b/schema").unwrap();
        assert_eq!(schema_in(&schemas, &place).and_then(|schema| schema.title.as_deref()), Some("A"));
        assert_eq!(schema_in(&schemas, &place.key("items")).and_then(|schema| schema.title.as_deref()), Some("B"));
        assert_eq!(schema_in(&schemas, &place.key("not")), None);
    }
}
