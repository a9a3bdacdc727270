use core::fmt;

use super::constant::Constant;
use super::error::MASK;
use super::members::Members;
use super::node::{Fill, See};
use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// Prints a record.
///
/// # Errors
/// Those of the formatter.
pub fn debug(record: &dyn Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printed = Ok(());
    record.members(&mut |shape, members, extra| printed = shape.debug(members, extra, f));
    printed
}

/// The table of a generated struct: its members, in the order of the document.
///
/// Tables are literals of public fields, as rustc checks a literal faster than the calls of functions that would make it.
///
/// ```
/// use bindery_runtime::{Node, record};
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
/// Login::default().members(&mut |shape, _members, _extra| {
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
    /// The members that have but one value, by name. They must be there when read, and are written before the others.
    #[doc(hidden)]
    pub constants: &'static [(&'static str, Constant)],
}

/// One member of a [`Shape`].
///
/// ```
/// use bindery_runtime::{Node, record};
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
/// Card::default().members(&mut |shape, _members, _extra| {
///     assert_eq!(shape.fields()[0].name(), "type");
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
    /// The name between comma and value, as the source of the program has it: `,"id":`. Only a macro can glue it together
    /// before the program runs.
    #[doc(hidden)]
    pub written: &'static str,
    /// [`Field::required`] and [`Field::secret`].
    #[doc(hidden)]
    pub flags: u8,
}

/// Whether two records of one type are equal, member by member.
pub fn equal(left: &dyn Node, right: &dyn Node) -> bool {
    let mut are_equal = false;
    left.members(&mut |_, left, left_extra| {
        right.members(&mut |_, right, right_extra| {
            let same_extra = match (left_extra, right_extra) {
                (Some(left), Some(right)) => left.same(right.as_any()),
                _ => true,
            };
            are_equal = same_extra && left.iter().zip(right).all(|(left, right)| left.same(right.as_any()));
        });
    });
    are_equal
}

/// A record with the members of another.
pub fn copy<T: Empty>(record: &T) -> T {
    let mut copy = T::empty();
    assign(&mut copy, record);
    copy
}

fn assign(copy: &mut dyn Node, record: &dyn Node) {
    record.members(&mut |_, members, extra| {
        copy.members_mut(&mut |copies, copied_extra| {
            copies.iter_mut().zip(members).for_each(|(copy, member)| copy.assign(member.as_any()));
            if let (Some(copy), Some(extra)) = (copied_extra, extra) {
                copy.assign(extra.as_any());
            }
        });
    });
}

/// The table of what lends its members.
pub(super) fn shape(members: &dyn Fn(&mut See<'_>)) -> Option<&'static Shape> {
    let mut shape = None;
    members(&mut |its, _, _| shape = Some(its));
    shape
}

/// [`Node::decode`] of a record, which is here and not there so that rustc compiles it once.
pub(super) fn decode(
    shape: Option<&Shape>,
    members: &mut dyn FnMut(&mut Fill<'_>),
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    let mut read = None;
    if let Some(shape) = shape {
        members(&mut |members, extra| read = Some(reader.record(shape, members, extra)));
    }
    read.unwrap_or_else(|| Err(DecodeError::new("a value without members", "something", reader.offset())))
}

/// [`Node::encode`] of a record.
pub(super) fn encode(members: &dyn Fn(&mut See<'_>), writer: &mut Writer) -> Result<(), EncodeError> {
    let mut written = None;
    members(&mut |shape, members, extra| written = Some(writer.record(shape, members, extra)));
    written.unwrap_or_else(|| Err(EncodeError::new("a value without members".to_owned())))
}

impl Shape {
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
            } else if field.is_secret() {
                printed.field(field.name(), &format_args!("{MASK}"));
            } else {
                printed.field(field.name(), member);
            }
        }
        if let Some(extra) = extra.filter(|extra| !extra.none()) {
            printed.field("extra", &extra);
        }
        if all { printed.finish() } else { printed.finish_non_exhaustive() }
    }
}

impl Field {
    /// Must be there when read; is always written, as `null` if it is not present.
    #[doc(hidden)]
    #[expect(non_upper_case_globals, reason = "rows of tables say it by this name")]
    pub const required: u8 = 1;

    /// Is masked wherever values are printed: by `Debug` and in errors.
    #[doc(hidden)]
    #[expect(non_upper_case_globals, reason = "rows of tables say it by this name")]
    pub const secret: u8 = 2;

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
        self.flags & Self::required != 0
    }

    /// Whether its value must not be shown.
    pub const fn is_secret(&self) -> bool {
        self.flags & Self::secret != 0
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
/// The struct gets [`Node`], [`Empty`], `Clone`, `PartialEq`, `Debug`, `Serialize` and `Deserialize`.
///
/// ```
/// use bindery_runtime::{Extra, decode, encode, record};
///
/// #[derive(Default)]
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
// A release build compiles what a program uses of a crate's types, there: of a large crate that is a part. A debug build
// compiles all of them once, with the crate: programs are linked often then, and each test is one. So say all our macros.
#[macro_export]
macro_rules! record {
    ($record:ident $(, $extra:ident)? { $($field:ident = $wire:literal $(, $flag:ident)*;)* }
        $(const { $($constant:literal = $value:tt;)* })?
    ) => {
        impl $crate::Node for $record {
            #[cfg_attr(not(debug_assertions), inline)]
            fn members(&self, see: &mut $crate::__private::See<'_>) {
                see(
                    &$crate::Shape {
                        name: ::core::stringify!($record),
                        fields: &[$($crate::Field {
                            name: ::core::stringify!($field),
                            wire: $wire,
                            written: ::core::concat!(",", ::core::stringify!($wire), ":"),
                            flags: 0 $(| $crate::Field::$flag)*,
                        }),*],
                        constants: &[$($(($constant, $crate::__constant!($value))),*)?],
                    },
                    &[$(&self.$field),*],
                    $crate::__option!($(&self.$extra)?),
                );
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn members_mut(&mut self, fill: &mut $crate::__private::Fill<'_>) {
                fill(&mut [$(&mut self.$field),*], $crate::__option!($(&mut self.$extra)?));
            }
        }

        impl $crate::Empty for $record {
            #[cfg_attr(not(debug_assertions), inline)]
            fn empty() -> Self {
                Self {
                    $($field: $crate::Empty::empty(),)*
                    $($extra: ::core::default::Default::default(),)?
                }
            }
        }

        impl ::core::clone::Clone for $record {
            #[cfg_attr(not(debug_assertions), inline)]
            fn clone(&self) -> Self {
                $crate::__private::copy_record(self)
            }
        }

        impl ::core::cmp::PartialEq for $record {
            #[cfg_attr(not(debug_assertions), inline)]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal_records(self, other)
            }
        }

        impl ::core::fmt::Debug for $record {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug_record(self, f)
            }
        }

        $crate::__serde! { $record }
    };
}

/// `Some` of what there is.
#[doc(hidden)]
#[macro_export]
macro_rules! __option {
    () => {
        ::core::option::Option::None
    };
    ($some:expr) => {
        ::core::option::Option::Some($some)
    };
}
