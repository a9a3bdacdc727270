//! What 3.1 and 3.2 added to the frame.

use bindery_source::{Pointer, Value};
use indexmap::IndexMap;

/// Members for which `openapiv3`, being of 3.0, has no room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beyond {
    /// Each member as the document has it, by its place.
    pub members: IndexMap<Pointer, Value>,
}

impl Beyond {
    /// The text member `name` of the object at `at`: `info.summary`, `license.identifier`, a tag's `parent`, `kind` and
    /// `summary`, a server's `name`, a `$self`, a `jsonSchemaDialect`.
    pub fn text(&self, at: &Pointer, name: &str) -> Option<&str> {
        self.members.get(&at.key(name))?.as_str()
    }

    /// The yes-or-no member `name` of the object at `at`: a header's or encoding's `explode`, a path parameter's
    /// `allowReserved`, a security scheme's `deprecated`.
    pub fn flag(&self, at: &Pointer, name: &str) -> Option<bool> {
        self.members.get(&at.key(name))?.as_bool()
    }

    /// 3.2's `itemSchema` of the media type at `at`: what each item of a stream must look like.
    pub fn item_schema(&self, at: &Pointer) -> Option<Pointer> {
        let at = at.key("itemSchema");
        self.members.contains_key(&at).then_some(at)
    }
}
