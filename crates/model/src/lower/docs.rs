//! The docs in schemas.

use bindery_openapi::Schema;

use super::constraints;
use crate::docs::Docs;

/// The docs of one schema.
pub(crate) fn of_schema(schema: &Schema) -> Docs {
    Docs {
        summary: schema.title.clone(),
        description: schema.description.clone(),
        more: schema.rare().external_docs.clone(),
        deprecated: schema.deprecated,
        constraints: constraints::phrases(schema),
        examples: schema.examples.clone(),
    }
}

/// The docs of several schemas for the same item: the first prose is used, constraints add up.
pub(crate) fn of_all(schemas: &[&Schema]) -> Docs {
    let mut docs = Docs::default();
    for schema in schemas {
        docs.fill_in(of_schema(schema));
    }
    docs
}

impl Docs {
    /// Adds what is missing.
    pub(crate) fn fill_in(&mut self, other: Self) {
        let Self { summary, description, more, deprecated, constraints, examples } = other;
        self.summary = self.summary.take().or(summary);
        self.description = self.description.take().or(description);
        self.more = self.more.take().or(more);
        self.deprecated |= deprecated;
        for phrase in constraints {
            if !self.constraints.contains(&phrase) {
                self.constraints.push(phrase);
            }
        }
        if self.examples.is_empty() {
            self.examples = examples;
        }
    }
}
