use core::fmt;

use super::{DecodeError, EncodeError, Reader, Writer};

/// The text of an enum's value that the document did not list when the client was made.
///
/// It can be printed, compared and sent back, and only reading makes one: a text that the enum knows is always the
/// variant of that name.
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
    /// The text on the wire.
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

/// The value of an enum that `text` stands for, `other` where it is not listed: `values` stand in the order of `texts`.
#[doc(hidden)]
pub fn recognize<T: Clone>(values: &[T], texts: &[&str], other: fn(Unrecognized) -> T, text: &str) -> T {
    match place(texts, text) {
        Some(place) => values[place].clone(),
        None => other(Unrecognized(text.into())),
    }
}

/// [`Node::decode`](crate::Node::decode) of an enum.
#[doc(hidden)]
pub fn decode<T: Clone>(
    value: &mut T,
    values: &[T],
    texts: &[&str],
    other: fn(Unrecognized) -> T,
    reader: &mut Reader<'_>,
) -> Result<(), DecodeError> {
    *value = match next(texts, reader)? {
        Ok(place) => values[place].clone(),
        Err(text) => other(text),
    };
    Ok(())
}

/// The place of the next text among `texts`, or the text.
fn next(texts: &[&str], reader: &mut Reader<'_>) -> Result<Result<usize, Unrecognized>, DecodeError> {
    let text = reader.string()?;
    let place = place(texts, &text);
    reader.recognized(place.is_some());
    Ok(place.ok_or_else(|| Unrecognized(text.into())))
}

fn place(texts: &[&str], text: &str) -> Option<usize> {
    texts.iter().position(|listed| *listed == text)
}

/// [`Node::encode`](crate::Node::encode) of an enum.
#[doc(hidden)]
pub fn encode(text: &str, writer: &mut Writer) -> Result<(), EncodeError> {
    writer.string(text);
    Ok(())
}

/// Lets an enum of texts meet JSON: one row a variant, in the order of the document. The enum has one variant more,
/// `Other`, for the texts that the document does not list.
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

            /// The text on the wire.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)+
                    Self::Other(text) => text.as_str(),
                }
            }
        }

        impl $crate::Node for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(&mut self, reader: &mut $crate::Reader<'_>) -> $crate::__private::Decoded {
                $crate::__private::decode_string_enum(self, Self::VALUES, &[$($text),+], Self::Other, reader)
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn encode(&self, writer: &mut $crate::Writer) -> $crate::__private::Encoded {
                $crate::__private::encode_string_enum(self.as_str(), writer)
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
