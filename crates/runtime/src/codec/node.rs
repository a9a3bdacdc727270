//! Values that can be read from and written as JSON.

use core::fmt;

use super::view::{self, Lend, See};
use super::{DecodeError, EncodeError, Reader, Writer, option};

/// A value that can be read from and written as JSON.
///
/// Generated types implement it with [`record!`](crate::record) and [`string_enum!`](crate::string_enum); their scalars and
/// containers implement it in this crate. The trait is object safe, so that the loops over members and items are compiled once,
/// not once for each type.
///
/// A value describes its parts twice: for viewing, and for filling. Values made of other values leave the rest to the trait; a
/// value in one piece, a [`View::Leaf`](crate::View::Leaf), also defines how it is read and written.
///
/// ```
/// use bindery_runtime::{DecodeError, Empty, EncodeError, Lend, Node, Reader, See, View, ViewMut, Writer, decode, encode};
///
/// /// A place on earth, an array of two numbers on the wire.
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
///
///     fn look(&self, see: &mut See<'_>) {
///         see(View::Leaf(self));
///     }
///
///     fn lend(&mut self, to: &mut Lend<'_>) {
///         to(ViewMut::Leaf(self));
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
pub trait Node: AsNode + 'static {
    /// Reads the next value of the text into `self`, which has to be [`Empty::empty`].
    ///
    /// # Errors
    /// The text is not JSON, or its value does not fit. The contents of `self` are then unspecified.
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        view::decode(self.as_node_mut(), reader)
    }

    /// Writes exactly one value.
    ///
    /// # Errors
    /// The value has no JSON form.
    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        view::encode(self.as_node(), writer)
    }

    /// Whether there is anything to write: an optional member that is not present is omitted from its object.
    fn present(&self) -> bool {
        true
    }

    /// Calls `see` once, with a view of the value's parts. A value that must not be printed inside another one, or is not equal
    /// part by part, is a [`View::Leaf`](crate::View::Leaf).
    fn look(&self, see: &mut See<'_>);

    /// Calls `to` once, with the same parts as [`Node::look`], to be filled while they are [`Empty::empty`].
    fn lend(&mut self, to: &mut Lend<'_>);
}

/// Prints like `derive(Debug)`, but omits record members that are not present, and masks secrets.
impl fmt::Debug for dyn Node + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        view::debug(self, f)
    }
}

/// Conversion to a value whose type is erased. Every [`Node`] implements it.
///
/// ```
/// use bindery_runtime::AsNode;
///
/// assert_eq!(format!("{:?}", Some(7_i64).as_node()), "Some(7)");
/// ```
pub trait AsNode {
    /// Returns the value, for viewing.
    fn as_node(&self) -> &dyn Node;

    /// Returns the value, for filling.
    fn as_node_mut(&mut self) -> &mut dyn Node;
}

impl<T: Node> AsNode for T {
    fn as_node(&self) -> &dyn Node {
        self
    }

    fn as_node_mut(&mut self) -> &mut dyn Node {
        self
    }
}

/// The result of reading.
pub type Decoded = Result<(), DecodeError>;

/// The result of writing.
pub type Encoded = Result<(), EncodeError>;

/// A [`Node`] that can be created before its JSON is read.
///
/// ```
/// use bindery_runtime::{Empty, Map, decode};
///
/// /// Reads the text, or returns an empty value.
/// fn or_empty<T: Empty>(json: &[u8]) -> T {
///     decode(json).unwrap_or_else(|_| T::empty())
/// }
///
/// assert_eq!(or_empty::<Vec<i64>>(b"[1]"), [1]);
/// assert!(or_empty::<Map<String>>(b"oops").is_empty());
/// assert_eq!((bool::empty(), i64::empty(), String::empty()), (false, 0, String::new()));
/// ```
pub trait Empty: Node + Sized {
    /// Returns the value that [`Node::decode`] starts from: an empty string, no items, zero, the first of the listed values.
    fn empty() -> Self;

    /// Reads a value that may be `null` into an option, in place.
    ///
    /// # Errors
    /// Those of [`Node::decode`]; the option is then `None`.
    #[doc(hidden)]
    fn decode_option(option: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        option::decode(option, reader)
    }
}
