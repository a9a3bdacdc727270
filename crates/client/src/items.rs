//! The crate as a tree of items: every name chosen, every type decided, nothing printed yet.

mod features;
mod operations;
mod types;
mod webhooks;

use std::borrow::Cow;
use std::collections::BTreeSet;

use bindery_model::Bindings;
use bindery_model::limits::Limits;

pub use features::{Features, Gate, RuntimeFeature};
pub use operations::{
    Accept, Answer, Arg, BodyFormat, ContentKind, Contents, Encoding, Group, Kind, Operation, Outcome, Paging, Param,
    Reader, Reply, Said, Slot, Way,
};
pub use types::{
    Alternative, Asked, Constant, Field, New, Setter, Struct, Told, Tuple, Type, TypeFile, TypeKind, Union, Variant,
};
pub use webhooks::{Event, Webhooks};

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
    /// The operation that shows how a client reads, in [`Bindings::operations`].
    pub reading: Option<usize>,
    /// Lines that make a body and send it, where an operation has one that lines can show.
    pub making: Option<String>,
    /// The type that most refusals have as their body, where one has a type.
    pub refusal: Option<Ty>,
    /// The id of the operation that shows how a client is tested, where there is one.
    pub tested: Option<String>,
    /// Files of the `types` module, in document order.
    pub types: Vec<TypeFile>,
    /// What the API says by itself, where it says anything.
    pub webhooks: Option<Webhooks>,
    /// Whether a member of a type is absent, `null` or a value.
    pub has_patches: bool,
    /// How far rustc has to be allowed to go, where that is farther than it goes by itself.
    pub recursion_limit: Option<usize>,
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
    /// Its Cargo features.
    pub features: Features,
    /// Where the runtime is found.
    pub runtime: crate::options::RuntimeSource,
    /// Features of the runtime beside its default ones.
    pub runtime_features: Vec<&'static str>,
    /// The other dependencies, by name.
    pub dependencies: Vec<crate::options::Dependency>,
    /// Whether no workspace gives it its lints.
    pub standalone: bool,
    /// Whether it is a workspace of its own, whatever stands around it.
    pub is_workspace: bool,
    /// What it is called where it is a module of a larger crate.
    pub module: Option<Name>,
}

/// Lines of Markdown that are inert: no doctest, no HTML, no escape from the comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(pub Vec<String>);

impl Docs {
    /// One line, of our own.
    pub(crate) fn line(text: impl Into<String>) -> Self {
        Self(vec![text.into()])
    }
}

impl From<Docs> for Cow<'_, Docs> {
    fn from(docs: Docs) -> Self {
        Self::Owned(docs)
    }
}

impl<'a> From<&'a Docs> for Cow<'a, Docs> {
    fn from(docs: &'a Docs) -> Self {
        Self::Borrowed(docs)
    }
}

/// The client and its builder.
#[derive(Clone, Debug)]
pub struct Client {
    /// The API's title.
    pub title: String,
    /// The first part of the `User-Agent`: `pet-store/0.1.0`.
    pub agent: String,
    /// What the environment variables start with.
    pub env: String,
    /// Base URLs, the default first, with their variables in braces.
    pub servers: Vec<String>,
    /// The variables of all of them, each once.
    pub variables: Vec<Variable>,
    /// How callers prove who they are.
    pub schemes: Vec<Scheme>,
    /// How sessions are opened and kept.
    pub sessions: Vec<Session>,
    /// Whether some log-in may want the code of a second factor.
    pub asks_for_codes: bool,
    /// How many requests the API bears.
    pub limits: Limits,
    /// The header that carries idempotency keys.
    pub idempotency: Option<String>,
    /// What its file says of the runtime.
    pub imports: BTreeSet<Name>,
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

/// How the sessions are opened and kept whose tokens are for a scheme.
#[derive(Clone, Debug)]
pub struct Session {
    /// The index of the scheme in [`Client::schemes`].
    pub scheme: usize,
    /// The static that describes it.
    pub table: Name,
    /// The builder's setter that takes name and password.
    pub setter: Name,
    /// The environment variables that hold name and password.
    pub env: (String, String),
    /// The client's methods.
    pub methods: Vec<SessionMethod>,
    /// The operation that opens one.
    pub log_in: Operation,
    /// Rows of the static that name members and places: a method of the runtime's `Session`, and its arguments.
    pub rows: Vec<(&'static str, Vec<String>)>,
    /// Rows of the static that name operations.
    pub operations: Vec<(&'static str, Operation)>,
}

/// What a client can do with a session.
#[derive(Clone, Debug)]
pub struct SessionMethod {
    /// Its name.
    pub name: Name,
    /// The method of the runtime's `Session` behind it.
    pub does: &'static str,
    /// What it says of itself.
    pub docs: Docs,
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
    /// The builder's setter of what gives and renews tokens, where they do not last.
    pub source: Option<TokenSource>,
    /// The environment variable that holds its secret.
    pub env: String,
    /// What is sent.
    pub kind: SchemeKind,
    /// Docs of the setter.
    pub docs: Docs,
}

impl Scheme {
    /// The setter of the client's id and secret, where there is one.
    pub fn by_credentials(&self) -> Option<&ByCredentials> {
        self.source.as_ref()?.by_credentials.as_ref()
    }
}

/// The setter of what gives and renews the tokens of a security scheme.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The setter.
    pub setter: Name,
    /// Its docs.
    pub docs: Docs,
    /// The setter that makes the source, where the document says where a program gets tokens for itself.
    pub by_credentials: Option<ByCredentials>,
}

/// The setter of a client's id and secret, by which tokens are asked for (RFC 6749, section 4.4).
#[derive(Clone, Debug)]
pub struct ByCredentials {
    /// The setter.
    pub setter: Name,
    /// Its docs.
    pub docs: Docs,
    /// The token endpoint.
    pub url: String,
    /// The environment variables of id and secret.
    pub env: (String, String),
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
