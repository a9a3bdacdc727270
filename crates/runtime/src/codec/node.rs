use core::fmt;

use super::{DecodeError, EncodeError, Reader, Writer};

/// A value with a place in JSON.
///
/// Generated types get it from [`record!`](crate::record) and [`string_enum!`](crate::string_enum); the scalars and
/// containers they are made of have it here. The trait is object safe, so that the loops over members and items are
/// compiled once, not once a type.
pub trait Node: fmt::Debug {
    /// Reads the next value of the text into `self`, which was [`Empty::empty`] until now.
    ///
    /// # Errors
    /// The text is no JSON, or its value does not fit. What `self` then holds is not specified.
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Writes exactly one value.
    ///
    /// # Errors
    /// JSON has no form for the value.
    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError>;

    /// Whether there is anything to write: an optional member that is not present is left out of its object.
    fn present(&self) -> bool {
        true
    }
}

/// A [`Node`] that can be made before its JSON is read.
pub trait Empty: Node + Sized {
    /// The value that [`Node::decode`] starts from: no text, no items, zero, the first of the known values.
    fn empty() -> Self;
}
