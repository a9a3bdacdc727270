//! What the API says by itself.

use bindery_model::signing::Signing;

use super::{Docs, Gate};
use crate::names::Name;
use crate::ty::Ty;

/// The module `webhooks`.
#[derive(Clone, Debug)]
pub struct Webhooks {
    /// What compiles it.
    pub gate: Gate,
    /// How messages are signed.
    pub signing: Signing,
    /// The events, in document order.
    pub events: Vec<Event>,
    /// Whether any of them names a type of the `types` module.
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
    /// What the variant holds: the body, where there is one.
    pub ty: Option<Ty>,
}
