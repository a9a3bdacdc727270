mod shape;

pub use self::shape::{Field, Shape};

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
// A release build compiles what a program uses of a crate's types, there: of a large crate that is a part. A debug build
// compiles all of them once, with the crate: programs are linked often then, and each test is one. Whoever builds for release as
// often turns on the crate's debug assertions in that profile, and has the same. So say all our macros.
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
