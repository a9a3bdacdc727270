//! Types, by file.

use std::collections::BTreeSet;

use bindery_source::Value;

use super::{Docs, Gate};
use crate::names::Name;
use crate::ty::Ty;

/// A file of the `types` module.
#[derive(Clone, Debug)]
pub struct TypeFile {
    /// The file and private module.
    pub module: Name,
    /// What people read on top of the file.
    pub subject: String,
    /// What compiles it.
    pub gate: Gate,
    /// Its types, in document order.
    pub types: Vec<Type>,
    /// What it gives to the module.
    pub exports: BTreeSet<Name>,
    /// What it says of the runtime without a path.
    pub imports: BTreeSet<Name>,
    /// Types of other files that it names.
    pub foreign: BTreeSet<Name>,
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

/// A variant that is a constant of JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// In Rust.
    pub name: Name,
    /// In JSON: a text, a number, `true`, `false` or `null`.
    pub wire: Value,
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
    /// The alternatives that hold a value, in document order.
    pub alternatives: Vec<Alternative>,
    /// The alternatives that are a single value, and hold none.
    pub units: Vec<Constant>,
    /// The names of both, in document order.
    pub order: Vec<Name>,
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
    /// From what the union is made without naming the variant, where no other variant holds that.
    pub made_from: Vec<Ty>,
}

/// A struct with a field table.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its fields, in document order.
    pub fields: Vec<Field>,
    /// The members that have but one value, by their names in JSON; nobody need see or say it.
    pub constants: Vec<(String, Value)>,
    /// The field that keeps unknown members and its type; `None` for a schema that closes itself.
    pub extra: Option<(Name, Ty)>,
    /// How it is made.
    pub new: New,
    /// Whether its constructor leaves members as they are before anybody sets them.
    pub leaves_rest: bool,
    /// Whether it gets setters: only what callers send does.
    pub setters: bool,
}

/// How a struct is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// Nothing is required: `Default`, derived.
    Default,
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
    pub setter: Option<Setter>,
    /// What the constructor asks for, where it asks.
    pub asked: Option<Asked>,
    /// In JSON.
    pub wire: String,
    /// The whole type, with `Option` where it is optional.
    pub ty: Ty,
    /// Whether it must be there.
    pub required: bool,
    /// Whether it is never shown.
    pub secret: bool,
    /// Whether only replies have it.
    pub is_only_read: bool,
    /// Its docs.
    pub docs: Docs,
}

/// The setter of a field.
#[derive(Clone, Debug)]
pub struct Setter {
    /// Its name.
    pub name: Name,
    /// The type of its argument.
    pub accepts: Ty,
    /// Whether the value is put into `Some`.
    pub is_wrapped: bool,
    /// Whether it is a row of the runtime's table, which gives setters the names of their fields.
    pub is_row: bool,
}

/// An argument of a constructor.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The type of the argument.
    pub accepts: Ty,
    /// Whether that has to become the field's type.
    pub converts: bool,
}

/// A variant of a string enum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// In Rust.
    pub name: Name,
    /// In JSON.
    pub wire: String,
    /// Its docs.
    pub docs: Docs,
}
