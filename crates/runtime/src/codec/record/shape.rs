//! The tables of records.

use core::fmt;

use crate::codec::Node;
use crate::codec::constant::Constant;
use crate::codec::error::MASK;
use crate::codec::members::Members;
use crate::codec::view::plain;

/// The table of a generated struct: its members, in the order of the document.
///
/// Tables are literals with public fields, because rustc checks a literal faster than calls of constructors.
///
/// ```
/// use bindery_runtime::{Node, View, record};
///
/// #[derive(Default)]
/// struct Login {
///     user: Option<String>,
///     password: Option<String>,
/// }
///
/// record! {
///     Login {
///         user = "user", required;
///         password = "pass-word", secret;
///     }
/// }
///
/// Login::default().look(&mut |view| {
///     let View::Record(shape, _members, _extra) = view else { return };
///     assert_eq!((shape.name(), shape.fields().len()), ("Login", 2));
///     assert_eq!((shape.fields()[1].name(), shape.fields()[1].wire()), ("password", "pass-word"));
///     assert!(shape.fields()[0].is_required() && shape.fields()[1].is_secret());
/// });
/// ```
#[derive(Debug)]
pub struct Shape {
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub fields: &'static [Field],
    /// The members with only one possible value, by name. They must be present when read, and are written before the others.
    #[doc(hidden)]
    pub constants: &'static [(&'static str, Constant)],
}

/// A member of a [`Shape`].
///
/// ```
/// use bindery_runtime::{Node, View, record};
///
/// #[derive(Default)]
/// struct Card {
///     r#type: Option<String>,
///     number: Option<String>,
/// }
///
/// record! {
///     Card {
///         r#type = "type", required;
///         number = "number", secret;
///     }
/// }
///
/// let mut secrets = Vec::new();
/// Card::default().look(&mut |view| {
///     let View::Record(shape, _members, _extra) = view else { return };
///     assert_eq!((shape.fields()[0].name(), shape.fields()[0].is_required()), ("type", true));
///     secrets.extend(shape.fields().iter().filter(|field| field.is_secret()).map(|field| field.wire()));
/// });
/// assert_eq!(secrets, ["number"]);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Field {
    #[doc(hidden)]
    pub name: &'static str,
    #[doc(hidden)]
    pub wire: &'static str,
    /// The name between comma and value, as a Rust literal has it: `,"id":`. Only a macro can concatenate it at compile time.
    #[doc(hidden)]
    pub written: &'static str,
    /// [`Field::required`] and [`Field::secret`].
    #[doc(hidden)]
    pub flags: u8,
}

impl Shape {
    /// Returns the name of the struct in Rust.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// Returns the members, in the order of the document.
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// The index of the member with the JSON name `wire`. The search starts at the member expected next.
    pub(in crate::codec) fn find(&self, wire: &str, next: usize) -> Option<usize> {
        let here = |index: &usize| self.fields[*index].wire == wire;
        (next..self.fields.len()).find(here).or_else(|| (0..next).find(here))
    }

    /// Whether a member of that name has only one possible value.
    pub(in crate::codec) fn has_constant(&self, wire: &str) -> bool {
        self.constants.iter().any(|(constant, _)| *constant == wire)
    }

    /// Prints a struct like `derive(Debug)`, but omits members that are not present, and masks secrets.
    ///
    /// # Errors
    /// Those of the formatter.
    pub(crate) fn debug(
        &self,
        members: &[&dyn Node],
        extra: Option<&dyn Members>,
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let mut all = true;
        let mut printed = f.debug_struct(self.name);
        for (field, member) in self.fields.iter().zip(members) {
            if !member.present() {
                all = false;
            } else if field.is_secret() {
                printed.field(field.name(), &format_args!("{MASK}"));
            } else {
                printed.field(field.name(), member);
            }
        }
        if let Some(extra) = extra.filter(|extra| extra.count() > 0) {
            printed.field("extra", &extra);
        }
        if all { printed.finish() } else { printed.finish_non_exhaustive() }
    }
}

impl Field {
    /// The member must be present when read, and is always written, as `null` if it is not present.
    #[doc(hidden)]
    #[expect(non_upper_case_globals, reason = "rows of tables use it by this name")]
    pub const required: u8 = 1;

    /// The member is masked wherever values are printed: by `Debug` and in errors.
    #[doc(hidden)]
    #[expect(non_upper_case_globals, reason = "rows of tables use it by this name")]
    pub const secret: u8 = 2;

    /// Returns the name of the field in Rust, without the `r#` of a raw identifier.
    pub fn name(&self) -> &'static str {
        plain(self.name)
    }

    /// Whether `written` is valid JSON, which it is if the literal has no escapes. Checking each character of each name at
    /// compile time took 7 % of rustc's time to check a crate.
    pub(in crate::codec) fn is_plain(&self) -> bool {
        self.written.len() == self.wire.len() + r#","":"#.len()
    }

    /// Returns the name of the member in JSON.
    pub const fn wire(&self) -> &'static str {
        self.wire
    }

    /// Whether it must be present when read.
    pub const fn is_required(&self) -> bool {
        self.flags & Self::required != 0
    }

    /// Whether its value must not be shown.
    pub const fn is_secret(&self) -> bool {
        self.flags & Self::secret != 0
    }
}
