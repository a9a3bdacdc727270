//! The `From` implementations of unions, for types that only one variant holds.

use std::collections::{BTreeMap, BTreeSet};

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
    let lists: BTreeSet<Name> = items.values().filter(|item| is_list(item)).map(|item| item.name.clone()).collect();
    let is_list = |ty: &Ty| matches!(ty, Ty::Named(name) if lists.contains(&elder(name)));
    for (_, item) in items.iter_mut().filter(|(id, _)| api.types[**id].travels.out) {
        let itself = Ty::Named(item.name.clone());
        let TypeKind::Union(union) = &mut item.kind else { continue };
        let held: Vec<Ty> = union.alternatives.iter().map(|alternative| unboxed(&alternative.ty).clone()).collect();
        let strings = || held.iter().filter(|ty| **ty == Ty::String);
        // A list of texts is open, but a string beside it is meant for any text.
        let text = if strings().count() > 0 { only(strings()) } else { only(held.iter().filter(|ty| is_list(ty))) };
        for (alternative, ty) in union.alternatives.iter_mut().zip(&held) {
            let is_only = held.iter().filter(|other| ty.equals(other, &same)).count() == 1;
            if is_plain(ty) && is_only && !ty.equals(&itself, &same) {
                alternative.made_from.push(ty.clone());
            }
            if text == Some(&alternative.ty) {
                alternative.made_from.push(Ty::Ref(Box::new(Ty::Primitive("str"))));
            }
        }
    }
}

fn only<'t>(mut tys: impl Iterator<Item = &'t Ty>) -> Option<&'t Ty> {
    let first = tys.next();
    first.filter(|_| tys.next().is_none())
}

/// Whether its values are one of a list of texts.
fn is_list(item: &Type) -> bool {
    matches!(item.kind, TypeKind::StringEnum(_))
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
