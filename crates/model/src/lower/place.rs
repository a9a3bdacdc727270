//! Schemas with their places, and the path from a schema that only points to another one to its target.

use bindery_openapi::schema::{Kind, Kinds, Reference, Schema};
use bindery_openapi::{Document, file_of};
use bindery_source::{Pointer, Value};

/// A schema with its place, and the part of it that is meant.
#[derive(Clone, Debug)]
pub(crate) struct Place<'d> {
    /// The schema's pointer.
    pub(crate) at: Pointer,
    /// The schema.
    pub(crate) schema: &'d Schema,
    /// The part that is meant.
    pub(crate) part: Part,
}

/// A part of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Part {
    /// All of it.
    Whole,
    /// Its own keywords: without `$ref`, `allOf`, `anyOf` and `oneOf`.
    Own,
}

/// The source of a type: the values that match all of these schemas.
#[derive(Clone, Debug)]
pub(crate) struct View<'d> {
    /// At least one schema.
    pub(crate) places: Vec<Place<'d>>,
    /// The values that count.
    pub(crate) lens: Lens,
}

/// A subset of the values of a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Lens {
    /// All of them.
    All,
    /// All except `null`.
    NotNull,
    /// Those of one JSON type.
    Only(Kind),
}

/// The identity of a [`View`].
pub(crate) type ViewKey = (Vec<(Pointer, Part)>, Lens);

/// The end of the path from a schema that only points to another one.
#[derive(Clone, Debug)]
pub(crate) struct Settled<'d> {
    /// The schema that states something itself.
    pub(crate) place: Place<'d>,
    /// The schemas on the path, whose annotations count.
    pub(crate) passed: Vec<&'d Schema>,
}

/// Longer paths are left to `allOf` merging, which detects cycles.
pub(crate) const LONGEST_WAY: usize = 64;

impl<'d> Place<'d> {
    /// The whole schema.
    pub(crate) fn whole(at: Pointer, schema: &'d Schema) -> Self {
        Self { at, schema, part: Part::Whole }
    }

    /// The schema's own keywords.
    pub(crate) fn own(&self) -> Self {
        Self { part: Part::Own, ..self.clone() }
    }

    /// The component's name, for a schema directly under `/components/schemas` or in its own file.
    pub(crate) fn component(&self) -> Option<String> {
        component_name(&self.at)
    }

    /// Follows schemas that only point to another one, up to a component or to a schema that states something itself.
    pub(crate) fn settle(self, document: &'d Document) -> Settled<'d> {
        let mut settled = Settled { place: self, passed: Vec::new() };
        while settled.passed.len() < LONGEST_WAY
            && settled.place.part == Part::Whole
            && settled.place.component().is_none()
            && let Some(next) = settled.place.target(document, Lens::All)
        {
            settled.passed.push(settled.place.schema);
            settled.place = next;
        }
        settled
    }

    /// The target of a schema that only points to another one: of a bare `$ref`, or the only member of a bare `allOf`, `anyOf` or
    /// `oneOf`. Annotations and limits do not count, because they do not change the type.
    pub(crate) fn target(&self, document: &'d Document, lens: Lens) -> Option<Self> {
        let schema = self.schema;
        if states_own_shape(schema) {
            return None;
        }
        let mut members = self.bases(document);
        members.retain(|member| !is_shapeless(member.schema));
        for (keyword, alternatives) in [("anyOf", &schema.any_of), ("oneOf", &schema.one_of)] {
            let alternatives = alternatives.iter().enumerate();
            members.extend(
                alternatives
                    .filter(|(_, alternative)| lens == Lens::All || !is_null(alternative))
                    .map(|(index, alternative)| Self::whole(self.at.key(keyword).index(index), alternative)),
            );
        }
        let sole = if members.len() == 1 { members.pop() } else { None }?;
        let kinds = if lens == Lens::All { schema.kinds } else { schema.kinds.without(Kind::Null) };
        (kinds.is_empty() || kinds == sole.kinds(document)).then_some(sole)
    }

    /// The bases of this schema: the target of its `$ref` and the members of its `allOf`.
    pub(crate) fn bases(&self, document: &'d Document) -> Vec<Self> {
        let rare = self.schema.rare();
        let references = [&self.schema.reference, &rare.dynamic_reference];
        let targets = references.into_iter().flatten().filter_map(|reference| match reference {
            Reference::To(at) => document.schema(at).map(|schema| Self::whole(at.clone(), schema)),
            Reference::Unresolved(_) => None,
        });
        let members = self.schema.all_of.iter().enumerate();
        let members = members.map(|(index, member)| Self::whole(self.at.key("allOf").index(index), member));
        targets.chain(members).collect()
    }

    /// The types that a schema states, possibly through references.
    fn kinds(&self, document: &'d Document) -> Kinds {
        let mut place = self.clone();
        for _ in 0..LONGEST_WAY {
            if !place.schema.kinds.is_empty() {
                return place.schema.kinds;
            }
            let Some(next) = place.target(document, Lens::All) else { break };
            place = next;
        }
        if place.schema.properties.is_empty() { Kinds::default() } else { Kinds::from_iter([Kind::Object]) }
    }
}

impl<'d> Settled<'d> {
    /// Every schema on the path, including the last one.
    pub(crate) fn said(&self) -> Vec<&'d Schema> {
        self.passed.iter().copied().chain([self.place.schema]).collect()
    }

    /// Every schema that describes only this place, so not a component.
    pub(crate) fn said_here(&self) -> Vec<&'d Schema> {
        let inline = self.place.component().is_none();
        self.passed.iter().copied().chain(inline.then_some(self.place.schema)).collect()
    }
}

impl<'d> View<'d> {
    /// All values of one schema.
    pub(crate) fn of(place: Place<'d>) -> Self {
        Self { places: vec![place], lens: Lens::All }
    }

    /// The same schemas with another lens.
    pub(crate) fn through(&self, lens: Lens) -> Self {
        Self { places: self.places.clone(), lens }
    }

    /// The identity of this view.
    pub(crate) fn key(&self) -> ViewKey {
        (self.places.iter().map(|place| (place.at.clone(), place.part)).collect(), self.lens)
    }
}

/// The name of the component at this pointer, if it is a schema.
pub(crate) fn component_name(at: &Pointer) -> Option<String> {
    let Some(below) = at.as_str().strip_prefix("/components/schemas/") else { return name_in_file(at) };
    if below.contains('/') { None } else { at.last().map(std::borrow::Cow::into_owned) }
}

/// The name of a schema that is a file, or an entry of one. References to it make it what a component is in a single-file
/// document.
fn name_in_file(at: &Pointer) -> Option<String> {
    let path = file_of(at)?;
    let steps: Vec<_> = at.steps().skip(2).collect();
    let steps: Vec<&str> = steps.iter().map(AsRef::as_ref).collect();
    match steps.as_slice() {
        [] => Some(stem(&path).to_owned()),
        [name] | ["schemas", name] | ["components", "schemas", name] if !KEYWORDS.contains(name) => {
            Some((*name).to_owned())
        }
        _ => None,
    }
}

/// The name of a file without its folder and extension.
pub(crate) fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Keywords above a schema if the file itself is a schema or a body.
const KEYWORDS: [&str; 6] = ["items", "not", "additionalProperties", "contains", "propertyNames", "schema"];

/// Whether the schema only allows `null`.
pub(crate) fn is_null(schema: &Schema) -> bool {
    schema.kinds.only() == Some(Kind::Null)
        || schema.constant == Some(Value::Null)
        || schema.enumeration.as_deref() == Some(&[Value::Null])
}

/// Whether a schema has no keyword that affects the type.
pub(crate) fn is_shapeless(schema: &Schema) -> bool {
    schema.kinds.is_empty()
        && schema.reference.is_none()
        && schema.rare().dynamic_reference.is_none()
        && schema.all_of.is_empty()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && !states_own_shape(schema)
}

/// Whether a schema only requires members and has no other keyword that affects the type: a condition, not a type.
pub(crate) fn is_condition(schema: &Schema) -> bool {
    let demands = !schema.required.is_empty() || !schema.all_of.is_empty() || schema.rare().not.is_some();
    let parts_demand = schema.all_of.iter().all(|part| part.all_of.is_empty() && shows_no_type(part));
    demands && parts_demand && shows_no_type(schema)
}

/// Whether a schema has no keyword that affects the type except `required`; `allOf` is ignored.
fn shows_no_type(schema: &Schema) -> bool {
    schema.kinds.without(Kind::Object).is_empty()
        && schema.properties.values().all(is_shapeless)
        && schema.format.is_none()
        && schema.enumeration.is_none()
        && schema.constant.is_none()
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.additional_properties.is_none()
        && schema.rare().pattern_properties.is_empty()
        && schema.rare().dynamic_reference.is_none()
        && schema.reference.is_none()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && !schema.never
}

/// Whether a schema's own keywords, except `type`, affect the type.
pub(crate) fn states_own_shape(schema: &Schema) -> bool {
    let rare = schema.rare();
    schema.never
        || schema.format.is_some()
        || schema.enumeration.is_some()
        || schema.constant.is_some()
        || !schema.properties.is_empty()
        || !schema.required.is_empty()
        || schema.additional_properties.is_some()
        || schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || schema.discriminator.is_some() && schema.any_of.is_empty() && schema.one_of.is_empty()
        || !rare.pattern_properties.is_empty()
        || rare.unevaluated_properties.is_some()
        || rare.content_encoding.is_some()
        || rare.content_media_type.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_with_a_file_or_an_entry_of_its_own_is_a_component() {
        let name = |below: &str| {
            let file = bindery_openapi::place_of_file("models/line_item.yaml");
            component_name(&file.join(&Pointer::parse(below).unwrap()))
        };
        assert_eq!(name("").as_deref(), Some("line_item"));
        assert_eq!(name("/Money").as_deref(), Some("Money"));
        assert_eq!(name("/components/schemas/Tax").as_deref(), Some("Tax"));
        assert_eq!((name("/items"), name("/properties/id")), (None, None));
    }
}
