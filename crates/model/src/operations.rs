//! What the API can be asked to do.

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
    /// By which keys `bindery.yaml` knows it.
    pub keys: Keys,
    /// `operationId`, as the document writes it.
    pub id: Option<String>,
    /// The request method in capitals.
    pub method: String,
    /// The path and its parameters.
    pub path: Template,
    /// Whether another operation reads one of what this one's path names: `/jobs/{id}` beside `/jobs`.
    pub has_items: bool,
    /// The index in [`crate::Api::groups`] of the group it belongs to.
    pub group: usize,
    /// Path, query, header and cookie parameters, in document order, the path's own before the operation's.
    pub params: Vec<Param>,
    /// What it takes.
    pub body: Option<Body>,
    /// What it answers, in document order.
    pub replies: Vec<Reply>,
    /// How its list comes page by page; `None` where it has no such list.
    pub paging: Option<Paging>,
    /// Sets of security schemes, any one of which is enough. Empty where it needs none.
    pub auth: Vec<Requirement>,
    /// Whether it may be sent again after an attempt that may have had its effect.
    pub repeat: Repeat,
    /// The header that carries its idempotency keys, where it is not that of the API.
    pub idempotency: Option<String>,
    /// Its own servers; empty where those of the API hold.
    pub servers: Vec<Server>,
    /// What the document tells people about it.
    pub docs: Docs,
}

impl Operation {
    /// The replies of success: those of 2XX, or `default` where there are none.
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

/// Whether an operation may be sent again after an attempt that may have had its effect.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Repeat {
    /// If its method says so (RFC 9110, section 9.2.2).
    #[default]
    ByMethod,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// A group of operations: what a document calls a tag.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// As the document writes it.
    pub name: String,
    /// What the document tells people about it.
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
    /// Text that stands as it is.
    Text(String),
    /// The value of the path parameter with this name.
    Param(String),
}

impl Template {
    /// Reads a template. A brace that opens nothing is text.
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

    /// What is sent of it.
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

/// A path without its fragment (RFC 3986, section 3.5), by which documents tell operations of one path apart. What holds a parameter is
/// none.
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
    /// Whether each element or member becomes a parameter of its own.
    pub explode: bool,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// `content`: its value is written as this media type instead of by `style`.
    pub content: Option<String>,
    /// What the document tells people about it.
    pub docs: Docs,
}

/// Where a parameter stands in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query, under its name.
    Query,
    /// It is the whole query.
    QueryString,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

impl Param {
    /// Whether its value is sent as JSON text, instead of in a style.
    pub fn is_json(&self) -> bool {
        self.content.as_deref().is_some_and(|media_type| Format::of(media_type) == Format::Json)
    }
}

/// How a parameter's value is written.
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
    /// The style where the document names none.
    pub fn usual(place: Place) -> Self {
        match place {
            Place::Path | Place::Header => Self::Simple,
            Place::Query | Place::QueryString | Place::Cookie => Self::Form,
        }
    }

    /// Whether it explodes where the document says nothing of that.
    pub fn explodes(self) -> bool {
        matches!(self, Self::Form | Self::Cookie)
    }
}

/// What an operation takes.
#[derive(Clone, Debug)]
pub struct Body {
    /// The Request Body Object.
    pub at: Pointer,
    /// Whether it must be there.
    pub required: bool,
    /// The media types it may have, in document order.
    pub contents: Vec<Content>,
    /// What the document tells people about it.
    pub docs: Docs,
}

/// A body of one media type.
#[derive(Clone, Debug)]
pub struct Content {
    /// The Media Type Object.
    pub at: Pointer,
    /// The media type, as the document writes it.
    pub media_type: String,
    /// How its bytes are made and read.
    pub format: Format,
    /// The type of its value, or of one of the values where a reply is a sequence of them; `None` where the document states no schema.
    pub ty: Option<TypeId>,
    /// How its members are written, where the document says something of it: of forms and multipart bodies that are sent.
    pub encodings: Vec<Encoding>,
    /// `examples`.
    pub examples: Vec<Value>,
}

/// How a member of a form or multipart body is written. What is `None` is as OpenAPI has it by default.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoding {
    /// The member.
    pub name: String,
    /// The media type of its part, or several, or a range.
    pub content_type: Option<String>,
    /// As which query parameter it is written.
    pub style: Option<Style>,
    /// Whether each element or member is written by itself.
    pub explode: Option<bool>,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
}

/// How the bytes of a body are made and read.
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
    /// `application/jsonl` and its relatives, `application/json-seq` among them
    JsonLines,
    /// Everything else: bytes as they are
    Bytes,
}

/// What an operation answers under a status.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The Response Object.
    pub at: Pointer,
    /// For which statuses.
    pub status: Status,
    /// The media types it may have, in document order; empty where the document states no content.
    pub contents: Vec<Content>,
    /// Its headers.
    pub headers: Vec<Header>,
    /// What can be asked next.
    pub links: Vec<Link>,
    /// What the document tells people about it.
    pub docs: Docs,
}

/// For which statuses a [`Reply`] speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// One status.
    Exact(u16),
    /// A hundred of them: `4` for `4XX`.
    Range(u8),
    /// All that no other reply speaks for.
    Default,
}

impl Status {
    /// Whether HTTP lets a reply of this status to a request of this method have content: none to HEAD has any, nor has a 1XX, 204,
    /// 205 or 304 (RFC 9110, sections 9.3.2, 15.2, 15.3.5, 15.3.6 and 15.4.5).
    pub fn allows_content(self, method: &str) -> bool {
        method != "HEAD" && !matches!(self, Self::Exact(100..=199 | 204 | 205 | 304) | Self::Range(1))
    }

    /// Whether it is a 2XX.
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
    /// What the document tells people about it.
    pub docs: Docs,
}

/// How values of a reply lead to another operation.
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
    /// What the document tells people about it.
    pub description: Option<String>,
}

/// A set of security schemes that must all be met. Empty: no credentials are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Requirement {
    /// Indexes in [`crate::Api::schemes`], each with the scopes that are asked for.
    pub schemes: Vec<(usize, Vec<String>)>,
}

/// A server.
#[derive(Clone, Debug, PartialEq)]
pub struct Server {
    /// The Server Object.
    pub at: Pointer,
    /// Its URL, which may hold variables in braces.
    pub url: String,
    /// What the document tells people about it.
    pub description: Option<String>,
    /// The variables, in document order.
    pub variables: Vec<Variable>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What it is where nobody says otherwise.
    pub default: String,
    /// What it may be; empty where anything goes.
    pub values: Vec<String>,
    /// What the document tells people about it.
    pub description: Option<String>,
}
