//! How members of forms and multipart bodies are written: the
//! [Encoding Object](https://spec.openapis.org/oas/v3.2.0.html#encoding-object).

use bindery_source::Pointer;
use openapiv3::{Encoding as Stated, MediaType};

use super::params;
use super::schemas::Schemas;
use crate::codes;
use crate::operations::{Encoding, Format};

/// The encodings of the media type at a place. Those that no request can carry are left out with a note.
pub(crate) fn of(schemas: &mut Schemas<'_, '_>, at: &Pointer, format: Format, content: &MediaType) -> Vec<Encoding> {
    let by_position = ["prefixEncoding", "itemEncoding"].into_iter().map(|name| at.key(name));
    let by_position: Vec<_> = by_position.filter(|at| schemas.document.beyond.members.contains_key(at)).collect();
    for at in by_position {
        schemas.note(&codes::ENCODING_LEFT_OUT, &at, "parts are written in the order of their members, by name");
    }
    if !matches!(format, Format::Form | Format::Multipart) {
        if !content.encoding.is_empty() {
            let message = "this body has no members that are written by themselves: its `encoding` means nothing";
            schemas.note(&codes::ENCODING_LEFT_OUT, &at.key("encoding"), message);
        }
        return Vec::new();
    }
    let mut encodings = Vec::new();
    for (name, stated) in &content.encoding {
        let at = at.key("encoding").key(name);
        left_out(schemas, &at, stated, format);
        let encoding = Encoding {
            name: name.clone(),
            content_type: stated.content_type.clone(),
            style: stated.style.as_ref().map(params::query_style),
            explode: schemas.document.beyond.flag(&at, "explode"),
            allow_reserved: stated.allow_reserved,
        };
        let says_something = encoding.content_type.is_some()
            || encoding.style.is_some()
            || encoding.explode.is_some()
            || encoding.allow_reserved;
        encodings.extend(says_something.then_some(encoding));
    }
    encodings
}

/// What an encoding states and no request carries.
fn left_out(schemas: &mut Schemas<'_, '_>, at: &Pointer, stated: &Stated, format: Format) {
    let own_headers = stated.headers.keys().filter(|name| !name.eq_ignore_ascii_case("content-type"));
    let headers: Vec<&str> = own_headers.map(String::as_str).collect();
    if format == Format::Multipart && !headers.is_empty() {
        let message = format!("a part has no headers of its own: `{}` is not sent", headers.join("`, `"));
        schemas.note(&codes::ENCODING_LEFT_OUT, &at.key("headers"), message);
    }
    let nested = ["encoding", "prefixEncoding", "itemEncoding"].into_iter().map(|name| at.key(name));
    let nested = nested.filter(|at| schemas.document.beyond.members.contains_key(at)).collect::<Vec<_>>();
    for at in nested {
        schemas.note(&codes::ENCODING_LEFT_OUT, &at, "a part has no parts of its own: it is written as JSON");
    }
}
