//! Webhooks.

use bindery_model::signing::Signing;

use super::{Docs, Gate};
use crate::names::Name;
use crate::ty::Ty;

/// The module `webhooks`.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// The features that compile it.
    pub gate: Gate,
    /// How messages are signed.
    pub signing: Signing,
    /// The events, in document order.
    pub events: Vec<Event>,
    /// Whether any event uses a type of the `types` module.
    pub uses_types: bool,
}

/// An event: a variant of the enum `Event`.
#[derive(Clone, Debug)]
pub struct Event {
    /// The variant.
    pub name: Name,
    /// Its name in the document.
    pub wire: String,
    /// Its docs.
    pub docs: Docs,
    /// The type of the variant's data: the body, if there is one.
    pub ty: Option<Ty>,
}
