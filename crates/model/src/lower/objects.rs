//! `type: object`

use bindery_openapi::Schema;
use bindery_source::{Pointer, nearest};

use super::docs;
use super::facts::{Facts, Reach};
use super::place::{Lens, Place, Settled, View};
use super::schemas::Schemas;
use crate::codes;
use crate::docs::Docs;
use crate::types::{Access, Field, Owner, Presence, Rest, Role, Shape, Struct, TypeId};

/// A struct if members are named, a map if they are not.
pub(crate) fn lower<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, view: &View<'d>, facts: &Facts<'d>) -> Shape {
    let at = &view.places[0].at;
    let rest = rest(schemas, id, at, facts);
    if !facts.properties.is_empty() || !facts.required.is_empty() {
        return Shape::Struct(Struct { fields: fields(schemas, id, facts, rest), rest });
    }
    match rest {
        Rest::Closed => Shape::Struct(Struct { fields: Vec::new(), rest }),
        Rest::Open => Shape::Map(schemas.anything(at.clone(), Owner::Type(id), Role::Value)),
        Rest::Typed(value) => Shape::Map(value),
    }
}

fn fields<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, facts: &Facts<'d>, rest: Rest) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::with_capacity(facts.properties.len());
    for (name, places) in &facts.properties {
        fields.push(field(schemas, id, name, places, facts.required.contains_key(name)));
    }
    for (name, at) in &facts.required {
        if facts.properties.contains_key(name) {
            continue;
        }
        let message = format!("`{name}` is required but not described by a property: it accepts any value");
        if let Some(note) = schemas.note(&codes::REQUIRED_UNDECLARED, at, message)
            && let Some(meant) = nearest(name, facts.properties.keys().copied())
        {
            note.help(format!("did you mean `{meant}`?"));
        }
        fields.push(Field {
            at: at.clone(),
            wire: (*name).to_owned(),
            ty: match rest {
                Rest::Typed(value) => value,
                Rest::Open | Rest::Closed => {
                    schemas.anything(at.clone(), Owner::Type(id), Role::Property((*name).to_owned()))
                }
            },
            presence: Presence::Required,
            access: Access::ReadWrite,
            docs: Docs::default(),
        });
    }
    fields
}

fn field<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, name: &str, places: &[Place<'d>], required: bool) -> Field {
    let settled: Vec<_> = places.iter().map(|place| place.clone().settle(schemas.document)).collect();
    let said_here: Vec<&Schema> = settled.iter().flat_map(Settled::said_here).collect();
    let said: Vec<&Schema> = settled.iter().flat_map(Settled::said).collect();
    let presence = match said.iter().find_map(|schema| schema.default.as_ref()) {
        _ if required => Presence::Required,
        Some(value) => Presence::Defaulted(value.clone()),
        None => Presence::Optional,
    };
    let at = places[0].at.clone();
    let places = settled.into_iter().map(|settled| settled.place).collect();
    Field {
        at,
        wire: name.to_owned(),
        ty: schemas.ty(View { places, lens: Lens::All }, Owner::Type(id), Role::Property(name.to_owned())),
        presence,
        access: access(&said),
        docs: docs::of_all(&said_here),
    }
}

/// The direction in which a property travels, as stated by any schema on the way to its type.
fn access(said: &[&Schema]) -> Access {
    let read_only = said.iter().any(|schema| schema.read_only);
    let write_only = said.iter().any(|schema| schema.write_only);
    match (read_only, write_only) {
        (true, false) => Access::ReadOnly,
        (false, true) => Access::WriteOnly,
        _ => Access::ReadWrite,
    }
}

/// The members that are allowed in addition to the named ones.
fn rest<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, at: &Pointer, facts: &Facts<'d>) -> Rest {
    let closes = |(schema, reach): &(&Schema, Reach)| {
        // Members that another keyword allows count as evaluated.
        if *reach == Reach::Everything {
            return facts.additional.is_empty() && !facts.evaluates_elsewhere;
        }
        facts.properties.keys().all(|name| schema.properties.contains_key(*name))
    };
    let closed = facts.closers.iter().any(closes);
    if !closed && !facts.closers.is_empty() {
        let message = "one schema forbids further members, another one adds some: all of them are accepted";
        if let Some(note) = schemas.note(&codes::ALL_OF_CLOSED, at, message) {
            note.help("write `unevaluatedProperties: false` beside the `allOf` to close the whole");
        }
    }
    let values = match facts.patterns.as_slice() {
        [] if closed => return Rest::Closed,
        [pattern] if closed || pattern.at.last().is_some_and(|name| matches_every_name(&name)) => {
            facts.patterns.clone()
        }
        [] => facts.additional.iter().filter(|place| !place.schema.is_anything()).cloned().collect(),
        _ => Vec::new(),
    };
    if values.is_empty() {
        return Rest::Open;
    }
    Rest::Typed(schemas.ty(View { places: values, lens: Lens::All }, Owner::Type(id), Role::Value))
}

/// Whether the pattern of a `patternProperties` member matches every name.
pub(crate) fn matches_every_name(pattern: &str) -> bool {
    matches!(pattern, "" | ".*" | "^.*$" | "^.*" | ".+" | "^.+$")
}
