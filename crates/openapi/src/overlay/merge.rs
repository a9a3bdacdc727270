//! Applies the additions of an action, by the merge rules of the
//! [Action Object](https://spec.openapis.org/overlay/latest.html#action-object).

use bindery_source::{MAX_DEPTH, Origins, Pointer, Site, Value};
use serde_json::map::Entry;

use super::kind;

/// The merge of one value into one part of the document.
pub(super) struct Merge<'m> {
    origins: &'m mut Origins,
    written: Written<'m>,
    growth: &'m mut Growth,
    conflicts: Vec<Conflict>,
    is_full: bool,
}

/// Where the merged value was written.
#[derive(Clone, Copy)]
pub(super) enum Written<'m> {
    /// In the overlay with this path.
    Overlay(&'m str),
    /// In the document, with its origins from before the action.
    Document(&'m Origins),
}

/// Two values that cannot be merged.
pub(super) struct Conflict {
    /// The place in the document.
    pub(super) at: Pointer,
    /// The place of the conflicting value.
    pub(super) from: Pointer,
    pub(super) message: String,
}

/// How much one overlay may still add to the document, in values and bytes of text: a wildcard over the results of the
/// last wildcard could otherwise fill any memory.
pub(super) struct Growth(usize);

impl Default for Growth {
    fn default() -> Self {
        Self(16 << 20)
    }
}

impl<'m> Merge<'m> {
    pub(super) fn new(origins: &'m mut Origins, written: Written<'m>, growth: &'m mut Growth) -> Self {
        Self { origins, written, growth, conflicts: Vec::new(), is_full: false }
    }

    /// Merges the value from `from` into the one at `at`.
    pub(super) fn value(&mut self, target: &mut Value, at: &Pointer, value: &Value, from: &Pointer) {
        match (target, value) {
            (Value::Object(target), Value::Object(members)) => {
                for (key, member) in members {
                    let (at, from) = (at.key(key), from.key(key));
                    match target.entry(key) {
                        Entry::Occupied(mut present) => self.value(present.get_mut(), &at, member, &from),
                        Entry::Vacant(vacant) => {
                            if let Some(member) = self.take(at, member, &from) {
                                vacant.insert(member);
                            }
                        }
                    }
                }
            }
            (Value::Array(target), Value::Array(elements)) => {
                for (index, element) in elements.iter().enumerate() {
                    self.append(target, at, element, &from.index(index));
                }
            }
            (target, value) if kind(target) != kind(value) => {
                let message = format!("{} cannot be merged into {}", kind(value), kind(target));
                self.conflicts.push(Conflict { at: at.clone(), from: from.clone(), message });
            }
            (target, value) => {
                if let Some(value) = self.take(at.clone(), value, from) {
                    *target = value;
                }
            }
        }
    }

    /// Appends the value from `from` to the array at `at`.
    pub(super) fn append(&mut self, array: &mut Vec<Value>, at: &Pointer, value: &Value, from: &Pointer) {
        array.extend(self.take(at.index(array.len()), value, from));
    }

    /// The conflicts, and whether the document reached its size limit.
    pub(super) fn finish(self) -> (Vec<Conflict>, bool) {
        (self.conflicts, self.is_full)
    }

    /// A value for the place `at`, if the document has room for it.
    fn take(&mut self, at: Pointer, value: &Value, from: &Pointer) -> Option<Value> {
        let measure = Measure::of(value);
        match self.growth.0.checked_sub(measure.size) {
            Some(rest) if at.steps().count() + measure.depth <= MAX_DEPTH => self.growth.0 = rest,
            _ => {
                self.is_full = true;
                return None;
            }
        }
        match self.written {
            Written::Overlay(path) => self.origins.insert(at, Site::file(path, from.clone())),
            Written::Document(before) => self.origins.insert_copy(at, before, from),
        }
        Some(value.clone())
    }
}

struct Measure {
    size: usize,
    depth: usize,
}

impl Measure {
    /// The value was read or merged before, so it is not deeper than [`MAX_DEPTH`].
    fn of(value: &Value) -> Self {
        let within = |parts: &mut dyn Iterator<Item = (usize, &Value)>| {
            parts.map(|(key, part)| (key, Self::of(part))).fold(Self { size: 1, depth: 1 }, |whole, (key, part)| Self {
                size: whole.size + key + part.size,
                depth: whole.depth.max(part.depth + 1),
            })
        };
        match value {
            Value::Object(members) => within(&mut members.iter().map(|(key, member)| (key.len(), member))),
            Value::Array(elements) => within(&mut elements.iter().map(|element| (0, element))),
            Value::String(text) => Self { size: 1 + text.len(), depth: 0 },
            _ => Self { size: 1, depth: 0 },
        }
    }
}
