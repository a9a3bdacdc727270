//! Which types are a package of their own.
//!
//! rustc keeps the body of every function of a crate in memory until it has checked them all. The crate of a large API takes
//! half of that memory if it is two: what replies contain, and the client with what only requests contain. The first cannot
//! depend on the second, because everything inside of a reply's type belongs to replies.

use std::collections::BTreeSet;

use bindery_model::Api;
use bindery_model::types::TypeId;
use bindery_source::{Pointer, Sink};
use indexmap::IndexMap;

use super::users;
use crate::codes;
use crate::items::{Type, TypeKind};
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
    client: &str,
    options: &Options,
    sink: &mut Sink,
) -> Option<(String, BTreeSet<TypeId>)> {
    let count = items.values().filter(|item| !matches!(item.kind, TypeKind::Alias(_))).count();
    let is_split = options.package.split.unwrap_or(count >= MANY) && !options.module;
    let of_replies = if is_split { users::of_replies(api, tys, items) } else { BTreeSet::new() };
    if !items.keys().any(|id| of_replies.contains(id)) {
        return None;
    }
    let name = format!("{client}-types");
    if options.package.split.is_none() {
        let message = format!(
            "the crate would have {count} types, so those that replies contain are a package of their own, `{name}`"
        );
        sink.note(&codes::PACKAGE_SPLIT, Pointer::root(), message);
    }
    Some((name, of_replies))
}
