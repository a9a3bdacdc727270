//! Which types are a package of their own.
//!
//! rustc keeps the body of every function of a crate in memory until it has checked them all. The crate of a large API takes
//! about two fifths less if it is two: what replies contain, and the client with what only requests contain. The first cannot
//! depend on the second, because everything inside of a reply's type belongs to replies.

use std::collections::BTreeSet;

use bindery_model::Api;
use bindery_model::types::TypeId;
use bindery_source::{Pointer, Sink};
use indexmap::IndexMap;

use super::users;
use crate::codes;
use crate::items::{Manifest, Type, TypeKind};
use crate::options::Options;
use crate::ty::Ty;

/// So many structs and enums take rustc about a gigabyte.
const MANY: usize = 2000;

/// The name of the package for the types that replies contain, and these types. There is none for small APIs and modules, unless
/// the options say otherwise.
pub(super) fn find(
    api: &Api,
    tys: &[Ty],
    items: &IndexMap<TypeId, Type>,
    client: &Manifest,
    options: &Options,
    sink: &mut Sink,
) -> Option<(String, BTreeSet<TypeId>)> {
    let is_wanted = options.package.split;
    let compiled: Vec<TypeId> = items.iter().filter(|(_, item)| is_compiled(item)).map(|(id, _)| *id).collect();
    if options.module || !is_wanted.unwrap_or(compiled.len() >= MANY) {
        return None;
    }
    let of_replies = users::of_replies(api, tys, items);
    let count = compiled.iter().filter(|id| of_replies.contains(*id)).count();
    let name = name(client);
    if is_wanted.is_none() {
        // Less is not worth a second package.
        let quarter = compiled.len() / 4;
        if !(quarter..=compiled.len() - quarter).contains(&count) {
            return None;
        }
        let message = format!(
            "of {} types, the {count} that replies contain are a package of their own, `{name}`",
            compiled.len()
        );
        sink.note(&codes::PACKAGE_SPLIT, Pointer::root(), message);
    }
    (count > 0).then_some((name, of_replies))
}

fn is_compiled(item: &Type) -> bool {
    !matches!(item.kind, TypeKind::Alias(_))
}

/// The client's name and `types`, unless a chosen type comes from a package of that name.
fn name(client: &Manifest) -> String {
    let joined = if client.name.contains('_') { "_" } else { "-" };
    let is_free = |name: &String| {
        let is_same = |other: &str| other.replace('-', "_") == name.replace('-', "_");
        !client.dependencies.iter().any(|dependency| is_same(&dependency.name))
    };
    let names = ["types", "reply_types"].map(|last| format!("{}{joined}{}", client.name, last.replace('_', joined)));
    let [_, last] = &names;
    names.iter().find(|name| is_free(name)).unwrap_or(last).clone()
}
