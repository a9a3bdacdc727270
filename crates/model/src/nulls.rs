//! Removes redundant `null`s: a nullable type never contains another one, or one that accepts any value or none.

use crate::types::{Scalar, Shape, TypeId, Types};

/// Simplifies every nullable type.
pub(crate) fn simplify(types: &mut Types) {
    for id in types.ids() {
        let Shape::Nullable(inner) = types[id].shape else { continue };
        let held = innermost(types, inner);
        let shape = match types[held].shape {
            Shape::Any => Shape::Any,
            Shape::Never | Shape::Scalar(Scalar::Null) => Shape::Scalar(Scalar::Null),
            _ if matches!(types[types.resolve(inner)].shape, Shape::Nullable(_)) => Shape::Nullable(held),
            _ => continue,
        };
        // The part without `null` is found by the same place.
        if shape == Shape::Scalar(Scalar::Null) && types[held].at == types[id].at {
            types.get_mut(held).shape = shape.clone();
        }
        types.get_mut(id).shape = shape;
    }
}

/// The type behind aliases and `null`. A type that is only itself is unchanged.
fn innermost(types: &Types, start: TypeId) -> TypeId {
    let mut id = start;
    for _ in 0..types.len() {
        match types[id].shape {
            Shape::Alias(next) | Shape::Nullable(next) => id = next,
            _ => break,
        }
    }
    id
}
