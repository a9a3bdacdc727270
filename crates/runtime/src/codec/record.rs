use core::fmt;

use super::constant::Constant;
use super::error::MASK;
use super::members::Members;
use super::{Empty, Node};

/// A generated struct: an object whose members a table lists. Made by [`record!`](crate::record).
pub trait Record: Empty {
    /// The table.
    const SHAPE: &'static Shape;
}

/// The table of a [`Record`]: its members, in the order of the document.
#[derive(Debug)]
pub struct Shape {
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
    /// The members that have but one value, by name.
    pub(super) constants: &'static [(&'static str, Constant)],
}

/// One member of a [`Record`].
#[derive(Clone, Copy, Debug)]
pub struct Field {
    name: &'static str,
    pub(super) wire: &'static str,
    /// The name between comma and value, as the source of the program has it: `,"id":`.
    pub(super) written: &'static str,
    pub(super) is_required: bool,
    is_secret: bool,
}

impl Shape {
    /// The table of a struct called `name`.
    pub const fn new(name: &'static str, fields: &'static [Field]) -> Self {
        Self { name, fields, constants: &[] }
    }

    /// Members that have but one value.
    #[doc(hidden)]
    #[must_use]
    pub const fn constants(self, constants: &'static [(&'static str, Constant)]) -> Self {
        Self { constants, ..self }
    }

    /// Name of the struct in Rust.
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The members, in the order of the document.
    pub const fn fields(&self) -> &'static [Field] {
        self.fields
    }

    /// The place of the member that is called `wire` in JSON. The search begins at the member expected next.
    pub(super) fn find(&self, wire: &str, next: usize) -> Option<usize> {
        let here = |index: &usize| self.fields[*index].wire == wire;
        (next..self.fields.len()).find(here).or_else(|| (0..next).find(here))
    }

    /// Whether a member of that name has but one value.
    pub(super) fn has_constant(&self, wire: &str) -> bool {
        self.constants.iter().any(|(constant, _)| *constant == wire)
    }

    /// Prints a struct as `derive(Debug)` does, less the members that are not there and the text of secrets.
    ///
    /// # Errors
    /// Those of the formatter.
    pub fn debug(&self, members: &[&dyn Node], extra: Option<&dyn Members>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut all = true;
        let mut printed = f.debug_struct(self.name);
        for (field, member) in self.fields.iter().zip(members) {
            if !member.present() {
                all = false;
            } else if field.is_secret {
                printed.field(field.name(), &format_args!("{MASK}"));
            } else {
                printed.field(field.name(), member);
            }
        }
        if let Some(extra) = extra.filter(|extra| !extra.none()) {
            printed.field("extra", extra);
        }
        if all { printed.finish() } else { printed.finish_non_exhaustive() }
    }
}

impl Field {
    /// A member called `name` in Rust and `wire` in JSON; `written` is the literal of `wire` with a comma and a colon around,
    /// which only a macro can glue together before the program runs.
    #[doc(hidden)]
    pub const fn new(name: &'static str, wire: &'static str, written: &'static str) -> Self {
        Self { name, wire, written, is_required: false, is_secret: false }
    }

    /// Must be there when read; is always written, as `null` if it is not present.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { is_required: true, ..self }
    }

    /// Is masked wherever values are printed: by `Debug` and in errors.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self { is_secret: true, ..self }
    }

    /// Name of the field in Rust, less the `r#` of a raw identifier.
    pub fn name(&self) -> &'static str {
        self.name.trim_start_matches("r#")
    }

    /// Whether `written` is JSON as it stands: so it is if the literal holds no escapes. To look at each character of each
    /// name before the program runs took 7 % of the time that rustc took to check a crate.
    pub(super) fn is_plain(&self) -> bool {
        self.written.len() == self.wire.len() + r#","":"#.len()
    }

    /// Name of the member in JSON.
    pub const fn wire(&self) -> &'static str {
        self.wire
    }

    /// Whether it must be there when read.
    pub const fn is_required(&self) -> bool {
        self.is_required
    }

    /// Whether its value must not be shown.
    pub const fn is_secret(&self) -> bool {
        self.is_secret
    }
}

/// Lets a struct meet JSON: one row a member, in the order of the document.
///
/// A row is `field = "name on the wire"`, then what else holds of the member: `required` (must be there when read, is
/// always written) and `secret` (never printed). The name behind the type is the field that keeps unknown members, an
/// [`Extra`](crate::Extra), or a [`Map`](crate::Map) where they have a type; a struct without one forgets them.
///
/// A block `const` behind the rows lists members that have but one value, `"type" = "circle";`. They have no field: they must
/// be there when read, and are written before the others. Another value is kept among the unknown members and written back;
/// a struct that keeps none takes none. The value is a string, a number, `true`, `false` or `null`; negative numbers stand in
/// parentheses.
///
/// The struct gets [`Node`], [`Empty`], [`Record`], `Debug`, `Serialize` and `Deserialize`.
///
/// ```
/// use bindery_runtime::{Extra, decode, encode, record};
///
/// #[derive(Clone, Default, PartialEq)]
/// pub struct Login {
///     pub user: Option<String>,
///     pub password: Option<String>,
///     pub extra: Extra,
/// }
///
/// record! {
///     Login, extra {
///         user = "user";
///         password = "pass-word", secret;
///     }
/// }
///
/// let login: Login = decode(br#"{"pass-word": "hunter2", "stay": true}"#)?;
/// assert_eq!(format!("{login:?}"), r#"Login { password: ***, extra: {"stay": Bool(true)}, .. }"#);
/// assert_eq!(encode(&login).unwrap(), br#"{"pass-word":"hunter2","stay":true}"#);
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
#[macro_export]
macro_rules! record {
    ($record:ident $(, $extra:ident)? { $($field:ident = $wire:literal $(, $flag:ident)*;)* }
        $(const { $($constant:literal = $value:tt;)* })?
    ) => {
        impl $crate::Record for $record {
            const SHAPE: &'static $crate::Shape = &$crate::Shape::new(
                ::core::stringify!($record),
                const {
                    &[$($crate::Field::new(
                        ::core::stringify!($field),
                        $wire,
                        ::core::concat!(",", ::core::stringify!($wire), ":"),
                    )$(.$flag())*),*]
                },
            )$(.constants(const { &[$(($constant, $crate::__constant!($value))),*] }))?;
        }

        impl $crate::Node for $record {
            fn decode(
                &mut self,
                reader: &mut $crate::Reader<'_>,
            ) -> ::core::result::Result<(), $crate::DecodeError> {
                reader.record(
                    <Self as $crate::Record>::SHAPE,
                    &mut [$(&mut self.$field),*],
                    ::core::option::Option::None$(.or(::core::option::Option::Some(&mut self.$extra)))?,
                )
            }

            fn encode(&self, writer: &mut $crate::Writer) -> ::core::result::Result<(), $crate::EncodeError> {
                writer.record(
                    <Self as $crate::Record>::SHAPE,
                    &[$(&self.$field),*],
                    ::core::option::Option::None$(.or(::core::option::Option::Some(&self.$extra)))?,
                )
            }
        }

        impl $crate::Empty for $record {
            fn empty() -> Self {
                Self {
                    $($field: $crate::Empty::empty(),)*
                    $($extra: ::core::default::Default::default(),)?
                }
            }
        }

        impl ::core::fmt::Debug for $record {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                <Self as $crate::Record>::SHAPE.debug(
                    &[$(&self.$field),*],
                    ::core::option::Option::None$(.or(::core::option::Option::Some(&self.$extra)))?,
                    f,
                )
            }
        }

        $crate::__serde! { $record }
    };
}
