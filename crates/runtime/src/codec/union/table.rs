use crate::codec::constant::Constant;

/// The table of a [`Union`](super::Union).
#[derive(Debug)]
pub struct Alternatives {
    pub(super) by: By,
    pub(super) variants: &'static [Alternative],
    pub(super) constants: &'static [(&'static str, Constant)],
    /// The variant for a value that is none of the others.
    pub(super) fallback: Option<&'static str>,
}

/// How the variant is told.
#[derive(Clone, Copy, Debug)]
pub(super) enum By {
    /// By the text of this member.
    Tag(&'static str),
    Kind,
    Fit,
}

/// One variant of a [`Union`](super::Union).
#[derive(Clone, Copy, Debug)]
pub struct Alternative {
    /// Of the variant in Rust.
    pub name: &'static str,
    /// Is told by these texts; the first is written where the value itself has none.
    pub tags: &'static [&'static str],
    /// Is told by these types: [`Alternative::null`] and its like.
    pub kinds: u8,
}

impl Alternatives {
    /// A union whose objects have a member `name` that tells them apart.
    pub const fn tag(name: &'static str, variants: &'static [Alternative]) -> Self {
        Self::new(By::Tag(name), variants)
    }

    /// A union of different types of JSON.
    pub const fn kind(variants: &'static [Alternative]) -> Self {
        Self::new(By::Kind, variants)
    }

    /// A union that is told by what fits.
    pub const fn best(variants: &'static [Alternative]) -> Self {
        Self::new(By::Fit, variants)
    }

    const fn new(by: By, variants: &'static [Alternative]) -> Self {
        Self { by, variants, constants: &[], fallback: Some("Other") }
    }

    /// Variants without a value of their own.
    #[must_use]
    pub const fn constants(self, constants: &'static [(&'static str, Constant)]) -> Self {
        Self { constants, ..self }
    }

    /// A value that is none of the variants is this one.
    #[must_use]
    pub const fn fallback(self, variant: &'static str) -> Self {
        Self { fallback: Some(variant), ..self }
    }

    /// A value that is none of the variants is an error.
    #[must_use]
    pub const fn closed(self) -> Self {
        Self { fallback: None, ..self }
    }

    /// The member that tells the variant of that name, and its text there.
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
                #[doc = concat!("Is told by the type `", stringify!($name), "`, perhaps beside others.")]
                #[expect(non_upper_case_globals, reason = "rows of tables say it by this name")]
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

/// The member that tells which variant an object is.
///
/// It belongs to the union. So an object need not list it among its own members: it is not kept when it says what the
/// variant says already, and written before the other members.
#[derive(Clone, Copy, Debug)]
pub(in crate::codec) struct Tag {
    pub(in crate::codec) name: &'static str,
    pub(in crate::codec) text: &'static str,
}
