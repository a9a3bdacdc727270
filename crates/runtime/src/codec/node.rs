use core::fmt;

use super::members::Members;
use super::record::{self, Shape};
use super::{DecodeError, EncodeError, Reader, Same, Writer};

/// A value with a place in JSON.
///
/// Generated types get it from [`record!`](crate::record) and [`string_enum!`](crate::string_enum); the scalars and
/// containers they are made of have it here. The trait is object safe, so that the loops over members and items are
/// compiled once, not once a type.
///
/// A struct of members says what they are, twice, and leaves the rest to the trait; everything else says how it is read and
/// written.
///
/// ```
/// use bindery_runtime::{DecodeError, Empty, EncodeError, Node, Reader, Writer, decode, encode};
///
/// /// A place on earth, on the wire an array of two numbers.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Place(f64, f64);
///
/// impl Node for Place {
///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
///         reader.tuple(&mut [&mut self.0, &mut self.1], None)
///     }
///
///     fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
///         writer.tuple(&[&self.0, &self.1], None)
///     }
/// }
///
/// impl Empty for Place {
///     fn empty() -> Self {
///         Self(0.0, 0.0)
///     }
/// }
///
/// let places: Vec<Place> = decode(b"[[47.5, 8.5]]")?;
/// assert_eq!(places, [Place(47.5, 8.5)]);
/// assert_eq!(encode(&places).unwrap(), b"[[47.5,8.5]]");
/// assert_eq!(decode::<Place>(b"[47.5]").unwrap_err().path(), "$[1]");
/// assert!(places[0].present() && !None::<Place>.present(), "an object leaves out what is not present");
/// # Ok::<(), DecodeError>(())
/// ```
pub trait Node: fmt::Debug + Same {
    /// Reads the next value of the text into `self`, which was [`Empty::empty`] until now.
    ///
    /// # Errors
    /// The text is no JSON, or its value does not fit. What `self` then holds is not specified.
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let shape = record::shape(&|see| self.members(see));
        record::decode(shape, &mut |fill| self.members_mut(fill), reader)
    }

    /// Writes exactly one value.
    ///
    /// # Errors
    /// JSON has no form for the value.
    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        record::encode(&|see| self.members(see), writer)
    }

    /// Whether there is anything to write: an optional member that is not present is left out of its object.
    fn present(&self) -> bool {
        true
    }

    /// Shows the members of a record to `see`, once.
    #[doc(hidden)]
    fn members(&self, see: &mut See<'_>) {
        let _ = see;
    }

    /// Lends the members of a record to `fill`, once, in the order of its shape.
    #[doc(hidden)]
    fn members_mut(&mut self, fill: &mut Fill<'_>) {
        let _ = fill;
    }
}

/// What reading gives.
pub type Decoded = Result<(), DecodeError>;

/// What writing gives.
pub type Encoded = Result<(), EncodeError>;

/// Who looks at the members of a record: at its table, at what it lists, and at what it does not.
pub type See<'s> = dyn FnMut(&'static Shape, &[&dyn Node], Option<&dyn Members>) + 's;

/// Who reads the members of a record: what its table lists, and what it does not.
pub type Fill<'f> = dyn FnMut(&mut [&mut dyn Node], Option<&mut dyn Members>) + 'f;

/// A [`Node`] that can be made before its JSON is read.
///
/// ```
/// use bindery_runtime::{Empty, Map, decode};
///
/// /// What the text holds, or nothing.
/// fn or_empty<T: Empty>(json: &[u8]) -> T {
///     decode(json).unwrap_or_else(|_| T::empty())
/// }
///
/// assert_eq!(or_empty::<Vec<i64>>(b"[1]"), [1]);
/// assert!(or_empty::<Map<String>>(b"oops").is_empty());
/// assert_eq!((bool::empty(), i64::empty(), String::empty()), (false, 0, String::new()));
/// ```
pub trait Empty: Node + Sized + Clone + PartialEq {
    /// The value that [`Node::decode`] starts from: no text, no items, zero, the first of the known values.
    fn empty() -> Self;
}
