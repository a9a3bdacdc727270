//! The crate as a tree of items: every name chosen, every type decided, nothing printed yet.

mod features;
mod operations;
mod types;
mod webhooks;

use std::borrow::Cow;
use std::collections::BTreeSet;

use bindery_model::Bindings;
use bindery_model::limits::Limits;

pub use features::{Features, Gate, RuntimeFeature, User};
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
    /// The manifest.
    pub manifest: Manifest,
    /// The docs of the crate root, in Markdown.
    pub docs: Docs,
    /// The client and its builder.
    pub client: Client,
    /// Groups of operations, in document order.
    pub groups: Vec<Group>,
    /// The index in [`Bindings::operations`] of the operation that the README reads with.
    pub reading: Option<usize>,
    /// The sample that makes a body and sends it, if there is one.
    pub making: Option<String>,
    /// The type of most error bodies, if one has a type.
    pub refusal: Option<Ty>,
    /// The operation that the README tests, if there is one.
    pub tested: Option<Tested>,
    /// Files of the `types` module, in document order.
    pub types: Vec<TypeFile>,
    /// The package of the types that replies contain, if they are not in the `types` module.
    pub types_package: Option<TypesPackage>,
    /// The webhooks, if the API has any.
    pub webhooks: Option<Webhooks>,
    /// Whether some member can be absent, `null` or a value.
    pub has_patches: bool,
    /// The recursion limit that rustc needs, if it is higher than the default.
    pub recursion_limit: Option<usize>,
    /// The Rust name of everything.
    pub bindings: Bindings,
}

impl Package {
    /// Whether the crate has a `types` module.
    pub fn has_types(&self) -> bool {
        !self.types.is_empty() || self.types_package.is_some()
    }
}

/// A package of types, which the client's package depends on. It is below the client's folder.
#[derive(Clone, Debug)]
pub struct TypesPackage {
    /// Its manifest.
    pub manifest: Manifest,
    /// The features that compile any of its types.
    pub gate: Gate,
    /// Its files, in document order.
    pub types: Vec<TypeFile>,
}

impl TypesPackage {
    /// Its folder, relative to the client's.
    pub const FOLDER: &'static str = "types";
}

/// The operation that shows how to write a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// Its id, as the server of the test kit knows it.
    pub id: String,
    /// Whether it is sent again after a failure.
    pub repeats: bool,
}

/// The manifest of the crate.
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
    /// The source of the runtime.
    pub runtime: crate::options::RuntimeSource,
    /// Features of the runtime in addition to its default ones.
    pub runtime_features: Vec<&'static str>,
    /// The other dependencies, sorted by name.
    pub dependencies: Vec<crate::options::Dependency>,
    /// Whether the crate needs its own lints, because no workspace provides them.
    pub standalone: bool,
    /// Whether it is its own workspace.
    pub is_workspace: bool,
    /// The name of the module, if it is a module of a larger crate.
    pub module: Option<Name>,
}

impl Manifest {
    /// The name of the crate in Rust.
    pub fn crate_name(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// Lines of Markdown that are inert: no doctest, no HTML, no way out of the comment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(pub Vec<String>);

impl Docs {
    /// A single line that is not from the document.
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
    /// The prefix of the environment variables.
    pub env: String,
    /// Base URLs with their variables in braces. The first one is the default.
    pub servers: Vec<String>,
    /// The variables of all base URLs, without duplicates.
    pub variables: Vec<Variable>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
    /// How sessions are opened and renewed.
    pub sessions: Vec<Session>,
    /// Whether a log-in may require a second factor.
    pub asks_for_codes: bool,
    /// The request limits of the API.
    pub limits: Limits,
    /// The header that carries idempotency keys.
    pub idempotency: Option<String>,
    /// The names that its file imports from the runtime.
    pub imports: BTreeSet<Name>,
    /// Sets of indexes in `schemes` that apply unless an operation states its own.
    pub auth: Auth,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// Its name.
    pub name: String,
    /// The default value.
    pub default: String,
    /// The allowed values; empty if there is no restriction.
    pub values: Vec<String>,
    /// The URL template of its server, if servers differ in it.
    pub server: Option<String>,
}

/// How to open and renew the sessions whose tokens are for a scheme.
#[derive(Clone, Debug)]
pub struct Session {
    /// The index of the scheme in [`Client::schemes`].
    pub scheme: usize,
    /// The static that describes it.
    pub table: Name,
    /// The builder's setter for name and password.
    pub setter: Name,
    /// The environment variables that hold name and password.
    pub env: (String, String),
    /// The session methods of the client.
    pub methods: Vec<SessionMethod>,
    /// The operation that opens a session.
    pub log_in: Operation,
    /// Rows of the static with members and places: a method of the runtime's `Session`, and its arguments.
    pub rows: Vec<(&'static str, Vec<String>)>,
    /// Rows of the static with operations.
    pub operations: Vec<(&'static str, Operation)>,
}

/// A session method of the client.
#[derive(Clone, Debug)]
pub struct SessionMethod {
    /// Its name.
    pub name: Name,
    /// The method of the runtime's `Session` that it calls.
    pub does: &'static str,
    /// Its docs.
    pub docs: Docs,
}

/// Alternatives of sets of scheme names.
pub type Auth = Vec<Vec<String>>;

/// A security scheme.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name in the document.
    pub wire: String,
    /// The builder's setter for the credential.
    pub setter: Name,
    /// The builder's setter for a source of tokens, if the tokens expire.
    pub source: Option<TokenSource>,
    /// The environment variable that holds its secret.
    pub env: String,
    /// How the credential is sent.
    pub kind: SchemeKind,
    /// Docs of the setter.
    pub docs: Docs,
}

impl Scheme {
    /// Returns the setter for the client's id and secret, if there is one.
    pub fn by_credentials(&self) -> Option<&ByCredentials> {
        self.source.as_ref()?.by_credentials.as_ref()
    }
}

/// The setter for a source of tokens of a security scheme.
#[derive(Clone, Debug)]
pub struct TokenSource {
    /// The setter.
    pub setter: Name,
    /// Its docs.
    pub docs: Docs,
    /// The setter that creates the source, if the document states the endpoint of the client credentials flow.
    pub by_credentials: Option<ByCredentials>,
}

/// The setter for a client's id and secret, for the client credentials flow (RFC 6749, section 4.4).
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

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemeKind {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A key in a header, after an optional prefix.
    HeaderKey {
        /// The header.
        name: String,
        /// The prefix, with its trailing space.
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
