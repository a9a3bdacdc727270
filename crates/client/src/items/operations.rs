//! Groups, their operations, and what goes in and out of them.

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
    /// What compiles it.
    pub gate: Gate,
    /// Docs of the handle.
    pub docs: Docs,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
    /// What its file gives to the module.
    pub exports: BTreeSet<Name>,
    /// What its file says of the runtime without a path.
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
    /// Whether the method is marked so.
    pub deprecated: bool,
    /// `operationId`, or method and path where there is none.
    pub id: String,
    /// The request method in capitals.
    pub http_method: String,
    /// The path template.
    pub path: String,
    /// Rows of the static's parameter table.
    pub params: Vec<Param>,
    /// Required values, in the order of the method's arguments.
    pub args: Vec<Arg>,
    /// The struct that holds them, where they are more than a call can show.
    pub bundle: Option<Name>,
    /// Optional values, in the order of the builder's setters.
    pub setters: Vec<Arg>,
    /// Its own sets of schemes, where they differ from the API's.
    pub auth: Option<Auth>,
    /// The `Content-Type` header, where it is not that of JSON.
    pub content_type: Option<String>,
    /// The enum that its body is, where it takes one of several kinds.
    pub contents: Option<Contents>,
    /// Rows of the static's table of members of a form or multipart body.
    pub encodings: Vec<Encoding>,
    /// Media types whose replies are read as they come in.
    pub streams: Vec<String>,
    /// The statuses of its replies, where the document does not speak for all.
    pub statuses: Vec<String>,
    /// Whether it may be sent again, where that is not what its method says: a variant of the runtime's `Repeat`.
    pub repeat: Option<&'static str>,
    /// The header that carries its idempotency keys, where it is not that of the API.
    pub idempotency: Option<String>,
    /// Its own base URL, where it differs from the API's.
    pub server: Option<String>,
    /// The `Accept` header.
    pub accept: Option<String>,
    /// How its list comes page by page.
    pub paging: Option<Paging>,
    /// What its calls can do that most cannot.
    pub ways: Vec<Way>,
    /// What the caller gets.
    pub reply: Reply,
    /// What the test kit's server says to it.
    pub answer: Answer,
}

/// What the test kit's server says to an operation unless it is told otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type of the body, where there is one.
    pub media_type: Option<String>,
    /// The body.
    pub said: Said,
}

/// The body of an [`Answer`].
#[derive(Clone, Debug, PartialEq)]
pub enum Said {
    /// There is none.
    Nothing,
    /// JSON.
    Json(Value),
    /// Text, as it is.
    Text(String),
    /// Nobody knows, and why.
    Unknown(String),
}

/// What a call can do that most cannot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Its body may be large, and tells how far it is.
    Upload,
    /// Its reply may be large, and can be read as it comes in.
    Download,
    /// Its reply comes as the caller likes it.
    Negotiate,
}

/// How an operation's list comes page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// The runtime's constructor: `page`.
    pub way: &'static str,
    /// What it is told.
    pub texts: Vec<String>,
    /// Places in the reply, by what stands there: `items`, `total_pages`.
    pub places: Vec<(&'static str, String)>,
    /// The number of the first page, where it is not 1.
    pub first: Option<u64>,
    /// The type of an item.
    pub item: Ty,
}

/// A row of an operation's parameter table.
#[derive(Clone, Debug)]
pub struct Param {
    /// In the document.
    pub wire: String,
    /// Where it stands.
    pub place: bindery_model::operations::Place,
    /// How its value is written, where that is not the default of its place.
    pub style: Option<bindery_model::operations::Style>,
    /// Whether it is exploded, where that is not the default of its style.
    pub explode: Option<bool>,
    /// Whether reserved characters stay as they are.
    pub allow_reserved: bool,
    /// Whether its value is JSON text instead of a style's.
    pub json: bool,
    /// The text of its only value, which the client sends by itself.
    pub fixed: Option<String>,
}

/// A value that a caller hands to an operation.
#[derive(Clone, Debug)]
pub struct Arg {
    /// The argument or setter.
    pub name: Name,
    /// What is done with it.
    pub slot: Slot,
    /// The Rust type of the value itself.
    pub ty: Ty,
    /// The type that the argument declares.
    pub declared: Ty,
    /// How it is handed on.
    pub accept: Accept,
    /// Docs of the setter.
    pub docs: Docs,
}

/// What is done with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// It is the parameter with this index.
    Param(usize),
    /// It is the body.
    Body(BodyFormat),
}

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyFormat {
    /// As its variant says: one of several kinds.
    Contents,
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`.
    Form,
    /// As `multipart/…`.
    Multipart,
    /// As JSON Lines, a value a line.
    Lines,
    /// As it is: a text.
    Text,
    /// As it is: bytes.
    Bytes,
}

/// How callers hand over a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accept {
    /// As it is.
    Value,
    /// By reference.
    Reference,
    /// As anything that becomes a `String`.
    IntoString,
    /// As anything that gives elements.
    Elements,
    /// As anything that gives elements that become a `String`.
    IntoStrings,
    /// As anything that becomes it.
    Into,
}

/// An enum of everything that an operation takes as its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Its name, beside the operations.
    pub name: Name,
    /// Its kinds, the best first.
    pub kinds: Vec<ContentKind>,
}

/// A kind of body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentKind {
    /// The variant.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// What is sent as `Content-Type`.
    pub media_type: String,
    /// What the variant holds.
    pub ty: Ty,
    /// How it is encoded.
    pub format: BodyFormat,
    /// Whether no other kind can be made of this type: the enum can be made of it.
    pub alone: bool,
}

/// A row of an operation's table of members of its body.
pub use bindery_model::operations::Encoding;

/// What the caller of an operation gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The Rust type.
    pub ty: Ty,
    /// How it is read.
    pub reader: Reader,
    /// The enum that it is, where the operation answers in several ways.
    pub outcome: Option<Outcome>,
}

/// How a reply becomes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// JSON, as a value of a type.
    Json,
    /// A string.
    Text,
    /// There is nothing to read.
    Nothing,
    /// Bytes, with their media type.
    Payload,
    /// Server-sent events with strings.
    Events,
    /// Server-sent events with JSON.
    JsonEvents,
    /// JSON values, one a line.
    Lines,
    /// By status and media type, each in its own way.
    Replies,
}

impl Reader {
    /// The runtime's function that does it.
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

/// An enum of everything that an operation may answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// Its name, beside the operations.
    pub name: Name,
    /// Its kinds, in document order.
    pub kinds: Vec<Kind>,
    /// Whether it can be cloned: a stream is read once.
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
    /// The media types that tell it; empty where any does.
    pub media_types: Vec<String>,
    /// What the variant holds.
    pub ty: Ty,
    /// How it is read.
    pub reader: Reader,
    /// Whether the variant stands under another status already.
    pub repeats: bool,
}
