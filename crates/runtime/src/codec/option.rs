use super::view::{Lend, See, View, ViewMut};
use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// A missing member and `null` are both `None`; `None` is left out of its object unless the member is required, or was `null`
/// when it was read into an object with an [`Extra`](super::Extra).
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
    /// Makes an empty value, in its place, since to move what was read costs more than to read it; or drops the value.
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

/// [`Empty::decode_option`] of any type: of the many types of an API, so that none brings code for it.
pub(super) fn decode(slot: &mut dyn Slot, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    if reader.null() {
        return Ok(());
    }
    let read = slot.set(true).map_or(Ok(()), |value| value.decode(reader));
    if read.is_err() {
        // It may be set aside, and then is not there.
        slot.set(false);
    }
    read
}

/// [`Empty::decode_option`] of the few types that nearly all values are, and that take no time to read themselves.
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
