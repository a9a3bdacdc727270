use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

impl<T: Empty> Node for Vec<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        decode(self, reader)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        encode(self, writer)
    }
}

impl<T: Empty> Empty for Vec<T> {
    fn empty() -> Self {
        Self::new()
    }
}

/// What the two loops below need of a vector, without its type.
trait List {
    fn grow(&mut self) -> &mut dyn Node;
    fn item(&self, index: usize) -> Option<&dyn Node>;
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

fn decode(list: &mut dyn List, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    reader.array(|reader| list.grow().decode(reader))
}

fn encode(list: &dyn List, writer: &mut Writer) -> Result<(), EncodeError> {
    writer.array(|index| list.item(index))
}
