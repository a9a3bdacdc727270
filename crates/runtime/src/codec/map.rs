//! JSON objects as maps.

use indexmap::IndexMap;

use super::members::Members;
use super::view::{Lend, See, View, ViewMut};
use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// A map of an object's members, for names that the schema does not list.
///
/// It keeps the order of the wire, so that members are written in the order in which they were read. Signatures, caches and text
/// comparisons depend on that.
///
/// ```
/// use bindery_runtime::{Map, decode, encode};
///
/// let mut stock: Map<i64> = decode(br#"{"nuts": 3, "bolts": 5}"#)?;
/// stock.insert("nuts".to_owned(), 2);
/// assert_eq!(encode(&stock).unwrap(), br#"{"nuts":2,"bolts":5}"#);
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
pub type Map<T> = IndexMap<String, T>;

impl<T: Empty> Node for Map<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        decode(self, reader)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        encode(self, writer)
    }

    fn look(&self, see: &mut See<'_>) {
        see(View::Map(self));
    }

    fn lend(&mut self, to: &mut Lend<'_>) {
        to(ViewMut::Map(self));
    }
}

impl<T: Empty> Empty for Map<T> {
    fn empty() -> Self {
        Self::new()
    }
}

impl<T: Empty> Members for Map<T> {
    fn count(&self) -> usize {
        self.len()
    }

    fn get(&self, name: &str) -> Option<&dyn Node> {
        Self::get(self, name).map(|member| member as &dyn Node)
    }

    fn renew(&mut self, name: &str) -> &mut dyn Node {
        let (index, _earlier) = self.insert_full(name.to_owned(), T::empty());
        &mut self[index]
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Node)) {
        self.iter().for_each(|(name, member)| visit(name, member));
    }
}

pub(super) fn decode(map: &mut dyn Members, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.object(|reader, name| map.renew(name).decode(reader))
}

pub(super) fn encode(map: &dyn Members, writer: &mut Writer) -> Result<(), EncodeError> {
    writer.open('{')?;
    writer.members(map, |_| true)?;
    writer.close('}');
    Ok(())
}
