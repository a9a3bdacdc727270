//! What the API became in Rust: plain data, so that docs can spell Rust without knowing the client emitter.

use bindery_source::Pointer;
use indexmap::IndexMap;

use crate::types::TypeId;

/// The Rust face of everything in an [`crate::Api`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bindings {
    /// The crate as Rust code names it: `pet_store`.
    pub crate_name: String,
    /// The package as Cargo names it: `pet-store`.
    pub package: String,
    /// How callers prove who they are, in the order of the client's setters.
    pub credentials: Vec<CredentialBinding>,
    /// One per operation, in the order of [`crate::Api::operations`].
    pub operations: Vec<OperationBinding>,
    /// The Cargo feature that compiles what receives webhooks; `None` where it is always compiled, or there are none.
    pub webhook_feature: Option<String>,
    /// The Rust type of a schema.
    pub types: IndexMap<Pointer, TypeBinding>,
    /// Those of further types that have a name of their own and the pointer of another one: what a schema is together with others.
    pub parts: IndexMap<TypeId, TypeBinding>,
    /// Positions whose Rust type is an untyped value: fields, bodies, replies, elements.
    pub untyped: Vec<Pointer>,
    /// How many positions there are.
    pub positions: usize,
}

/// The Rust face of an operation.
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
    /// As a caller reaches it: `jobs().get`.
    pub rust: String,
    /// The Cargo feature that compiles it; `None` where it is always compiled.
    pub feature: Option<String>,
    /// As rustdoc shows it: `pub fn get(&self, job_id: impl Into<String>) -> Call<Job>`.
    pub signature: String,
    /// Its parameters, in the order of [`crate::operations::Operation::params`].
    pub params: Vec<ParamBinding>,
    /// What its caller hands over: the method's arguments in their order, and then the setters.
    pub args: Vec<ArgBinding>,
    /// The struct that holds the required values, where they are more than a call can show.
    pub bundle: Option<String>,
    /// The Rust type of what it answers.
    pub success: String,
    /// The Rust type of an item of the list that it gives page by page.
    pub items: Option<String>,
    /// Whether it gives a list, at once or page by page.
    pub is_list: bool,
    /// A few lines of Rust that call it, the body of an `async fn(client: &Client) -> Result<(), Error>` up to its `Ok(())`.
    pub sample: String,
}

/// The Rust face of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParamBinding {
    /// Its name in the document.
    pub wire: String,
    /// The text of its only value, which the client sends by itself.
    pub fixed: Option<String>,
    /// How callers give it; `None` where they do not.
    pub given: Option<GivenParam>,
}

/// A parameter that callers give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenParam {
    /// The argument or setter.
    pub name: String,
    /// The Rust type of its value.
    pub ty: String,
    /// Whether it is an argument (and not a setter).
    pub required: bool,
}

/// A value that the caller of an operation hands over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArgBinding {
    /// The Parameter Object or the Media Type Object.
    pub at: Pointer,
    /// The argument, the setter, or the field of the bundle.
    pub name: String,
    /// A type that it takes and that JSON can be read as, as code of a crate that depends on this one alone. `None` for a body
    /// that is one of several kinds.
    pub code: Option<String>,
    /// Whether it is an argument (and not a setter).
    pub required: bool,
    /// Whether it is handed over by reference.
    pub by_reference: bool,
}

/// How two texts are set that belong together: name and password, or id and secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairBinding {
    /// The setter.
    pub setter: String,
    /// The environment variables that hold them.
    pub env: (String, String),
}

/// How callers prove who they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialBinding {
    /// The name of the security scheme.
    pub scheme: String,
    /// The setter of the client's builder.
    pub setter: String,
    /// The environment variable that holds it.
    pub env: String,
    /// The setter of what gives and renews tokens, where they do not last.
    pub source: Option<String>,
    /// The setter of a client's id and secret, which makes that source.
    pub by_credentials: Option<PairBinding>,
    /// How a session is opened that gives it.
    pub log_in: Option<PairBinding>,
    /// Whether it takes a name and a password instead of a key.
    pub is_basic: bool,
}

/// The Rust face of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeBinding {
    /// As a user of the crate writes it: `types::Job`, or `Vec<types::Job>`.
    pub rust: String,
    /// As code of a crate that depends on this one alone: `types::Job`, or `pet_store::runtime::Timestamp`.
    pub code: String,
    /// `struct`, `enum`, `union`, `alias`, …
    pub kind: &'static str,
    /// Its fields, variants or alternatives in document order: wire name, Rust name, Rust type.
    pub members: Vec<MemberBinding>,
}

/// The Rust face of a field, or of a variant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberBinding {
    /// In JSON.
    pub wire: String,
    /// In Rust.
    pub rust: String,
    /// The Rust type; empty for a variant without one.
    pub ty: String,
}
