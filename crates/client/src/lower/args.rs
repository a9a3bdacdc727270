//! What callers hand to an operation.

use bindery_model::Api;
use bindery_model::operations::{Body, Content, Format, Operation};
use bindery_model::types::Presence;
use bindery_source::Sink;

use super::docs;
use super::types::Types;
use crate::codes;
use crate::items::{Accept, Arg, BodyFormat, Slot};
use crate::names::{Case, Scope, Words};
use crate::ty::Ty;

/// What the runtime's macro gives every builder.
const BUILDER: [&str; 12] = [
    "with_meta",
    "wait",
    "timeout",
    "retry",
    "idempotency_key",
    "header",
    "with_query",
    "with_json",
    "into_future",
    "clone",
    "new",
    "extra",
];

/// The values of an operation.
#[derive(Default)]
pub(super) struct Args {
    /// In the order of the method's arguments.
    pub(super) required: Vec<Arg>,
    /// In the order of the builder's setters.
    pub(super) optional: Vec<Arg>,
}

/// Names all values of an operation, and decides how each is handed over.
pub(super) fn lower(api: &Api, operation: &Operation, types: &Types, sink: &mut Sink) -> Args {
    let mut names = Scope::with(Case::Snake, BUILDER);
    let mut all = Args::default();
    let body = operation.body.as_ref().map(|body| (body, names.claim_one(&Words::new("body")).name));
    for (index, param) in operation.params.iter().enumerate() {
        let words = Words::new(&param.wire);
        let claimed = names.claim(&[words.clone(), words.then(&Words::new("param"))]);
        codes::note_taken(sink, &claimed, &param.at, "parameter");
        let ty = without_null(types.ty(param.ty).clone());
        let own = if param.docs.is_empty() { &api.types[param.ty].docs } else { &param.docs };
        let docs = docs::of_member(own, &param.wire, claimed.name.as_str());
        let accept = accept_of(&ty);
        let declared = declared(accept, &ty);
        let arg = Arg { name: claimed.name, slot: Slot::Param(index), ty, declared, accept, docs };
        all.push(arg, param.presence == Presence::Required);
    }
    if let Some((body, name)) = body {
        let (format, ty) = self::body(body, types, sink);
        let accept = if format == BodyFormat::Bytes { Accept::IntoBytes } else { Accept::Reference };
        let mut docs = docs::of(&body.docs);
        if docs.0.is_empty() {
            docs.0.push("The body.".to_owned());
        }
        let declared = declared(accept, &ty);
        all.push(Arg { name, slot: Slot::Body(format), ty, declared, accept, docs }, body.required);
    }
    all
}

/// The media type of the body, where it is not plain JSON.
pub(super) fn content_type(operation: &Operation) -> Option<String> {
    let content = content(operation.body.as_ref()?)?;
    (content.media_type != "application/json").then(|| content.media_type.clone())
}

impl Args {
    fn push(&mut self, arg: Arg, required: bool) {
        if required { self.required.push(arg) } else { self.optional.push(arg) }
    }

    /// Makes the required values fit for the fields of a struct, which holds them as they are.
    pub(super) fn bundle(&mut self) {
        for arg in &mut self.required {
            if matches!(arg.accept, Accept::Reference | Accept::Elements) {
                arg.accept = Accept::Value;
            }
        }
    }
}

fn body(body: &Body, types: &Types, sink: &mut Sink) -> (BodyFormat, Ty) {
    let Some(content) = content(body) else { return (BodyFormat::Bytes, Ty::Runtime("Bytes")) };
    if body.contents.len() > 1 {
        let message = format!("this body may have several media types: `{}` is sent", content.media_type);
        sink.note(&codes::BODY_MEDIA_TYPE, &body.at, message);
    }
    let format = match content.format {
        Format::Json => BodyFormat::Json,
        Format::Form => BodyFormat::Form,
        Format::Multipart => BodyFormat::Multipart,
        Format::JsonLines => BodyFormat::Lines,
        Format::Text | Format::EventStream | Format::Bytes => BodyFormat::Bytes,
    };
    let ty = match (format, content.ty) {
        (BodyFormat::Bytes, _) => Ty::Runtime("Bytes"),
        (_, Some(ty)) => without_null(types.ty(ty).clone()),
        (_, None) => Ty::Any,
    };
    (format, ty)
}

/// The content of a body that the method takes: JSON where there is some, or else the first that it can make from a value.
fn content(body: &Body) -> Option<&Content> {
    let of = |format| body.contents.iter().find(move |content| content.format == format);
    of(Format::Json).or_else(|| of(Format::Multipart)).or_else(|| of(Format::Form)).or(body.contents.first())
}

/// A parameter that is `null` is a parameter that is left out.
fn without_null(ty: Ty) -> Ty {
    match ty {
        Ty::Option(inner) => *inner,
        other => other,
    }
}

fn accept_of(ty: &Ty) -> Accept {
    match ty {
        Ty::String => Accept::IntoString,
        Ty::Vec(item) if **item == Ty::String => Accept::IntoStrings,
        Ty::Vec(_) => Accept::Elements,
        _ => Accept::Value,
    }
}

fn declared(accept: Accept, ty: &Ty) -> Ty {
    let boxed = |ty: &Ty| Box::new(ty.clone());
    match (accept, ty) {
        (Accept::Reference, ty) => Ty::Ref(boxed(ty)),
        (Accept::IntoString | Accept::IntoBytes, ty) => Ty::Into(boxed(ty)),
        (Accept::IntoStrings, _) => Ty::Elements(Box::new(Ty::Into(Box::new(Ty::String)))),
        (Accept::Elements, Ty::Vec(item)) => Ty::Elements(item.clone()),
        (Accept::Value | Accept::Elements, ty) => ty.clone(),
    }
}
