//! `format: binary` means raw bytes, which JSON cannot hold.

use bindery_source::Sink;

use crate::Api;
use crate::codes;
use crate::operations::{Body, Content, Format, Reply};
use crate::types::{Scalar, Shape, TypeId};

/// Turns binary values of JSON, forms and parameters into strings. Bodies and parts of `multipart` bodies keep their bytes.
pub(crate) fn keep_to_bodies(api: &mut Api, sink: &mut Sink) {
    let mut seen = vec![false; api.types.len()];
    let mut waiting: Vec<TypeId> = carried_as_text(api).collect();
    while let Some(id) = waiting.pop() {
        if std::mem::replace(&mut seen[id.index()], true) {
            continue;
        }
        let ty = api.types.get_mut(id);
        if ty.shape == Shape::Scalar(Scalar::Binary) {
            ty.shape = Shape::Scalar(Scalar::String);
            sink.note(&codes::BINARY_IN_TEXT, &ty.at, "raw bytes are not possible here: the type is a string")
                .help("state `format: byte` if the value is base64");
        }
        waiting.extend(ty.shape.parts());
    }
}

fn carried_as_text(api: &Api) -> impl Iterator<Item = TypeId> {
    let operations = api.operations.iter().map(|operation| (&operation.body, &operation.replies));
    let webhooks = api.webhooks.iter().map(|webhook| (&webhook.body, &webhook.replies));
    let params = api.operations.iter().flat_map(|operation| &operation.params).map(|param| param.ty);
    let bodies = operations.chain(webhooks).flat_map(|(body, replies)| of_bodies(body.as_ref(), replies));
    params.chain(bodies)
}

fn of_bodies<'a>(body: Option<&'a Body>, replies: &'a [Reply]) -> impl Iterator<Item = TypeId> + 'a {
    let contents = body.into_iter().flat_map(|body| &body.contents);
    let contents = contents.chain(replies.iter().flat_map(|reply| &reply.contents));
    let headers = replies.iter().flat_map(|reply| &reply.headers).map(|header| header.ty);
    contents.filter(|content| is_text(content)).filter_map(|content| content.ty).chain(headers)
}

fn is_text(content: &Content) -> bool {
    !matches!(content.format, Format::Bytes | Format::Multipart)
}
