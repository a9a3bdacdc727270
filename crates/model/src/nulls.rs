//! `null` is said once: a nullable type never holds another one, or one that takes anything.

use crate::types::{Shape, TypeId, Types};

/// Simplifies every nullable type.
pub(crate) fn simplify(types: &mut Types) {
    for id in types.ids() {
        let Shape::Nullable(inner) = types[id].shape else { continue };
        match types[types.resolve(inner)].shape {
            Shape::Any => types.get_mut(id).shape = Shape::Any,
            Shape::Nullable(_) => types.get_mut(id).shape = Shape::Nullable(innermost(types, inner)),
            _ => {}
        }
    }
}

/// What is left once aliases and `null` are looked through. A type that is nothing else than itself is left as it is.
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
