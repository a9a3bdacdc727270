//! What an action adds to the document, by the merge rules of the
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

/// Where the value that is merged was written.
#[derive(Clone, Copy)]
pub(super) enum Written<'m> {
    /// In the overlay of this path.
    Overlay(&'m str),
    /// In the document, as its origins were before the action.
    Document(&'m Origins),
}

/// Two values of which neither can take the other in.
pub(super) struct Conflict {
    /// The place in the document.
    pub(super) at: Pointer,
    /// The place of the value that does not fit there.
    pub(super) from: Pointer,
    pub(super) message: String,
}

/// By how much one overlay may still make the document grow, in values and bytes of text: a wildcard over what the last
/// wildcard added would otherwise fill any memory.
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

    /// Merges the value that stands at `from` into what stands at `at`.
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

    /// Appends the value that stands at `from` to the array that stands at `at`.
    pub(super) fn append(&mut self, array: &mut Vec<Value>, at: &Pointer, value: &Value, from: &Pointer) {
        array.extend(self.take(at.index(array.len()), value, from));
    }

    /// What did not fit, and whether the document must not grow any more.
    pub(super) fn finish(self) -> (Vec<Conflict>, bool) {
        (self.conflicts, self.is_full)
    }

    /// A value for the place `at`, when the document may hold it.
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
    /// The value is one that was read or merged, so it is not deeper than [`MAX_DEPTH`].
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
