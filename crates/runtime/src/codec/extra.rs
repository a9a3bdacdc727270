//! Members that a schema does not list.

use core::fmt;

use serde_json::{Map, Value};

use super::Node;
use super::members::Members;
use super::places::Places;

/// Members of an object that its schema does not list, in the order of the wire.
///
/// They are kept so that a value that is read, changed and written back loses nothing. For the same reason it records which
/// listed members were `null` rather than missing. Both are `None`, and the `null` is written again unless the member has got a
/// value. That record does not count in comparisons. An empty `Extra` takes one word.
///
/// Values that a [lenient](crate::Builder::lenient) client sets aside are also kept here, under the names of their members.
/// `Debug` masks them, because they may be secret.
///
/// ```
/// use bindery_runtime::Extra;
///
/// let mut extra = Extra::default();
/// extra.insert("color", "red");
/// assert_eq!(extra.get("color").and_then(|color| color.as_str()), Some("red"));
/// assert_eq!(extra.iter().map(|(name, _value)| name).collect::<Vec<_>>(), ["color"]);
/// assert_eq!((extra.len(), extra.remove("color")), (1, Some("red".into())));
/// assert!(extra.is_empty());
/// ```
#[derive(Clone, Default)]
pub struct Extra {
    kept: Option<Box<Kept>>,
}

#[derive(Clone, Default)]
struct Kept {
    members: Map<String, Value>,
    /// The listed members that were `null`.
    nulls: Places,
    /// Listed members whose values here do not fit them.
    aside: Vec<&'static str>,
}

impl Extra {
    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the number of members.
    pub fn len(&self) -> usize {
        self.kept.as_ref().map_or(0, |kept| kept.members.len())
    }

    /// Returns the member of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.kept.as_ref()?.members.get(name)
    }

    /// Sets a member and returns its previous value. A member with a listed name is not written, because its own field is.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.kept.get_or_insert_default().members.insert(name.into(), value.into())
    }

    /// Removes a member.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.kept.as_mut()?.members.shift_remove(name)
    }

    /// Keeps a value that does not fit its listed member.
    pub(super) fn set_aside(&mut self, name: &'static str, value: Value) {
        let kept = self.kept.get_or_insert_default();
        kept.members.insert(name.to_owned(), value);
        kept.aside.push(name);
    }

    /// Returns all members, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.kept.iter().flat_map(|kept| kept.members.iter()).map(|(name, value)| (name.as_str(), value))
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().all(|(name, value)| other.get(name) == Some(value))
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (self as &dyn Members).fmt(f)
    }
}

impl Members for Extra {
    fn count(&self) -> usize {
        self.len()
    }

    fn get(&self, name: &str) -> Option<&dyn Node> {
        Self::get(self, name).map(|member| member as &dyn Node)
    }

    fn renew(&mut self, name: &str) -> &mut dyn Node {
        let member = self.kept.get_or_insert_default().members.entry(name).or_insert(Value::Null);
        *member = Value::Null;
        member
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Node)) {
        self.iter().for_each(|(name, member)| visit(name, member));
    }

    /// Copies the record of nulls and misfits as well.
    fn assign(&mut self, other: &dyn Members) {
        if let Some(other) = other.as_extra() {
            self.clone_from(other);
        }
    }

    fn as_extra(&self) -> Option<&Extra> {
        Some(self)
    }

    fn as_extra_mut(&mut self) -> Option<&mut Extra> {
        Some(self)
    }

    fn is_aside(&self, name: &str) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.aside.contains(&name) && kept.members.contains_key(name))
    }

    fn note_null(&mut self, place: usize) {
        self.kept.get_or_insert_default().nulls.insert(place);
    }

    fn was_null(&self, place: usize) -> bool {
        self.kept.as_ref().is_some_and(|kept| kept.nulls.contains(place))
    }
}

#[cfg(test)]
mod tests {
    use super::Extra;

    #[test]
    fn an_empty_one_takes_one_word() {
        assert_eq!(size_of::<Extra>(), size_of::<usize>());
    }

    #[test]
    fn one_that_was_emptied_equals_a_new_one() {
        let mut extra = Extra::default();
        extra.insert("a", 1);
        assert_eq!(extra.remove("a"), Some(1.into()));
        assert_eq!(extra, Extra::default());
        assert!(extra.is_empty());
    }
}
