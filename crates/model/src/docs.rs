//! The parts of a document that are for people.

use bindery_source::Value;

/// Prose and facts about a type, a field, an operation or a parameter. It is text of the document: it must be made inert for the
/// place where it is printed.
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
    /// What the schema demands but the type does not enforce, one phrase each: "at least 1 character".
    pub constraints: Vec<String>,
    /// `examples`.
    pub examples: Vec<Value>,
}

impl Docs {
    /// Whether there are no docs.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
