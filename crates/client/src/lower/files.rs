//! Which file each type goes to: that of the first group that uses it, so that a diff of one resource touches one file.

use bindery_model::operations::{Content, Operation};
use bindery_model::types::{Hint, Owner, Rest, Shape, TypeId};
use bindery_model::{Api, prose};
use indexmap::IndexMap;

use super::imports;
use crate::items::{Type, TypeFile};
use crate::names::{Case, Name, Scope, Words};

/// Names that are no file names on some platform, or that mean something to Cargo.
const RESERVED_FILES: [&str; 29] = [
    "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt0",
    "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9", "mod", "lib", "main", "clock", "test",
];

/// The module of each group's operations and types.
pub(super) fn modules(api: &Api) -> Vec<Name> {
    claimed(api).0
}

/// Puts items into files.
pub(super) fn split(api: &Api, mut items: IndexMap<TypeId, Type>) -> Vec<TypeFile> {
    let homes = homes(api);
    let mut files = Vec::new();
    let (modules, mut scope) = claimed(api);
    for (index, (group, module)) in api.groups.iter().zip(modules).enumerate() {
        let mine = take(&mut items, |id| homes[id.index()] == Some(index));
        let subject = format!("Types of the group {}.", prose::plain(&group.name));
        files.push(imports::type_file(module, subject, mine));
    }
    let module = claim(&mut scope, "unused");
    let subject = "Types that no operation uses.".to_owned();
    files.push(imports::type_file(module, subject, items.into_values().collect()));
    files.retain(|file| !file.types.is_empty());
    files
}

/// The module of each group, and the scope that they were claimed from.
fn claimed(api: &Api) -> (Vec<Name>, Scope) {
    let mut scope = Scope::with(Case::Snake, RESERVED_FILES);
    (api.groups.iter().map(|group| claim(&mut scope, &group.name)).collect(), scope)
}

fn claim(scope: &mut Scope, group: &str) -> Name {
    let words = Words::new(group);
    scope.claim(&[words.clone(), words.then(&Words::new("group"))]).name
}

fn take(items: &mut IndexMap<TypeId, Type>, mine: impl Fn(TypeId) -> bool) -> Vec<Type> {
    let (taken, left) = std::mem::take(items).into_iter().partition(|(id, _)| mine(*id));
    *items = left;
    let taken: IndexMap<TypeId, Type> = taken;
    taken.into_values().collect()
}

/// The group of each type: a component goes with the group that has its name, or else with the first that reaches it; a
/// schema written in place goes with what holds it.
fn homes(api: &Api) -> Vec<Option<usize>> {
    let mut homes = first_users(api);
    let namesakes: Vec<Words> = api.groups.iter().map(|group| Words::new(&group.name)).collect();
    for (id, ty) in api.types.iter() {
        let component = ty.hint.component.as_deref().map(Words::new);
        let namesake = component.and_then(|name| namesakes.iter().position(|group| group.is_same_but_number(&name)));
        homes[id.index()] = namesake.or(homes[id.index()]);
    }
    for (id, _) in api.types.iter() {
        homes[id.index()] = holder(api, id).map_or(homes[id.index()], |holder| homes[holder.index()]);
    }
    homes
}

/// The component that a schema written in place is a part of.
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

/// The first group that reaches each type.
fn first_users(api: &Api) -> Vec<Option<usize>> {
    let mut homes = vec![None; api.types.len()];
    for group in 0..api.groups.len() {
        let operations = api.operations.iter().filter(|operation| operation.group == group);
        let mut work: Vec<TypeId> = operations.flat_map(named_by).collect();
        while let Some(id) = work.pop() {
            if homes[id.index()].is_none() {
                homes[id.index()] = Some(group);
                work.extend(named_by_shape(&api.types[id].shape));
            }
        }
    }
    homes
}

/// The types that an operation names.
fn named_by(operation: &Operation) -> Vec<TypeId> {
    let contents = |contents: &[Content]| contents.iter().filter_map(|content| content.ty).collect::<Vec<_>>();
    let mut types: Vec<TypeId> = operation.params.iter().map(|param| param.ty).collect();
    types.extend(operation.body.iter().flat_map(|body| contents(&body.contents)));
    for reply in &operation.replies {
        types.extend(contents(&reply.contents));
        types.extend(reply.headers.iter().map(|header| header.ty));
    }
    types
}

/// The types that a shape names.
fn named_by_shape(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Struct(shape) => {
            let rest = match shape.rest {
                Rest::Typed(value) => Some(value),
                Rest::Open | Rest::Closed => None,
            };
            shape.fields.iter().map(|field| field.ty).chain(rest).collect()
        }
        Shape::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
        Shape::Tuple(tuple) => tuple.items.iter().copied().chain(tuple.rest).collect(),
        Shape::List(inner) | Shape::Map(inner) | Shape::Nullable(inner) | Shape::Alias(inner) => vec![*inner],
        Shape::Enum(_) | Shape::Scalar(_) | Shape::Any | Shape::Never => Vec::new(),
    }
}
