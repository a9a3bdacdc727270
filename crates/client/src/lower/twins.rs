//! Merges equal inline schemas: the first becomes an item, the others are aliases of it.
//!
//! Documents repeat themselves, and every item costs the users of the client compile time. A component remains a separate type,
//! because it was named on purpose.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use bindery_model::Api;
use bindery_model::types::TypeId;
use indexmap::IndexMap;

use crate::items::{Alternative, Field, Struct, Type, TypeKind};
use crate::names::Name;
use crate::ty::Ty;

/// Turns repeated items into aliases, and returns the target of each.
pub(super) fn merge(api: &Api, items: &mut IndexMap<TypeId, Type>) -> IndexMap<TypeId, TypeId> {
    let families = families(api, items);
    let mut first: BTreeMap<usize, (TypeId, Name)> = BTreeMap::new();
    let mut twins = IndexMap::new();
    for (id, item) in items {
        let Some(family) = families.0.get(&item.name) else { continue };
        if let Some((elder, name)) = first.get(family) {
            item.kind = TypeKind::Alias(Ty::Named(name.clone()));
            twins.insert(*id, *elder);
        } else {
            first.insert(*family, (*id, item.name.clone()));
        }
    }
    twins
}

/// The family of every item that may have twins.
#[derive(Default)]
struct Families(IndexMap<Name, usize>);

fn families(api: &Api, items: &IndexMap<TypeId, Type>) -> Families {
    let mut families = Families::default();
    let mut known: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    let in_place = |id: TypeId| api.types[id].hint.component.is_none();
    // An inline schema comes after its owner, so parts come first in reverse order.
    for (index, (id, item)) in items.iter().enumerate().rev().filter(|(_, (id, _))| in_place(**id)) {
        let alike = known.entry(sketch(item)).or_default();
        let twin = alike.iter().find(|other| {
            let (other_id, other) = items.get_index(**other).expect("it was put there by its index");
            api.types[*id].docs == api.types[*other_id].docs && families.same(&item.kind, &other.kind)
        });
        let family = *twin.unwrap_or(&index);
        if twin.is_none() {
            alike.push(index);
        }
        families.0.insert(item.name.clone(), family);
    }
    families
}

/// A hash that is equal for twins.
fn sketch(item: &Type) -> u64 {
    let mut hasher = DefaultHasher::new();
    match &item.kind {
        TypeKind::Struct(shape) => shape.fields.iter().for_each(|field| field.wire.hash(&mut hasher)),
        TypeKind::StringEnum(variants) => variants.iter().for_each(|variant| variant.wire.hash(&mut hasher)),
        TypeKind::Union(union) => union.alternatives.iter().for_each(|held| held.name.hash(&mut hasher)),
        TypeKind::ConstantEnum(_) | TypeKind::Tuple(_) | TypeKind::Alias(_) => {}
    }
    hasher.finish()
}

impl Families {
    fn same(&self, left: &TypeKind, right: &TypeKind) -> bool {
        match (left, right) {
            (TypeKind::Struct(left), TypeKind::Struct(right)) => self.same_struct(left, right),
            (TypeKind::StringEnum(left), TypeKind::StringEnum(right)) => left == right,
            (TypeKind::ConstantEnum(left), TypeKind::ConstantEnum(right)) => left == right,
            (TypeKind::Union(left), TypeKind::Union(right)) => {
                let held = |left: &Alternative, right: &Alternative| {
                    (&left.name, &left.docs, &left.tags, &left.kinds)
                        == (&right.name, &right.docs, &right.tags, &right.kinds)
                        && self.same_ty(&left.ty, &right.ty)
                };
                left.told == right.told
                    && left.units == right.units
                    && all(&left.alternatives, &right.alternatives, held)
            }
            (TypeKind::Tuple(left), TypeKind::Tuple(right)) => {
                let item = |left: &(Name, Ty), right: &(Name, Ty)| left.0 == right.0 && self.same_ty(&left.1, &right.1);
                all(&left.items, &right.items, item) && option(left.rest.as_ref(), right.rest.as_ref(), item)
            }
            _ => false,
        }
    }

    fn same_struct(&self, left: &Struct, right: &Struct) -> bool {
        let extra = |left: &(Name, Ty), right: &(Name, Ty)| left.0 == right.0 && self.same_ty(&left.1, &right.1);
        left.setters == right.setters
            && left.constants == right.constants
            && all(&left.fields, &right.fields, |left, right| self.same_field(left, right))
            && option(left.extra.as_ref(), right.extra.as_ref(), extra)
    }

    fn same_field(&self, left: &Field, right: &Field) -> bool {
        left.wire == right.wire
            && left.name == right.name
            && left.required == right.required
            && left.secret == right.secret
            && left.docs == right.docs
            && self.same_ty(&left.ty, &right.ty)
    }

    fn same_ty(&self, left: &Ty, right: &Ty) -> bool {
        left.equals(right, &|left, right| match (self.0.get(left), self.0.get(right)) {
            (Some(left), Some(right)) => left == right,
            _ => left == right,
        })
    }
}

fn all<T>(left: &[T], right: &[T], same: impl Fn(&T, &T) -> bool) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same(left, right))
}

fn option<T>(left: Option<&T>, right: Option<&T>, same: impl Fn(&T, &T) -> bool) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => same(left, right),
        (None, None) => true,
        _ => false,
    }
}
