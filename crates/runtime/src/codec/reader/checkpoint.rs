//! Going back in a text.

use super::Reader;

/// A position of a [`Reader`] to return to.
///
/// ```
/// use bindery_runtime::{DecodeError, Empty, Lend, Node, Reader, See, View, ViewMut, decode};
///
/// /// A number if there is one; anything else counts as none.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Measure(Option<f64>);
///
/// impl Node for Measure {
///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
///         let start = reader.checkpoint();
///         self.0 = reader.double().ok();
///         if self.0.is_none() {
///             reader.rewind(start);
///             reader.skip()?;
///         }
///         Ok(())
///     }
/// # fn look(&self, see: &mut See<'_>) {
/// # see(View::Leaf(self));
/// # }
/// # fn lend(&mut self, to: &mut Lend<'_>) {
/// # to(ViewMut::Leaf(self));
/// # }
/// }
/// # impl Empty for Measure {
/// #     fn empty() -> Self {
/// #         Self(None)
/// #     }
/// # }
///
/// assert_eq!(decode::<Vec<Measure>>(br#"[0.5, {"error": "off"}]"#)?, [Measure(Some(0.5)), Measure(None)]);
/// # Ok::<(), DecodeError>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Checkpoint {
    pub(super) at: usize,
    pub(super) depth: usize,
}

impl Reader<'_> {
    /// Returns the position of the next value.
    ///
    /// ```
    /// use bindery_runtime::{DecodeError, Empty, Lend, Node, Reader, See, Value, View, ViewMut, decode};
    ///
    /// /// The number of an invoice, and the whole invoice.
    /// #[derive(Clone, Debug, PartialEq)]
    /// struct Invoice(Number, Value);
    ///
    /// impl Node for Invoice {
    ///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    ///         let start = reader.checkpoint();
    ///         self.0.decode(reader)?;
    ///         reader.rewind(start);
    ///         self.1.decode(reader)
    ///     }
    /// # fn look(&self, see: &mut See<'_>) {
    /// # see(View::Leaf(self));
    /// # }
    /// # fn lend(&mut self, to: &mut Lend<'_>) {
    /// # to(ViewMut::Leaf(self));
    /// # }
    /// }
    /// # struct Number { number: i64 }
    /// # bindery_runtime::record! { Number { number = "number", required; } }
    /// # impl Empty for Invoice {
    /// #     fn empty() -> Self {
    /// #         Self(Empty::empty(), Value::Null)
    /// #     }
    /// # }
    ///
    /// let Invoice(Number { number }, whole) = decode(br#"{"number": 7, "paid": true}"#)?;
    /// assert_eq!((number, &whole["paid"]), (7, &true.into()));
    /// # Ok::<(), DecodeError>(())
    /// ```
    pub fn checkpoint(&mut self) -> Checkpoint {
        let _space = self.byte();
        Checkpoint { at: self.at, depth: self.depth }
    }

    /// Returns to a position in the same text.
    ///
    /// ```
    /// use bindery_runtime::{DecodeError, Empty, Lend, Node, Reader, See, View, ViewMut, decode};
    ///
    /// /// Tags; for a single one the server omits the brackets.
    /// #[derive(Clone, Debug, PartialEq)]
    /// struct Tags(Vec<String>);
    ///
    /// impl Node for Tags {
    ///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    ///         let start = reader.checkpoint();
    ///         if let Ok(only) = reader.string() {
    ///             self.0.push(only.into_owned());
    ///             return Ok(());
    ///         }
    ///         reader.rewind(start);
    ///         self.0.decode(reader)
    ///     }
    /// # fn look(&self, see: &mut See<'_>) {
    /// # see(View::Leaf(self));
    /// # }
    /// # fn lend(&mut self, to: &mut Lend<'_>) {
    /// # to(ViewMut::Leaf(self));
    /// # }
    /// }
    /// # impl Empty for Tags {
    /// #     fn empty() -> Self {
    /// #         Self(Vec::new())
    /// #     }
    /// # }
    ///
    /// assert_eq!(decode::<Tags>(br#""urgent""#)?.0, ["urgent"]);
    /// assert_eq!(decode::<Tags>(br#"["urgent", "roof"]"#)?.0, ["urgent", "roof"]);
    /// # Ok::<(), DecodeError>(())
    /// ```
    pub fn rewind(&mut self, checkpoint: Checkpoint) {
        self.at = checkpoint.at;
        self.depth = checkpoint.depth;
        self.forget_from(checkpoint.at);
    }
}
