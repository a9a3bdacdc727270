//! The members of a page, and their possible meaning.

use bindery_source::Pointer;

use crate::api::Api;
use crate::types::{Presence, Scalar, Shape, TypeId};

/// A member of a page.
#[derive(Clone, Debug)]
pub(super) struct Member {
    /// Its place in the page, a JSON Pointer.
    pub(super) at: String,
    /// Its name without case and punctuation, prefixed with the name of its object.
    pub(super) name: String,
    /// Its type, without `null`.
    pub(super) ty: TypeId,
}

/// Objects of a page with members about paging.
const ENVELOPES: &[&str] = &[
    "cursor",
    "cursors",
    "links",
    "meta",
    "metadata",
    "page",
    "pageinfo",
    "pagination",
    "paginationinfo",
    "paging",
    "responsemetadata",
    "resultinfo",
];

/// The members of a page, and those of its objects with members about paging.
pub(super) fn of(api: &Api, page: TypeId) -> Vec<Member> {
    within(api, page, &Pointer::root())
}

/// The same for an object at a place of the page.
pub(super) fn within(api: &Api, object: TypeId, at: &Pointer) -> Vec<Member> {
    let mut members = Vec::new();
    gather(api, object, at, "", 2, &mut members);
    members
}

fn gather(api: &Api, object: TypeId, at: &Pointer, within: &str, depth: usize, members: &mut Vec<Member>) {
    let Shape::Struct(shape) = &api.types[object].shape else { return };
    for field in &shape.fields {
        let (at, name, ty) = (at.key(&field.wire), plain(&field.wire), api.types.without_null(field.ty));
        if depth > 0 && ENVELOPES.contains(&name.as_str()) {
            gather(api, ty, &at, &name, depth - 1, members);
        }
        members.push(Member { at: at.to_string(), name: format!("{within}{name}"), ty });
    }
}

/// Whether every reply has a value other than `null` at this place.
pub(super) fn is_required(api: &Api, answer: TypeId, at: &Pointer) -> bool {
    let mut object = api.types.resolve(answer);
    !matches!(api.types[object].shape, Shape::Nullable(_))
        && at.steps().all(|name| {
            let Shape::Struct(shape) = &api.types[object].shape else { return false };
            let field = shape.fields.iter().find(|field| field.wire == name && field.presence == Presence::Required);
            field.is_some_and(|field| {
                object = api.types.resolve(field.ty);
                !matches!(api.types[object].shape, Shape::Nullable(_))
            })
        })
}

/// A name without case and punctuation, so that `page_size`, `pageSize` and `page[size]` are equal.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The place of the first member of this kind with one of these names, alone or after that of its object.
pub(super) fn find(
    api: &Api,
    members: &[Member],
    names: &[&str],
    kind: impl Fn(&Api, TypeId) -> bool,
) -> Option<String> {
    let has_name = |member: &Member, name: &str| {
        member.name == name || ENVELOPES.iter().any(|envelope| member.name.strip_prefix(envelope) == Some(name))
    };
    let found =
        names.iter().find_map(|name| members.iter().find(|member| has_name(member, name) && kind(api, member.ty)))?;
    Some(found.at.clone())
}

pub(super) fn is_number(api: &Api, ty: TypeId) -> bool {
    matches!(api.types[ty].shape, Shape::Scalar(Scalar::Integer(_) | Scalar::Double))
}

pub(super) fn is_flag(api: &Api, ty: TypeId) -> bool {
    api.types[ty].shape == Shape::Scalar(Scalar::Boolean)
}

/// A string or number that can be sent back.
pub(super) fn is_cursor(api: &Api, ty: TypeId) -> bool {
    matches!(api.types[ty].shape, Shape::Scalar(Scalar::String | Scalar::Uuid | Scalar::Integer(_)))
}

/// A string whose format says that it is a URL.
pub(super) fn is_stated_url(api: &Api, ty: TypeId) -> bool {
    api.types[ty].shape == Shape::Scalar(Scalar::Uri)
}

/// A string that may be a URL.
pub(super) fn is_url(api: &Api, ty: TypeId) -> bool {
    matches!(api.types[ty].shape, Shape::Scalar(Scalar::Uri | Scalar::String))
}
