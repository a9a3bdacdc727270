//! Writing tuples.

use super::Writer;
use crate::codec::list::List;
use crate::codec::{EncodeError, Node};

impl Writer {
    /// Writes an array of the items of a tuple, then those of `rest`. Trailing items that are not present are omitted.
    ///
    /// # Errors
    /// An item has no JSON form.
    ///
    /// ```
    /// use bindery_runtime::{EncodeError, Lend, Node, See, View, ViewMut, Writer, encode};
    ///
    /// /// A command and its arguments.
    /// #[derive(Clone, Debug, PartialEq)]
    /// struct Command(String, Vec<i64>);
    ///
    /// impl Node for Command {
    ///     fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
    ///         writer.tuple(&[&self.0], Some(&self.1))
    ///     }
    /// # fn look(&self, see: &mut See<'_>) {
    /// # see(View::Leaf(self));
    /// # }
    /// # fn lend(&mut self, to: &mut Lend<'_>) {
    /// # to(ViewMut::Leaf(self));
    /// # }
    /// }
    ///
    /// assert_eq!(encode(&Command("add".to_owned(), vec![1, 2]))?, br#"["add",1,2]"#);
    /// # Ok::<(), EncodeError>(())
    /// ```
    pub fn tuple(&mut self, items: &[&dyn Node], rest: Option<&dyn List>) -> Result<(), EncodeError> {
        let further = |index: usize| rest.and_then(|rest| rest.item(index));
        let places = match (further(0), items.iter().rposition(|item| item.present())) {
            (Some(_), _) => items.len(),
            (None, Some(last)) => last + 1,
            (None, None) => 0,
        };
        self.array(|index| match items.get(..places)?.get(index) {
            Some(item) => Some(*item),
            None => further(index - places),
        })
    }
}
