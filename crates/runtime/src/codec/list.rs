//! JSON arrays as vectors.

use core::fmt;

use super::view::{Lend, See, View, ViewMut};
use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

impl<T: Empty> Node for Vec<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        decode(self, reader)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        encode(self, writer)
    }

    fn look(&self, see: &mut See<'_>) {
        see(View::List(self));
    }

    fn lend(&mut self, to: &mut Lend<'_>) {
        to(ViewMut::List(self));
    }
}

impl<T: Empty> Empty for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }
}

/// A vector without the type of its items.
///
/// ```
/// use bindery_runtime::{List, encode};
///
/// let mut list = vec![7_i64];
/// list.grow();
/// assert_eq!(list, [7, 0]);
/// let first = List::item(&list, 0).map(encode).transpose()?;
/// assert_eq!(first.as_deref(), Some(&b"7"[..]));
/// # Ok::<(), bindery_runtime::EncodeError>(())
/// ```
pub trait List: 'static {
    /// Appends an empty item, to be read into.
    fn grow(&mut self) -> &mut dyn Node;

    /// Returns the item at that index.
    fn item(&self, index: usize) -> Option<&dyn Node>;
}

impl fmt::Debug for dyn List + '_ {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..).map_while(|index| self.item(index))).finish()
    }
}

impl<T: Empty> List for Vec<T> {
    fn grow(&mut self) -> &mut dyn Node {
        let last = self.len();
        self.push(T::empty());
        &mut self[last]
    }

    fn item(&self, index: usize) -> Option<&dyn Node> {
        self.get(index).map(|item| item as &dyn Node)
    }
}

pub(super) fn decode(list: &mut dyn List, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.array(|reader| list.grow().decode(reader))
}

pub(super) fn encode(list: &dyn List, writer: &mut Writer) -> Result<(), EncodeError> {
    writer.array(|index| list.item(index))
}
