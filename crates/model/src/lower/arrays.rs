//! `type: array`

use super::facts::Facts;
use super::place::{Lens, View};
use super::schemas::Schemas;
use crate::codes;
use crate::types::{Owner, Role, Shape, Tuple, TypeId};

/// A list, or a tuple if elements have a type by position.
pub(crate) fn lower<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, view: &View<'d>, facts: &Facts<'d>) -> Shape {
    let at = &view.places[0].at;
    let positions = facts.prefix.len();
    let always_there = u64::try_from(positions).is_ok_and(|positions| positions <= facts.length.0);
    if positions > 0 && !always_there {
        let message = "elements have types by position but may be missing: the type is a list of any values";
        if let Some(note) = schemas.note(&codes::TUPLE_MAY_BE_SHORT, at, message) {
            note.help(format!("state `minItems: {positions}` if none can be missing"));
        }
        return Shape::List(schemas.anything(at.clone(), Owner::Type(id), Role::Item));
    }
    if positions == 0 {
        return Shape::List(element(schemas, id, view, facts));
    }
    let items = facts.prefix.iter().enumerate().map(|(index, places)| {
        let view = View { places: places.clone(), lens: Lens::All };
        schemas.ty(view, Owner::Type(id), Role::Position(index))
    });
    let items = items.collect();
    let full = facts.length.1.is_some_and(|most| u64::try_from(positions).is_ok_and(|positions| most <= positions));
    let closed = full || facts.items.iter().any(|place| place.schema.never);
    let rest = if closed { None } else { Some(element(schemas, id, view, facts)) };
    Shape::Tuple(Tuple { items, rest })
}

/// The type of the elements without a type by position.
fn element<'d>(schemas: &mut Schemas<'d, '_>, id: TypeId, view: &View<'d>, facts: &Facts<'d>) -> TypeId {
    if facts.items.is_empty() {
        return schemas.anything(view.places[0].at.clone(), Owner::Type(id), Role::Item);
    }
    let items = View { places: facts.items.clone(), lens: Lens::All };
    schemas.ty(items, Owner::Type(id), Role::Item)
}
