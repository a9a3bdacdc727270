use super::Writer;
use crate::codec::list::List;
use crate::codec::{EncodeError, Node};

impl Writer {
    /// Writes an array of the items of a tuple, then those of `rest`. Items at the end that are not present are left out.
    ///
    /// # Errors
    /// An item has no JSON text.
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
