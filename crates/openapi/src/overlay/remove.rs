//! Removes the targets of an action from the document.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use bindery_source::{Origins, Pointer, Value};

/// Removes the parts from the objects and arrays that contain them. None of them is the whole document.
pub(super) fn remove(document: &mut Value, origins: &mut Origins, targets: &[Pointer]) {
    // Deepest parents first, so that a removal within a part does not move the part itself.
    let mut holders: BTreeMap<(Reverse<usize>, Pointer), BTreeSet<String>> = BTreeMap::new();
    for target in targets {
        let (Some(holder), Some(step)) = (target.parent(), target.last()) else { continue };
        holders.entry((Reverse(holder.steps().count()), holder)).or_default().insert(step.into_owned());
    }
    for ((_, holder), steps) in holders {
        match document.pointer_mut(holder.as_str()) {
            Some(Value::Object(object)) => object.retain(|key, _| !steps.contains(key)),
            Some(Value::Array(array)) => {
                let removed = steps.iter().filter_map(|step| step.parse().ok()).collect();
                origins.remove_elements(&holder, array.len(), &removed);
                let mut indices = 0..;
                array.retain(|_| indices.next().is_none_or(|index| !removed.contains(&index)));
            }
            _ => {}
        }
    }
}
