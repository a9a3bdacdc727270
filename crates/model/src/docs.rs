//! What the document tells people, apart from what it tells machines.

use bindery_source::Value;

/// Prose and facts about a type, a field, an operation or a parameter. All of it is text of the document: whoever prints
/// it must make it harmless for the place where it lands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Docs {
    /// `title` of a schema, `summary` of anything else.
    pub summary: Option<String>,
    /// `description`, as Markdown.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub more: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// What the schema demands and the type does not enforce, one phrase each: "at least 1 character".
    pub constraints: Vec<String>,
    /// `examples`.
    pub examples: Vec<Value>,
}

impl Docs {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
