//! `null`, booleans, strings and numbers.

use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer, option};

impl Node for () {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.null() { Ok(()) } else { Err(reader.mismatch("null")) }
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.null();
        Ok(())
    }

    crate::__leaf!();
}

impl Empty for () {
    fn empty() -> Self {}

    /// `null` is the value that is there, so that it is not confused with a missing member.
    fn decode_option(option: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        ().decode(reader)?;
        *option = Some(());
        Ok(())
    }
}

impl Node for bool {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.boolean()?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.boolean(*self);
        Ok(())
    }

    crate::__leaf!();
}

impl Empty for bool {
    fn empty() -> Self {
        false
    }

    fn decode_option(option: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        option::decode_scalar(option, reader)
    }
}

impl Node for String {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = match reader.plain_string() {
            Some(plain) => plain.to_owned(),
            None => reader.string()?.into_owned(),
        };
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(self);
        Ok(())
    }

    crate::__leaf!();
}

impl Empty for String {
    fn empty() -> Self {
        Self::new()
    }

    fn decode_option(option: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        option::decode_scalar(option, reader)
    }
}

macro_rules! integer {
    ($($integer:ty)*) => {$(
        impl Node for $integer {
            fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                let start = reader.checkpoint();
                *self = Self::try_from(reader.integer()?).map_err(|_| {
                    reader.rewind(start);
                    reader.mismatch(&format!("an integer from {} to {}", Self::MIN, Self::MAX))
                })?;
                Ok(())
            }

            fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
                writer.integer(i128::from(*self));
                Ok(())
            }

            crate::__leaf!();
        }

        impl Empty for $integer {
            fn empty() -> Self {
                0
            }

            fn decode_option(option: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
                option::decode_scalar(option, reader)
            }
        }
    )*};
}

integer! { i8 i16 i32 i64 u8 u16 u32 u64 }

impl Node for f64 {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.double()?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.double(*self)
    }

    crate::__leaf!();
}

impl Empty for f64 {
    fn empty() -> Self {
        0.0
    }

    fn decode_option(option: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        option::decode_scalar(option, reader)
    }
}

impl Node for f32 {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.single()?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.single(*self)
    }

    crate::__leaf!();
}

impl Empty for f32 {
    fn empty() -> Self {
        0.0
    }

    fn decode_option(option: &mut Option<Self>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        option::decode_scalar(option, reader)
    }
}
