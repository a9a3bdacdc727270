//! Additions to the frame in 3.1 and 3.2.

use bindery_source::{Pointer, Value};
use indexmap::IndexMap;

/// Members that `openapiv3`, which covers only 3.0, does not support.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Beyond {
    /// Each member by its place, as in the document. A schema is replaced with a reference to its own place.
    pub members: IndexMap<Pointer, Value>,
    /// The webhooks by name, in document order, with the place of their path item.
    pub webhooks: IndexMap<String, Pointer>,
    /// The callbacks of each operation by name, with the place of each; the key is the operation's place.
    pub callbacks: IndexMap<Pointer, IndexMap<String, Pointer>>,
}

impl Beyond {
    /// The string member `name` of the object at `at`: `info.summary`, `license.identifier`, a tag's `parent`, `kind`
    /// and `summary`, a server's `name`, a `$self`, a `jsonSchemaDialect`.
    pub fn text(&self, at: &Pointer, name: &str) -> Option<&str> {
        self.members.get(&at.key(name))?.as_str()
    }

    /// The boolean member `name` of the object at `at`: a header's or encoding's `explode`, a path parameter's
    /// `allowReserved`, a security scheme's `deprecated`.
    pub fn flag(&self, at: &Pointer, name: &str) -> Option<bool> {
        self.members.get(&at.key(name))?.as_bool()
    }

    /// 3.2's `itemSchema` of the media type at `at`: the schema of each item of a stream.
    pub fn item_schema(&self, at: &Pointer) -> Option<Pointer> {
        let text = self.members.get(&at.key("itemSchema"))?.get("$ref")?.as_str()?;
        Pointer::parse(text.strip_prefix('#')?)
    }

    /// Whether the security scheme at `at` is 3.1's `mutualTLS`: the client shows a certificate.
    pub fn is_mutual_tls(&self, at: &Pointer) -> bool {
        self.members.get(at).is_some_and(|scheme| scheme.get("type").is_some_and(|kind| kind == "mutualTLS"))
    }
}
