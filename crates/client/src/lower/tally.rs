//! Counts the positions that hold a value, and those among them that are untyped.

use bindery_model::operations::Content;
use bindery_model::types::{Rest, Shape};
use bindery_model::{Api, Bindings};
use bindery_source::Pointer;

use super::types::Types;
use crate::ty::Ty;

/// Fills [`Bindings::untyped`] and [`Bindings::positions`].
pub(super) fn untyped(api: &Api, types: &Types, bindings: &mut Bindings) {
    let mut see = |at: &Pointer, ty: &Ty| {
        bindings.positions += 1;
        if is_untyped(ty) {
            bindings.untyped.push(at.clone());
        }
    };
    for (_, ty) in api.types.iter() {
        match &ty.shape {
            Shape::Struct(shape) => {
                shape.fields.iter().for_each(|field| see(&field.at, types.ty(field.ty)));
                if let Rest::Typed(value) = shape.rest {
                    see(&ty.at.key("additionalProperties"), types.ty(value));
                }
            }
            Shape::List(item) => see(&ty.at.key("items"), types.ty(*item)),
            Shape::Map(value) => see(&ty.at.key("additionalProperties"), types.ty(*value)),
            _ => {}
        }
    }
    for operation in &api.operations {
        operation.params.iter().for_each(|param| see(&param.at, types.ty(param.ty)));
        let bodies = operation.body.iter().flat_map(|body| &body.contents);
        let replies = operation.replies.iter().flat_map(|reply| &reply.contents);
        for Content { at, ty, .. } in bodies.chain(replies) {
            ty.iter().for_each(|ty| see(at, types.ty(*ty)));
        }
    }
}

/// Elements are positions of their own: a list of untyped values is a typed list.
fn is_untyped(ty: &Ty) -> bool {
    match ty {
        Ty::Any => true,
        Ty::Option(inner) => is_untyped(inner),
        _ => false,
    }
}
