//! Reading tuples.

use super::Reader;
use crate::codec::list::List;
use crate::codec::{DecodeError, Node};

impl Reader<'_> {
    /// Reads an array into the items of a tuple. Further items go to `rest`.
    ///
    /// # Errors
    /// The next value is not an array, an item does not fit, one that must be [`present`](Node::present) is missing, or there are
    /// too many.
    ///
    /// ```
    /// use bindery_runtime::{DecodeError, Empty, Lend, Node, Reader, See, View, ViewMut, decode};
    ///
    /// /// From when until when; without an end if it is `None`.
    /// #[derive(Clone, Debug, PartialEq)]
    /// struct Span(i64, Option<i64>);
    ///
    /// impl Node for Span {
    ///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    ///         reader.tuple(&mut [&mut self.0, &mut self.1], None)
    ///     }
    /// # fn look(&self, see: &mut See<'_>) {
    /// # see(View::Leaf(self));
    /// # }
    /// # fn lend(&mut self, to: &mut Lend<'_>) {
    /// # to(ViewMut::Leaf(self));
    /// # }
    /// }
    /// # impl Empty for Span {
    /// #     fn empty() -> Self {
    /// #         Self(0, None)
    /// #     }
    /// # }
    ///
    /// assert_eq!(decode::<Vec<Span>>(b"[[8, 17], [9]]")?, [Span(8, Some(17)), Span(9, None)]);
    /// assert_eq!(decode::<Span>(b"[8, 17, 20]").unwrap_err().expected(), "no more than 2 items");
    /// # Ok::<(), DecodeError>(())
    /// ```
    pub fn tuple(&mut self, items: &mut [&mut dyn Node], mut rest: Option<&mut dyn List>) -> Result<(), DecodeError> {
        if self.steps_over(b'[')? {
            return Ok(());
        }
        let mut index = 0;
        self.array(|reader| {
            let place = index;
            index += 1;
            if let Some(item) = items.get_mut(place) {
                reader.testify_member();
                return item.decode(reader);
            }
            if let Some(rest) = &mut rest {
                return rest.grow().decode(reader);
            }
            let start = reader.checkpoint();
            Err(reader.mismatch_at(start.at, &format!("no more than {place} items")))
        })?;
        // An item that is empty and yet present is not an `Option`.
        match items.iter().skip(index).position(|item| item.present()) {
            None => Ok(()),
            Some(further) => Err(self.mismatch_at(self.at - 1, "a required item").in_item(index + further)),
        }
    }
}
