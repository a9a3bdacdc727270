//! Which types are a package of their own.
//!
//! rustc keeps the body of every function of a crate in memory until it has checked them all. The crate of a large API takes
//! about two fifths less if it is two: what replies contain, and the client with what only requests contain. The first cannot
//! depend on the second, because everything inside of a reply's type belongs to replies.

use std::collections::BTreeSet;

use bindery_model::Api;
use bindery_model::types::TypeId;
use bindery_source::{Pointer, Sink, Site};
use indexmap::IndexMap;

use super::users;
use crate::codes;
use crate::items::{Type, TypeKind};
use crate::options::Options;
use crate::ty::Ty;

/// So many structs and enums take rustc about a gigabyte.
const MANY: usize = 2000;

/// The types that replies contain, if they are the package `name`. They are not for small APIs and modules, unless the options say
/// otherwise.
pub(super) fn find(
    api: &Api,
    tys: &[Ty],
    items: &IndexMap<TypeId, Type>,
    name: &str,
    options: &Options,
    sink: &mut Sink,
) -> Option<BTreeSet<TypeId>> {
    let is_wanted = options.package.split;
    let compiled: Vec<TypeId> = items.iter().filter(|(_, item)| is_compiled(item)).map(|(id, _)| *id).collect();
    if options.module || !is_wanted.unwrap_or(compiled.len() >= MANY) {
        return None;
    }
    let of_replies = users::of_replies(api, tys, items);
    let count = compiled.iter().filter(|id| of_replies.contains(*id)).count();
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
    if count == 0 {
        let at = Site::file(&options.file, Pointer::root().keys(["client", "package", "split"])).on_key();
        let said = sink.error(&codes::CHOICE_UNUSED, at, "no reply contains a type: there is nothing to split");
        said.help("remove the entry");
        return None;
    }
    Some(of_replies)
}

fn is_compiled(item: &Type) -> bool {
    !matches!(item.kind, TypeKind::Alias(_))
}
