//! Referenced objects outside the places where the document keeps objects of their kind: deep in another part, under an
//! extension, in another file. They are copied, and stored by their own place.

use std::collections::{BTreeMap, BTreeSet};

use bindery_source::{Pointer, Sink, Value};

use crate::check::check;
use crate::grammar::{Form, Kind, Version};
use crate::read::{file_of, place_of_file};
use crate::trail::Trail;

/// Such an object.
pub(crate) struct Part {
    pub(crate) at: Pointer,
    pub(crate) kind: Kind,
    pub(crate) value: Value,
}

/// Rewrites references to their final form, in the document and its other files.
pub(crate) fn rewrite(root: &mut Value, files: &mut BTreeMap<String, Value>, rewritten: &[(Pointer, String)]) {
    for (slot, text) in rewritten {
        let held = match file_of(slot) {
            Some(path) => {
                let below = slot.below(&place_of_file(&path)).unwrap_or_default();
                files.get_mut(&path).and_then(|file| file.pointer_mut(below.as_str()))
            }
            None => root.pointer_mut(slot.as_str()),
        };
        if let Some(held) = held {
            *held = Value::String(text.clone());
        }
    }
}

/// Copies the objects at `places` and checks them. `root` is already checked, so objects within it are not checked
/// again.
pub(crate) fn copy(
    root: &Value,
    files: &BTreeMap<String, Value>,
    places: &BTreeSet<(Pointer, Kind)>,
    version: Version,
    sink: &mut Sink,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for (at, kind) in places {
        let (at, kind) = (at.clone(), *kind);
        let checked = |above: &Pointer, above_kind: Kind, value: &Value| {
            let below = at.below(above).filter(|_| value.is_object())?;
            (Form::One(above_kind).at(&below) == Form::One(kind)).then(|| value.pointer(below.as_str()).cloned())
        };
        let known = checked(&Pointer::root(), Kind::OpenApi, root)
            .or_else(|| parts.iter().rev().find_map(|part| checked(&part.at, part.kind, &part.value)));
        let value = known.unwrap_or_else(|| {
            let raw = match file_of(&at) {
                Some(path) => {
                    at.below(&place_of_file(&path)).and_then(|below| files.get(&path)?.pointer(below.as_str()))
                }
                None => root.pointer(at.as_str()),
            };
            let mut value = raw.cloned()?;
            check(&mut value, kind, &Trail::Start(&at), version, sink).then_some(value)
        });
        parts.extend(value.map(|value| Part { at, kind, value }));
    }
    parts
}
