//! Skipping values.

use super::{Kind, Reader};
use crate::codec::DecodeError;

impl Reader<'_> {
    /// Reads and drops a value of any kind, which has to be valid JSON.
    ///
    /// # Errors
    /// No value comes next, or it is broken.
    ///
    /// ```
    /// use bindery_runtime::{DecodeError, Empty, Lend, Node, Reader, See, View, ViewMut, decode};
    ///
    /// /// A value that is ignored.
    /// #[derive(Clone, Debug, PartialEq)]
    /// struct Whatever;
    ///
    /// impl Node for Whatever {
    ///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    ///         reader.skip()
    ///     }
    /// # fn look(&self, see: &mut See<'_>) {
    /// # see(View::Leaf(self));
    /// # }
    /// # fn lend(&mut self, to: &mut Lend<'_>) {
    /// # to(ViewMut::Leaf(self));
    /// # }
    /// }
    /// # impl Empty for Whatever {
    /// #     fn empty() -> Self {
    /// #         Self
    /// #     }
    /// # }
    ///
    /// assert_eq!(decode::<Vec<Whatever>>(br#"[7, {"any": ["thing"]}]"#)?.len(), 2);
    /// assert!(decode::<Whatever>(b"{oops}").is_err());
    /// # Ok::<(), DecodeError>(())
    /// ```
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        match self.peek()? {
            Kind::Null if self.null() => Ok(()),
            Kind::Null => Err(self.mismatch("null")),
            Kind::Boolean => self.boolean().map(drop),
            Kind::Number => self.number("a number").map(drop),
            Kind::String => self.string().map(drop),
            Kind::Array => self.array(Self::skip),
            Kind::Object => self.object(|reader, _| reader.skip()),
        }
    }
}
