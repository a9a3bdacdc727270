//! How a type holds its parts: by value, in a box, or in a link.

use bindery_model::Api;
use bindery_model::types::TypeId;
use indexmap::IndexSet;

use super::{boxes, links};
use crate::ty::Ty;

/// Pairs of a type and a part of it that it does not hold by value.
pub(super) struct Held {
    boxed: IndexSet<(TypeId, TypeId)>,
    links: IndexSet<(TypeId, TypeId)>,
    pub(super) recursion_limit: Option<usize>,
}

impl Held {
    pub(super) fn find(api: &Api) -> Self {
        let boxed = boxes::find(api);
        let links::Found { links, recursion_limit } = links::find(api, &boxed);
        Self { boxed, links, recursion_limit }
    }

    /// The type of the part `part` of the type `by`, if `ty` is its type by value.
    pub(super) fn part(&self, by: TypeId, part: TypeId, ty: Ty) -> Ty {
        if self.links.contains(&(by, part)) {
            ty.linked()
        } else if self.boxed.contains(&(by, part)) {
            ty.boxed()
        } else {
            ty
        }
    }
}
