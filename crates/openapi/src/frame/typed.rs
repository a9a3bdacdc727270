//! Converts one piece of the frame into a type of `openapiv3`.

use bindery_source::{Pointer, Sink, Value};
use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

use crate::codes;

/// How many members of one piece may be removed before the piece is dropped.
const TRIES: usize = 16;

/// Types a piece. Parts that `openapiv3` rejects although they passed the check are left out with a warning; `None` if
/// nothing is left.
pub(super) fn typed<T: DeserializeOwned>(mut value: Value, at: &Pointer, sink: &mut Sink) -> Option<T> {
    for _ in 0..TRIES {
        let error = match serde_path_to_error::deserialize(&value) {
            Ok(typed) => return Some(typed),
            Err(error) => error,
        };
        let below = error.path().iter().map_while(step).fold(Pointer::root(), |at, step| at.key(&step));
        sink.warning(
            &codes::FRAME_REJECTED,
            at.join(&below),
            format!("this part cannot be read ({}); it is left out", error.inner()),
        );
        if !remove(&mut value, &below) {
            break;
        }
    }
    None
}

fn step(segment: &Segment) -> Option<String> {
    match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

fn remove(value: &mut Value, below: &Pointer) -> bool {
    let (Some(parent), Some(last)) = (below.parent(), below.last()) else {
        return false;
    };
    match value.pointer_mut(parent.as_str()) {
        Some(Value::Object(object)) => object.shift_remove(&*last).is_some(),
        Some(Value::Array(items)) => {
            let index = last.parse().ok().filter(|index: &usize| *index < items.len());
            index.map(|index| items.remove(index)).is_some()
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use openapiv3::Operation;
    use serde_json::json;

    use super::*;

    #[test]
    fn only_the_refused_member_is_left_out() {
        let mut sink = Sink::default();
        let value = json!({"summary": "Kept.", "tags": [1], "responses": {}});
        let operation: Option<Operation> = typed(value, &Pointer::root().key("get"), &mut sink);
        assert_eq!(operation.and_then(|operation| operation.summary).as_deref(), Some("Kept."));
        assert_eq!(sink.diagnostics()[0].at.as_ref().map(|at| at.pointer.as_str()), Some("/get/tags/0"));
    }

    #[test]
    fn a_piece_that_cannot_be_mended_is_given_up() {
        let mut sink = Sink::default();
        assert!(typed::<Operation>(json!({}), &Pointer::root(), &mut sink).is_none());
        assert_eq!(sink.diagnostics().len(), 1);
    }
}
