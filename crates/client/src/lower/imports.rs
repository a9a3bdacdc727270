//! The exports and imports of each file.

use std::collections::BTreeSet;

use crate::items::{Client, Gate, New, Operation, Struct, Type, TypeFile, TypeKind};
use crate::names::Name;
use crate::ty::Ty;

/// A file of types with its imports.
pub(super) fn type_file(module: Name, subject: String, gate: Gate, types: Vec<Type>) -> TypeFile {
    let bundles = types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Struct(Struct { new: New::Required(name), .. }) => Some(name),
        _ => None,
    });
    let exports: BTreeSet<Name> = types.iter().map(|ty| &ty.name).chain(bundles).cloned().collect();
    let mut foreign = BTreeSet::new();
    for ty in &types {
        each_type(ty, &mut |name| {
            foreign.insert(name.clone());
        });
    }
    foreign.retain(|name| !exports.contains(name));
    let imports = types.iter().filter_map(of_runtime).collect();
    TypeFile { module, subject, gate, types, exports, imports, foreign }
}

/// The exports of a group's file.
pub(super) fn exports(handle: &Name, operations: &[Operation]) -> BTreeSet<Name> {
    let builders = operations.iter().filter_map(|operation| operation.builder.as_ref());
    let bundles = operations.iter().filter_map(|operation| operation.bundle.as_ref());
    let outcomes = operations.iter().filter_map(|operation| Some(&operation.reply.outcome.as_ref()?.name));
    let contents = operations.iter().filter_map(|operation| Some(&operation.contents.as_ref()?.name));
    builders.chain(bundles).chain(outcomes).chain(contents).chain([handle]).cloned().collect()
}

/// The runtime names that a group's file imports.
pub(super) fn imports(operations: &[Operation]) -> BTreeSet<Name> {
    let mut names = BTreeSet::from([Name::ours("Core")]);
    for operation in operations {
        names.insert(Name::ours("Operation"));
        names.extend((!operation.params.is_empty()).then(|| Name::ours("Param")));
        match operation.builder {
            Some(_) => names.extend([Name::ours("Request")]),
            None => names.extend([Name::ours("Call"), Name::ours(operation.reply.reader.name())]),
        }
    }
    names
}

/// The runtime names that the client's file imports.
pub(super) fn client(client: &Client) -> BTreeSet<Name> {
    let names: [(bool, &[&'static str]); 5] = [
        (true, &["Api", "Core"]),
        (!client.schemes.is_empty(), &["Credential", "Scheme"]),
        (!client.variables.is_empty(), &["Variable"]),
        (!client.sessions.is_empty(), &["Call", "Operation", "Session"]),
        (client.asks_for_codes, &["Challenge", "future"]),
    ];
    let said = names.into_iter().filter(|(is_said, _)| *is_said);
    said.flat_map(|(_, names)| names).map(|name| Name::ours(name)).collect()
}

/// Whether the file of a group uses types of the `types` module.
pub(super) fn uses_types(operations: &[Operation]) -> bool {
    let mut uses = false;
    for operation in operations {
        let values = operation.args.iter().chain(&operation.setters).map(|arg| &arg.ty);
        let kinds = operation.reply.outcome.iter().flat_map(|outcome| &outcome.kinds).map(|kind| &kind.ty);
        let contents = operation.contents.iter().flat_map(|contents| &contents.kinds).map(|kind| &kind.ty);
        let items = operation.paging.iter().map(|paging| &paging.item);
        values
            .chain(items)
            .chain(kinds)
            .chain(contents)
            .chain([&operation.reply.ty])
            .for_each(|ty| ty.each_name(&mut |_| uses = true));
    }
    uses
}

/// The runtime name that an item uses without a path.
fn of_runtime(ty: &Type) -> Option<Name> {
    match &ty.kind {
        TypeKind::Struct(Struct { extra: Some((_, Ty::Runtime(extra))), .. }) => Some(Name::ours(extra)),
        TypeKind::StringEnum(_) => Some(Name::ours("Unrecognized")),
        TypeKind::ConstantEnum(_) => Some(Name::ours("UnrecognizedValue")),
        _ => None,
    }
}

/// Calls `see` with the name of every type that an item uses.
pub(super) fn each_type(ty: &Type, see: &mut impl FnMut(&Name)) {
    match &ty.kind {
        TypeKind::Struct(shape) => {
            shape.fields.iter().for_each(|field| field.ty.each_name(see));
            shape.extra.iter().for_each(|(_, ty)| ty.each_name(see));
        }
        TypeKind::Union(union) => union.alternatives.iter().for_each(|held| held.ty.each_name(see)),
        TypeKind::Alias(ty) => ty.each_name(see),
        TypeKind::Tuple(tuple) => tuple.items.iter().chain(&tuple.rest).for_each(|(_, ty)| ty.each_name(see)),
        TypeKind::StringEnum(_) | TypeKind::ConstantEnum(_) => {}
    }
}
