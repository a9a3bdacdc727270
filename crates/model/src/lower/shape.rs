//! The shape of a schema's values, decided in a fixed order of questions.

use bindery_openapi::schema::{Kind, Kinds};

use super::facts::{self, Facts};
use super::formats::{self, Contradiction};
use super::place::{Lens, View};
use super::schemas::Schemas;
use super::{arrays, choices, constants, objects, scalars};
use crate::codes;
use crate::overrides::UnstatedTypes;
use crate::types::{Owner, Role, Scalar, Shape, Tag, TypeId, Union, Variant};

/// Decides the shape of the type `id` from `view` and its `facts`.
pub(crate) fn of<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, view: &View<'d>, facts: &Facts<'d>) -> Shape {
    let at = &view.places[0].at;
    if facts.too_many {
        schemas.note(&codes::SCHEMA_TOO_COMPLEX, at, "too many schemas are merged here: the type accepts any value");
        return Shape::Any;
    }
    if let Some((place, reason)) = &facts.clash {
        if let Some(note) = schemas.note(&codes::ALL_OF_CONFLICT, at, format!("{reason}: the type accepts any value")) {
            note.also(place, "the contradiction is here").help("correct one of the two");
        }
        return Shape::Any;
    }
    if facts.never {
        return never(schemas, view);
    }
    if facts.admits_null() {
        return Shape::Nullable(schemas.ty(view.through(Lens::NotNull), Owner::Type(id), Role::NonNull));
    }
    if let Some(shape) = constants::lower(schemas, facts) {
        return shape;
    }
    if let Some(shape) = choices::lower(schemas, id, view, facts) {
        return shape;
    }
    by_kind(schemas, id, view, facts)
}

/// Rust has no type for this, unless `null` matches: [`nulls`](crate::nulls) makes a type of that.
fn never(schemas: &mut Schemas<'_, '_>, view: &View<'_>) -> Shape {
    if view.lens != Lens::NotNull {
        let message = "no value matches: the type accepts any value";
        schemas.note(&codes::KEYWORD_NOT_ENFORCED, &view.places[0].at, message);
    }
    Shape::Never
}

fn by_kind<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, view: &View<'d>, facts: &Facts<'d>) -> Shape {
    let kinds = facts.kinds_or_implied();
    if facts.kinds.is_empty() && !kinds.is_empty() {
        match (schemas.unstated_types, view.lens) {
            (UnstatedTypes::Implied, _) => note_implied(schemas, view, kinds),
            // The keywords only constrain values of these types.
            (UnstatedTypes::Any, Lens::Only(_)) => {}
            (UnstatedTypes::Any, _) => return union_of_kinds(schemas, id, view, kinds),
        }
    }
    let Some(kind) = kinds.only() else {
        return match kinds {
            kinds if kinds.is_empty() => Shape::Any,
            kinds if kinds == Kinds::from_iter([Kind::Integer, Kind::Number]) => scalars::number(facts),
            kinds => union_of_kinds(schemas, id, view, kinds),
        };
    };
    match kind {
        Kind::Null => Shape::Scalar(Scalar::Null),
        Kind::Boolean => Shape::Scalar(Scalar::Boolean),
        Kind::Integer => read_by_format(schemas, facts, scalars::integer, Some("int64")),
        Kind::Number => scalars::number(facts),
        Kind::String => read_by_format(schemas, facts, scalars::string, None),
        Kind::Array => arrays::lower(schemas, id, view, facts),
        Kind::Object => objects::lower(schemas, id, view, facts),
    }
}

fn note_implied(schemas: &mut Schemas<'_, '_>, view: &View<'_>, kinds: Kinds) {
    let message = format!("no type is stated: {} is assumed", facts::names(kinds));
    if let Some(note) = schemas.note(&codes::TYPE_IMPLIED, &view.places[0].at, message) {
        note.help(format!("state `type: {}`", facts::names(kinds)));
    }
}

/// The type of a format, or `usual` without one, unless the document itself contradicts it.
fn read_by_format(
    schemas: &mut Schemas<'_, '_>,
    facts: &Facts<'_>,
    by_format: fn(&Facts<'_>) -> Shape,
    usual: Option<&'static str>,
) -> Shape {
    let Some(Contradiction { at, example, format, has_negative }) = formats::contradiction(facts, usual) else {
        return by_format(facts);
    };
    let (otherwise, message) = formats::instead(example, format, has_negative, "");
    if let Some(note) = schemas.note(&codes::FORMAT_CONTRADICTED, &at, message) {
        note.help(formats::HELP);
    }
    Shape::Scalar(otherwise)
}

/// Makes a union that the JSON type decides. A value of another type is kept.
fn union_of_kinds<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, view: &View<'d>, kinds: Kinds) -> Shape {
    let kinds = if kinds.contains(Kind::Number) { kinds.without(Kind::Integer) } else { kinds };
    let variants = kinds.iter().enumerate().map(|(index, kind)| Variant {
        at: view.places[0].at.clone(),
        name: Some(kind.as_str().to_owned()),
        ty: schemas.ty(view.through(Lens::Only(kind)), Owner::Type(id), Role::Variant(index)),
        tags: Vec::new(),
        is_default: false,
        kinds: Kinds::default(),
    });
    Shape::Union(Union { variants: variants.collect(), tag: Tag::Kind })
}
