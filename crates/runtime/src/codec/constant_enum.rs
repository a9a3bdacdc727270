//! Enums of fixed values that are not all strings.

use core::fmt;

use serde_json::Value;

use super::constant::Constant;
use super::{DecodeError, EncodeError, Node, Reader, Writer};

/// A value of an enum that was not listed when the client was generated.
///
/// It can be printed, compared and sent back. It is created only by reading, so a listed value is always its own variant.
///
/// ```
/// # use bindery_runtime::{UnrecognizedValue, constant_enum};
/// #[derive(Clone, Debug, PartialEq)]
/// enum Version {
///     Two,
///     Other(UnrecognizedValue),
/// }
///
/// constant_enum! {
///     Version {
///         Two = 2;
///     }
/// }
///
/// let Version::Other(version) = Version::from(serde_json::json!(3)) else { panic!("3 is listed") };
/// assert_eq!(version.as_value().as_i64(), Some(3));
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnrecognizedValue(Value);

impl UnrecognizedValue {
    /// Returns the value on the wire.
    pub fn as_value(&self) -> &Value {
        &self.0
    }
}

impl fmt::Debug for UnrecognizedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

/// An enum without its type. Implemented by [`constant_enum!`](crate::constant_enum).
pub trait ConstantEnum {
    /// Returns the values on the wire, by variant.
    fn constants(&self) -> &'static [Constant];
    /// Returns the value on the wire.
    ///
    /// # Errors
    /// The unlisted value, if it is one.
    fn constant(&self) -> Result<Constant, &UnrecognizedValue>;
    /// Becomes the variant of the value at that index.
    fn recognize(&mut self, index: usize);
    /// Becomes the variant for unlisted values.
    fn keep(&mut self, value: UnrecognizedValue);
}

/// [`Node::decode`] of an enum.
///
/// # Errors
/// The text is not JSON, or the value is of a kind that the document does not list.
pub fn decode(value: &mut dyn ConstantEnum, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let constants = value.constants();
    let index = constants.iter().position(|constant| reader.constant(constant));
    reader.testify(index.is_some());
    if let Some(index) = index {
        value.recognize(index);
        return Ok(());
    }
    let kind = reader.peek()?;
    if constants.iter().all(|constant| constant.kind() != kind) {
        let sample = constants.first().map(Constant::json).unwrap_or_default();
        return Err(reader.mismatch(&format!("a value such as {sample}")));
    }
    let mut other = Value::Null;
    other.decode(reader)?;
    value.keep(UnrecognizedValue(other));
    reader.note_unlisted();
    Ok(())
}

/// [`Node::encode`] of an enum.
///
/// # Errors
/// An unlisted value has no JSON form.
pub fn encode(value: &dyn ConstantEnum, writer: &mut Writer) -> Result<(), EncodeError> {
    match value.constant() {
        Ok(constant) => constant.encode(writer),
        Err(UnrecognizedValue(other)) => other.encode(writer)?,
    }
    Ok(())
}

/// Sets `value` to the variant for `json`.
pub fn recognize(value: &mut dyn ConstantEnum, json: Value) {
    let mut writer = Writer::new();
    let written = json.encode(&mut writer);
    let text = writer.finish();
    let is_it = |constant: &Constant| written.is_ok() && Reader::of(&text).constant(constant);
    match value.constants().iter().position(is_it) {
        Some(index) => value.recognize(index),
        None => value.keep(UnrecognizedValue(json)),
    }
}

/// The value on the wire, as a tree.
pub fn to_value(value: &dyn ConstantEnum) -> Value {
    match value.constant() {
        Ok(constant) => crate::decode(constant.json().as_bytes()).unwrap_or_default(),
        Err(UnrecognizedValue(other)) => other.clone(),
    }
}

/// Prints a string verbatim and every other value as JSON.
///
/// # Errors
/// Those of the formatter.
pub fn display(value: &dyn ConstantEnum, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match to_value(value) {
        Value::String(text) => f.pad(&text),
        other => f.pad(&other.to_string()),
    }
}

/// Gives an enum of fixed values its JSON form, if they are not all strings: one row for each variant, in the order of the
/// document. The enum has one more variant, `Other`, for values that the document does not list.
///
/// A value is a string, a number, `true`, `false` or `null`; negative numbers are in parentheses.
///
/// The enum gets [`Node`], [`Empty`](crate::Empty) (its first variant), `VALUES`, `to_value`, `Display`, `From<Value>`,
/// `Serialize` and `Deserialize`. If all values are strings, use [`string_enum!`](crate::string_enum).
///
/// ```
/// use bindery_runtime::{UnrecognizedValue, constant_enum, decode, encode};
///
/// #[derive(Clone, Debug, PartialEq, Eq, Hash)]
/// #[non_exhaustive]
/// pub enum Retries {
///     Never,
///     Once,
///     Auto,
///     Other(UnrecognizedValue),
/// }
///
/// constant_enum! {
///     Retries {
///         Never = (-1);
///         Once = 1;
///         Auto = "auto";
///     }
/// }
///
/// assert_eq!(decode::<Retries>(b"-1")?, Retries::Never);
/// assert_eq!(encode(&Retries::Auto).unwrap(), br#""auto""#);
///
/// let more: Retries = decode(b"5")?;
/// assert!(matches!(&more, Retries::Other(value) if *value.as_value() == 5));
/// assert_eq!(more.to_string(), "5");
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
#[macro_export]
macro_rules! constant_enum {
    ($name:ident { $($variant:ident = $value:tt;)+ }) => {
        impl $name {
            /// All values that the document lists.
            pub const VALUES: &'static [Self] = &[$(Self::$variant),+];

            /// Returns the value on the wire.
            #[cfg_attr(not(debug_assertions), inline)]
            pub fn to_value(&self) -> $crate::Value {
                $crate::__private::constant_to_value(self)
            }
        }

        impl $crate::__private::ConstantEnum for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn constants(&self) -> &'static [$crate::__private::Constant] {
                const { &[$($crate::__constant!($value)),+] }
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn constant(
                &self,
            ) -> ::core::result::Result<$crate::__private::Constant, &$crate::UnrecognizedValue> {
                match self {
                    $(Self::$variant => ::core::result::Result::Ok($crate::__constant!($value)),)+
                    Self::Other(value) => ::core::result::Result::Err(value),
                }
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn recognize(&mut self, index: usize) {
                *self = ::core::clone::Clone::clone(&Self::VALUES[index]);
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn keep(&mut self, value: $crate::UnrecognizedValue) {
                *self = Self::Other(value);
            }
        }

        impl $crate::Node for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(&mut self, reader: &mut $crate::Reader<'_>) -> $crate::__private::Decoded {
                $crate::__private::decode_constant_enum(self, reader)
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn encode(&self, writer: &mut $crate::Writer) -> $crate::__private::Encoded {
                $crate::__private::encode_constant_enum(self, writer)
            }

            $crate::__leaf!();
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
                $crate::__private::display_constant_enum(self, f)
            }
        }

        impl ::core::convert::From<$crate::Value> for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn from(json: $crate::Value) -> Self {
                let mut value = <Self as $crate::Empty>::empty();
                $crate::__private::recognize_constant(&mut value, json);
                value
            }
        }

        $crate::__serde! { $name }
    };
}
