//! The kinds of JSON values.

/// The kind of a value: the JSON types of RFC 8259, section 3.
///
/// ```
/// use bindery_runtime::{DecodeError, Empty, Kind, Lend, Node, Reader, See, View, ViewMut, decode};
///
/// /// A number, or its digits in a string: not every client can express `9007199254740993` in JSON.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Id(i128);
///
/// impl Node for Id {
///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
///         let is_text = reader.peek()? == Kind::String;
///         self.0 = if is_text { reader.parse("the text of an integer")? } else { reader.integer()? };
///         Ok(())
///     }
/// # fn look(&self, see: &mut See<'_>) {
/// # see(View::Leaf(self));
/// # }
/// # fn lend(&mut self, to: &mut Lend<'_>) {
/// # to(ViewMut::Leaf(self));
/// # }
/// }
/// # impl Empty for Id {
/// #     fn empty() -> Self {
/// #         Self(0)
/// #     }
/// # }
///
/// assert_eq!(decode::<Vec<Id>>(br#"[7, "8"]"#)?, [Id(7), Id(8)]);
/// assert_eq!(decode::<Id>(br#""x""#).unwrap_err().expected(), "the text of an integer");
/// # Ok::<(), DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number, with or without a fraction
    Number,
    /// A string
    String,
    /// An array
    Array,
    /// An object
    Object,
}
