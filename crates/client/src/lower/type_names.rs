//! Type names.

use bindery_model::Api;
use bindery_model::api::Webhook;
use bindery_model::types::{Hint, Owner, Role, Shape, Type, TypeId};
use bindery_source::Sink;
use indexmap::{IndexMap, IndexSet};

use super::claims::Claims;
use super::unions;
use crate::codes;
use crate::names::{Case, Name, PRELUDE, Scope, Words};

/// Names that the files of types import from the runtime.
const IMPORTED: [&str; 3] = ["Extra", "Unrecognized", "UnrecognizedValue"];

/// The name of every type that has one. Chosen names come first, then components, so that an inline schema cannot take theirs.
pub(super) fn claim(
    api: &Api,
    fixed: &IndexSet<TypeId>,
    claims: &mut Claims<'_>,
    sink: &mut Sink,
) -> (IndexMap<TypeId, Name>, Scope) {
    let mut scope = Scope::with(Case::Camel, PRELUDE.into_iter().chain(IMPORTED));
    let named = api.types.iter().filter(|(id, ty)| is_named(ty) && !fixed.contains(id));
    let (components, parts): (Vec<_>, Vec<_>) = named.partition(|(_, ty)| ty.hint.component.is_some());
    let mut bearers: IndexMap<TypeId, TypeId> = IndexMap::new();
    for (id, _) in components.into_iter().chain(parts) {
        bearers.entry(bearer(api, id)).or_insert(id);
    }
    let places = bearers.values().map(|id| &api.types[*id].at);
    let chosen = claims.of_schemas(places, &mut scope, sink);
    let named = bearers.into_iter().zip(chosen);
    let names = named.map(|((bearer, id), chosen)| (bearer, chosen.unwrap_or_else(|| name(api, id, &mut scope, sink))));
    (names.collect(), scope)
}

/// The name of a type, if none is chosen for it.
fn name(api: &Api, id: TypeId, scope: &mut Scope, sink: &mut Sink) -> Name {
    let candidates = candidates(api, id);
    let claimed = scope.claim(&candidates);
    if claimed.renamed {
        let wanted = candidates[0].in_case(Case::Camel);
        let message = format!("this type is named `{}` because `{wanted}` is taken", claimed.name);
        let said = sink.note(&codes::NAME_TAKEN, &api.types[id].at, message);
        said.help("choose a name under `client.names` in bindery.yaml");
    }
    claimed.name
}

/// The type that gets the name: for a nullable component, its inner type, so that its users have an `Option` of the name.
fn bearer(api: &Api, id: TypeId) -> TypeId {
    match api.types[id].shape {
        Shape::Nullable(inner) if api.types[inner].hint.component.is_none() && is_named(&api.types[inner]) => inner,
        _ => id,
    }
}

/// Whether the type is a separate item in Rust.
pub(super) fn is_named(ty: &Type) -> bool {
    match &ty.shape {
        Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_) => true,
        Shape::Enum(shape) => shape.is_simple() || ty.hint.component.is_some(),
        _ => ty.hint.component.is_some(),
    }
}

/// The possible names of a type, the best one first.
fn candidates(api: &Api, id: TypeId) -> Vec<Words> {
    let ty = &api.types[id];
    let mut candidates = Vec::new();
    if let Some(component) = &ty.hint.component {
        let words = Words::new(component);
        candidates.push(Words::new(api.own_name(component)));
        candidates.push(words.clone());
        candidates.push(words.then(&Words::new("schema")));
        candidates.dedup();
        return candidates;
    }
    let title = ty.hint.title.as_deref().map(Words::new);
    candidates.extend(title.filter(|title| (1..=5).contains(&title.as_slice().len())));
    candidates.extend(places(api, id));
    candidates
}

/// The place of a schema in words, from short to long.
fn places(api: &Api, mut id: TypeId) -> Vec<Words> {
    let at = &api.types[id].at;
    let mut steps = Vec::new();
    let bases = loop {
        let Hint { component, owner, .. } = &api.types[id].hint;
        match (component, owner) {
            (Some(component), _) => break vec![Words::new(api.own_name(component))],
            (None, Some((Owner::Type(owner), role))) if steps.len() < 64 => {
                steps.push(step(api, *owner, id, role));
                id = *owner;
            }
            (None, Some((Owner::Operation(index), role))) => break of_operation(api, *index, role),
            (None, Some((Owner::Webhook(index), role))) => {
                break of_webhook(api, &api.webhooks[*index], role);
            }
            _ => {
                let last = at.last().map(|last| Words::new(&last)).unwrap_or_default();
                break vec![last];
            }
        }
    };
    bases.into_iter().map(|base| steps.iter().rev().fold(base, |words, step| part(words, step))).collect()
}

/// A step from an owner to its part.
enum Step<'a> {
    /// The name of this alternative in the document.
    Named(&'a str),
    Role(&'a Role),
}

fn step<'a>(api: &'a Api, owner: TypeId, id: TypeId, role: &'a Role) -> Step<'a> {
    let Shape::Union(union) = &api.types[owner].shape else { return Step::Role(role) };
    let variant = union.variants.iter().find(|variant| variant.ty == id);
    let name = variant.and_then(|variant| variant.name.as_deref().or(variant.tags.first().map(String::as_str)));
    let name = name.filter(|name| !Words::new(name).is_empty()).or_else(|| unions::sole_object(api, union, id));
    name.map_or(Step::Role(role), Step::Named)
}

fn of_operation(api: &Api, index: usize, role: &Role) -> Vec<Words> {
    let operation = super::methods::words(api, &api.operations[index]);
    let plain = part(operation.clone(), &Step::Role(role));
    match role {
        // The first reply is the main one; the names of the others have the status.
        Role::Reply(status) => vec![plain.clone(), plain.then(&Words::new(status))],
        _ => vec![plain],
    }
}

/// Two operations may have callbacks with the same name, so the operation's name is a prefix.
fn of_webhook(api: &Api, webhook: &Webhook, role: &Role) -> Vec<Words> {
    let name = Words::new(&webhook.name);
    let asking = webhook.callback.as_ref().map(|callback| &api.operations[callback.operation]);
    let longer = asking.map(|asking| super::methods::words(api, asking).then(&name));
    [Some(name), longer].into_iter().flatten().map(|words| part(words, &Step::Role(role))).collect()
}

/// The name of a part from that of its owner.
fn part(whole: Words, step: &Step<'_>) -> Words {
    let role = match step {
        Step::Named(name) => return whole.then(&Words::new(name)),
        Step::Role(role) => role,
    };
    match role {
        Role::Property(name) | Role::Parameter(name) => whole.then(&Words::new(name)),
        Role::Item => whole.singular().unwrap_or_else(|| whole.then(&Words::new("item"))),
        Role::Position(index) => whole.then(&Words::new(&format!("item{}", index + 1))),
        Role::Value => whole.singular().unwrap_or_else(|| whole.then(&Words::new("value"))),
        Role::Variant(index) => whole.then(&Words::new(&format!("variant{}", index + 1))),
        Role::NonNull => whole,
        Role::Body => whole.then(&Words::new("body")),
        Role::Reply(_) => whole.then(&Words::new("reply")),
        Role::Header(name) => whole.then(&Words::new(name)).then(&Words::new("header")),
    }
}
