//! Groups and their operations, with arguments, bodies and replies.

use std::collections::BTreeSet;

use bindery_source::Value;

use super::{Auth, Docs, Gate};
use crate::names::Name;
use crate::ty::Ty;

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Group {
    /// The handle: `Jobs`.
    pub name: Name,
    /// The client's method: `jobs`.
    pub accessor: Name,
    /// The file and private module.
    pub module: Name,
    /// The features that compile it.
    pub gate: Gate,
    /// Docs of the handle.
    pub docs: Docs,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
    /// The names that its file exports to the module.
    pub exports: BTreeSet<Name>,
    /// The names that its file imports from the runtime.
    pub imports: BTreeSet<Name>,
    /// Whether its file names types of the `types` module.
    pub uses_types: bool,
}

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// The static that describes it: `GET_JOB`.
    pub table: Name,
    /// The method: `get`.
    pub method: Name,
    /// The builder: `ListJobs`, for an operation with optional values.
    pub builder: Option<Name>,
    /// Docs of the method.
    pub docs: Docs,
    /// Whether the method is deprecated.
    pub deprecated: bool,
    /// `operationId`, or else method and path.
    pub id: String,
    /// The request method in capitals.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// Rows of the static's parameter table.
    pub params: Vec<Param>,
    /// Required values, in the order of the method's arguments.
    pub args: Vec<Arg>,
    /// The struct that holds them, if there are too many for arguments.
    pub bundle: Option<Name>,
    /// Optional values, in the order of the builder's setters.
    pub setters: Vec<Arg>,
    /// Its own sets of schemes, if they differ from the API's.
    pub auth: Option<Auth>,
    /// The `Content-Type` header, if it is not that of JSON.
    pub content_type: Option<String>,
    /// The enum for its body, if it accepts several kinds.
    pub contents: Option<Contents>,
    /// Rows of the static's table of encodings of a form or multipart body.
    pub encodings: Vec<Encoding>,
    /// Media types of replies that are streamed.
    pub streams: Vec<String>,
    /// The statuses of its replies, unless the document has a reply for all statuses.
    pub statuses: Vec<String>,
    /// Whether it may be repeated.
    pub repeat: bindery_model::operations::Repeat,
    /// The header of its idempotency keys, if it differs from the API's.
    pub idempotency: Option<String>,
    /// Its own base URL, if it differs from the API's.
    pub server: Option<String>,
    /// The `Accept` header.
    pub accept: Option<String>,
    /// How its list is paged.
    pub paging: Option<Paging>,
    /// Further abilities of its calls.
    pub ways: Vec<Way>,
    /// What the method returns.
    pub reply: Reply,
    /// The default answer of the test kit's server.
    pub answer: Answer,
}

/// The default answer of the test kit's server to an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type of the body, if there is one.
    pub media_type: Option<String>,
    /// The body.
    pub said: Said,
}

/// The body of an [`Answer`].
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// No body.
    Nothing,
    /// JSON.
    Json(Value),
    /// Text, verbatim.
    Text(String),
    /// Unknown, and the reason.
    Unknown(String),
}

/// An ability that only some calls have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Its body may be large, and its progress is reported.
    Upload,
    /// Its reply may be large, and can be streamed.
    Download,
    /// The caller chooses the media type of the reply.
    Negotiate,
}

/// How an operation pages its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The runtime's constructor: `page`.
    pub way: &'static str,
    /// The arguments of the constructor.
    pub texts: Vec<String>,
    /// Places in the reply by their meaning: `items`, `total_pages`.
    pub places: Vec<(&'static str, String)>,
    /// Whether the parameter is a member of the request's body.
    pub in_body: bool,
    /// The number of the first page, if it is not 1.
    pub first: Option<u64>,
    /// The type of an item.
    pub item: Ty,
}

/// A row of an operation's parameter table.
#[derive(Clone, Debug)]
pub struct Param {
    /// Its name in the document.
    pub wire: String,
    /// Its place in the request.
    pub place: bindery_model::operations::Place,
    /// Its style, if that is not the default of its place.
    pub style: Option<bindery_model::operations::Style>,
    /// Whether it is exploded, if that is not the default of its style.
    pub explode: Option<bool>,
    /// Whether reserved characters are sent unencoded.
    pub allow_reserved: bool,
    /// Whether its value is sent as JSON instead of in a style.
    pub json: bool,
    /// Its only value as text, which the client always sends.
    pub fixed: Option<String>,
}

/// A value that callers pass to an operation.
#[derive(Clone, Debug)]
pub struct Arg {
    /// The argument or setter.
    pub name: Name,
    /// Where the value goes.
    pub slot: Slot,
    /// The Rust type of the value.
    pub ty: Ty,
    /// The type that the argument declares.
    pub declared: Ty,
    /// How it is passed.
    pub accept: Accept,
    /// Docs of the setter.
    pub docs: Docs,
}

/// Where a value goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// To the parameter with this index.
    Param(usize),
    /// To the body.
    Body(BodyFormat),
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// As its variant states: one of several kinds.
    Contents,
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`.
    Form,
    /// As `multipart/…`.
    Multipart,
    /// As JSON Lines, one value per line.
    Lines,
    /// As text, verbatim.
    Text,
    /// As bytes, verbatim.
    Bytes,
}

/// How callers pass a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    /// By value.
    Value,
    /// By reference.
    Reference,
    /// As `Into<String>`.
    IntoString,
    /// As an iterator of the elements.
    Elements,
    /// As an iterator of `Into<String>`.
    IntoStrings,
    /// As `Into` of its type.
    Into,
}

/// The enum of all kinds of body that an operation accepts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Its name, among the operations.
    pub name: Name,
    /// Its kinds, the preferred one first.
    pub kinds: Vec<ContentKind>,
}

/// A kind of body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentKind {
    /// The variant.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// Its `Content-Type`.
    pub media_type: String,
    /// The type of the variant's data.
    pub ty: Ty,
    /// How it is encoded.
    pub format: BodyFormat,
    /// Whether no other kind has this type, so that the enum implements `From` for it.
    pub alone: bool,
}

/// A row of an operation's table of encodings.
pub use bindery_model::operations::Encoding;

/// What a method returns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The Rust type.
    pub ty: Ty,
    /// How it is read.
    pub reader: Reader,
    /// The enum of its replies, if there are several kinds.
    pub outcome: Option<Outcome>,
}

/// How a reply becomes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// JSON, as a value of a type.
    Json,
    /// A string.
    Text,
    /// Nothing to read.
    Nothing,
    /// Bytes, with their media type.
    Payload,
    /// Server-sent events with strings.
    Events,
    /// Server-sent events with JSON.
    JsonEvents,
    /// JSON values, one per line.
    Lines,
    /// By status and media type.
    Replies,
}

impl Reader {
    /// The function of the runtime that reads it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Text => "text",
            Self::Nothing => "nothing",
            Self::Payload => "payload",
            Self::Events => "events",
            Self::JsonEvents => "json_events",
            Self::Lines => "lines",
            Self::Replies => "replies",
        }
    }
}

/// The enum of all replies of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its name, among the operations.
    pub name: Name,
    /// Its kinds, in document order.
    pub kinds: Vec<Kind>,
    /// Whether it is `Clone`. A stream can only be read once.
    pub clone: bool,
}

/// A kind of reply, under one status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    /// The variant.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// As the document writes it: `200`, `2XX`, `default`.
    pub status: String,
    /// The media types that select it; empty if any does.
    pub media_types: Vec<String>,
    /// The type of the variant's data.
    pub ty: Ty,
    /// How it is read.
    pub reader: Reader,
    /// Whether the variant already occurs under another status.
    pub repeats: bool,
}
