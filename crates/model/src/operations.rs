//! Operations.

use bindery_source::{Pointer, Value};

use crate::docs::Docs;
use crate::keys::Keys;
use crate::paging::Paging;
use crate::types::{Presence, TypeId};

/// One operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The Operation Object.
    pub at: Pointer,
    /// Its keys in `bindery.yaml`.
    pub keys: Keys,
    /// `operationId`, as the document writes it.
    pub id: Option<String>,
    /// The request method in capitals.
    pub method: String,
    /// The path and its parameters.
    pub path: Template,
    /// Whether another operation reads an item of the collection at this path: `/jobs/{id}` beside `/jobs`.
    pub has_items: bool,
    /// The index in [`crate::Api::groups`] of the group it belongs to.
    pub group: usize,
    /// Path, query, header and cookie parameters, in document order, the path's own before the operation's.
    pub params: Vec<Param>,
    /// Its body.
    pub body: Option<Body>,
    /// Its replies, in document order.
    pub replies: Vec<Reply>,
    /// How its list is paged; `None` if it has no paged list.
    pub paging: Option<Paging>,
    /// Sets of security schemes, any one of which is enough. Empty if it needs none.
    pub auth: Vec<Requirement>,
    /// Whether it may be repeated after an attempt that may have had an effect.
    pub repeat: Repeat,
    /// The header of its idempotency keys, if it differs from the API's.
    pub idempotency: Option<String>,
    /// Its own servers; empty if those of the API apply.
    pub servers: Vec<Server>,
    /// Its docs in the document.
    pub docs: Docs,
}

impl Operation {
    /// The successful replies: those with 2XX, or `default` if there are none.
    pub fn successes(&self) -> impl Iterator<Item = &Reply> {
        self.replies.iter().filter(|reply| self.succeeds_by(reply))
    }

    /// The replies that are errors.
    pub fn refusals(&self) -> impl Iterator<Item = &Reply> {
        self.replies.iter().filter(|reply| !self.succeeds_by(reply))
    }

    fn succeeds_by(&self, reply: &Reply) -> bool {
        let has_success = || self.replies.iter().any(|reply| reply.status.is_success());
        reply.status.is_success() || reply.status == Status::Default && !has_success()
    }
}

/// Whether an operation may be repeated after an attempt that may have had an effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeat {
    /// If its method is idempotent (RFC 9110, section 9.2.2).
    #[default]
    ByMethod,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl Repeat {
    /// Whether an operation of this method may be repeated: RFC 9110, section 9.2.2, and the method QUERY of OpenAPI 3.2.
    pub fn allows(self, method: &str) -> bool {
        match self {
            Self::ByMethod => matches!(method, "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY" | "PUT" | "DELETE"),
            Self::Always => true,
            Self::Never => false,
        }
    }
}

/// A group of operations, from a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// As the document writes it.
    pub name: String,
    /// Whether neither a tag nor a path names it.
    pub is_unnamed: bool,
    /// Its docs in the document.
    pub docs: Docs,
}

/// A path template: `/jobs/{job_id}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Template {
    /// As the document writes it.
    pub text: String,
    /// Its pieces.
    pub pieces: Vec<Piece>,
}

/// A piece of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Literal text.
    Text(String),
    /// The value of the path parameter with this name.
    Param(String),
}

impl Template {
    /// Parses a template. An unmatched brace is text.
    pub fn parse(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, tail)) = after.split_once('}') else { break };
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(Piece::Param(name.to_owned()));
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Self { text: text.to_owned(), pieces }
    }

    /// The part that is sent.
    pub fn sent(&self) -> &str {
        without_fragment(&self.text)
    }

    /// The names of its parameters, in order.
    pub fn params(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Param(name) => Some(name.as_str()),
            Piece::Text(_) => None,
        })
    }
}

/// A path without its fragment (RFC 3986, section 3.5), with which documents distinguish operations of one path. Text with a
/// parameter is not a fragment.
pub(crate) fn without_fragment(path: &str) -> &str {
    match path.split_once('#') {
        Some((path, fragment)) if !fragment.contains('{') => path,
        _ => path,
    }
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Param {
    /// The Parameter Object.
    pub at: Pointer,
    /// `name`.
    pub wire: String,
    /// `in`.
    pub place: Place,
    /// The type of its value.
    pub ty: TypeId,
    /// Whether it may be left out.
    pub presence: Presence,
    /// How its value is written.
    pub style: Style,
    /// Whether each element or member becomes a separate parameter.
    pub explode: bool,
    /// Whether reserved characters are sent unencoded.
    pub allow_reserved: bool,
    /// `content`: the media type of its value, instead of `style`.
    pub content: Option<String>,
    /// Its docs in the document.
    pub docs: Docs,
}

/// The place of a parameter in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query, under its name.
    Query,
    /// As the whole query.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Param {
    /// Whether its value is sent as JSON instead of in a style.
    pub fn is_json(&self) -> bool {
        self.content.as_deref().is_some_and(|media_type| Format::of(media_type) == Format::Json)
    }
}

/// The style of a parameter's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// `matrix`
    Matrix,
    /// `label`
    Label,
    /// `simple`
    Simple,
    /// `form`
    Form,
    /// `spaceDelimited`
    SpaceDelimited,
    /// `pipeDelimited`
    PipeDelimited,
    /// `deepObject`
    DeepObject,
    /// 3.2's `cookie`
    Cookie,
}

impl Style {
    /// The default style of a place.
    pub fn usual(place: Place) -> Self {
        match place {
            Place::Path | Place::Header => Self::Simple,
            Place::Query | Place::QueryString | Place::Cookie => Self::Form,
        }
    }

    /// Whether the style explodes by default.
    pub fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }
}

/// The body of an operation.
#[derive(Clone, Debug)]
pub struct Body {
    /// The Request Body Object.
    pub at: Pointer,
    /// Whether it must be there.
    pub required: bool,
    /// Its media types, in document order.
    pub contents: Vec<Content>,
    /// Its docs in the document.
    pub docs: Docs,
}

/// A body of one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The Media Type Object.
    pub at: Pointer,
    /// The media type, as the document writes it.
    pub media_type: String,
    /// Its format.
    pub format: Format,
    /// The type of its value, or of one value of a sequence; `None` if the document has no schema.
    pub ty: Option<TypeId>,
    /// The encodings of its members, for forms and multipart bodies that are sent.
    pub encodings: Vec<Encoding>,
    /// `examples`.
    pub examples: Vec<Value>,
}

/// How a member of a form or multipart body is written. `None` means OpenAPI's default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The member.
    pub name: String,
    /// The media type of its part: one, several, or a range.
    pub content_type: Option<String>,
    /// The query style in which it is written.
    pub style: Option<Style>,
    /// Whether each element or member is written separately.
    pub explode: Option<bool>,
    /// Whether reserved characters are sent unencoded.
    pub allow_reserved: bool,
}

/// The format of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `application/json`, `…+json`
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/…`
    Multipart,
    /// `text/…`
    Text,
    /// `text/event-stream`
    EventStream,
    /// `application/jsonl` and its relatives, including `application/json-seq`
    JsonLines,
    /// Everything else: raw bytes
    Bytes,
}

/// A reply of an operation.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The Response Object.
    pub at: Pointer,
    /// Its statuses.
    pub status: Status,
    /// Its media types, in document order; empty if the document states no content.
    pub contents: Vec<Content>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// Its links to other operations.
    pub links: Vec<Link>,
    /// Its docs in the document.
    pub docs: Docs,
}

/// The statuses of a [`Reply`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// A range of a hundred: `4` for `4XX`.
    Range(u8),
    /// All other statuses.
    Default,
}

impl Status {
    /// Whether HTTP allows content in a reply with this status to a request with this method: not to HEAD, and not with 1XX, 204,
    /// 205 or 304 (RFC 9110, sections 9.3.2, 15.2, 15.3.5, 15.3.6 and 15.4.5).
    pub fn allows_content(self, method: &str) -> bool {
        method != "HEAD" && !matches!(self, Self::Exact(100..=199 | 204 | 205 | 304) | Self::Range(1))
    }

    /// Whether it may be one of 4XX or 5XX.
    pub fn is_error(self) -> bool {
        !matches!(self, Self::Exact(..400) | Self::Range(..4))
    }

    /// Whether the status is 2XX.
    fn is_success(self) -> bool {
        match self {
            Self::Exact(status) => (200..300).contains(&status),
            Self::Range(hundred) => hundred == 2,
            Self::Default => false,
        }
    }
}

impl std::fmt::Display for Status {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exact(status) => write!(f, "{status}"),
            Self::Range(hundred) => write!(f, "{hundred}XX"),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A header of a reply.
#[derive(Clone, Debug)]
pub struct Header {
    /// The Header Object.
    pub at: Pointer,
    /// Its name.
    pub name: String,
    /// The type of its value.
    pub ty: TypeId,
    /// Whether it is always sent.
    pub required: bool,
    /// Its docs in the document.
    pub docs: Docs,
}

/// A link from a reply to another operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Its name in the document.
    pub name: String,
    /// The `operationId` or `operationRef` of the operation.
    pub operation: String,
    /// Its parameters by name, each with a value or the expression that gives it.
    pub parameters: Vec<(String, String)>,
    /// Its body: a value or the expression that gives it.
    pub body: Option<String>,
    /// Its docs in the document.
    pub description: Option<String>,
}

/// A set of security schemes that are all required. Empty if no credentials are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// Indexes in [`crate::Api::schemes`], each with its scopes.
    pub schemes: Vec<(usize, Vec<String>)>,
}

/// A server.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The Server Object.
    pub at: Pointer,
    /// Its URL, which may hold variables in braces.
    pub url: String,
    /// Its docs in the document.
    pub description: Option<String>,
    /// The variables, in document order.
    pub variables: Vec<Variable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The default value.
    pub default: String,
    /// The allowed values; empty if there is no restriction.
    pub values: Vec<String>,
    /// Its docs in the document.
    pub description: Option<String>,
}
