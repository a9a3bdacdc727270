//! Types and their files.

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
    /// The first line of the file's docs.
    pub subject: String,
    /// The features that compile it.
    pub gate: Gate,
    /// Its types, in document order.
    pub types: Vec<Type>,
    /// The names that it exports to the module.
    pub exports: BTreeSet<Name>,
    /// The names that it imports from the runtime.
    pub imports: BTreeSet<Name>,
    /// Types of other files that it uses.
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
    /// An open enum of strings.
    StringEnum(Vec<Variant>),
    /// An open enum of constants that are not all strings.
    ConstantEnum(Vec<Constant>),
    /// An array with a type for each position.
    Tuple(Tuple),
    /// One of several types.
    Union(Union),
    /// An alias of a type.
    Alias(Ty),
}

/// A variant for a JSON constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constant {
    /// In Rust.
    pub name: Name,
    /// In JSON: a string, a number, `true`, `false` or `null`.
    pub wire: Value,
    /// Its docs.
    pub docs: Docs,
}

/// An array with a type for each position.
#[derive(Clone, Debug)]
pub struct Tuple {
    /// The first elements.
    pub items: Vec<(Name, Ty)>,
    /// The field for the remaining elements, and its type.
    pub rest: Option<(Name, Ty)>,
}

/// One of several types.
#[derive(Clone, Debug)]
pub struct Union {
    /// How the alternative of a value is selected.
    pub told: Told,
    /// The alternatives with data, in document order.
    pub alternatives: Vec<Alternative>,
    /// The alternatives that are a single value, without data.
    pub units: Vec<Constant>,
    /// The names of both, in document order.
    pub order: Vec<Name>,
    /// The alternative for objects that no tag selects.
    pub default: Option<Name>,
}

/// How the alternative of a value is selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// By the string in this member.
    Tag(String),
    /// By the value's JSON type.
    Kind,
    /// By the best match.
    Best,
}

/// An alternative of a [`Union`].
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The variant.
    pub name: Name,
    /// Its docs.
    pub docs: Docs,
    /// The type of its data.
    pub ty: Ty,
    /// The tags that select it, if a member does.
    pub tags: Vec<String>,
    /// The JSON types that select it, if they do.
    pub kinds: Vec<&'static str>,
    /// The types for which the union implements `From`, if no other variant has them.
    pub made_from: Vec<Ty>,
}

/// A struct with a field table.
#[derive(Clone, Debug)]
pub struct Struct {
    /// Its fields, in document order.
    pub fields: Vec<Field>,
    /// The members with only one value, by their names in JSON. They are not fields.
    pub constants: Vec<(String, Value)>,
    /// The field for unknown members, and its type; `None` for a closed schema.
    pub extra: Option<(Name, Ty)>,
    /// How it is created.
    pub new: New,
    /// Whether its constructor leaves members unset.
    pub leaves_rest: bool,
    /// Whether it has setters. Only types that callers send have them.
    pub setters: bool,
}

/// How a struct is created.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// Without required members: derived `Default`.
    Default,
    /// `new(required…)`
    Args,
    /// `new(required: JobRequired)`, because a call with so many arguments is unreadable.
    Required(Name),
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    /// In Rust.
    pub name: Name,
    /// Its setter, if it is optional.
    pub setter: Option<Setter>,
    /// The argument of the constructor, if it has one.
    pub asked: Option<Asked>,
    /// In JSON.
    pub wire: String,
    /// The whole type, with `Option` if it is optional.
    pub ty: Ty,
    /// Whether it is required.
    pub required: bool,
    /// Whether `Debug` hides it.
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
    /// Whether the value is wrapped in `Some`.
    pub is_wrapped: bool,
    /// Whether it is a row of the runtime's table, whose setters have the names of their fields.
    pub is_row: bool,
}

/// An argument of a constructor.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The type of the argument.
    pub accepts: Ty,
    /// Whether it must be converted to the field's type.
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
