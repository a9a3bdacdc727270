//! Examples of whole values, as evidence about their parts: if an example contradicts the format of a part, the part gets the
//! type of what the API sends.
//!
//! `lower/formats` checks the examples of a schema itself, before its type is made. This module checks those of bodies,
//! parameters and objects, which concern other schemas.

use std::collections::BTreeMap;

use bindery_source::{Pointer, Sink, Value};
use indexmap::{IndexMap, IndexSet};

use crate::Api;
use crate::codes;
use crate::lower::formats;
use crate::types::{Scalar, Shape, Tag, TypeId, Types, Width};

/// Changes types that examples contradict. A component that is a string or a number is unchanged: one example of one body says
/// little about all its uses.
pub(crate) fn weigh(api: &mut Api, sink: &mut Sink) {
    let mut evidence = Evidence { types: &api.types, members: BTreeMap::new(), shown: IndexMap::new() };
    examples(api).for_each(|(id, example)| evidence.follow(id, example));
    let broken =
        evidence.shown.into_iter().filter_map(|(id, shown)| Some((id, shown.broken?.clone(), shown.has_negative)));
    for (id, example, has_negative) in broken.collect::<Vec<_>>() {
        let ty = api.types.get_mut(id);
        let format = format(&ty.shape).unwrap_or_default();
        let (otherwise, message) = formats::instead(&example, format, has_negative, ", in an example,");
        ty.shape = Shape::Scalar(otherwise);
        let said = sink.note(&codes::FORMAT_CONTRADICTED, &ty.at, message);
        said.help(formats::HELP);
    }
}

/// All examples, each with the type of its value. A body that several operations share is visited once.
fn examples(api: &Api) -> impl Iterator<Item = (TypeId, &Value)> {
    let of_types = api.types.iter().map(|(id, ty)| (id, &ty.docs.examples));
    let params = api.operations.iter().flat_map(|operation| &operation.params);
    let of_params = params.map(|param| (&param.at, (param.ty, &param.docs.examples)));
    let operations = api.operations.iter().map(|operation| (&operation.body, &operation.replies));
    let webhooks = api.webhooks.iter().map(|webhook| (&webhook.body, &webhook.replies));
    let contents = operations.chain(webhooks).flat_map(|(body, replies)| {
        let sent = body.iter().flat_map(|body| &body.contents);
        sent.chain(replies.iter().flat_map(|reply| &reply.contents))
    });
    let of_contents = contents.filter_map(|content| Some((&content.at, (content.ty?, &content.examples))));
    let mut seen: IndexSet<&Pointer> = IndexSet::new();
    let shared = of_params.chain(of_contents).filter(move |(at, _)| seen.insert(*at)).map(|(_, examples)| examples);
    of_types.chain(shared).flat_map(|(id, examples)| examples.iter().map(move |example| (id, example)))
}

/// What examples show about strings and numbers.
struct Evidence<'a> {
    types: &'a Types,
    /// The members of a struct by name. An example may have as many as the struct.
    members: BTreeMap<TypeId, BTreeMap<&'a str, TypeId>>,
    shown: IndexMap<TypeId, Shown<'a>>,
}

#[derive(Default)]
struct Shown<'a> {
    /// The first value that contradicts the type's format.
    broken: Option<&'a Value>,
    /// Whether any number is negative.
    has_negative: bool,
}

impl<'a> Evidence<'a> {
    /// Walks through the parts of an example together with those of its type, as far as the example goes.
    fn follow(&mut self, id: TypeId, example: &'a Value) {
        let id = self.types.resolve(id);
        let ty = &self.types[id];
        match (&ty.shape, example) {
            (Shape::Nullable(inner), example) if !example.is_null() => self.follow(*inner, example),
            (Shape::Struct(object), Value::Object(members)) => {
                let fields = || object.fields.iter().map(|field| (field.wire.as_str(), field.ty)).collect();
                self.members.entry(id).or_insert_with(fields);
                for (name, member) in members {
                    if let Some(field) = self.members.get(&id).and_then(|fields| fields.get(name.as_str())) {
                        self.follow(*field, member);
                    }
                }
            }
            (Shape::List(item), Value::Array(items)) => items.iter().for_each(|one| self.follow(*item, one)),
            (Shape::Map(value), Value::Object(members)) => members.values().for_each(|one| self.follow(*value, one)),
            (Shape::Union(union), Value::Object(members)) => {
                let Tag::Property(property) = &union.tag else { return };
                let tag = members.get(property).and_then(Value::as_str).unwrap_or_default();
                if let Some(variant) = union.selected_by(tag) {
                    self.follow(variant.ty, example);
                }
            }
            (shape, example) if ty.hint.component.is_none() => {
                let Some(format) = format(shape) else { return };
                let shown = self.shown.entry(id).or_default();
                shown.has_negative |= formats::is_negative(example);
                shown.broken = shown.broken.or(Some(example).filter(|example| formats::breaks(format, example)));
            }
            _ => {}
        }
    }
}

/// The format with which a type is read.
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
