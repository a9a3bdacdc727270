//! `oneOf`, `anyOf`, and bases whose discriminator leads to their heirs.

use std::collections::BTreeSet;

use bindery_openapi::schema::{Discriminator, Kind, Kinds};
use bindery_source::Pointer;

use super::constants;
use super::facts::{Choice, Constant, Facts};
use super::place::{Lens, Part, Place, View, states_own_shape};
use super::schemas::Schemas;
use crate::codes;
use crate::types::{Owner, Role, Shape, Tag, TypeId, Union, Variant};

/// A union. `None` if the schema has no choice.
pub(crate) fn lower<'d>(
    schemas: &mut Schemas<'d, '_>,
    id: TypeId,
    view: &View<'d>,
    facts: &Facts<'d>,
) -> Option<Shape> {
    let Some((choice, others)) = facts.choices.split_first() else {
        return of_heirs(schemas, id, view, facts);
    };
    for other in others {
        let message = "a second choice beside the first is not enforced by a type";
        schemas.note(&codes::KEYWORD_NOT_ENFORCED, &other.at, message);
    }
    if let Some((constants, is_open)) = constants_of(schemas, facts, choice) {
        return Some(constants::of(&constants, is_open));
    }
    Some(union(schemas, id, facts, choice))
}

fn union<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, facts: &Facts<'d>, choice: &Choice<'d>) -> Shape {
    let base = Base::of(facts);
    let mut variants: Vec<Variant> = Vec::with_capacity(choice.alternatives.len());
    for (index, alternative) in choice.alternatives.iter().enumerate() {
        let target = alternative.clone().settle(schemas.document).place;
        let view = base.with(schemas, &target);
        if view.places.len() > 1 && Facts::of(schemas.document, &view).clash.is_some() {
            continue;
        }
        let ty = schemas.ty(view, Owner::Type(id), Role::Variant(index));
        if target.schema.never || variants.iter().any(|variant| variant.ty == ty) {
            continue;
        }
        let tags = choice.discriminator.map(|discriminator| mapped(discriminator, alternative, &target));
        let default = choice.discriminator.and_then(|discriminator| discriminator.default.as_ref());
        variants.push(Variant {
            at: alternative.at.clone(),
            name: target.component(),
            ty,
            tags: tags.unwrap_or_default(),
            is_default: default.is_some_and(|at| *at == alternative.at || *at == target.at),
            kinds: Kinds::default(),
        });
    }
    note_default(schemas, choice.discriminator, &choice.at.parent().unwrap_or_default(), &variants);
    match variants.as_slice() {
        [] => Shape::Never,
        [only] => Shape::Alias(only.ty),
        _ => Shape::Union(Union { variants, tag: tag(choice.discriminator) }),
    }
}

/// A base with a discriminator is a union of its heirs.
fn of_heirs<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, view: &View<'d>, facts: &Facts<'d>) -> Option<Shape> {
    let [base @ Place { part: Part::Whole, .. }] = view.places.as_slice() else { return None };
    let heirs = schemas.heirs.of(schemas.document, base);
    if heirs.is_empty() {
        return None;
    }
    let discriminator = base.schema.discriminator.as_deref();
    let default = discriminator.and_then(|discriminator| discriminator.default.as_ref());
    let variants = heirs.into_iter().enumerate().map(|(index, heir)| {
        // A base that its own mapping names is only its own members.
        let itself = heir.place.at == base.at;
        let places = if itself { facts.own.clone() } else { vec![heir.place.clone()] };
        let view = View { places, lens: Lens::All };
        Variant {
            at: heir.place.at.clone(),
            name: heir.place.component(),
            ty: schemas.ty(view, Owner::Type(id), Role::Variant(index)),
            is_default: default == Some(&heir.place.at),
            tags: heir.tags,
            kinds: Kinds::default(),
        }
    });
    let variants: Vec<_> = variants.collect();
    note_default(schemas, discriminator, &base.at, &variants);
    Some(Shape::Union(Union { variants, tag: tag(discriminator) }))
}

/// The limit for choices that are merged into one list.
const MOST_CHOICES: usize = 16;

/// Merges alternatives that are constants, or strings with and without a list, into one list of constants, and returns whether any
/// other string is one of the alternatives. So are the alternatives of an alternative.
fn constants_of<'d>(
    schemas: &Schemas<'d, '_>,
    facts: &Facts<'d>,
    choice: &Choice<'d>,
) -> Option<(Vec<Constant<'d>>, bool)> {
    let only_chooses = |facts: &Facts<'d>| facts.own.iter().all(|place| !states_own_shape(place.schema));
    if !only_chooses(facts) {
        return None;
    }
    let mut constants = Vec::new();
    let (mut open, mut choices, mut seen) = (false, 1, BTreeSet::new());
    let mut next: Vec<Place<'d>> = choice.alternatives.iter().rev().cloned().collect();
    while let Some(alternative) = next.pop() {
        let settled = alternative.settle(schemas.document);
        if !seen.insert(settled.place.at.clone()) {
            continue;
        }
        let alternative = Facts::of(schemas.document, &View::of(settled.place.clone()));
        if !alternative.properties.is_empty() || !alternative.items.is_empty() || alternative.admits_null() {
            return None;
        }
        match alternative.choices.as_slice() {
            [] => {}
            [inner] if choices < MOST_CHOICES && only_chooses(&alternative) => {
                choices += 1;
                next.extend(inner.alternatives.iter().rev().cloned());
                continue;
            }
            _ => return None,
        }
        let Some(listed) = alternative.constants else {
            let any_text = alternative.kinds.only() == Some(Kind::String) && alternative.format.is_none();
            if any_text && alternative.content_media_type.is_none() && alternative.content_encoding.is_none() {
                open = true;
                continue;
            }
            return None;
        };
        let sole = listed.len() == 1;
        constants.extend(listed.into_iter().map(|constant| Constant {
            name: constant.name.or(settled.place.schema.title.as_deref().filter(|_| sole)),
            description: constant.description.or(settled.place.schema.description.as_deref().filter(|_| sole)),
            ..constant
        }));
    }
    let texts_only = constants.iter().all(|constant| constant.value.is_string());
    (!constants.is_empty() && (texts_only || !open)).then_some((constants, open))
}

/// The part of a schema beside its choice.
struct Base<'d> {
    places: Vec<Place<'d>>,
    kinds: Kinds,
    /// Whether it says more than a type.
    speaks: bool,
}

impl<'d> Base<'d> {
    fn of(facts: &Facts<'d>) -> Self {
        let speaks = facts.own.iter().any(|place| states_own_shape(place.schema));
        Self { places: facts.own.clone(), kinds: facts.kinds, speaks }
    }

    /// An alternative together with the base, or the alternative alone if it includes the base or the base adds nothing.
    fn with(&self, schemas: &Schemas<'d, '_>, alternative: &Place<'d>) -> View<'d> {
        let facts = Facts::of(schemas.document, &View::of(alternative.clone()));
        let included = |place: &Place<'d>| facts.own.iter().any(|own| own.at == place.at);
        let stated = facts.kinds_or_implied();
        let agrees = self.kinds.is_empty()
            || !stated.is_empty() && stated.iter().all(|kind| self.kinds.contains(kind))
            || !facts.choices.is_empty()
            || facts.constants.is_some();
        if agrees && (!self.speaks || self.places.iter().all(included)) {
            return View::of(alternative.clone());
        }
        let places = std::iter::once(alternative).chain(&self.places).cloned().collect();
        View { places, lens: Lens::All }
    }
}

/// The tags that a mapping gives to an alternative, by its own pointer or by that of its target.
fn mapped(discriminator: &Discriminator, alternative: &Place<'_>, target: &Place<'_>) -> Vec<String> {
    let leads_here = |at: &Pointer| *at == alternative.at || *at == target.at;
    discriminator.mapping.iter().filter(|(_, at)| leads_here(at)).map(|(tag, _)| tag.clone()).collect()
}

/// Notes a `defaultMapping` that leads to none of the alternatives.
fn note_default(
    schemas: &mut Schemas<'_, '_>,
    discriminator: Option<&Discriminator>,
    at: &Pointer,
    variants: &[Variant],
) {
    let is_stated = discriminator.is_some_and(|discriminator| discriminator.default.is_some());
    if is_stated && !variants.iter().any(|variant| variant.is_default) {
        let message = "`defaultMapping` is not one of the alternatives: an object without a known tag becomes `Other`";
        schemas.note(&codes::KEYWORD_NOT_ENFORCED, &at.key("discriminator").key("defaultMapping"), message);
    }
}

fn tag(discriminator: Option<&Discriminator>) -> Tag {
    discriminator.map_or(Tag::Untagged, |discriminator| Tag::Property(discriminator.property.clone()))
}
