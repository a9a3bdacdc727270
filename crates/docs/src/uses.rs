//! Which operations, webhooks and types use each type.

use std::collections::BTreeSet;

use bindery_model::Api;
use bindery_model::operations::{Body, Reply};
use bindery_model::types::{Rest, Shape, TypeId, Types};
use indexmap::IndexMap;

/// The users of every named type, in document order, without duplicates.
pub(crate) type Uses = IndexMap<TypeId, Vec<User>>;

/// A user of a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum User {
    /// The operation at this index of [`Api::operations`].
    Operation(usize),
    /// The webhook at this index of [`Api::webhooks`].
    Webhook(usize),
    /// Another named type.
    Type(TypeId),
}

/// Finds the users of all types with a page. A type inside one without a page counts as used by the users of the latter.
pub(crate) fn uses(api: &Api, has_page: impl Fn(TypeId) -> bool) -> Uses {
    let mut uses = Uses::new();
    let mut add = |user: User, roots: Vec<TypeId>| {
        for id in named(&api.types, roots, &has_page) {
            uses.entry(id).or_default().push(user);
        }
    };
    for (index, operation) in api.operations.iter().enumerate() {
        let params = operation.params.iter().map(|param| param.ty);
        let roots = params.chain(bodies(operation.body.as_ref(), &operation.replies));
        add(User::Operation(index), roots.collect());
    }
    for (index, webhook) in api.webhooks.iter().enumerate() {
        let roots = bodies(webhook.body.as_ref(), &webhook.replies);
        add(User::Webhook(index), roots.collect());
    }
    for (id, ty) in api.types.iter().filter(|(id, _)| has_page(*id)) {
        add(User::Type(id), parts(&ty.shape));
    }
    uses
}

fn bodies<'a>(body: Option<&'a Body>, replies: &'a [Reply]) -> impl Iterator<Item = TypeId> + 'a {
    let taken = body.into_iter().flat_map(|body| &body.contents);
    let given = replies.iter().flat_map(|reply| &reply.contents);
    let headers = replies.iter().flat_map(|reply| &reply.headers).map(|header| header.ty);
    taken.chain(given).filter_map(|content| content.ty).chain(headers)
}

/// The first types with a page on every path from `roots`.
fn named(types: &Types, mut open: Vec<TypeId>, has_page: impl Fn(TypeId) -> bool) -> BTreeSet<TypeId> {
    let mut seen = BTreeSet::new();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        if has_page(id) {
            found.insert(id);
        } else {
            open.extend(parts(&types[id].shape));
        }
    }
    found
}

fn parts(shape: &Shape) -> Vec<TypeId> {
    match shape {
        Shape::Struct(object) => {
            let rest = match object.rest {
                Rest::Typed(id) => Some(id),
                Rest::Open | Rest::Closed => None,
            };
            object.fields.iter().map(|field| field.ty).chain(rest).collect()
        }
        Shape::Union(union) => union.variants.iter().map(|variant| variant.ty).collect(),
        Shape::List(id) | Shape::Map(id) | Shape::Nullable(id) | Shape::Alias(id) => vec![*id],
        Shape::Tuple(tuple) => tuple.items.iter().copied().chain(tuple.rest).collect(),
        Shape::Enum(_) | Shape::Scalar(_) | Shape::Any | Shape::Never => Vec::new(),
    }
}
