//! Unions: one of several types, selected by a member, by the kind of value, or by what fits best.

mod decode;
mod table;

pub use self::decode::decode;
pub(super) use self::table::Tag;
pub use self::table::{Alternative, Alternatives};
use super::constant::Constant;
use super::{EncodeError, Node, Writer};

/// A union without its type. Implemented by [`union!`](crate::union).
pub trait Union: Node {
    /// Becomes the variant of that name, and returns its value to be read into, if it has one.
    fn start(&mut self, variant: &str) -> Option<&mut dyn Node>;
}

/// [`Node::encode`] of a union.
///
/// # Errors
/// Its value has no JSON form.
pub(super) fn encode(
    table: &Alternatives,
    name: &str,
    value: Option<&dyn Node>,
    writer: &mut Writer,
) -> Result<(), EncodeError> {
    if let Some(value) = value {
        return writer.tagged(table.tag_of(name), value);
    }
    let constant = table.constants.iter().find(|(unit, _)| *unit == name);
    constant.map_or(&Constant::NULL, |(_, constant)| constant).encode(writer);
    Ok(())
}

/// Gives an enum of several types its JSON form: one row for each variant, in the order of the document.
///
/// Each variant holds one value. The enum has one more variant, `Other(Value)`, for values that the document does not list. The
/// name of the enum is followed by the way in which a variant is selected:
///
/// * `tag "petType"`: by the string in a member, at any position in the object. A row is `Cat = "cat", "kitty";`. An object of a
///   known variant that does not fit it is an error. The variant's type need not list the member: it is written anyway, with the
///   first string of the row.
/// * `kind`: by the JSON type: `null`, `boolean`, `integer`, `number`, `string`, `array`, `object`. A row is
///   `Amount = integer, number;`. An integer goes to the row of `number` if no other row has it.
/// * `best`: by what fits. Of the variants that fit, the one with the most matching fixed values (strings of enums, constants) is
///   taken. Ties go to the one with the most known members, then to the first. A row is `Circle;`.
///
/// After that, `closed` makes unlisted values an error, and `fallback Cat` reads them as a `Cat`.
///
/// A block `const` after the rows lists variants for single values, which hold nothing: a string, a number, `true`, `false` or
/// `null`. Negative numbers are in parentheses.
///
/// The enum gets [`Node`], [`Empty`](crate::Empty), `Clone`, `PartialEq`, `Debug`, `Serialize` and `Deserialize`.
///
/// ```
/// use bindery_runtime::{Value, decode, encode, record, union};
///
/// #[non_exhaustive]
/// pub enum Pet {
///     Cat(Cat),
///     Dog(Box<Dog>),
///     Other(Value),
/// }
///
/// union! {
///     Pet, tag "petType" {
///         Cat = "cat", "kitty";
///         Dog = "dog";
///     }
/// }
///
/// #[non_exhaustive]
/// pub enum Limit {
///     Amount(f64),
///     Steps(Vec<f64>),
///     Unlimited,
///     Other(Value),
/// }
///
/// union! {
///     Limit, kind {
///         Amount = number;
///         Steps = array;
///     }
///     const {
///         Unlimited = "unlimited";
///     }
/// }
/// #
/// # pub struct Cat { pub lives: i64 }
/// # record! { Cat { lives = "lives", required; } }
/// # pub struct Dog { pub tricks: Vec<String> }
/// # record! { Dog { tricks = "tricks", required; } }
///
/// let cat: Pet = decode(br#"{"lives": 9, "petType": "cat"}"#)?;
/// assert_eq!(cat, Pet::Cat(Cat { lives: 9 }));
/// assert_eq!(encode(&cat).unwrap(), br#"{"petType":"cat","lives":9}"#);
///
/// let newer: Pet = decode(br#"{"petType": "fish"}"#)?;
/// assert!(matches!(newer, Pet::Other(_)));
///
/// assert_eq!(decode::<Limit>(br#""unlimited""#)?, Limit::Unlimited);
/// assert_eq!(decode::<Limit>(b"[0.5, 1]")?, Limit::Steps(vec![0.5, 1.0]));
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
#[macro_export]
macro_rules! union {
    ($name:ident, tag $tag:literal $(, $flag:ident $($arg:ident)?)? { $($variant:ident = $($text:literal),+;)* }
        $(const { $($unit:ident = $value:tt;)* })?
    ) => {
        $crate::__union! {
            $name { $($variant)* } { $($($unit)*)? }
            tag($tag, &[$($crate::__alternative!($variant, &[$($text),+], 0)),*])
            $(.$flag($(::core::stringify!($arg))?))?
            $(.constants(&[$((::core::stringify!($unit), $crate::__constant!($value))),*]))?
        }
    };
    ($name:ident, kind $(, $flag:ident $($arg:ident)?)? { $($variant:ident = $($kind:ident),+;)* }
        $(const { $($unit:ident = $value:tt;)* })?
    ) => {
        $crate::__union! {
            $name { $($variant)* } { $($($unit)*)? }
            kind(&[$($crate::__alternative!($variant, &[], $($crate::__private::Alternative::$kind)|+)),*])
            $(.$flag($(::core::stringify!($arg))?))?
            $(.constants(&[$((::core::stringify!($unit), $crate::__constant!($value))),*]))?
        }
    };
    ($name:ident, best $(, $flag:ident $($arg:ident)?)? { $($variant:ident;)* }
        $(const { $($unit:ident = $value:tt;)* })?
    ) => {
        $crate::__union! {
            $name { $($variant)* } { $($($unit)*)? }
            best(&[$($crate::__alternative!($variant, &[], 0)),*])
            $(.$flag($(::core::stringify!($arg))?))?
            $(.constants(&[$((::core::stringify!($unit), $crate::__constant!($value))),*]))?
        }
    };
}

/// Converts the values of variants into a union, for types that only one variant holds. A `Box` or a [`Link`](crate::Link) around
/// the value is added.
///
/// ```
/// use bindery_runtime::{Value, from, union};
///
/// #[non_exhaustive]
/// pub enum Limit {
///     Text(String),
///     Steps(Box<Vec<i64>>),
///     Other(Value),
/// }
///
/// union! {
///     Limit, kind {
///         Text = string;
///         Steps = array;
///     }
/// }
/// from! {
///     Limit {
///         Text: String;
///         Text: &str;
///         Steps: Vec<i64>;
///     }
/// }
///
/// assert_eq!(Limit::from("none"), Limit::Text("none".to_owned()));
/// assert_eq!(Limit::from(vec![1, 2]), Limit::Steps(Box::new(vec![1, 2])));
/// ```
#[macro_export]
macro_rules! from {
    ($name:ident { $($variant:ident: $held:ty;)* }) => {
        $(
            impl ::core::convert::From<$held> for $name {
                #[cfg_attr(not(debug_assertions), inline)]
                fn from(value: $held) -> Self {
                    Self::$variant(value.into())
                }
            }
        )*
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! __alternative {
    ($name:ident, $tags:expr, $kinds:expr) => {
        $crate::__private::Alternative { name: ::core::stringify!($name), tags: $tags, kinds: $kinds }
    };
}

/// The common part of the three forms of [`union!`]: the variants with a value, those without, and the table.
#[doc(hidden)]
#[macro_export]
macro_rules! __union {
    ($name:ident { $($variant:ident)* } { $($unit:ident)* } $($table:tt)*) => {
        impl $crate::__private::Union for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn start(&mut self, variant: &str) -> ::core::option::Option<&mut dyn $crate::Node> {
                *self = match variant {
                    $(::core::stringify!($variant) => Self::$variant($crate::Empty::empty()),)*
                    $(::core::stringify!($unit) => Self::$unit,)*
                    _ => Self::Other($crate::Value::Null),
                };
                match self {
                    $(Self::$variant(value) => ::core::option::Option::Some(value),)*
                    Self::Other(value) => ::core::option::Option::Some(value),
                    $(Self::$unit => ::core::option::Option::None,)*
                }
            }
        }

        impl $crate::Node for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(&mut self, reader: &mut $crate::Reader<'_>) -> $crate::__private::Decoded {
                $crate::__private::decode_union(self, reader)
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn look(&self, see: &mut $crate::See<'_>) {
                let (name, value): (_, ::core::option::Option<&dyn $crate::Node>) = match self {
                    $(Self::$variant(value) => (::core::stringify!($variant), ::core::option::Option::Some(value)),)*
                    Self::Other(value) => ("Other", ::core::option::Option::Some(value)),
                    $(Self::$unit => (::core::stringify!($unit), ::core::option::Option::None),)*
                };
                see($crate::View::Union(const { &$crate::__private::Alternatives::$($table)* }, name, value));
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn lend(&mut self, to: &mut $crate::Lend<'_>) {
                to($crate::ViewMut::Union(self));
            }
        }

        impl $crate::Empty for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn empty() -> Self {
                Self::Other($crate::Value::Null)
            }
        }

        impl ::core::clone::Clone for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn clone(&self) -> Self {
                $crate::__private::copy(self)
            }
        }

        impl ::core::cmp::PartialEq for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::equal(self, other)
            }
        }

        impl ::core::fmt::Debug for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug(self, f)
            }
        }

        $crate::__serde! { $name }
    };
}
