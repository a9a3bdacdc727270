use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// A missing member and `null` are both `None`; `None` is left out of its object unless the member is required, or was `null`
/// when it was read into an object with an [`Extra`](super::Extra).
impl<T: Empty> Node for Option<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.null() {
            return Ok(());
        }
        let mut value = T::empty();
        let read = value.decode(reader);
        // What cannot be read may be set aside, and then is not there.
        if read.is_ok() {
            *self = Some(value);
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
