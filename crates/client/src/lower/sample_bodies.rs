//! The sample of a body: its required members, and the first optional ones for which there is a literal.

use indexmap::IndexMap;

use crate::items::{Field, New, Struct, Type, TypeKind};
use crate::names::Name;
use crate::ty::Ty;

/// The number of optional members in a sample.
const SHOWN: usize = 2;

/// The deepest nesting of structs that is still readable.
const DEEPEST: usize = 2;

/// The width of a method chain that rustfmt leaves on one line.
const CHAIN_WIDTH: usize = 60;

/// The width of a line in rustfmt, without the indentation of a function's body.
const LINE_WIDTH: usize = 96;

/// The types of the crate, by name.
pub(super) struct Bodies<'a>(IndexMap<&'a Name, &'a TypeKind>);

impl<'a> Bodies<'a> {
    pub(super) fn of(types: impl Iterator<Item = &'a Type>) -> Self {
        Self(types.map(|ty| (&ty.name, &ty.kind)).collect())
    }

    /// An expression for a value of the type, if it is a struct and the expression is obvious.
    pub(super) fn write(&self, ty: &Ty) -> Option<String> {
        let Ty::Named(name) = ty else { return None };
        let TypeKind::Struct(shape) = self.kind(name)? else { return None };
        let made = self.made(name, shape, 0)?;
        let setters: Vec<String> = shape.fields.iter().filter_map(|field| self.set(field)).take(SHOWN).collect();
        if setters.is_empty() && shape.new == New::Default {
            return None;
        }
        let chain = format!("{made}{}", setters.concat());
        let is_chain_short = setters.is_empty() || chain.len() <= CHAIN_WIDTH;
        Some(if is_chain_short { chain } else { format!("{made}\n        {}", setters.join("\n        ")) })
            .filter(|expression| expression.lines().all(|line| line.len() <= LINE_WIDTH))
    }

    /// The kind of a named type, through an alias.
    fn kind(&self, name: &Name) -> Option<&'a TypeKind> {
        match self.0.get(name)? {
            TypeKind::Alias(Ty::Named(target)) => self.0.get(target).copied(),
            kind => Some(kind),
        }
    }

    /// The constructor's call.
    fn made(&self, name: &Name, shape: &Struct, depth: usize) -> Option<String> {
        match shape.new {
            New::Default => Some(format!("types::{name}::default()")),
            New::Args => {
                let asked = shape.fields.iter().filter_map(|field| Some((field, field.asked.as_ref()?)));
                let args: Option<Vec<String>> =
                    asked.map(|(field, asked)| self.value(&asked.accepts, &field.name, depth)).collect();
                Some(format!("types::{name}::new({})", args?.join(", ")))
            }
            New::Required(_) => None,
        }
    }

    /// The setter's call, if there is a literal for its value.
    fn set(&self, field: &Field) -> Option<String> {
        let setter = field.setter.as_ref().filter(|_| !field.is_only_read)?;
        let is_plain = matches!(&setter.accepts, Ty::Primitive(_)) || is_text(&setter.accepts);
        let value = is_plain.then(|| self.value(&setter.accepts, &field.name, 0))??;
        Some(format!(".{}({value})", setter.name))
    }

    fn value(&self, ty: &Ty, field: &Name, depth: usize) -> Option<String> {
        let text = field.file_stem();
        match ty {
            text_like if is_text(text_like) => Some(format!("{text:?}")),
            Ty::String => Some(format!("{text:?}.to_owned()")),
            Ty::Into(inner) if matches!(**inner, Ty::Named(_)) => self.value(inner, field, depth),
            Ty::Primitive(_) => ty.literal().map(str::to_owned),
            Ty::Vec(item) => Some(format!("vec![{}]", self.value(item, field, depth)?)),
            Ty::Elements(item) => Some(format!("[{}]", self.value(item, field, depth)?)),
            Ty::Option(inner) => Some(format!("Some({})", self.value(inner, field, depth)?)),
            Ty::Named(name) => match self.kind(name)? {
                TypeKind::StringEnum(variants) => Some(format!("types::{name}::{}", variants.first()?.name)),
                TypeKind::ConstantEnum(constants) => Some(format!("types::{name}::{}", constants.first()?.name)),
                TypeKind::Struct(shape) if depth < DEEPEST => self.made(name, shape, depth + 1),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether the type accepts a `&str`.
fn is_text(ty: &Ty) -> bool {
    let Ty::Into(inner) = ty else { return false };
    match &**inner {
        Ty::String => true,
        Ty::Patch(inner) => **inner == Ty::String,
        _ => false,
    }
}
