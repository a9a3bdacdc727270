use core::fmt;

use serde_json::{Map, Value};

use super::members::Members;
use super::{EncodeError, Node};

/// Members of an object that its schema does not list, in the order of the wire.
///
/// They are kept so that a value that is read, changed and written back loses nothing. An empty `Extra` takes one word.
///
/// ```
/// use bindery_runtime::Extra;
///
/// let mut extra = Extra::default();
/// extra.insert("color", "red");
/// assert_eq!(extra.get("color").and_then(|color| color.as_str()), Some("red"));
/// assert_eq!(extra.len(), 1);
/// ```
#[derive(Clone, Default, PartialEq)]
pub struct Extra {
    /// None instead of an empty map, so that equality does not depend on the past.
    members: Option<Box<Map<String, Value>>>,
}

impl Extra {
    /// Whether there is no such member.
    pub fn is_empty(&self) -> bool {
        self.members.is_none()
    }

    /// The number of members.
    pub fn len(&self) -> usize {
        self.members.as_ref().map_or(0, |members| members.len())
    }

    /// The member of that name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.members.as_ref()?.get(name)
    }

    /// Sets a member and gives the value it had. A name that the schema lists is not written: its own field is.
    pub fn insert(&mut self, name: impl Into<String>, value: impl Into<Value>) -> Option<Value> {
        self.members.get_or_insert_default().insert(name.into(), value.into())
    }

    /// Takes a member out.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        let members = self.members.as_mut()?;
        let value = members.shift_remove(name);
        if members.is_empty() {
            self.members = None;
        }
        value
    }

    /// All members, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.members.iter().flat_map(|members| members.iter()).map(|(name, value)| (name.as_str(), value))
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl Members for Extra {
    fn none(&self) -> bool {
        self.is_empty()
    }

    fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    fn renew(&mut self, name: &str) -> &mut dyn Node {
        let member = self.members.get_or_insert_default().entry(name).or_insert(Value::Null);
        *member = Value::Null;
        member
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Node) -> Result<(), EncodeError>) -> Result<(), EncodeError> {
        self.iter().try_for_each(|(name, member)| visit(name, member))
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
