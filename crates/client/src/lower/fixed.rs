//! Values that the document fixes: instead of a type, they are a row of a table.

use bindery_model::Api;
use bindery_model::operations::{Param, Place};
use bindery_model::types::{EnumValue, Field, Presence, Rest, Scalar, Shape, Tag, TypeId, Union};
use bindery_source::Value;
use indexmap::{IndexMap, IndexSet};

use super::types::Types;
use super::users;
use crate::ty::Ty;

/// The only value of a required member, unless a type is chosen for it.
pub(super) fn of_field<'a>(api: &'a Api, tys: &[Ty], field: &Field) -> Option<&'a Value> {
    in_field(api, field).filter(|_| is_ours(tys, field.ty))
}

/// The only value of an inline alternative, unless a type is chosen for it.
pub(super) fn of_alternative<'a>(api: &'a Api, tys: &[Ty], union: &Union, id: TypeId) -> Option<&'a EnumValue> {
    in_alternative(api, union, id).filter(|_| is_ours(tys, id))
}

/// The only value of a required parameter as text, which the client always sends, unless a type is chosen for it.
pub(super) fn of_param(api: &Api, types: &Types, param: &Param) -> Option<String> {
    let is_ours = !matches!(types.ty(param.ty), Ty::Foreign(_));
    match &in_param(api, param).filter(|_| is_ours)?.wire {
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn is_ours(tys: &[Ty], id: TypeId) -> bool {
    !matches!(tys[id.index()], Ty::Foreign(_))
}

fn in_field<'a>(api: &'a Api, field: &Field) -> Option<&'a Value> {
    let id = api.types.resolve(field.ty);
    match api.types[id].shape {
        _ if field.presence != Presence::Required => None,
        Shape::Scalar(Scalar::Null) => Some(&Value::Null),
        _ => only_value(api, id).map(|value| &value.wire),
    }
}

fn in_param<'a>(api: &'a Api, param: &Param) -> Option<&'a EnumValue> {
    let is_needed =
        param.presence == Presence::Required && param.content.is_none() && param.place != Place::QueryString;
    let only = if is_needed { only_value(api, api.types.resolve(param.ty)) } else { None };
    only.filter(|value| !value.wire.is_null())
}

fn in_alternative<'a>(api: &'a Api, union: &Union, alternative: TypeId) -> Option<&'a EnumValue> {
    let is_tagged = matches!(union.tag, Tag::Property(_));
    let is_component = api.types[alternative].hint.component.is_some();
    if is_tagged || is_component { None } else { only_value(api, alternative) }
}

fn only_value(api: &Api, id: TypeId) -> Option<&EnumValue> {
    match &api.types[id].shape {
        Shape::Enum(shape) if shape.is_simple() && !shape.is_open => match shape.values.as_slice() {
            [only] => Some(only),
            _ => None,
        },
        _ => None,
    }
}

/// Inline schemas that only occur where their value is fixed, so that they need no type.
pub(super) fn find(api: &Api, chosen: &IndexMap<TypeId, Ty>) -> IndexSet<TypeId> {
    let mut fixed = IndexSet::new();
    let mut needed: IndexSet<TypeId> = api.operations.iter().flat_map(users::named_in_bodies).collect();
    for param in api.operations.iter().flat_map(|operation| &operation.params) {
        if in_param(api, param).is_some() { &mut fixed } else { &mut needed }.insert(param.ty);
    }
    for (_, ty) in api.types.iter() {
        match &ty.shape {
            Shape::Struct(shape) => {
                for field in &shape.fields {
                    if in_field(api, field).is_some() { &mut fixed } else { &mut needed }.insert(field.ty);
                }
                needed.extend(if let Rest::Typed(rest) = shape.rest { Some(rest) } else { None });
            }
            Shape::Union(union) => {
                for variant in &union.variants {
                    let is_fixed = in_alternative(api, union, variant.ty).is_some();
                    if is_fixed { &mut fixed } else { &mut needed }.insert(variant.ty);
                }
            }
            other => needed.extend(other.parts()),
        }
    }
    fixed.retain(|id| !needed.contains(id) && !chosen.contains_key(id) && api.types[*id].hint.component.is_none());
    fixed.retain(|id| only_value(api, *id).is_some());
    fixed
}

/// The type of a fixed value, for the places that still need one.
pub(super) fn ty(value: &Value) -> Ty {
    match value {
        Value::String(_) => Ty::String,
        Value::Bool(_) => Ty::Primitive("bool"),
        Value::Number(number) if number.is_i64() => Ty::Primitive("i64"),
        Value::Number(_) => Ty::Primitive("f64"),
        Value::Null | Value::Array(_) | Value::Object(_) => Ty::Any,
    }
}
