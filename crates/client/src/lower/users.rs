//! The groups that use each type.

use std::collections::{BTreeMap, BTreeSet};

use bindery_model::Api;
use bindery_model::operations::{Content, Operation};
use bindery_model::types::TypeId;
use indexmap::IndexMap;

use super::{imports, webhooks};
use crate::items::{Type, User};
use crate::names::Name;
use crate::ty::Ty;

/// The users of each type, by [`TypeId::index`]: a group uses what its operations name, and everything inside. The Rust type of an item counts as well as its schema, so that a file never names a type that is
/// not compiled with it.
pub(super) fn find(api: &Api, tys: &[Ty], items: &IndexMap<TypeId, Type>) -> Vec<BTreeSet<User>> {
    let uses = Uses::of(api, tys, items);
    let mut users = vec![BTreeSet::new(); api.types.len()];
    let mut named: BTreeMap<User, Vec<TypeId>> = BTreeMap::from([(User::Webhooks, webhooks::named(api).collect())]);
    for operation in &api.operations {
        named.entry(User::Group(operation.group)).or_default().extend(named_by(operation));
    }
    for (user, named) in named {
        uses.all_within(named, |id| users[id.index()].insert(user));
    }
    users
}

/// The types that replies and webhooks name, and everything inside.
pub(super) fn of_replies(api: &Api, tys: &[Ty], items: &IndexMap<TypeId, Type>) -> BTreeSet<TypeId> {
    let named = api.types.iter().filter(|(_, ty)| ty.travels.back).map(|(id, _)| id).collect();
    let mut found = BTreeSet::new();
    Uses::of(api, tys, items).all_within(named, |id| found.insert(id));
    found
}

/// What each type is made of.
struct Uses<'a> {
    api: &'a Api,
    tys: &'a [Ty],
    items: &'a IndexMap<TypeId, Type>,
    by_name: IndexMap<&'a Name, TypeId>,
}

impl<'a> Uses<'a> {
    fn of(api: &'a Api, tys: &'a [Ty], items: &'a IndexMap<TypeId, Type>) -> Self {
        let by_name = items.iter().map(|(id, item)| (&item.name, *id)).collect();
        Self { api, tys, items, by_name }
    }

    /// Visits these types and everything inside. `is_new` says whether a type is visited for the first time.
    fn all_within(&self, mut waiting: Vec<TypeId>, mut is_new: impl FnMut(TypeId) -> bool) {
        while let Some(id) = waiting.pop() {
            if !is_new(id) {
                continue;
            }
            // The content of a foreign type is unknown.
            if !matches!(self.tys[id.index()], Ty::Foreign(_)) {
                waiting.extend(self.api.types[id].shape.parts());
            }
            let mut see = |name: &Name| waiting.extend(self.by_name.get(name));
            self.tys[id.index()].each_name(&mut see);
            self.items.get(&id).into_iter().for_each(|item| imports::each_type(item, &mut see));
        }
    }
}

/// The types that an operation uses.
pub(super) fn named_by(operation: &Operation) -> Vec<TypeId> {
    let params = operation.params.iter().map(|param| param.ty);
    params.chain(named_in_bodies(operation)).collect()
}

/// The types that the bodies of an operation use, and the headers of its replies.
pub(super) fn named_in_bodies(operation: &Operation) -> Vec<TypeId> {
    let contents = |contents: &[Content]| contents.iter().filter_map(|content| content.ty).collect::<Vec<_>>();
    let mut types: Vec<TypeId> = operation.body.iter().flat_map(|body| contents(&body.contents)).collect();
    for reply in &operation.replies {
        types.extend(contents(&reply.contents));
        types.extend(reply.headers.iter().map(|header| header.ty));
    }
    types
}
