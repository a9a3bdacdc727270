use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// A missing member and `null` are both `None`; `None` is left out of its object unless the member is required, or was `null`
/// when it was read into an object with an [`Extra`](super::Extra).
impl<T: Empty> Node for Option<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.null() {
            return Ok(());
        }
        // In its place: to move what was read costs more than to read it.
        let read = self.insert(T::empty()).decode(reader);
        if read.is_err() {
            // It may be set aside, and then is not there.
            *self = None;
        }
        read
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        if let Some(value) = self {
            return value.encode(writer);
        }
        writer.null();
        Ok(())
    }

    fn present(&self) -> bool {
        self.is_some()
    }
}

impl<T: Empty> Empty for Option<T> {
    fn empty() -> Self {
        None
    }
}

impl<T: Empty> Node for Box<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        (**self).decode(reader)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        (**self).encode(writer)
    }

    fn present(&self) -> bool {
        (**self).present()
    }
}

impl<T: Empty> Empty for Box<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }
}
