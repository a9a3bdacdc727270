//! Computes the overlay between two documents.

use bindery_source::Value;
use serde_json::{Map, json};

use super::kind;

/// The overlay that turns `before` into `after`, except for the order of members.
///
/// It uses version 1.1, and its actions are not always the shortest: an array is emptied and refilled if it differs in
/// more than removed elements and new elements at the end. `None` if the documents are equal, or if one of the two is
/// not an object, since an overlay cannot replace a whole document.
///
/// ```
/// use bindery_openapi::overlay;
/// use serde_json::json;
///
/// let before = json!({ "info": { "title": "Jobs", "x-draft": true } });
/// let after = json!({ "info": { "title": "Jobs", "version": "2" } });
/// let overlay = overlay::diff(&before, &after).expect("they differ");
/// assert_eq!(overlay["actions"], json!([
///     { "target": "$.info[\"x-draft\"]", "remove": true },
///     { "target": "$.info", "update": { "version": "2" } }
/// ]));
/// ```
pub fn diff(before: &Value, after: &Value) -> Option<Value> {
    let mut actions = Vec::new();
    objects(before.as_object()?, after.as_object()?, "$", &mut actions);
    (!actions.is_empty()).then(
        || json!({ "overlay": "1.1.0", "info": { "title": "Differences", "version": "1.0.0" }, "actions": actions }),
    )
}

fn objects(before: &Map<String, Value>, after: &Map<String, Value>, at: &str, actions: &mut Vec<Value>) {
    let mut added = after.clone();
    for (key, old) in before {
        let at = format!("{at}{}", step(key));
        match after.get(key) {
            Some(new) if kind(new) == kind(old) => {
                added.shift_remove(key);
                values(old, new, &at, actions);
            }
            _ => actions.push(json!({ "target": at, "remove": true })),
        }
    }
    if !added.is_empty() {
        actions.push(json!({ "target": at, "update": added }));
    }
}

/// Two values of the same kind.
fn values(before: &Value, after: &Value, at: &str, actions: &mut Vec<Value>) {
    match (before, after) {
        (Value::Object(before), Value::Object(after)) => objects(before, after, at, actions),
        (Value::Array(before), Value::Array(after)) => arrays(before, after, at, actions),
        _ if before == after => {}
        _ => actions.push(json!({ "target": at, "update": after })),
    }
}

fn arrays(before: &[Value], after: &[Value], at: &str, actions: &mut Vec<Value>) {
    if before == after {
        return;
    }
    if let Some(more) = after.strip_prefix(before) {
        actions.push(json!({ "target": at, "update": more }));
    } else if let Some(gone) = left_out(before, after) {
        let gone: Vec<String> = gone.iter().map(usize::to_string).collect();
        actions.push(json!({ "target": format!("{at}[{}]", gone.join(",")), "remove": true }));
    } else if before.len() == after.len() && before.iter().zip(after).all(|(old, new)| kind(old) == kind(new)) {
        for (index, (old, new)) in before.iter().zip(after).enumerate() {
            values(old, new, &format!("{at}[{index}]"), actions);
        }
    } else {
        actions.push(json!({ "target": format!("{at}[*]"), "remove": true }));
        actions.push(json!({ "target": at, "update": after }));
    }
}

/// The indices of the elements to remove from `before` to get `after`.
fn left_out(before: &[Value], after: &[Value]) -> Option<Vec<usize>> {
    let mut rest = after.iter().peekable();
    let gone = (0..before.len()).filter(|index| rest.next_if(|next| **next == before[*index]).is_none()).collect();
    rest.peek().is_none().then_some(gone)
}

/// A key as a path step; special names are quoted as JSON strings, which RFC 9535 accepts.
fn step(key: &str) -> String {
    let is_plain = key.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if is_plain { format!(".{key}") } else { format!("[{}]", Value::from(key)) }
}

#[cfg(test)]
mod tests {
    use bindery_source::{Origins, Sink};

    use super::*;
    use crate::overlay::apply;

    #[track_caller]
    fn turns(before: &Value, after: &Value) -> Vec<Value> {
        let mut document = before.clone();
        let Some(overlay) = diff(before, after) else {
            assert_eq!(before, after);
            return Vec::new();
        };
        let mut sink = Sink::default();
        apply(&mut document, &mut Origins::default(), &overlay, "overlay", &mut sink);
        assert_eq!(&document, after, "{overlay}");
        assert!(sink.diagnostics().is_empty(), "{:?}", sink.diagnostics());
        overlay["actions"].as_array().cloned().unwrap_or_default()
    }

    #[test]
    fn equal_documents_need_no_overlay() {
        assert_eq!(diff(&json!({ "a": [1] }), &json!({ "a": [1] })), None);
    }

    #[test]
    fn a_value_of_another_kind_goes_before_it_comes() {
        let actions = turns(&json!({ "a": 1 }), &json!({ "a": {} }));
        assert_eq!(
            actions,
            [json!({ "target": "$.a", "remove": true }), json!({ "target": "$", "update": { "a": {} } })]
        );
    }

    #[test]
    fn elements_that_went_away_are_named() {
        let actions = turns(&json!({ "a": [1, 2, 3, 2] }), &json!({ "a": [1, 3] }));
        assert_eq!(actions, [json!({ "target": "$.a[1,3]", "remove": true })]);
    }

    #[test]
    fn an_array_in_disorder_is_filled_anew() {
        assert_eq!(turns(&json!({ "a": [1, 2] }), &json!({ "a": [{}, 1, 2] })).len(), 2);
    }

    #[test]
    fn every_key_can_be_a_step() {
        for key in ["", "/jobs/{id}", "it's", "\"", "\\", "\u{0}\u{1f}\n", "$", "é", "1", "\u{10ffff}"] {
            turns(&json!({ key: 1 }), &json!({ key: 2 }));
            turns(&json!({ key: 1 }), &json!({}));
        }
    }

    #[test]
    fn applied_to_the_one_it_gives_the_other() {
        let mut chance = Chance(1);
        for _ in 0..5000 {
            let (before, after) = (chance.object(4), chance.object(4));
            turns(&before, &after);
        }
    }

    /// Values with few distinct keys and scalars, so that two of them have much in common.
    struct Chance(u32);

    impl Chance {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            usize::try_from(self.0 >> 16).expect("sixteen bits fit") % bound
        }

        fn object(&mut self, depth: usize) -> Value {
            let members = self.below(4);
            (0..members).map(|_| (["a", "b-", "/c"][self.below(3)].to_owned(), self.value(depth))).collect()
        }

        fn value(&mut self, depth: usize) -> Value {
            match self.below(if depth == 0 { 3 } else { 6 }) {
                0 => Value::Null,
                1 => json!(self.below(2)),
                2 => json!(["x", "y"][self.below(2)]),
                3 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
                _ => self.object(depth - 1),
            }
        }
    }
}
