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
    let by_name: IndexMap<&Name, TypeId> = items.iter().map(|(id, item)| (&item.name, *id)).collect();
    let mut users = vec![BTreeSet::new(); api.types.len()];
    let mut named: BTreeMap<User, Vec<TypeId>> = BTreeMap::from([(User::Webhooks, webhooks::named(api).collect())]);
    for operation in &api.operations {
        named.entry(User::Group(operation.group)).or_default().extend(named_by(operation));
    }
    for (user, mut waiting) in named {
        while let Some(id) = waiting.pop() {
            if !users[id.index()].insert(user) {
                continue;
            }
            // The content of a foreign type is unknown.
            if !matches!(tys[id.index()], Ty::Foreign(_)) {
                waiting.extend(api.types[id].shape.parts());
            }
            let mut see = |name: &Name| waiting.extend(by_name.get(name));
            tys[id.index()].each_name(&mut see);
            items.get(&id).into_iter().for_each(|item| imports::each_type(item, &mut see));
        }
    }
    users
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
