//! How members of forms and multipart bodies are written: the
//! [Encoding Object](https://spec.openapis.org/oas/v3.2.0.html#encoding-object).

use bindery_source::Pointer;
use openapiv3::{Encoding as Stated, MediaType};

use super::params;
use super::schemas::Schemas;
use crate::codes;
use crate::media_type;
use crate::operations::{Encoding, Format, Style};
use crate::types::{Scalar, Shape, TypeId};

/// The encodings of the media type at a place. Those that requests cannot express are left out with a note.
pub(crate) fn of(
    schemas: &mut Schemas<'_, '_>,
    at: &Pointer,
    format: Format,
    content: &MediaType,
    ty: Option<TypeId>,
) -> Vec<Encoding> {
    let by_position = ["prefixEncoding", "itemEncoding"].into_iter().map(|name| at.key(name));
    let by_position: Vec<_> = by_position.filter(|at| schemas.document.beyond.members.contains_key(at)).collect();
    for at in by_position {
        schemas.note(&codes::ENCODING_LEFT_OUT, &at, "parts are sent by name, in the order of the members");
    }
    if !matches!(format, Format::Form | Format::Multipart) {
        if !content.encoding.is_empty() {
            let message = "this body has no separately encoded members: its `encoding` has no effect";
            schemas.note(&codes::ENCODING_LEFT_OUT, &at.key("encoding"), message);
        }
        return Vec::new();
    }
    let mut encodings = Vec::new();
    for (name, stated) in &content.encoding {
        let at = at.key("encoding").key(name);
        left_out(schemas, &at, stated, format);
        let mut encoding = Encoding {
            name: name.clone(),
            content_type: stated.content_type.clone(),
            style: stated.style.as_ref().map(params::query_style),
            explode: schemas.document.beyond.flag(&at, "explode"),
            allow_reserved: stated.allow_reserved,
        };
        if format == Format::Multipart {
            of_part(schemas, &at, &mut encoding, ty.and_then(|ty| member(schemas, ty, name)));
        }
        let says_something = encoding.content_type.is_some()
            || encoding.style.is_some()
            || encoding.explode.is_some()
            || encoding.allow_reserved;
        encodings.extend(says_something.then_some(encoding));
    }
    encodings
}

/// The type of a member, or of its items: each one is a part.
fn member(schemas: &Schemas<'_, '_>, body: TypeId, name: &str) -> Option<TypeId> {
    let Shape::Struct(object) = schemas.shape(body) else { return None };
    let field = object.fields.iter().find(|field| field.wire == name)?;
    Some(match schemas.shape(field.ty) {
        Shape::List(item) => *item,
        _ => field.ty,
    })
}

/// A part is bytes, a string or JSON. Only the style `deepObject` is supported.
fn of_part(schemas: &mut Schemas<'_, '_>, at: &Pointer, encoding: &mut Encoding, member: Option<TypeId>) {
    let is_usual = matches!(encoding.style, None | Some(Style::Form)) && encoding.explode != Some(false);
    if encoding.style != Some(Style::DeepObject) {
        (encoding.style, encoding.explode) = (None, None);
        if !is_usual {
            let message = "`style` and `explode` are ignored: a list is sent as one part per item, an object as JSON";
            schemas.note(&codes::ENCODING_LEFT_OUT, at, message);
        }
    }
    let Some((stated, member)) = encoding.content_type.clone().zip(member) else { return };
    let member = schemas.types.resolve(member);
    match &schemas.types[member].shape {
        Shape::Struct(_) | Shape::Map(_) if Format::of(&stated) != Format::Json => {
            encoding.content_type = None;
            let message = format!("an object is sent as JSON, not as `{stated}`");
            schemas.note(&codes::ENCODING_LEFT_OUT, &at.key("contentType"), message);
        }
        // This is a file in 3.1: a schema without keywords, and the media type beside it.
        Shape::Any | Shape::Scalar(Scalar::String)
            if schemas.types[member].hint.component.is_none() && stated.split(',').all(is_file) =>
        {
            schemas.types.get_mut(member).shape = Shape::Scalar(Scalar::Binary);
        }
        _ => {}
    }
}

/// Whether values of the media type are never text.
fn is_file(media_type: &str) -> bool {
    const KINDS: [&str; 5] = ["image/", "audio/", "video/", "font/", "model/"];
    const OTHERS: [&str; 4] =
        ["application/octet-stream", "application/pdf", "application/zip", "application/x-bittorrent"];
    let essence = media_type::essence(media_type);
    OTHERS.contains(&essence.as_str())
        || KINDS.iter().any(|kind| essence.starts_with(kind) && !media_type::is_xml(&essence))
}

/// Notes what an encoding states and requests cannot express.
fn left_out(schemas: &mut Schemas<'_, '_>, at: &Pointer, stated: &Stated, format: Format) {
    let own_headers = stated.headers.keys().filter(|name| !name.eq_ignore_ascii_case("content-type"));
    let headers: Vec<&str> = own_headers.map(String::as_str).collect();
    if format == Format::Multipart && !headers.is_empty() {
        let message = format!("headers of a part are not supported: `{}` is not sent", headers.join("`, `"));
        schemas.note(&codes::ENCODING_LEFT_OUT, &at.key("headers"), message);
    }
    let nested = ["encoding", "prefixEncoding", "itemEncoding"].into_iter().map(|name| at.key(name));
    let nested = nested.filter(|at| schemas.document.beyond.members.contains_key(at)).collect::<Vec<_>>();
    for at in nested {
        schemas.note(&codes::ENCODING_LEFT_OUT, &at, "nested parts are not supported: this part is sent as JSON");
    }
}
