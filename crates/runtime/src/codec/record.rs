//! Structs as JSON objects.

mod shape;

pub use self::shape::{Field, Shape};

/// Gives a struct its JSON form: one row for each member, in the order of the document.
///
/// A row is `field = "name on the wire"`, followed by flags: `required` (must be present when read, is always written) and
/// `secret` (is never printed). The name after the type is the field for unlisted members, an [`Extra`](crate::Extra), or a
/// [`Map`](crate::Map) if they have a type; a struct without one drops them.
///
/// A block `const` after the rows lists members with only one possible value, `"type" = "circle";`. They have no field, must be
/// present when read, and are written before the others. A different value is kept among the unlisted members and written back;
/// in a struct that keeps none it is an error. The value is a string, a number, `true`, `false` or `null`; negative numbers are
/// in parentheses.
///
/// The struct gets [`Node`](crate::Node), [`Empty`](crate::Empty), `Clone`, `PartialEq`, `Debug`, `Serialize` and `Deserialize`.
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
// A release build compiles the code of a type in each program that uses it; of a large crate that is only a part. A debug build
// compiles all types once, with the crate, because then programs, including each test, are linked often. To do the same in a
// release profile, turn on the crate's debug assertions there. This applies to all macros of this crate.
#[macro_export]
macro_rules! record {
    ($record:ident $(, $extra:ident)? { $($field:ident = $wire:literal $(, $flag:ident)*;)* }
        $(const { $($constant:literal = $value:tt;)* })?
    ) => {
        impl $crate::Node for $record {
            #[cfg_attr(not(debug_assertions), inline)]
            fn look(&self, see: &mut $crate::See<'_>) {
                see($crate::View::Record(
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
                ));
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn lend(&mut self, to: &mut $crate::Lend<'_>) {
                to($crate::ViewMut::Record(&mut [$(&mut self.$field),*], $crate::__option!($(&mut self.$extra)?)));
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
                $crate::__private::copy(self)
            }
        }

        impl ::core::cmp::PartialEq for $record {
            #[cfg_attr(not(debug_assertions), inline)]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal(self, other)
            }
        }

        impl ::core::fmt::Debug for $record {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self, f)
            }
        }

        $crate::__serde! { $record }
    };
}

/// Wraps an optional expression in an `Option`.
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
