//! A whole API.

use bindery_source::Value;

use crate::auth::{Scheme, Session};
use crate::docs::Docs;
use crate::keys::Keys;
use crate::limits::Limits;
use crate::operations::{Body, Group, Operation, Reply, Requirement, Server};
use crate::signing::Signing;
use crate::types::Types;

/// An API: its operations, types and credentials.
#[derive(Clone, Debug, Default)]
pub struct Api {
    /// Title, version and prose.
    pub info: Info,
    /// The base URLs; empty if the document has none.
    pub servers: Vec<Server>,
    /// The security schemes.
    pub schemes: Vec<Scheme>,
    /// The requirements of operations that do not state their own.
    pub auth: Vec<Requirement>,
    /// How sessions are opened and renewed.
    pub sessions: Vec<Session>,
    /// The header that carries the idempotency keys of all operations that need one.
    pub idempotency: Option<String>,
    /// The limits of the request rate.
    pub limits: Limits,
    /// Groups of operations, in document order.
    pub groups: Vec<Group>,
    /// The operations, in document order.
    pub operations: Vec<Operation>,
    /// The operations that `bindery.yaml` leaves out.
    pub left_out: Vec<Keys>,
    /// Messages to callers: the webhooks in document order, then the callbacks of the operations.
    pub webhooks: Vec<Webhook>,
    /// The signature of its webhooks.
    pub signing: Signing,
    /// The dotted prefix that all component names with dots share, with its last dot.
    pub namespace: String,
    /// All types.
    pub types: Types,
}

/// The Info Object.
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
    /// `x-…` members that a later stage may use.
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
    /// Its body.
    pub body: Option<Body>,
    /// The replies that the API expects.
    pub replies: Vec<Reply>,
    /// The call that makes the API send it; `None` for a webhook.
    pub callback: Option<Callback>,
    /// Its docs in the document.
    pub docs: Docs,
}

/// The cause of a callback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Callback {
    /// The index in [`Api::operations`] of the operation.
    pub operation: usize,
    /// The expression that gives the URL: `{$request.body#/url}`.
    pub url: String,
}
