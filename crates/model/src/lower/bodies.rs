//! Bodies of requests and replies.

use bindery_openapi::Document;
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;
use openapiv3::{LinkOperation, MediaType, ReferenceOr, RequestBody, Response, Responses};

use super::schemas::Schemas;
use super::{encodings, examples, params};
use crate::codes;
use crate::docs::Docs;
use crate::operations::{Body, Content, Format, Header, Link, Reply, Status};
use crate::types::{Field, Owner, Role, Scalar, Shape, TypeId};

/// The Request Body Object of the operation at a place.
pub(crate) fn body(
    schemas: &mut Schemas<'_, '_>,
    operation: &Pointer,
    item: Option<&ReferenceOr<RequestBody>>,
    owner: Owner,
) -> Option<Body> {
    let (at, body) = schemas.document.request_body(&operation.key("requestBody"), item?)?;
    Some(Body {
        required: body.required,
        contents: contents(schemas, &at, &body.content, owner, &Role::Body),
        docs: Docs { description: body.description.clone(), ..Docs::default() },
        at,
    })
}

/// The Responses Object of the operation at a place. `default` comes last, because it covers the remaining statuses.
pub(crate) fn replies(
    schemas: &mut Schemas<'_, '_>,
    operation: &Pointer,
    method: &str,
    responses: &Responses,
    owner: Owner,
) -> Vec<Reply> {
    let stated = responses.responses.iter().map(|(code, item)| (status(code), item));
    let default = responses.default.iter().map(|item| (Status::Default, item));
    let mut replies = Vec::new();
    for (status, item) in stated.chain(default) {
        let at = operation.key("responses").key(&status.to_string());
        let Some((at, response)) = schemas.document.response(&at, item) else { continue };
        let allows_content = status.allows_content(method);
        if !allows_content && !response.content.is_empty() {
            let message = format!("HTTP forbids content in a {status} reply to {method}: it is ignored");
            let said = schemas.note(&codes::REPLY_CONTENT_FORBIDDEN, &at, message);
            said.map(|said| said.help("remove the `content`, or correct the status"));
        }
        replies.push(reply(schemas, at, response, status, allows_content, owner));
    }
    replies
}

fn reply(
    schemas: &mut Schemas<'_, '_>,
    at: Pointer,
    response: &Response,
    status: Status,
    allows_content: bool,
    owner: Owner,
) -> Reply {
    let role = Role::Reply(status.to_string());
    let contents = if allows_content { contents(schemas, &at, &response.content, owner, &role) } else { Vec::new() };
    let mut headers = Vec::new();
    for (name, item) in &response.headers {
        // OpenAPI, Response Object, `headers`: the content type is stated by `content` alone.
        if name.eq_ignore_ascii_case("content-type") {
            continue;
        }
        let Some((at, header)) = schemas.document.header(&at.key("headers").key(name), item) else { continue };
        let (ty, _, schema) = params::value(schemas, &at, &header.format, owner, Role::Header(name.clone()));
        let mut docs = Docs {
            description: header.description.clone(),
            deprecated: header.deprecated.unwrap_or(false),
            examples: examples::of(schemas.document, &at, header.example.as_ref(), &header.examples),
            ..Docs::default()
        };
        if let Some(schema) = schema {
            docs.fill_in(schemas.docs_at(&schema));
        }
        headers.push(Header { at, name: name.clone(), ty, required: header.required, docs });
    }
    let links = links(schemas.document, &at, response);
    let summary = schemas.document.beyond.text(&at, "summary").map(str::to_owned);
    let description = Some(response.description.clone()).filter(|text| !text.is_empty());
    Reply { status, contents, headers, links, docs: Docs { summary, description, ..Docs::default() }, at }
}

fn links(document: &Document, at: &Pointer, response: &Response) -> Vec<Link> {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut links = Vec::new();
    for (name, item) in &response.links {
        let Some((_, link)) = document.link(&at.key("links").key(name), item) else { continue };
        let (LinkOperation::OperationId(operation) | LinkOperation::OperationRef(operation)) = &link.operation;
        links.push(Link {
            name: name.clone(),
            operation: operation.clone(),
            parameters: link.parameters.iter().map(|(name, value)| (name.clone(), plain(value))).collect(),
            body: link.request_body.as_ref().map(plain),
            description: link.description.clone(),
        });
    }
    links
}

fn contents(
    schemas: &mut Schemas<'_, '_>,
    at: &Pointer,
    contents: &IndexMap<String, MediaType>,
    owner: Owner,
    role: &Role,
) -> Vec<Content> {
    // Documents repeat a schema under every media type. Equal schemas become one type.
    let mut known: Vec<(Pointer, TypeId)> = Vec::new();
    let mut lowered = Vec::with_capacity(contents.len());
    for (media_type, content) in contents {
        let at = at.key("content").key(media_type);
        let whole = content.schema.as_ref().and_then(|item| schemas.document.schema_at(item));
        let item = schemas.document.beyond.item_schema(&at);
        let states_item = item.is_some();
        let ty = item.or(whole).map(|schema| {
            let same =
                |(place, _): &&(Pointer, TypeId)| schemas.document.schema(place) == schemas.document.schema(&schema);
            if let Some((_, ty)) = known.iter().find(same) {
                return *ty;
            }
            let ty = schemas.position(&schema, owner, role.clone());
            known.push((schema, ty));
            ty
        });
        let is_sent = *role == Role::Body;
        let (format, ty) = read_as(schemas, &at, media_type, ty);
        let (format, ty) = match ty {
            Some(ty) if is_sent => {
                let (format, ty) = sendable(schemas, &at, media_type, format, ty, owner);
                (format, Some(ty))
            }
            // A number has the same text in JSON.
            Some(ty) if format == Format::Text && is_number(schemas.shape(ty)) => (Format::Json, Some(ty)),
            Some(ty) if is_sequence(format) && !states_item => (format, Some(item_of(schemas, ty))),
            ty => (format, ty),
        };
        lowered.push(Content {
            media_type: media_type.clone(),
            format,
            ty,
            encodings: if is_sent { encodings::of(schemas, &at, format, content, ty) } else { Vec::new() },
            examples: examples::of(schemas.document, &at, content.example.as_ref(), &content.examples),
            at,
        });
    }
    lowered
}

/// The format with which content is read, and the type of the result.
fn read_as(
    schemas: &mut Schemas<'_, '_>,
    at: &Pointer,
    media_type: &str,
    ty: Option<TypeId>,
) -> (Format, Option<TypeId>) {
    let shape = ty.map(|ty| schemas.shape(ty));
    let format = format(media_type, shape);
    match ty {
        Some(ty) if matches!(format, Format::Bytes | Format::Text) => {
            note_untyped(schemas, at, media_type, ty);
            (format, Some(ty))
        }
        Some(ty) if format == Format::EventStream => (format, of_events(schemas, ty)),
        ty => (format, ty),
    }
}

fn is_sequence(format: Format) -> bool {
    matches!(format, Format::EventStream | Format::JsonLines)
}

/// The type of one value of a sequence. `schema` describes the whole sequence, but documents before 3.2 describe one value there.
fn item_of(schemas: &Schemas<'_, '_>, ty: TypeId) -> TypeId {
    match schemas.shape(ty) {
        Shape::List(item) => *item,
        _ => ty,
    }
}

fn is_number(shape: &Shape) -> bool {
    matches!(shape, Shape::Scalar(Scalar::Boolean | Scalar::Integer(_) | Scalar::Float | Scalar::Double))
}

/// The format in which a body can be sent, and its type. Forms and multipart bodies consist of members, JSON Lines of items.
fn sendable(
    schemas: &mut Schemas<'_, '_>,
    at: &Pointer,
    media_type: &str,
    format: Format,
    ty: TypeId,
    owner: Owner,
) -> (Format, TypeId) {
    let has_no_members =
        matches!(schemas.shape(ty), Shape::Scalar(_) | Shape::Enum(_) | Shape::List(_) | Shape::Tuple(_));
    match format {
        Format::Form if has_no_members => {
            let message = format!(
                "`{media_type}` consists of members, which this schema does not have: its text is passed through"
            );
            schemas.note(&codes::BODY_UNTYPED, at, message);
            (Format::Text, ty)
        }
        Format::Multipart if has_no_members => {
            let message = format!(
                "`{media_type}` consists of named parts, which this schema does not have: its bytes are passed through"
            );
            if let Some(said) = schemas.note(&codes::BODY_UNTYPED, at, message) {
                said.help("set the boundary with `Upload::content_type`");
            }
            (Format::Bytes, ty)
        }
        Format::JsonLines if !matches!(schemas.shape(ty), Shape::List(_) | Shape::Any | Shape::Nullable(_)) => {
            let items = schemas.anything(at.clone(), owner, Role::Body);
            schemas.types.define(items, Docs::default(), Shape::List(ty));
            (format, items)
        }
        _ => (format, ty),
    }
}

/// The JSON in the events of a stream. Some documents describe this JSON, some the event around it: [3.2, Sequential Media
/// Types](https://spec.openapis.org/oas/v3.2.0.html#special-considerations-for-text-event-stream-content).
fn of_events(schemas: &Schemas<'_, '_>, ty: TypeId) -> Option<TypeId> {
    let is_event = |fields: &[Field]| {
        let parts = ["event", "data", "id", "retry"];
        fields.iter().any(|field| field.wire == "data") && fields.iter().all(|field| parts.contains(&&*field.wire))
    };
    match schemas.shape(ty) {
        Shape::Struct(event) if is_event(&event.fields) => {
            let data = event.fields.iter().find(|field| field.wire == "data")?;
            of_events(schemas, data.ty)
        }
        Shape::Union(union) => {
            let has_event = union
                .variants
                .iter()
                .any(|variant| matches!(schemas.shape(variant.ty), Shape::Struct(event) if is_event(&event.fields)));
            (!has_event).then_some(ty)
        }
        Shape::Struct(_) | Shape::List(_) | Shape::Map(_) | Shape::Tuple(_) => Some(ty),
        _ => None,
    }
}

/// Notes that a body is passed through, so that its schema has no effect.
fn note_untyped(schemas: &mut Schemas<'_, '_>, at: &Pointer, media_type: &str, ty: TypeId) {
    if !matches!(schemas.shape(ty), Shape::Scalar(_) | Shape::Enum(_) | Shape::Any) {
        let message = format!("a body of `{media_type}` is not parsed: it is sent and read verbatim");
        schemas.note(&codes::BODY_UNTYPED, at, message);
    }
}

fn status(code: &openapiv3::StatusCode) -> Status {
    match *code {
        openapiv3::StatusCode::Code(status) => Status::Exact(status),
        openapiv3::StatusCode::Range(hundred) => Status::Range(u8::try_from(hundred).unwrap_or(u8::MAX)),
    }
}

/// The format of a media type. A range such as `*/*` says nothing, so the shape decides.
fn format(media_type: &str, shape: Option<&Shape>) -> Format {
    if !matches!(media_type, "*/*" | "application/*") {
        return Format::of(media_type);
    }
    match shape {
        None | Some(Shape::Scalar(Scalar::Binary)) => Format::Bytes,
        Some(Shape::Scalar(_) | Shape::Enum(_)) => Format::Text,
        Some(_) => Format::Json,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_and_case_of_a_media_type_do_not_matter() {
        assert_eq!(format("Application/JSON; charset=utf-8", None), Format::Json);
        assert_eq!(format("application/problem+json", None), Format::Json);
    }

    #[test]
    fn xml_is_bytes_however_it_is_called() {
        for media_type in ["text/xml", "application/xml", "image/svg+xml"] {
            assert_eq!(format(media_type, None), Format::Bytes, "{media_type}");
        }
    }

    #[test]
    fn any_media_type_is_json_where_the_schema_has_parts() {
        assert_eq!(format("*/*", Some(&Shape::Any)), Format::Json);
        assert_eq!(format("*/*", Some(&Shape::Scalar(Scalar::String))), Format::Text);
        assert_eq!(format("*/*", None), Format::Bytes);
    }
}
