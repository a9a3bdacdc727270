//! The tables of unions.

use crate::codec::constant::Constant;

/// The table of a [`Union`](super::Union).
#[derive(Debug)]
pub struct Alternatives {
    pub(super) by: By,
    pub(super) variants: &'static [Alternative],
    pub(super) constants: &'static [(&'static str, Constant)],
    /// The variant for unlisted values.
    pub(super) fallback: Option<&'static str>,
}

/// How the variant is selected.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// By the string in this member.
    Tag(&'static str),
    Kind,
    Fit,
}

/// A variant of a [`Union`](super::Union).
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// The name of the variant in Rust.
    pub name: &'static str,
    /// The strings that select it; the first is written if the value itself has none.
    pub tags: &'static [&'static str],
    /// The types that select it: [`Alternative::null`] and its siblings.
    pub kinds: u8,
}

impl Alternatives {
    /// The variant that keeps any value.
    pub(super) const OTHER: &'static str = "Other";

    /// A union whose objects have a member `name` that selects the variant.
    pub const fn tag(name: &'static str, variants: &'static [Alternative]) -> Self {
        Self::new(By::Tag(name), variants)
    }

    /// A union of different JSON types.
    pub const fn kind(variants: &'static [Alternative]) -> Self {
        Self::new(By::Kind, variants)
    }

    /// A union whose variant is selected by what fits.
    pub const fn best(variants: &'static [Alternative]) -> Self {
        Self::new(By::Fit, variants)
    }

    const fn new(by: By, variants: &'static [Alternative]) -> Self {
        Self { by, variants, constants: &[], fallback: Some(Self::OTHER) }
    }

    /// Sets the variants for single values.
    #[must_use]
    pub const fn constants(self, constants: &'static [(&'static str, Constant)]) -> Self {
        Self { constants, ..self }
    }

    /// Sets the variant for unlisted values.
    #[must_use]
    pub const fn fallback(self, variant: &'static str) -> Self {
        Self { fallback: Some(variant), ..self }
    }

    /// Makes unlisted values an error.
    #[must_use]
    pub const fn closed(self) -> Self {
        Self { fallback: None, ..self }
    }

    /// The member that selects the variant of that name, and its string there.
    pub(super) fn tag_of(&self, variant: &str) -> Option<Tag> {
        let By::Tag(name) = self.by else { return None };
        let text = self.variants.iter().find(|row| row.name == variant)?.tags.first()?;
        Some(Tag { name, text })
    }
}

/// The types of JSON Schema (Validation, section 6.1.1).
macro_rules! kinds {
    ($($name:ident = $bit:literal;)*) => {
        impl Alternative {
            $(
                #[doc = concat!("Selected by the type `", stringify!($name), "`, possibly among others.")]
                #[expect(non_upper_case_globals, reason = "rows of tables use it by this name")]
                pub const $name: u8 = $bit;
            )*
        }
    };
}

kinds! {
    null = 1;
    boolean = 2;
    integer = 4;
    number = 8;
    string = 16;
    array = 32;
    object = 64;
}

/// The member that selects the variant of an object.
///
/// It belongs to the union, so an object need not list it. It is not kept if its value matches the variant, and it is written
/// before the other members.
#[derive(Clone, Copy, Debug)]
pub(in crate::codec) struct Tag {
    pub(in crate::codec) name: &'static str,
    pub(in crate::codec) text: &'static str,
}
