use core::fmt;

use super::view::{self, Lend, See};
use super::{DecodeError, EncodeError, Reader, Writer, option};

/// A value with a place in JSON.
///
/// Generated types get it from [`record!`](crate::record) and [`string_enum!`](crate::string_enum); the scalars and
/// containers they are made of have it here. The trait is object safe, so that the loops over members and items are
/// compiled once, not once a type.
///
/// A value says what it is made of, twice: to be looked at, and to be filled. What is made of other values leaves the
/// rest to the trait; a value in one piece, a [`View::Leaf`](crate::View::Leaf), also says how it is read and written.
///
/// ```
/// use bindery_runtime::{DecodeError, Empty, EncodeError, Lend, Node, Reader, See, View, ViewMut, Writer, decode, encode};
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
    /// Reads the next value of the text into `self`, which was [`Empty::empty`] until now.
    ///
    /// # Errors
    /// The text is no JSON, or its value does not fit. What `self` then holds is not specified.
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        view::decode(self.as_node_mut(), reader)
    }

    /// Writes exactly one value.
    ///
    /// # Errors
    /// JSON has no form for the value.
    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        view::encode(self.as_node(), writer)
    }

    /// Whether there is anything to write: an optional member that is not present is left out of its object.
    fn present(&self) -> bool {
        true
    }

    /// Shows to `see`, once, what the value is made of. What must not be printed inside of another value, or is not
    /// equal part by part, is a [`View::Leaf`](crate::View::Leaf).
    fn look(&self, see: &mut See<'_>);

    /// Lends to `to`, once, what the value is made of, to be filled while it is [`Empty::empty`]: the same as [`Node::look`]
    /// shows.
    fn lend(&mut self, to: &mut Lend<'_>);
}

/// As `derive(Debug)` prints it, less the members of records that are not there, and the text of secrets.
impl fmt::Debug for dyn Node + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        view::debug(self, f)
    }
}

/// A value of a type that need not be known any more. Every [`Node`] has it.
///
/// ```
/// use bindery_runtime::AsNode;
///
/// assert_eq!(format!("{:?}", Some(7_i64).as_node()), "Some(7)");
/// ```
pub trait AsNode {
    /// The value, to be looked at.
    fn as_node(&self) -> &dyn Node;

    /// The value, to be filled.
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

/// What reading gives.
pub type Decoded = Result<(), DecodeError>;

/// What writing gives.
pub type Encoded = Result<(), EncodeError>;

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
pub trait Empty: Node + Sized {
    /// The value that [`Node::decode`] starts from: no text, no items, zero, the first of the known values.
    fn empty() -> Self;

    /// Reads a value that may be `null` into an option, in its place.
    ///
    /// # Errors
    /// Those of [`Node::decode`]; the option is then `None`.
    #[doc(hidden)]
    fn decode_option(option: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        option::decode(option, reader)
    }
}
