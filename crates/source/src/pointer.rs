//! JSON Pointers (RFC 6901), and sites: a pointer in a file.

use std::borrow::Cow;
use std::fmt;

/// A JSON Pointer as defined by [RFC 6901](https://www.rfc-editor.org/rfc/rfc6901): the name of a part of a document.
///
/// It is stored escaped: `/paths/~1jobs/get`. The empty pointer is the whole document.
///
/// ```
/// use bindery_source::Pointer;
/// let at = Pointer::root().key("paths").key("/jobs").key("get").index(0);
/// assert_eq!(at.as_str(), "/paths/~1jobs/get/0");
/// assert_eq!(at.steps().collect::<Vec<_>>(), ["paths", "/jobs", "get", "0"]);
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pointer(String);

impl Pointer {
    /// The whole document.
    pub const fn root() -> Self {
        Self(String::new())
    }

    /// Parses an escaped pointer. `None` if it is neither empty nor starts with `/`.
    pub fn parse(text: &str) -> Option<Self> {
        (text.is_empty() || text.starts_with('/')).then(|| Self(text.to_owned()))
    }

    /// The member `key` of the object this points to.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        let mut text = String::with_capacity(self.0.len() + key.len() + 1);
        text.push_str(&self.0);
        text.push('/');
        let mut rest = key;
        while let Some(at) = rest.find(['~', '/']) {
            text.push_str(&rest[..at]);
            text.push_str(if rest[at..].starts_with('~') { "~0" } else { "~1" });
            rest = &rest[at + 1..];
        }
        text.push_str(rest);
        Self(text)
    }

    /// Appends several members.
    #[must_use]
    pub fn keys<'a>(&self, keys: impl IntoIterator<Item = &'a str>) -> Self {
        keys.into_iter().fold(self.clone(), |at, key| at.key(key))
    }

    /// The element `index` of the array this points to.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        Self(format!("{}/{index}", self.0))
    }

    /// The escaped pointer.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the whole document.
    pub fn is_root(&self) -> bool {
        self.0.is_empty()
    }

    /// The pointer to the parent, or `None` for the whole document.
    pub fn parent(&self) -> Option<Self> {
        self.0.rfind('/').map(|cut| Self(self.0[..cut].to_owned()))
    }

    /// The last step, unescaped.
    pub fn last(&self) -> Option<Cow<'_, str>> {
        self.0.rfind('/').map(|cut| unescape(&self.0[cut + 1..]))
    }

    /// All steps from the root, unescaped.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = Cow<'_, str>> {
        self.0.strip_prefix('/').into_iter().flat_map(|steps| steps.split('/')).map(unescape)
    }

    /// The rest of this pointer after `prefix`, or `None` if it does not start with it.
    pub fn below(&self, prefix: &Pointer) -> Option<Pointer> {
        let rest = self.0.strip_prefix(&prefix.0)?;
        (rest.is_empty() || rest.starts_with('/')).then(|| Self(rest.to_owned()))
    }

    /// Appends a pointer relative to this one.
    #[must_use]
    pub fn join(&self, below: &Pointer) -> Self {
        Self(format!("{}{}", self.0, below.0))
    }
}

/// The pointer as a URI fragment without the `#`, as in a `$ref`.
impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

fn unescape(step: &str) -> Cow<'_, str> {
    if step.contains('~') { Cow::Owned(step.replace("~1", "/").replace("~0", "~")) } else { Cow::Borrowed(step) }
}

/// A pointer in a file: a place, without its line.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Site {
    /// The file's path in [`crate::Files`]; `None` is the document being read.
    pub file: Option<String>,
    /// The part of the file.
    pub pointer: Pointer,
    /// Which half of that part.
    pub part: Part,
}

/// Which half of an object's member a [`Site`] refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The member's key.
    Key,
    /// The value.
    Value,
}

impl Site {
    /// A place in the document being read.
    pub fn document(pointer: Pointer) -> Self {
        Self { file: None, pointer, part: Part::Value }
    }

    /// A place in another file.
    pub fn file(path: impl Into<String>, pointer: Pointer) -> Self {
        Self { file: Some(path.into()), pointer, part: Part::Value }
    }

    /// The same member's key.
    #[must_use]
    pub fn on_key(mut self) -> Self {
        self.part = Part::Key;
        self
    }
}

impl From<Pointer> for Site {
    fn from(pointer: Pointer) -> Self {
        Self::document(pointer)
    }
}

impl From<&Pointer> for Site {
    fn from(pointer: &Pointer) -> Self {
        Self::document(pointer.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_undo_escapes_in_the_order_of_the_rfc() {
        let at = Pointer::root().key("a/b~1");
        assert_eq!(at.as_str(), "/a~1b~01");
        assert_eq!(at.last().as_deref(), Some("a/b~1"));
    }

    #[test]
    fn an_empty_key_is_a_step() {
        let at = Pointer::root().key("").key("x");
        assert_eq!(at.steps().collect::<Vec<_>>(), ["", "x"]);
        assert_eq!(Pointer::root().steps().count(), 0);
    }

    #[test]
    fn below_respects_whole_steps() {
        let prefix = Pointer::root().key("a");
        assert_eq!(Pointer::root().key("a").key("b").below(&prefix), Some(Pointer::root().key("b")));
        assert_eq!(Pointer::root().key("ab").below(&prefix), None);
    }

    #[test]
    fn the_parent_of_the_root_is_nothing() {
        assert_eq!(Pointer::root().parent(), None);
        assert_eq!(Pointer::root().key("a").parent(), Some(Pointer::root()));
    }
}
