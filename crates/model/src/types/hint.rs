//! Where a type is defined, from which languages choose its name.

use super::TypeId;

/// The possible names of a type, of which each language chooses one.
#[derive(Clone, Debug, PartialEq)]
pub struct Hint {
    /// The component's name, for a schema under `/components/schemas`.
    pub component: Option<String>,
    /// `title`, or else the name of the component (a parameter, a response …) in which the schema is written.
    pub title: Option<String>,
    /// The owner and the role, for an inline schema.
    pub owner: Option<(Owner, Role)>,
}

/// The owner of an inline schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Another type.
    Type(TypeId),
    /// The operation with this index.
    Operation(usize),
    /// The webhook with this index.
    Webhook(usize),
}

/// The role in the owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// The value of this property.
    Property(String),
    /// The element of an array.
    Item,
    /// The element at this position.
    Position(usize),
    /// The value of a map.
    Value,
    /// The alternative at this position of a union.
    Variant(usize),
    /// The value without `null`.
    NonNull,
    /// A parameter.
    Parameter(String),
    /// A request body.
    Body,
    /// A reply with this status (`200`, `4XX`, `default`).
    Reply(String),
    /// A reply's header.
    Header(String),
}
