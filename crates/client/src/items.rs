//! The crate as a tree of items: every name chosen, every type decided, nothing printed yet.

use bindery_model::Bindings;

use crate::names::Name;
use crate::ty::Ty;

/// A Rust crate, ready to print.
#[derive(Clone, Debug)]
pub struct Package {
    /// What the manifest says.
    pub manifest: Manifest,
    /// The crate's own page, in Markdown.
    pub docs: Docs,
    /// The client and its builder.
    pub client: Client,
    /// Groups of operations, in document order.
    pub groups: Vec<Group>,
    /// Files of the `types` module, in document order.
    pub types: Vec<TypeFile>,
    /// What became what.
    pub bindings: Bindings,
}

/// What the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Manifest {
    /// `package.name`
    pub name: String,
    /// `package.version`
    pub version: String,
    /// `package.description`
    pub description: String,
    /// `package.license`
    pub license: Option<String>,
    /// `package.repository`
    pub repository: Option<String>,
    /// `package.publish`
    pub publish: bool,
    /// Where the runtime is found.
    pub runtime: crate::options::RuntimeSource,
    /// Whether it stands outside a workspace.
    pub standalone: bool,
}

/// Lines of Markdown that are inert: no doctest, no HTML, no escape from the comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(pub Vec<String>);

/// The client and its builder.
#[derive(Clone, Debug)]
pub struct Client {
    /// The API's title.
    pub title: String,
    /// The first part of the `User-Agent`: `housecall-pro/0.1.0`.
    pub agent: String,
    /// What the environment variables start with.
    pub env: String,
    /// Base URLs, the default first, with their variables in braces.
    pub servers: Vec<String>,
    /// The variables of all of them, each once.
    pub variables: Vec<Variable>,
    /// How callers prove who they are.
    pub schemes: Vec<Scheme>,
    /// Sets of indexes in `schemes` that hold where an operation does not say otherwise.
    pub auth: Auth,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// What it is where nobody says otherwise.
    pub default: String,
    /// What it may be; empty where anything goes.
    pub values: Vec<String>,
}

/// Alternatives of sets of scheme names.
pub type Auth = Vec<Vec<String>>;

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub wire: String,
    /// The builder's setter.
    pub setter: Name,
    /// The environment variable that holds its secret.
    pub env: String,
    /// What is sent.
    pub kind: SchemeKind,
    /// Docs of the setter.
    pub docs: Docs,
}

/// What a security scheme sends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A key in a header, after a prefix.
    HeaderKey {
        /// The header.
        name: String,
        /// With its space.
        prefix: String,
    },
    /// A key in the query.
    QueryKey {
        /// The parameter.
        name: String,
    },
    /// A key in a cookie.
    CookieKey {
        /// The cookie.
        name: String,
    },
}

/// A group of operations.
#[derive(Clone, Debug)]
pub struct Group {
    /// The handle: `Jobs`.
    pub name: Name,
    /// The client's method: `jobs`.
    pub accessor: Name,
    /// The file and private module.
    pub module: Name,
    /// Docs of the handle.
    pub docs: Docs,
    /// Its operations, in document order.
    pub operations: Vec<Operation>,
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
    /// Media types whose replies are read as they come in.
    pub streams: Vec<String>,
    /// Its own base URL, where it differs from the API's.
    pub server: Option<String>,
    /// The `Accept` header.
    pub accept: Option<String>,
    /// What the caller gets.
    pub reply: Reply,
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
    /// How callers may hand it over.
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
    /// As JSON.
    Json,
    /// As `application/x-www-form-urlencoded`.
    Form,
    /// As `multipart/…`.
    Multipart,
    /// As JSON Lines, a value a line.
    Lines,
    /// As it is: the caller hands over bytes of the media type that the document states.
    Bytes,
}

/// How callers may hand over a value.
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
    /// As anything that becomes bytes.
    IntoBytes,
}

/// What the caller of an operation gets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The Rust type.
    pub ty: Ty,
    /// The runtime's function that reads it.
    pub reader: &'static str,
    /// The enum that it is, where the operation answers in several ways.
    pub outcome: Option<Outcome>,
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
    /// The runtime's function that reads it.
    pub reader: &'static str,
    /// Whether the variant stands under another status already.
    pub repeats: bool,
}

/// A file of the `types` module.
#[derive(Clone, Debug)]
pub struct TypeFile {
    /// The file and private module.
    pub module: Name,
    /// What people read on top of the file.
    pub subject: String,
    /// Its types, in document order.
    pub types: Vec<Type>,
}

/// A type.
#[derive(Clone, Debug)]
pub struct Type {
    /// Its name.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// What it is.
    pub kind: TypeKind,
}

/// What a type is.
#[derive(Clone, Debug)]
pub enum TypeKind {
    /// A struct with a field table.
    Struct(Struct),
    /// An open enum of texts.
    StringEnum(Vec<Variant>),
    /// An open enum of constants that are not all texts.
    ConstantEnum(Vec<Constant>),
    /// An array whose elements have a type by position.
    Tuple(Tuple),
    /// One of several types.
    Union(Union),
    /// Another name of a type.
    Alias(Ty),
}

/// A variant of an enum of constants that are not all texts.
#[derive(Clone, Debug)]
pub struct Constant {
    /// In Rust.
    pub name: Name,
    /// In JSON: a text, a number, `true`, `false` or `null`.
    pub wire: bindery_source::Value,
    /// Its docs.
    pub docs: Docs,
}

/// An array whose elements have a type by position.
#[derive(Clone, Debug)]
pub struct Tuple {
    /// The first elements.
    pub items: Vec<(Name, Ty)>,
    /// The field that takes what follows, and its whole type.
    pub rest: Option<(Name, Ty)>,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// How a value's alternative is found.
    pub told: Told,
    /// The alternatives, in document order.
    pub alternatives: Vec<Alternative>,
}

/// How a value's alternative is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// By the text of this member.
    Tag(String),
    /// By the value's JSON type.
    Kind,
    /// By what fits best.
    Best,
}

/// An alternative of a [`Union`].
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The variant.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// What it holds.
    pub ty: Ty,
    /// The texts that tell it, where a member does.
    pub tags: Vec<String>,
    /// The JSON types that tell it, where they do.
    pub kinds: Vec<&'static str>,
}

/// A struct with a field table.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its fields, in document order.
    pub fields: Vec<Field>,
    /// The field that keeps unknown members and its type; `None` for a schema that closes itself.
    pub extra: Option<(Name, Ty)>,
    /// How it is made.
    pub new: New,
    /// Whether it gets setters: only what callers send does.
    pub setters: bool,
}

/// How a struct is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// Nothing is required: `Default`, derived.
    Default,
    /// All that is required has but one value: `Default`, with those values.
    Constants,
    /// `new(required…)`
    Args,
    /// `new(required: JobRequired)`, since a call with so many arguments cannot be read.
    Required(Name),
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// In Rust.
    pub name: Name,
    /// Its setter, where it is optional.
    pub setter: Option<Name>,
    /// In JSON.
    pub wire: String,
    /// The whole type, with `Option` where it is optional.
    pub ty: Ty,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it must be there and has but one value, so that nobody need say it.
    pub constant: bool,
    /// Whether it is never shown.
    pub secret: bool,
    /// Its docs.
    pub docs: Docs,
}

/// A variant of a string enum.
#[derive(Clone, Debug)]
pub struct Variant {
    /// In Rust.
    pub name: Name,
    /// In JSON.
    pub wire: String,
    /// Its docs.
    pub docs: Docs,
}
