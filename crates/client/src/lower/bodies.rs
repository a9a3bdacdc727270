//! The body of an operation: a value, or an enum of several kinds.

use bindery_model::operations::{Body, Content, Format, Operation};
use bindery_model::types::{Scalar, Shape, TypeId};
use bindery_model::{Api, media_type, prose};
use bindery_source::{Pointer, Sink};

use super::types::Types;
use super::{args, docs};
use crate::codes;
use crate::items::{Accept, BodyFormat, ContentKind, Contents, Docs, Encoding};
use crate::names::{Case, Scope, Words};
use crate::ty::Ty;

/// The body of an operation.
pub(super) struct Lowered {
    pub(super) format: BodyFormat,
    pub(super) ty: Ty,
    pub(super) accept: Accept,
    pub(super) docs: Docs,
    pub(super) required: bool,
    /// The choice of the caller.
    pub(super) choice: Option<String>,
    /// The `Content-Type` header, if it is not that of JSON.
    pub(super) content_type: Option<String>,
    pub(super) contents: Option<Contents>,
    pub(super) encodings: Vec<Encoding>,
}

/// Lowers the body of an operation. `scope` is that of the operations, for an enum of several kinds.
pub(super) fn lower(
    api: &Api,
    operation: &Operation,
    types: &Types,
    scope: &mut Scope,
    sink: &mut Sink,
) -> Option<Lowered> {
    let body = operation.body.as_ref()?;
    let kinds = kinds(api, body, types, sink);
    let mut docs = docs::of(&body.docs);
    if docs.0.is_empty() {
        docs.0.push("The body.".to_owned());
    }
    let mut lowered = Lowered {
        format: BodyFormat::Bytes,
        ty: Ty::Runtime("Upload"),
        accept: Accept::Into,
        docs,
        required: body.required,
        choice: None,
        content_type: None,
        contents: None,
        encodings: encodings(&kinds),
    };
    match kinds.as_slice() {
        [] => {}
        [only] => {
            lowered.format = only.format;
            lowered.ty = only.ty.clone();
            lowered.accept = accept(only.format);
            lowered.choice = only.choice();
            lowered.choice.iter().for_each(|line| docs::section(&mut lowered.docs.0, line.clone()));
            lowered.content_type = Some(only.media_type()).filter(|media_type| media_type != JSON);
        }
        several => {
            let contents = self::several(super::methods::words(api, operation), several, scope);
            lowered.format = BodyFormat::Contents;
            lowered.ty = Ty::Beside(contents.name.clone());
            lowered.contents = Some(contents);
        }
    }
    Some(lowered)
}

/// The Media Type Object with this `Content-Type`, or the one of the body itself if there is none.
pub(super) fn sent(operation: &Operation, content_type: Option<&str>) -> Pointer {
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let media_type = content_type.unwrap_or(JSON);
    let found = contents.clone().find(|content| content.media_type == media_type).or_else(|| contents.clone().next());
    let body = || operation.body.as_ref().map_or(&operation.at, |body| &body.at);
    found.map_or_else(body, |content| &content.at).clone()
}

const JSON: &str = "application/json";

/// A kind of body: media types with the same encoding.
struct Kind<'a> {
    format: BodyFormat,
    ty: Ty,
    /// The schema, if there is one.
    id: Option<TypeId>,
    /// The media types. The first ones are sent; equivalent ones follow.
    contents: Vec<&'a Content>,
}

impl Kind<'_> {
    /// The `Content-Type` to send.
    fn media_type(&self) -> String {
        let own =
            self.contents.iter().filter(|content| format(content) == self.format).map(|content| &content.media_type);
        let concrete = own.into_iter().find(|media_type| !media_type.contains('*'));
        concrete.cloned().unwrap_or_else(|| {
            match self.format {
                BodyFormat::Json | BodyFormat::Contents => JSON,
                BodyFormat::Form => "application/x-www-form-urlencoded",
                BodyFormat::Multipart => "multipart/form-data",
                BodyFormat::Lines => "application/jsonl",
                BodyFormat::Text => "text/plain",
                BodyFormat::Bytes => "application/octet-stream",
            }
            .to_owned()
        })
    }

    /// For bytes of several media types, the caller must set the media type.
    fn choice(&self) -> Option<String> {
        let is_open = self.contents.len() > 1 || self.contents.iter().any(|content| content.media_type.contains('*'));
        let names = self.contents.iter().map(|content| prose::code(&content.media_type));
        let names = names.collect::<Vec<_>>().join(" or ");
        (is_open && self.format == BodyFormat::Bytes)
            .then(|| format!("The body is {names}: set by `Upload::content_type`."))
    }
}

/// The kinds of body that the operation accepts, the preferred one first.
fn kinds<'a>(api: &Api, body: &'a Body, types: &Types, sink: &mut Sink) -> Vec<Kind<'a>> {
    let mut kinds: Vec<Kind<'a>> = Vec::new();
    let mut contents: Vec<&Content> = body.contents.iter().collect();
    contents.sort_by_key(|content| rank(api, content));
    for content in contents {
        let format = format(content);
        let id = content.ty.map(|ty| api.types.resolve(ty));
        let is_parts = matches!(format, BodyFormat::Json | BodyFormat::Form | BodyFormat::Multipart);
        let same = |kind: &&mut Kind<'_>| match format {
            _ if kind.id.is_some() && kind.id == id && kind.format != BodyFormat::Bytes => true,
            BodyFormat::Text | BodyFormat::Bytes => kind.format == format,
            _ => kind.format == format && kind.id == id,
        };
        if let Some(kind) = kinds.iter_mut().find(same) {
            if kind.format != BodyFormat::Bytes
                && kind.contents.iter().all(|known| known.media_type != content.media_type)
            {
                let message =
                    format!("`{}` is equivalent and is sent instead of `{}`", kind.media_type(), content.media_type);
                sink.note(&codes::BODY_MEDIA_TYPE, &content.at, message);
            }
            kind.contents.push(content);
        } else if content.is_xml() && kinds.iter().any(|kind| kind.format == BodyFormat::Json) {
            let message = format!("this body may be JSON or XML: `{}` is not sent", content.media_type);
            sink.note(&codes::BODY_MEDIA_TYPE, &content.at, message);
        } else {
            let ty = match (format, content.ty) {
                (BodyFormat::Text, _) => Ty::String,
                (BodyFormat::Bytes, _) => Ty::Runtime("Upload"),
                (_, Some(ty)) => args::without_null(types.ty(ty).clone()),
                (_, None) if is_parts => Ty::Any,
                (_, None) => Ty::Vec(Box::new(Ty::Any)),
            };
            kinds.push(Kind { format, ty, id, contents: vec![content] });
        }
    }
    kinds
}

/// JSON is the most expressive. With files, multipart comes first, because JSON cannot hold bytes.
fn rank(api: &Api, content: &Content) -> u8 {
    match content.format {
        Format::Multipart if content.ty.is_some_and(|ty| has_files(api, ty)) => 0,
        Format::Json => 1,
        Format::Multipart => 2,
        Format::Form => 3,
        Format::JsonLines => 4,
        Format::Text | Format::EventStream | Format::Bytes => 5,
    }
}

/// Whether some member is a file.
pub(super) fn has_files(api: &Api, id: TypeId) -> bool {
    let shape = |id| &api.types[api.types.resolve(id)].shape;
    let is_file = |id| match shape(id) {
        Shape::List(item) => *shape(*item) == Shape::Scalar(Scalar::Binary),
        shape => *shape == Shape::Scalar(Scalar::Binary),
    };
    matches!(shape(id), Shape::Struct(whole) if whole.fields.iter().any(|field| is_file(field.ty)))
}

fn format(content: &Content) -> BodyFormat {
    match content.format {
        Format::Json => BodyFormat::Json,
        Format::Form => BodyFormat::Form,
        Format::Multipart => BodyFormat::Multipart,
        Format::JsonLines => BodyFormat::Lines,
        Format::Text => BodyFormat::Text,
        Format::EventStream | Format::Bytes => BodyFormat::Bytes,
    }
}

fn accept(format: BodyFormat) -> Accept {
    match format {
        BodyFormat::Text => Accept::IntoString,
        BodyFormat::Bytes => Accept::Into,
        _ => Accept::Reference,
    }
}

/// The encodings of the sent kinds. If two kinds encode a member, the preferred kind decides.
fn encodings(kinds: &[Kind<'_>]) -> Vec<Encoding> {
    let mut encodings: Vec<Encoding> = Vec::new();
    for kind in kinds {
        let sent = kind.contents.iter().filter(|content| format(content) == kind.format);
        for encoding in sent.flat_map(|content| &content.encodings) {
            if !encodings.iter().any(|known| known.name == encoding.name) {
                encodings.push(encoding.clone());
            }
        }
    }
    encodings
}

/// The enum of all kinds of body.
fn several(words: Words, kinds: &[Kind<'_>], scope: &mut Scope) -> Contents {
    let name = scope.claim(&[words.clone().then(&Words::new("content")), words.then(&Words::new("call content"))]).name;
    let mut names = Scope::new(Case::Camel);
    let kinds = kinds
        .iter()
        .map(|kind| {
            let media_type = kind.media_type();
            let mut docs = vec![format!("As {}.", prose::code(&media_type))];
            kind.choice().into_iter().for_each(|line| docs::section(&mut docs, line));
            let is_named = matches!(kind.ty, Ty::Named(_));
            ContentKind {
                name: names.claim(&candidates(kind, &media_type)).name,
                docs: Docs(docs),
                media_type,
                // Boxed, because a large variant would make the whole enum large.
                ty: if is_named { kind.ty.clone().boxed() } else { kind.ty.clone() },
                format: kind.format,
                alone: is_named && kinds.iter().filter(|other| other.id == kind.id || other.ty == kind.ty).count() == 1,
            }
        })
        .collect();
    Contents { name, kinds }
}

/// Names by the format if that is unique, otherwise by the media type.
fn candidates(kind: &Kind<'_>, media_type: &str) -> Vec<Words> {
    let format = match kind.format {
        BodyFormat::Json | BodyFormat::Contents => "json",
        BodyFormat::Form => "form",
        BodyFormat::Multipart => "multipart",
        BodyFormat::Lines => "lines",
        BodyFormat::Text => "text",
        BodyFormat::Bytes => "bytes",
    };
    let subtype = Words::new(media_type::subtype(media_type));
    let is_one = kind.contents.len() == 1 && media_type != "application/octet-stream" && kind.choice().is_none();
    if kind.format == BodyFormat::Bytes && is_one {
        vec![subtype, Words::new(format)]
    } else {
        vec![Words::new(format), subtype]
    }
}
