//! Inheritance: a base with a `discriminator` and the components that build on it by `allOf`.

use bindery_openapi::Document;
use bindery_openapi::schema::{Discriminator, Reference, Schema};
use bindery_source::Pointer;
use indexmap::{IndexMap, IndexSet};

use super::place::Place;

/// The components that build on each other with `allOf`.
#[derive(Debug, Default)]
pub(crate) struct Heirs<'d> {
    by_base: IndexMap<&'d Pointer, Vec<Pointer>>,
}

/// A component to which a base's discriminator can lead, and its values.
#[derive(Debug)]
pub(crate) struct Heir<'d> {
    /// The component.
    pub(crate) place: Place<'d>,
    /// The values that `mapping` gives it, or else its own claim.
    pub(crate) tags: Vec<String>,
}

impl<'d> Heirs<'d> {
    /// Scans all components once.
    pub(crate) fn find(document: &'d Document) -> Self {
        let mut heirs = Self::default();
        for (_, at) in document.named_schemas() {
            let Some(schema) = document.schema(&at) else { continue };
            for member in &schema.all_of {
                if let Some(Reference::To(base)) = &member.reference {
                    heirs.by_base.entry(base).or_default().push(at.clone());
                }
            }
        }
        heirs
    }

    /// The heirs of a base: the targets of its mapping, then every component that builds on it, directly or not. Empty for a
    /// schema with alternatives or without a discriminator.
    pub(crate) fn of(&self, document: &'d Document, base: &Place<'d>) -> Vec<Heir<'d>> {
        let schema = base.schema;
        let Some(Discriminator { mapping, .. }) = schema.discriminator.as_deref() else { return Vec::new() };
        if !schema.one_of.is_empty() || !schema.any_of.is_empty() {
            return Vec::new();
        }
        let mut found: IndexSet<Pointer> = mapping.values().cloned().collect();
        if own_tag(schema).is_some() {
            found.insert(base.at.clone());
        }
        let mut waiting = vec![&base.at];
        let mut seen = IndexSet::new();
        while let Some(at) = waiting.pop() {
            if let Some(heirs) = self.by_base.get(at).filter(|_| seen.insert(at)) {
                found.extend(heirs.iter().cloned());
                waiting.extend(heirs);
            }
        }
        if found.len() == 1 && found.contains(&base.at) {
            return Vec::new();
        }
        let heirs = found.into_iter().filter_map(|at| {
            let schema = document.schema(&at)?;
            let mapped = mapping.iter().filter(|(_, target)| **target == at).map(|(tag, _)| tag.clone());
            let mut tags: Vec<String> = mapped.collect();
            if tags.is_empty() {
                tags.extend(own_tag(schema).map(str::to_owned));
            }
            Some(Heir { place: Place::whole(at, schema), tags })
        });
        heirs.collect()
    }

    /// Whether a schema is an heir of a base.
    pub(crate) fn leads_to(&self, document: &'d Document, base: &Place<'d>, at: &Pointer) -> bool {
        let listed = [(&base.schema.any_of, "anyOf"), (&base.schema.one_of, "oneOf")];
        listed.into_iter().any(|(alternatives, keyword)| {
            let places = alternatives.iter().enumerate();
            let mut places = places.map(|(index, schema)| Place::whole(base.at.key(keyword).index(index), schema));
            places.any(|place| place.settle(document).place.at == *at)
        }) || self.of(document, base).iter().any(|heir| heir.place.at == *at)
    }
}

/// The discriminator value that a schema claims itself, in AutoRest's extension, which Microsoft's documents use instead of a
/// mapping.
fn own_tag(schema: &Schema) -> Option<&str> {
    schema.rare().extensions.get("x-ms-discriminator-value")?.as_str()
}
