//! Converts a document back into one value.

use bindery_source::{Pointer, Value};
use serde::Serialize;
use serde_json::Map;

use super::Document;

impl Document {
    /// The whole document as one value: every part in its original place, other files under the places that they were
    /// given, schemas as JSON Schema 2020-12.
    ///
    /// # Panics
    ///
    /// Never: everything in a document came from such a value.
    pub fn to_value(&self) -> Value {
        let mut pieces: Vec<(&Pointer, Value)> = Vec::new();
        let parts = &self.parts;
        gather(&mut pieces, &parts.parameters);
        gather(&mut pieces, &parts.request_bodies);
        gather(&mut pieces, &parts.responses);
        gather(&mut pieces, &parts.headers);
        gather(&mut pieces, &parts.examples);
        gather(&mut pieces, &parts.links);
        gather(&mut pieces, &parts.security_schemes);
        gather(&mut pieces, &parts.path_items);
        gather(&mut pieces, &parts.operations);
        pieces.extend(self.beyond.members.iter().map(|(at, member)| (at, member.clone())));
        pieces.extend(self.schemas.iter().map(|(at, schema)| (at, schema.to_value())));
        // Parents before children.
        pieces.sort_by_key(|(at, _)| at.as_str().len());

        let mut whole = value_of(&self.frame);
        for (at, piece) in pieces {
            put(&mut whole, at, piece);
        }
        whole
    }
}

fn gather<'a, T: Serialize + 'a>(
    pieces: &mut Vec<(&'a Pointer, Value)>,
    parts: impl IntoIterator<Item = (&'a Pointer, &'a T)>,
) {
    pieces.extend(parts.into_iter().map(|(at, part)| (at, value_of(part))));
}

fn value_of(part: &impl Serialize) -> Value {
    serde_json::to_value(part).expect("types of openapiv3 consist of strings, numbers, lists and maps with string keys")
}

/// Puts a piece in its place, and creates the objects on the way.
fn put(whole: &mut Value, at: &Pointer, piece: Value) {
    let mut slot = whole;
    for step in at.steps() {
        let index = step.parse().ok().filter(|index: &usize| slot.as_array().is_some_and(|items| *index < items.len()));
        slot = match (slot, index) {
            (Value::Array(items), Some(index)) => &mut items[index],
            (other, _) => {
                if !other.is_object() {
                    *other = Value::Object(Map::new());
                }
                let Value::Object(object) = other else { return };
                object.entry(step).or_insert(Value::Null)
            }
        };
    }
    *slot = piece;
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_piece_is_put_among_what_is_there() {
        let mut whole = json!({"tags": [{"name": "a"}]});
        put(&mut whole, &Pointer::parse("/tags/0/parent").unwrap(), json!("b"));
        put(&mut whole, &Pointer::parse("/components/callbacks/c").unwrap(), json!({}));
        assert_eq!(whole, json!({"tags": [{"name": "a", "parent": "b"}], "components": {"callbacks": {"c": {}}}}));
    }
}
