//! Optional values and boxes.

use super::view::{Lend, See, View, ViewMut};
use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// A missing member and `null` are both `None`. `None` is omitted from its object, unless the member is required, or was `null`
/// when read into an object with an [`Extra`](super::Extra).
impl<T: Empty> Node for Option<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        T::decode_option(self, reader)
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

    fn look(&self, see: &mut See<'_>) {
        see(View::Option(match self {
            Some(value) => Some(value),
            None => None,
        }));
    }

    fn lend(&mut self, to: &mut Lend<'_>) {
        to(ViewMut::Option(self));
    }
}

impl<T: Empty> Empty for Option<T> {
    fn empty() -> Self {
        None
    }
}

/// An option without the type of its value.
pub trait Slot: 'static {
    /// Creates an empty value in place, because moving a value after reading costs more than reading it; or drops the value.
    fn set(&mut self, is_there: bool) -> Option<&mut dyn Node>;
}

impl<T: Empty> Slot for Option<T> {
    fn set(&mut self, is_there: bool) -> Option<&mut dyn Node> {
        *self = if is_there { Some(T::empty()) } else { None };
        match self {
            Some(value) => Some(value),
            None => None,
        }
    }
}

/// [`Empty::decode_option`] for any type, without code for each of an API's many types.
pub(super) fn decode(slot: &mut dyn Slot, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    if reader.null() {
        return Ok(());
    }
    let read = slot.set(true).map_or(Ok(()), |value| value.decode(reader));
    if read.is_err() {
        // The error may be set aside, and then the value is absent.
        slot.set(false);
    }
    read
}

/// [`Empty::decode_option`] for the scalar types, which are frequent and fast to read.
pub(super) fn decode_scalar<T: Empty>(option: &mut Option<T>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    if reader.null() {
        return Ok(());
    }
    let read = option.insert(T::empty()).decode(reader);
    if read.is_err() {
        *option = None;
    }
    read
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

    fn look(&self, see: &mut See<'_>) {
        (**self).look(see);
    }

    fn lend(&mut self, to: &mut Lend<'_>) {
        (**self).lend(to);
    }
}

impl<T: Empty> Empty for Box<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }
}
