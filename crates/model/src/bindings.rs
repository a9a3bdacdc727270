//! The Rust name of everything in an API: plain data, so that docs do not depend on the client emitter.

use bindery_source::Pointer;
use indexmap::IndexMap;

use crate::types::TypeId;

/// The Rust names of everything in an [`crate::Api`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bindings {
    /// The crate in Rust code: `pet_store`.
    pub crate_name: String,
    /// The package in Cargo: `pet-store`.
    pub package: String,
    /// The credentials, in the order of the client's setters.
    pub credentials: Vec<CredentialBinding>,
    /// One per operation, in the order of [`crate::Api::operations`].
    pub operations: Vec<OperationBinding>,
    /// The Cargo feature that compiles the webhooks; `None` if they are always compiled, or there are none.
    pub webhook_feature: Option<String>,
    /// The Rust type of a schema.
    pub types: IndexMap<Pointer, TypeBinding>,
    /// The Rust types of further named types without a pointer of their own: a schema combined with others.
    pub parts: IndexMap<TypeId, TypeBinding>,
    /// Positions whose Rust type is an untyped value: fields, bodies, replies, elements.
    pub untyped: Vec<Pointer>,
    /// How many positions there are.
    pub positions: usize,
}

/// The Rust names of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationBinding {
    /// The Operation Object.
    pub at: Pointer,
    /// `operationId`.
    pub id: Option<String>,
    /// The request method in capitals.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The call: `jobs().get`.
    pub rust: String,
    /// The Cargo feature that compiles it; `None` if it is always compiled.
    pub feature: Option<String>,
    /// The signature as in rustdoc: `pub fn get(&self, job_id: impl Into<String>) -> Call<Job>`.
    pub signature: String,
    /// Its parameters, in the order of [`crate::operations::Operation::params`].
    pub params: Vec<ParamBinding>,
    /// The values that callers pass: the arguments in order, then the setters.
    pub args: Vec<ArgBinding>,
    /// The struct that holds the required values, if there are too many for arguments.
    pub bundle: Option<String>,
    /// The Rust type of its reply.
    pub success: String,
    /// The Rust type of an item of its paged list.
    pub items: Option<String>,
    /// Whether it returns a list, at once or in pages.
    pub is_list: bool,
    /// A few lines of Rust that call it, the body of an `async fn(client: &Client) -> Result<(), Error>` up to its `Ok(())`.
    pub sample: String,
}

/// The Rust name of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamBinding {
    /// Its name in the document.
    pub wire: String,
    /// Its only value as text, which the client always sends.
    pub fixed: Option<String>,
    /// How callers pass it; `None` if they do not.
    pub given: Option<GivenParam>,
}

/// A parameter that callers pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenParam {
    /// The argument or setter.
    pub name: String,
    /// The Rust type of its value.
    pub ty: String,
    /// Whether it is an argument (and not a setter).
    pub required: bool,
}

/// A value that callers pass to an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgBinding {
    /// The Parameter Object or the Media Type Object.
    pub at: Pointer,
    /// The argument, the setter, or the field of the bundle.
    pub name: String,
    /// A type that it accepts and that can be read from JSON, as code of a crate that only depends on the client. `None` for a
    /// body of several kinds.
    pub code: Option<String>,
    /// Whether it is an argument (and not a setter).
    pub required: bool,
    /// Whether it is passed by reference.
    pub by_reference: bool,
}

/// How a pair of strings is set: name and password, or id and secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairBinding {
    /// The setter.
    pub setter: String,
    /// The environment variables that hold them.
    pub env: (String, String),
}

/// A credential.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialBinding {
    /// The name of the security scheme.
    pub scheme: String,
    /// The setter of the client's builder.
    pub setter: String,
    /// The environment variable that holds it.
    pub env: String,
    /// The setter for a source of tokens, if they expire.
    pub source: Option<String>,
    /// The setter for a client's id and secret, which creates that source.
    pub by_credentials: Option<PairBinding>,
    /// How to open a session that provides it.
    pub log_in: Option<PairBinding>,
    /// Whether it is a name and a password instead of a key.
    pub is_basic: bool,
}

/// The Rust type of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeBinding {
    /// The type as users of the crate write it: `types::Job`, or `Vec<types::Job>`.
    pub rust: String,
    /// The type as code of a crate that only depends on the client: `types::Job`, or `pet_store::runtime::Timestamp`.
    pub code: String,
    /// `struct`, `enum`, `union`, `alias`, …
    pub kind: &'static str,
    /// Its fields, variants or alternatives in document order: wire name, Rust name, Rust type.
    pub members: Vec<MemberBinding>,
}

/// The Rust name of a field or variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberBinding {
    /// In JSON.
    pub wire: String,
    /// In Rust.
    pub rust: String,
    /// The Rust type; empty for a variant without data.
    pub ty: String,
}
