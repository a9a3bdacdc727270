//! The file of each type: that of the group with its name, or of the first group that uses it, so that a change of one resource
//! changes few files.

use std::collections::BTreeSet;

use bindery_model::types::{Hint, Owner, TypeId};
use bindery_model::{Api, prose};
use indexmap::IndexMap;

use super::{imports, users};
use crate::items::{Features, Gate, Type, TypeFile, User};
use crate::names::{Case, Name, Scope, Words};
use crate::ty::Ty;

/// Names that are not valid file names on some platform, are special to Cargo, or already exist in the folder.
const RESERVED_FILES: [&str; 31] = [
    "con",
    "prn",
    "aux",
    "nul",
    "com0",
    "com1",
    "com2",
    "com3",
    "com4",
    "com5",
    "com6",
    "com7",
    "com8",
    "com9",
    "lpt0",
    "lpt1",
    "lpt2",
    "lpt3",
    "lpt4",
    "lpt5",
    "lpt6",
    "lpt7",
    "lpt8",
    "lpt9",
    "mod",
    "lib",
    "main",
    "clock",
    "test",
    "operations",
    "types",
];

/// The module of each group's operations and types.
pub(super) fn modules(api: &Api) -> Vec<Name> {
    claimed(api).0
}

/// Puts items into the files of the client and those of the package of types.
pub(super) fn split(
    api: &Api,
    tys: &[Ty],
    items: IndexMap<TypeId, Type>,
    features: &Features,
    of_package: &BTreeSet<TypeId>,
) -> (Vec<TypeFile>, Vec<TypeFile>) {
    let users = users::find(api, tys, &items);
    let homes = homes(api, &users);
    let (separate, own) = items.into_iter().partition(|(id, _)| of_package.contains(id));
    let files = |items| place(api, items, &users, &homes, features);
    (files(own), files(separate))
}

/// Puts items into files: one for the types that only one group uses, and one for each set of groups that share types, so that a
/// file is compiled as a whole or not at all.
fn place(
    api: &Api,
    items: IndexMap<TypeId, Type>,
    users: &[BTreeSet<User>],
    homes: &[Option<User>],
    features: &Features,
) -> Vec<TypeFile> {
    let mut parts: IndexMap<(Home, Gate), Vec<Type>> = IndexMap::new();
    for (id, item) in items {
        let users = &users[id.index()];
        let home = homes[id.index()].filter(|_| !users.is_empty()).map_or(Home::Unused, Home::Of);
        let gate = features.gate(users.iter().copied());
        parts.entry((home, gate)).or_default().push(item);
    }
    // Parts of one group keep their order.
    parts.sort_by(|(left, _), _, (right, _), _| left.cmp(right));

    let (modules, mut scope) = claimed(api);
    let file = |((home, gate), types): ((Home, Gate), Vec<Type>)| {
        let (module, subject) = match home {
            Home::Of(User::Group(group)) => {
                let name = prose::plain(&api.groups[group].name);
                if gate == features.gate([User::Group(group)]) {
                    (modules[group].clone(), format!("Types of the group {name}."))
                } else {
                    (claim_for(&mut scope, &types), format!("Shared types of the group {name}."))
                }
            }
            Home::Of(User::Webhooks) => (claim(&mut scope, "webhook events"), "Types of the webhooks.".to_owned()),
            Home::Unused => (claim(&mut scope, "unused"), "Types that no operation uses.".to_owned()),
        };
        imports::type_file(module, subject, gate, types)
    };
    parts.into_iter().map(file).collect()
}

/// Whose file a type is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Home {
    Of(User),
    Unused,
}

/// The module of each group, and the scope of the modules.
fn claimed(api: &Api) -> (Vec<Name>, Scope) {
    let mut scope = Scope::with(Case::Snake, RESERVED_FILES);
    (api.groups.iter().map(|group| claim(&mut scope, &group.name)).collect(), scope)
}

fn claim(scope: &mut Scope, group: &str) -> Name {
    let words = Words::new(group);
    scope.claim(&[words.clone(), words.then(&Words::new("group"))]).name
}

/// A file of shared types has the name of its first type.
fn claim_for(scope: &mut Scope, types: &[Type]) -> Name {
    let words = types.first().map(|ty| Words::new(ty.name.as_str())).unwrap_or_default();
    scope.claim(&[words.clone(), words.then(&Words::new("types"))]).name
}

/// The group of each type. A component belongs to the group with its name, or else to the first group that reaches it; an inline
/// schema belongs to its owner.
fn homes(api: &Api, users: &[BTreeSet<User>]) -> Vec<Option<User>> {
    let mut homes: Vec<Option<User>> = users.iter().map(|users| users.first().copied()).collect();
    let namesakes: Vec<Words> = api.groups.iter().map(|group| Words::new(&group.name)).collect();
    for (id, ty) in api.types.iter() {
        let component = ty.hint.component.as_deref().map(|name| Words::new(api.own_name(name)));
        let namesake = component.and_then(|name| namesakes.iter().position(|group| group.is_same_but_number(&name)));
        homes[id.index()] = namesake.map(User::Group).or(homes[id.index()]);
    }
    for (id, _) in api.types.iter() {
        homes[id.index()] = holder(api, id).and_then(|holder| homes[holder.index()]).or(homes[id.index()]);
    }
    homes
}

/// The component that contains an inline schema.
fn holder(api: &Api, part: TypeId) -> Option<TypeId> {
    let mut id = part;
    for _ in 0..api.types.len() {
        match &api.types[id].hint {
            Hint { component: None, owner: Some((Owner::Type(owner), _)), .. } => id = *owner,
            Hint { component: Some(_), .. } => return (id != part).then_some(id),
            _ => return None,
        }
    }
    None
}
