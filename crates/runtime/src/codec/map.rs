use indexmap::IndexMap;

use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// Members of an object whose names the schema does not list.
///
/// They keep the order of the wire, so that what was read is written back in the same order: signatures, caches and
/// people who compare texts depend on it.
pub type Map<T> = IndexMap<String, T>;

impl<T: Empty> Node for Map<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        decode(self, reader)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        encode(self, writer)
    }
}

impl<T: Empty> Empty for Map<T> {
    fn empty() -> Self {
        Self::new()
    }
}

/// What the two loops below need of a map, without its type.
trait Members {
    fn renew(&mut self, name: &str) -> &mut dyn Node;
    fn member(&self, index: usize) -> Option<(&str, &dyn Node)>;
}

impl<T: Empty> Members for Map<T> {
    /// Of members with the same name the last one counts, as nearly every JSON parser has it (RFC 8259, section 4).
    fn renew(&mut self, name: &str) -> &mut dyn Node {
        let (index, _earlier) = self.insert_full(name.to_owned(), T::empty());
        &mut self[index]
    }

    fn member(&self, index: usize) -> Option<(&str, &dyn Node)> {
        self.get_index(index).map(|(name, value)| (name.as_str(), value as &dyn Node))
    }
}

fn decode(map: &mut dyn Members, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.object(|reader, name| map.renew(name).decode(reader))
}

fn encode(map: &dyn Members, writer: &mut Writer) -> Result<(), EncodeError> {
    writer.object((0..).map_while(|index| map.member(index)))
}
