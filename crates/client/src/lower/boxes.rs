//! The parts of types that are boxed.

use bindery_model::Api;
use bindery_model::types::{Shape, TypeId};
use indexmap::IndexSet;

use super::scc;

/// Pairs of a type and a boxed part of it: a part that leads back to the type, or a large variant of a union.
pub(super) fn find(api: &Api) -> IndexSet<(TypeId, TypeId)> {
    let held: Vec<Vec<Part>> = api.types.ids().map(|id| held(api, id)).collect();
    let component = scc::find(held.len(), |node| held[node].iter().map(|part| part.held.index()).collect());
    let mut boxed = IndexSet::new();
    for id in api.types.ids() {
        let returns = |part: &&Part| component[id.index()] == component[part.held.index()];
        boxed.extend(held[id.index()].iter().filter(returns).map(|part| (id, part.id)));
        if let Shape::Union(shape) = &api.types[id].shape {
            let variants = shape.variants.iter().map(|variant| variant.ty);
            boxed.extend(variants.filter(|ty| is_boxed_variant(api, *ty)).map(|ty| (id, ty)));
        }
    }
    boxed
}

/// A part of a type, and the type that it holds by value. Elements of lists and maps do not count: they are on the heap already.
struct Part {
    id: TypeId,
    held: TypeId,
}

fn held(api: &Api, id: TypeId) -> Vec<Part> {
    let parts = match &api.types[id].shape {
        Shape::Struct(shape) => shape.fields.iter().map(|field| field.ty).collect(),
        Shape::Tuple(shape) => shape.items.clone(),
        Shape::Union(shape) => {
            shape.variants.iter().map(|variant| variant.ty).filter(|ty| !is_boxed_variant(api, *ty)).collect()
        }
        _ => Vec::new(),
    };
    parts.into_iter().filter_map(|id| Some(Part { id, held: by_value(api, id)? })).collect()
}

/// The struct, union or tuple that a part of this type holds by value.
fn by_value(api: &Api, mut id: TypeId) -> Option<TypeId> {
    for _ in 0..api.types.len() {
        match api.types[id].shape {
            Shape::Nullable(inner) | Shape::Alias(inner) => id = inner,
            Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_) => return Some(id),
            _ => return None,
        }
    }
    None
}

/// Whether a variant is always boxed, so that none is much larger than the others and none contains itself.
fn is_boxed_variant(api: &Api, id: TypeId) -> bool {
    matches!(api.types[api.types.resolve(id)].shape, Shape::Struct(_) | Shape::Union(_))
}
