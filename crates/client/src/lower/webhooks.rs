//! The webhooks: which events there are, and the data of each.

use std::collections::BTreeSet;

use bindery_model::Api;
use bindery_model::api::Webhook;
use bindery_model::operations::Format;
use bindery_model::types::TypeId;
use bindery_source::Sink;

use super::docs;
use super::types::Types;
use crate::codes;
use crate::items::{Event, Features, User, Webhooks};
use crate::names::{Case, Scope, Words};

/// The webhooks of the API. Callbacks only appear in the docs of their operations.
pub(super) fn hooks(api: &Api) -> impl Iterator<Item = &Webhook> {
    api.webhooks.iter().filter(|hook| hook.callback.is_none())
}

/// The types that webhooks name.
pub(super) fn named(api: &Api) -> impl Iterator<Item = TypeId> {
    hooks(api).filter_map(json)
}

/// Lowers the webhooks, if there are any.
pub(super) fn lower(api: &Api, types: &Types, features: &Features, sink: &mut Sink) -> Option<Webhooks> {
    hooks(api).next()?;
    let mut names = Scope::new(Case::Camel);
    names.ours("Other");
    let mut known = BTreeSet::new();
    let mut events = Vec::new();
    for hook in hooks(api) {
        let has_body = hook.body.as_ref().is_some_and(|body| !body.contents.is_empty());
        let unread = match (json(hook), has_body) {
            _ if !known.insert(&hook.name) => "an earlier message has the same name",
            (None, true) => "its body is not JSON with a schema",
            _ => {
                let claimed = names.claim_one(&Words::new(&hook.name));
                codes::note_taken(sink, &claimed, &hook.at, "webhook");
                let mut docs = docs::of(&hook.docs);
                docs::section(&mut docs.0, format!("The event {}.", bindery_model::prose::code(&hook.name)));
                // Boxed, because one body may be much larger than another.
                let ty = json(hook).map(|id| types.ty(id).clone().boxed());
                events.push(Event { name: claimed.name, wire: hook.name.clone(), docs, ty });
                continue;
            }
        };
        let message = format!("this message has no variant in `Event`: {unread}");
        sink.note(&codes::WEBHOOK_UNNAMED, &hook.at, message);
    }
    let mut uses_types = false;
    events.iter().filter_map(|event| event.ty.as_ref()).for_each(|ty| ty.each_name(&mut |_| uses_types = true));
    Some(Webhooks { gate: features.gate([User::Webhooks]), signing: api.signing.clone(), events, uses_types })
}

fn json(hook: &Webhook) -> Option<TypeId> {
    let contents = hook.body.iter().flat_map(|body| &body.contents);
    contents.filter(|content| content.format == Format::Json).find_map(|content| content.ty)
}
