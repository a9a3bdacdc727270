//! What examples of a whole value show of its parts: a part that its example breaks is typed by what the API sends.
//!
//! `lower/formats` judges the examples of a schema itself, before its type is made; here are those of bodies, parameters and objects,
//! which speak of schemas that others have written.

use bindery_source::{Sink, Value};

use crate::Api;
use crate::codes;
use crate::lower::formats;
use crate::types::{Scalar, Shape, Tag, TypeId, Types, Width};

/// Types by what examples show. A schema with a name of its own stays as it is: one example of one body is no word about all others.
pub(crate) fn weigh(api: &mut Api, sink: &mut Sink) {
    let mut shown = Vec::new();
    for (id, example) in examples(api) {
        follow(&api.types, id, example, &mut shown);
    }
    let shown: Vec<(TypeId, Value)> = shown.into_iter().map(|(id, example)| (id, example.clone())).collect();
    for (id, example) in shown {
        let ty = api.types.get_mut(id);
        // The first example has changed it.
        let Some(format) = format(&ty.shape).filter(|format| formats::breaks(format, &example)) else { continue };
        let (otherwise, kind) = formats::wider(&example);
        let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        ty.shape = Shape::Scalar(otherwise);
        sink.note(
            &codes::FORMAT_CONTRADICTED,
            &ty.at,
            format!("`{text}`, as an example has it, is no `{format}`: the type is {kind}"),
        )
        .help("correct the example if the API sends no such value");
    }
}

/// All examples, each with the type whose value it is.
fn examples(api: &Api) -> impl Iterator<Item = (TypeId, &Value)> {
    let of_types = api.types.iter().flat_map(|(id, ty)| ty.docs.examples.iter().map(move |example| (id, example)));
    let of_params = api.operations.iter().flat_map(|operation| &operation.params);
    let of_params = of_params.flat_map(|param| param.docs.examples.iter().map(|example| (param.ty, example)));
    let operations = api.operations.iter().map(|operation| (&operation.body, &operation.replies));
    let webhooks = api.webhooks.iter().map(|webhook| (&webhook.body, &webhook.replies));
    let contents = operations.chain(webhooks).flat_map(|(body, replies)| {
        let sent = body.iter().flat_map(|body| &body.contents);
        sent.chain(replies.iter().flat_map(|reply| &reply.contents))
    });
    let of_contents = contents.filter_map(|content| Some((content.ty?, &content.examples)));
    let of_contents = of_contents.flat_map(|(id, examples)| examples.iter().map(move |example| (id, example)));
    of_types.chain(of_params).chain(of_contents)
}

/// Finds the parts that their part of an example breaks. It ends where the example does.
fn follow<'v>(types: &Types, id: TypeId, example: &'v Value, shown: &mut Vec<(TypeId, &'v Value)>) {
    let id = types.resolve(id);
    let ty = &types[id];
    match (&ty.shape, example) {
        (Shape::Nullable(inner), example) if !example.is_null() => follow(types, *inner, example, shown),
        (Shape::Struct(object), Value::Object(members)) => {
            for field in &object.fields {
                if let Some(member) = members.get(&field.wire) {
                    follow(types, field.ty, member, shown);
                }
            }
        }
        (Shape::List(item), Value::Array(items)) => items.iter().for_each(|one| follow(types, *item, one, shown)),
        (Shape::Map(value), Value::Object(members)) => {
            members.values().for_each(|one| follow(types, *value, one, shown));
        }
        (Shape::Union(union), Value::Object(members)) => {
            let Tag::Property(property) = &union.tag else { return };
            let tag = members.get(property).and_then(Value::as_str).unwrap_or_default();
            let told = union.variants.iter().find(|variant| variant.tags.iter().any(|known| known == tag));
            if let Some(variant) = told {
                follow(types, variant.ty, example, shown);
            }
        }
        (shape, example) if ty.hint.component.is_none() => {
            let is_broken = format(shape).is_some_and(|format| formats::breaks(format, example));
            shown.extend(is_broken.then_some((id, example)));
        }
        _ => {}
    }
}

/// The format that a type is read by.
fn format(shape: &Shape) -> Option<&'static str> {
    match shape {
        Shape::Scalar(Scalar::DateTime) => Some("date-time"),
        Shape::Scalar(Scalar::Date) => Some("date"),
        Shape::Scalar(Scalar::Integer(width)) => Some(match width {
            Width::I8 => "int8",
            Width::I16 => "int16",
            Width::I32 => "int32",
            Width::I64 => "int64",
            Width::U8 => "uint8",
            Width::U16 => "uint16",
            Width::U32 => "uint32",
            Width::U64 => "uint64",
        }),
        _ => None,
    }
}
