//! Rust types, as data.

use std::borrow::Cow;
use std::fmt;

use proc_macro2::TokenStream;
use quote::ToTokens;

use crate::names::Name;
use crate::options::RustPath;

/// A Rust type in the emitted crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// A type of the crate's `types` module.
    Named(Name),
    /// A type beside the operation that uses it.
    Beside(Name),
    /// `Option<_>`
    Option(Box<Ty>),
    /// `Patch<_>` of the runtime: absent, null or a value.
    Patch(Box<Ty>),
    /// `Box<_>`
    Boxed(Box<Ty>),
    /// `Link<_>` of the runtime: a box that is opaque to rustc's trait resolution.
    Link(Box<Ty>),
    /// `Vec<_>`
    Vec(Box<Ty>),
    /// `Map<_>` of the runtime: string keys.
    Map(Box<Ty>),
    /// `String`
    String,
    /// `bool`, `i64` and others, by name.
    Primitive(&'static str),
    /// A type of the runtime or of a crate that it re-exports, by its path in `bindery_runtime`.
    Runtime(&'static str),
    /// A type of another crate, converted by serde: `Serde<_>` of the runtime.
    Foreign(RustPath),
    /// A stream of the runtime, by its name.
    Stream(&'static str, Box<Ty>),
    /// Any JSON value: `Value` of the runtime.
    Any,
    /// `()`
    Unit,
    /// `&_`, as an argument.
    Ref(Box<Ty>),
    /// `impl Into<_>`, as an argument.
    Into(Box<Ty>),
    /// `impl IntoIterator<Item = _>`, as an argument.
    Elements(Box<Ty>),
}

impl Ty {
    /// This type in an `Option`.
    #[must_use]
    pub fn option(self) -> Self {
        Self::Option(Box::new(self))
    }

    /// A literal of a primitive type.
    pub fn literal(&self) -> Option<&'static str> {
        match self {
            Self::Primitive("()") => Some("()"),
            Self::Primitive("bool") => Some("true"),
            Self::Primitive("f64") => Some("1.0"),
            Self::Primitive(_) => Some("1"),
            _ => None,
        }
    }

    /// This type in a `Box`.
    #[must_use]
    pub fn boxed(self) -> Self {
        Self::Boxed(Box::new(self))
    }

    /// This type behind a `Link`.
    #[must_use]
    pub fn linked(self) -> Self {
        Self::Link(Box::new(self))
    }

    /// The type for code outside the `types` module, which names the crate's types with `types::`.
    pub fn from_outside(&self) -> Outside<'_> {
        Outside(self)
    }

    /// The type as Rust code, for the rows of a table inside the `types` module.
    pub fn code(&self) -> Code<'_> {
        Code { ty: self, types: "", runtime: Cow::Borrowed(RUNTIME) }
    }

    /// Calls `see` with the name of every type of this crate in it.
    pub fn each_name(&self, see: &mut impl FnMut(&Name)) {
        match self {
            Self::Named(name) => see(name),
            Self::Option(inner)
            | Self::Patch(inner)
            | Self::Boxed(inner)
            | Self::Link(inner)
            | Self::Vec(inner)
            | Self::Map(inner)
            | Self::Ref(inner)
            | Self::Into(inner)
            | Self::Elements(inner)
            | Self::Stream(_, inner) => inner.each_name(see),
            Self::Beside(_)
            | Self::String
            | Self::Primitive(_)
            | Self::Runtime(_)
            | Self::Foreign(_)
            | Self::Any
            | Self::Unit => {}
        }
    }

    /// Whether two types are equal, if `same` decides which names are the same type of this crate.
    pub fn equals(&self, other: &Self, same: &impl Fn(&Name, &Name) -> bool) -> bool {
        match (self, other) {
            (Self::Named(left), Self::Named(right)) => same(left, right),
            (Self::Option(left), Self::Option(right))
            | (Self::Patch(left), Self::Patch(right))
            | (Self::Boxed(left), Self::Boxed(right))
            | (Self::Link(left), Self::Link(right))
            | (Self::Vec(left), Self::Vec(right))
            | (Self::Map(left), Self::Map(right)) => left.equals(right, same),
            _ => self == other,
        }
    }

    fn spell(&self, f: &mut fmt::Formatter<'_>, prefix: Prefix<'_>) -> fmt::Result {
        let mut around = |head: &str, inner: &Self, tail: &str| {
            f.write_str(head)?;
            inner.spell(f, prefix)?;
            f.write_str(tail)
        };
        let mut wrap = |head: &str, inner: &Self| around(&format!("{head}<"), inner, ">");
        match self {
            Self::Option(inner) => wrap("Option", inner),
            Self::Boxed(inner) => wrap("Box", inner),
            Self::Vec(inner) => wrap("Vec", inner),
            Self::Patch(inner) => wrap(&prefix.runtime("Patch"), inner),
            Self::Link(inner) => wrap(&prefix.runtime("Link"), inner),
            Self::Map(inner) => wrap(&prefix.runtime("Map"), inner),
            Self::Stream(stream, inner) => wrap(&prefix.runtime(stream), inner),
            Self::Named(name) => write!(f, "{}{name}", prefix.types),
            Self::Beside(name) => write!(f, "{name}"),
            Self::String => f.write_str("String"),
            Self::Primitive(name) => f.write_str(name),
            Self::Runtime(below) => f.write_str(&prefix.runtime(below)),
            Self::Foreign(path) => {
                let root = if prefix.runtime.is_none() || path.as_str().starts_with("crate::") { "" } else { "::" };
                write!(f, "{}<{root}{}>", prefix.runtime("Serde"), path.as_str())
            }
            Self::Any => f.write_str(&prefix.runtime("Value")),
            Self::Unit => f.write_str("()"),
            Self::Into(inner) => wrap("impl Into", inner),
            Self::Ref(inner) => around("&", inner, ""),
            Self::Elements(inner) => around("impl IntoIterator<Item = ", inner, ">"),
        }
    }
}

/// The prefixes of this crate's types and of the runtime's.
#[derive(Clone, Copy, Debug)]
struct Prefix<'a> {
    types: &'static str,
    /// `None` for text, where the last name is enough.
    runtime: Option<&'a str>,
}

impl Prefix<'_> {
    fn runtime(self, below: &str) -> String {
        match self.runtime {
            // Every file that uses it imports it.
            Some(_) if below == "Extra" => below.to_owned(),
            Some(runtime) => format!("{runtime}{below}"),
            None => below.rsplit("::").next().unwrap_or(below).to_owned(),
        }
    }
}

impl ToTokens for Ty {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.code().to_tokens(tokens);
    }
}

/// For readers: types of the runtime only have their last name.
impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spell(f, Prefix { types: "", runtime: None })
    }
}

/// A type for code outside the `types` module.
#[derive(Clone, Copy, Debug)]
pub struct Outside<'a>(&'a Ty);

impl ToTokens for Outside<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.code().to_tokens(tokens);
    }
}

impl fmt::Display for Outside<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.spell(f, Prefix { types: "types::", runtime: None })
    }
}

impl<'a> Outside<'a> {
    /// The type as Rust code, for the rows of a table outside the `types` module.
    pub fn code(self) -> Code<'a> {
        Code { ty: self.0, types: "types::", runtime: Cow::Borrowed(RUNTIME) }
    }

    /// The type as Rust code in a crate that only depends on the emitted one, and so uses its `runtime`.
    pub fn code_through(self, crate_name: &str) -> Code<'a> {
        Code { ty: self.0, types: "types::", runtime: Cow::Owned(format!("{crate_name}::runtime::")) }
    }
}

/// A type as Rust code that compiles.
#[derive(Clone, Debug)]
pub struct Code<'a> {
    ty: &'a Ty,
    types: &'static str,
    runtime: Cow<'static, str>,
}

/// The path of the runtime in emitted code.
const RUNTIME: &str = "bindery_runtime::";

impl fmt::Display for Code<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.ty.spell(f, Prefix { types: self.types, runtime: Some(&self.runtime) })
    }
}

impl ToTokens for Code<'_> {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let code: TokenStream = self.to_string().parse().expect("a type is spelled in whole tokens");
        tokens.extend(code);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_reads_as_people_write_it() {
        let ty = Ty::Vec(Box::new(Ty::Runtime("Timestamp"))).option();
        assert_eq!(ty.to_string(), "Option<Vec<Timestamp>>");
        assert_eq!(ty.to_token_stream().to_string().replace(' ', ""), "Option<Vec<bindery_runtime::Timestamp>>");
    }
}
