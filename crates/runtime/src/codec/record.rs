mod shape;

use core::fmt;

use super::node::{Fill, See};
use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

pub use self::shape::{Field, Shape};

/// Prints a record.
///
/// # Errors
/// Those of the formatter.
pub fn debug(record: &dyn Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printed = Ok(());
    record.members(&mut |shape, members, extra| printed = shape.debug(members, extra, f));
    printed
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
