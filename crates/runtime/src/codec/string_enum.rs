//! Enums of strings.

use core::fmt;

use super::view::plain;
use super::{DecodeError, Reader};

/// A string of an enum that was not listed when the client was generated.
///
/// It can be printed, compared and sent back. It is created only by reading, so a listed string is always its own variant.
///
/// ```
/// # use bindery_runtime::{Unrecognized, string_enum};
/// #[derive(Clone, Debug, PartialEq)]
/// enum Unit {
///     Metre,
///     Other(Unrecognized),
/// }
///
/// string_enum! {
///     Unit {
///         Metre = "m";
///     }
/// }
///
/// let Unit::Other(unit) = Unit::from("ft") else { panic!("feet are listed") };
/// assert_eq!(unit, "ft");
/// assert_eq!(unit.as_str(), unit.to_string());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unrecognized(Box<str>);

impl Unrecognized {
    /// Returns the string on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Unrecognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl PartialEq<str> for Unrecognized {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for Unrecognized {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

/// An enum of strings, without its type. Implemented by [`string_enum!`](crate::string_enum).
pub trait Texts: 'static {
    /// Becomes the variant of this string, and returns whether it is listed.
    fn become_text(&mut self, text: &str) -> bool;
}

/// A variant: its name in Rust, and its string on the wire.
pub(super) type TextRow = (&'static str, &'static str);

/// Returns the value for `text`, or `other` if it is not listed; `values` are in the order of `texts`.
#[doc(hidden)]
pub fn recognize<T: Clone>(values: &[T], texts: &[&str], other: fn(Unrecognized) -> T, text: &str) -> T {
    match place(texts, text) {
        Some(place) => values[place].clone(),
        None => other(Unrecognized(text.into())),
    }
}

fn place(texts: &[&str], text: &str) -> Option<usize> {
    texts.iter().position(|listed| *listed == text)
}

/// [`Node::decode`](crate::Node::decode) of an enum.
///
/// # Errors
/// The next value is not a string.
pub(super) fn decode(value: &mut dyn Texts, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let text = reader.string()?;
    let is_listed = value.become_text(&text);
    reader.recognized(is_listed);
    Ok(())
}

/// Prints an enum as `derive(Debug)` does.
///
/// # Errors
/// Those of the formatter.
pub(super) fn debug(rows: &[TextRow], text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match rows.iter().find(|(_, listed)| *listed == text) {
        Some((name, _)) => f.write_str(plain(name)),
        None => f.debug_tuple("Other").field(&text).finish(),
    }
}

/// Gives an enum of strings its JSON form: one row for each variant with its string, in the order of the document. The enum has
/// one more variant, `Other`, for strings that the document does not list.
///
/// The enum gets [`Node`](crate::Node), [`Empty`](crate::Empty) (its first variant), `VALUES`, `as_str`, `Display`,
/// `FromStr`, `From<&str>`, `Serialize` and `Deserialize`.
///
/// ```
/// use bindery_runtime::{Unrecognized, decode, encode, string_enum};
///
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum WorkStatus {
///     Scheduled,
///     InProgress,
///     Other(Unrecognized),
/// }
///
/// string_enum! {
///     WorkStatus {
///         Scheduled = "scheduled";
///         InProgress = "in progress";
///     }
/// }
///
/// assert_eq!(WorkStatus::from("in progress"), WorkStatus::InProgress);
/// assert_eq!(WorkStatus::InProgress.to_string(), "in progress");
///
/// let newer: WorkStatus = decode(br#""paused""#)?;
/// assert!(matches!(&newer, WorkStatus::Other(text) if *text == "paused"));
/// assert_eq!(encode(&newer).unwrap(), br#""paused""#);
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
#[macro_export]
macro_rules! string_enum {
    ($name:ident { $($variant:ident = $text:literal;)+ }) => {
        impl $name {
            /// All values that the document lists.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the string on the wire.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text.as_str(),
                }
            }
        }

        impl $crate::__private::Texts for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn become_text(&mut self, text: &str) -> bool {
                *self = <Self as ::core::convert::From<&str>>::from(text);
                !::core::matches!(self, Self::Other(_))
            }
        }

        impl $crate::Node for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn look(&self, see: &mut $crate::See<'_>) {
                see($crate::View::Text(&[$((::core::stringify!($variant), $text)),+], self.as_str()));
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn lend(&mut self, to: &mut $crate::Lend<'_>) {
                to($crate::ViewMut::Text(self));
            }
        }

        impl $crate::Empty for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn empty() -> Self {
                ::core::clone::Clone::clone(&Self::VALUES[0])
            }
        }

        impl ::core::fmt::Display for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::From<&str> for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn from(text: &str) -> Self {
                $crate::__private::recognize(Self::VALUES, &[$($text),+], Self::Other, text)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            #[cfg_attr(not(debug_assertions), inline)]
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(<Self as ::core::convert::From<&str>>::from(text))
            }
        }

        $crate::__serde! { $name }
    };
}
