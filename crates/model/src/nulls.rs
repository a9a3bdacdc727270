//! Removes redundant `null`s: a nullable type never contains another one, or one that accepts any value or none.

use crate::types::{Scalar, Shape, TypeId, Types};

/// Simplifies every nullable type.
pub(crate) fn simplify(types: &mut Types) {
    for id in types.ids() {
        let Shape::Nullable(inner) = types[id].shape else { continue };
        match types[types.resolve(inner)].shape {
            Shape::Any => types.get_mut(id).shape = Shape::Any,
            Shape::Never => types.get_mut(id).shape = Shape::Scalar(Scalar::Null),
            Shape::Nullable(_) => types.get_mut(id).shape = Shape::Nullable(innermost(types, inner)),
            _ => {}
        }
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
