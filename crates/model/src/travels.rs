//! The directions in which types are used, and their effect on members that are read-only or write-only.

use crate::Api;
use crate::operations::{Content, Reply};
use crate::types::{Access, Presence, Rest, Shape, TypeId, Types};

/// Marks every type with the directions in which its values are sent.
pub(crate) fn mark(api: &mut Api) {
    let mut out = Vec::new();
    let mut back = Vec::new();
    for operation in &api.operations {
        out.extend(operation.params.iter().map(|param| param.ty));
        out.extend(operation.body.iter().flat_map(|body| types_of(&body.contents)));
        back.extend(operation.replies.iter().flat_map(types_of_reply));
    }
    for webhook in &api.webhooks {
        back.extend(webhook.body.iter().flat_map(|body| types_of(&body.contents)));
        out.extend(webhook.replies.iter().flat_map(types_of_reply));
    }
    for id in reached(&api.types, out, Access::ReadOnly) {
        api.types.get_mut(id).travels.out = true;
    }
    for id in reached(&api.types, back, Access::WriteOnly) {
        api.types.get_mut(id).travels.back = true;
    }
}

/// Makes required members optional if the type is used in the direction in which they are absent.
pub(crate) fn relax_one_way_members(types: &mut Types) {
    for id in types.ids() {
        let ty = types.get_mut(id);
        let travels = ty.travels;
        let Shape::Struct(object) = &mut ty.shape else { continue };
        for field in &mut object.fields {
            let absent_somewhere = match field.access {
                Access::ReadWrite => false,
                Access::ReadOnly => travels.out,
                Access::WriteOnly => travels.back,
            };
            if absent_somewhere && field.presence == Presence::Required {
                field.presence = Presence::Optional;
            }
        }
    }
}

fn types_of(contents: &[Content]) -> impl Iterator<Item = TypeId> {
    contents.iter().filter_map(|content| content.ty)
}

fn types_of_reply(reply: &Reply) -> impl Iterator<Item = TypeId> {
    types_of(&reply.contents).chain(reply.headers.iter().map(|header| header.ty))
}

/// All types inside values of `start`, except through members with the access `except`.
fn reached(types: &Types, start: Vec<TypeId>, except: Access) -> Vec<TypeId> {
    let mut seen = vec![false; types.len()];
    let mut found = Vec::new();
    let mut waiting = start;
    while let Some(id) = waiting.pop() {
        if std::mem::replace(&mut seen[id.index()], true) {
            continue;
        }
        found.push(id);
        match &types[id].shape {
            Shape::Struct(object) => {
                waiting.extend(object.fields.iter().filter(|field| field.access != except).map(|field| field.ty));
                waiting.extend(if let Rest::Typed(rest) = object.rest { Some(rest) } else { None });
            }
            shape => waiting.extend(shape.parts()),
        }
    }
    found
}
