//! An API, whole.

use bindery_source::Value;

use crate::auth::{Scheme, Session};
use crate::docs::Docs;
use crate::keys::Keys;
use crate::limits::Limits;
use crate::operations::{Body, Group, Operation, Reply, Requirement, Server};
use crate::signing::Signing;
use crate::types::Types;

/// An API: what it knows, what it can be asked, and how.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// Who it is.
    pub info: Info,
    /// Where it is; empty where the document is silent.
    pub servers: Vec<Server>,
    /// How callers prove who they are.
    pub schemes: Vec<Scheme>,
    /// What holds for operations that do not say otherwise.
    pub auth: Vec<Requirement>,
    /// How sessions are opened and kept.
    pub sessions: Vec<Session>,
    /// The header that carries the idempotency keys of all operations that need one.
    pub idempotency: Option<String>,
    /// How many requests it bears.
    pub limits: Limits,
    /// Groups of operations, in document order.
    pub groups: Vec<Group>,
    /// What it can be asked to do, in document order.
    pub operations: Vec<Operation>,
    /// The operations of the document that `bindery.yaml` leaves out.
    pub left_out: Vec<Keys>,
    /// What it tells its callers unasked: the webhooks in document order, then the callbacks of the operations.
    pub webhooks: Vec<Webhook>,
    /// How it signs its webhooks.
    pub signing: Signing,
    /// All types.
    pub types: Types,
}

/// Who an API is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Info {
    /// `title`.
    pub title: String,
    /// `version`: anything at all.
    pub version: String,
    /// `summary` and `description`.
    pub docs: Docs,
    /// `contact.url` or `contact.email`.
    pub contact: Option<String>,
    /// `license.name`.
    pub license: Option<String>,
    /// `termsOfService`.
    pub terms: Option<String>,
    /// `x-…` members that a later stage may want.
    pub extensions: Vec<(String, Value)>,
}

/// A message that the API sends to its callers: a webhook, or a callback of an operation.
#[derive(Clone, Debug)]
pub struct Webhook {
    /// The Operation Object.
    pub at: bindery_source::Pointer,
    /// Its name in the document.
    pub name: String,
    /// The request method in capitals.
    pub method: String,
    /// What it carries.
    pub body: Option<Body>,
    /// What it expects to hear.
    pub replies: Vec<Reply>,
    /// What makes the API send it; `None` for a webhook, about which the document does not say.
    pub callback: Option<Callback>,
    /// What the document tells people about it.
    pub docs: Docs,
}

/// What makes an API call back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    /// The index in [`Api::operations`] of the operation that asks for it.
    pub operation: usize,
    /// The expression that gives the URL: `{$request.body#/url}`.
    pub url: String,
}
