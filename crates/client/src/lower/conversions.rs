//! The `From` implementations of unions, for types that only one variant holds.

use std::collections::BTreeMap;

use bindery_model::Api;
use bindery_model::types::TypeId;
use indexmap::IndexMap;

use crate::items::{Type, TypeKind};
use crate::names::Name;
use crate::ty::Ty;

/// Adds them to the unions that callers send. `twins` are aliases of other items.
pub(super) fn find(api: &Api, items: &mut IndexMap<TypeId, Type>, twins: &IndexMap<TypeId, TypeId>) {
    let elders: BTreeMap<Name, Name> =
        twins.iter().map(|(twin, elder)| (items[twin].name.clone(), items[elder].name.clone())).collect();
    let elder = |name: &Name| elders.get(name).unwrap_or(name).clone();
    let same = |left: &Name, right: &Name| elder(left) == elder(right);
    for (_, item) in items.iter_mut().filter(|(id, _)| api.types[**id].travels.out) {
        let itself = Ty::Named(item.name.clone());
        let TypeKind::Union(union) = &mut item.kind else { continue };
        let held: Vec<Ty> = union.alternatives.iter().map(|alternative| unboxed(&alternative.ty).clone()).collect();
        for (alternative, ty) in union.alternatives.iter_mut().zip(&held) {
            let is_only = held.iter().filter(|other| ty.equals(other, &same)).count() == 1;
            if is_plain(ty) && is_only && !ty.equals(&itself, &same) {
                alternative.made_from.push(ty.clone());
                // A string also converts from a `&str`.
                alternative.made_from.extend((*ty == Ty::String).then(|| Ty::Ref(Box::new(Ty::Primitive("str")))));
            }
        }
    }
}

fn unboxed(ty: &Ty) -> &Ty {
    match ty {
        Ty::Boxed(inner) | Ty::Link(inner) => inner,
        ty => ty,
    }
}

/// Whether the type only ever means this alternative.
fn is_plain(ty: &Ty) -> bool {
    matches!(ty, Ty::Named(_) | Ty::Vec(_) | Ty::Map(_) | Ty::String | Ty::Primitive(_) | Ty::Runtime(_))
}
