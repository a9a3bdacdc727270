//! References in place of a map, a list or a string. No version of the specification allows them, but documents that
//! are split into files use them. They are replaced with copies of their targets.

use std::collections::{BTreeMap, BTreeSet};

use bindery_source::{Pointer, Sink, Value};

use super::{Links, could_be_name, link};
use crate::codes;
use crate::read::{file_of, place_of_file};

/// A reference to replace with a copy of its target.
#[derive(Debug)]
pub(crate) struct Copy {
    /// The place of the object with the reference.
    pub(super) slot: Pointer,
    pub(super) text: String,
    /// The target of the reference.
    pub(super) from: Pointer,
    /// References within the copy that would resolve differently in the slot's file: their places, and their new text.
    pub(super) rebased: Vec<(Pointer, String)>,
}

/// How many rounds of copying are allowed, for copies that contain such references again.
const ROUNDS: usize = 16;

/// How many values are copied at most. Published documents need a few hundred.
const VALUES: usize = 1 << 20;

/// Follows all references of a document, after copying everything that has to be copied.
pub(crate) fn settle(root: &mut Value, files: &mut BTreeMap<String, Value>, sink: &mut Sink) -> Links {
    let selves: Vec<String> = files.iter().filter(|(_, value)| *value == root).map(|(path, _)| path.clone()).collect();
    let mut room = VALUES;
    let mut rounds = 0..ROUNDS;
    loop {
        let mut said = Sink::default();
        let links = link(root, files, &mut said);
        let ready = if links.missing.is_empty() { ready(&links.copies) } else { Vec::new() };
        let copied = rounds.next().map_or(0, |_| {
            let fit = ready.into_iter().filter(|one| copy(root, files, one, &mut room));
            fit.map(|Copy { slot, .. }| {
                let message = "a `$ref` is not allowed here; its target is copied anyway";
                sink.note(&codes::REF_PLACE, slot, message)
                    .help("write it inline: other tools may reject the reference");
            })
            .count()
        });
        if copied == 0 {
            for Copy { slot, text, .. } in &links.copies {
                let message = format!("`{text}` would be copied into itself, or too often; it is left out");
                said.warning(&codes::REF_CYCLE, slot.key("$ref"), message).help("write it inline");
            }
            sink.absorb(said);
            return links;
        }
        // These files are recognised by equality.
        files.extend(selves.iter().map(|path| (path.clone(), root.clone())));
    }
}

/// The files to load before calling [`settle`].
pub(crate) fn missing(root: &Value, files: &BTreeMap<String, Value>) -> BTreeMap<String, Pointer> {
    if !std::iter::once(root).chain(files.values()).any(may_leave) {
        return BTreeMap::new();
    }
    let links = link(root, files, &mut Sink::default());
    if links.missing.is_empty() && !links.copies.is_empty() {
        return settle(&mut root.clone(), &mut files.clone(), &mut Sink::default()).missing;
    }
    links.missing
}

/// Whether any string in a value looks like a reference to another file. Most documents are one file; this check is
/// much cheaper than following all their references.
fn may_leave(value: &Value) -> bool {
    let leaves = |text: &Value| text.as_str().is_some_and(|text| !text.starts_with('#'));
    let maps_away = |text: &Value| leaves(text) && !text.as_str().is_some_and(could_be_name);
    match value {
        Value::Array(items) => items.iter().any(may_leave),
        Value::Object(entries) => entries.iter().any(|(key, value)| match key.as_str() {
            "$ref" | "$dynamicRef" if value.is_string() => leaves(value),
            "defaultMapping" if value.is_string() => maps_away(value),
            "mapping" if value.as_object().is_some_and(|texts| texts.values().any(maps_away)) => true,
            _ => may_leave(value),
        }),
        _ => false,
    }
}

/// Copies whose source is complete: nothing has to be copied into it first.
fn ready(copies: &[Copy]) -> Vec<&Copy> {
    let slots: BTreeSet<&str> = copies.iter().map(|copy| copy.slot.as_str()).collect();
    let is_whole = |from: &Pointer| {
        let below = format!("{from}/");
        !slots.contains(from.as_str()) && slots.range(&*below..).next().is_none_or(|slot| !slot.starts_with(&below))
    };
    copies.iter().filter(|copy| is_whole(&copy.from)).collect()
}

/// Makes a copy if there is room for it, and returns whether it did. Siblings of the reference stay.
fn copy(root: &mut Value, files: &mut BTreeMap<String, Value>, copy: &Copy, room: &mut usize) -> bool {
    let Some(mut value) = place(root, files, &copy.from).map(|value| value.clone()) else { return false };
    let Some(left) = room.checked_sub(count(&value)) else { return false };
    *room = left;
    for (below, text) in &copy.rebased {
        if let Some(held) = value.pointer_mut(below.as_str()) {
            *held = Value::String(text.clone());
        }
    }
    let Some(slot) = place(root, files, &copy.slot) else { return false };
    if let (Value::Object(entries), Some(beside)) = (&mut value, slot.as_object_mut()) {
        beside.shift_remove("$ref");
        entries.extend(std::mem::take(beside));
    }
    *slot = value;
    true
}

fn place<'v>(root: &'v mut Value, files: &'v mut BTreeMap<String, Value>, at: &Pointer) -> Option<&'v mut Value> {
    match file_of(at) {
        Some(path) => {
            let below = at.below(&place_of_file(&path))?;
            files.get_mut(&path)?.pointer_mut(below.as_str())
        }
        None => root.pointer_mut(at.as_str()),
    }
}

/// The number of values in a value, including itself.
fn count(value: &Value) -> usize {
    let mut count = 0;
    let mut unseen = vec![value];
    while let Some(value) = unseen.pop() {
        count += 1;
        match value {
            Value::Array(items) => unseen.extend(items),
            Value::Object(entries) => unseen.extend(entries.values()),
            _ => {}
        }
    }
    count
}
