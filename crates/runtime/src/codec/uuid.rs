//! UUIDs.

use uuid::Uuid;

use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// `format: uuid` (RFC 9562), written in lower case with hyphens.
impl Node for Uuid {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = reader.parse("a UUID of RFC 9562")?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
        Ok(())
    }

    crate::__leaf!();
}

impl Empty for Uuid {
    fn empty() -> Self {
        Self::nil()
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use crate::{decode, encode};

    #[test]
    fn a_uuid_is_written_in_lower_case() {
        let uuid: Uuid = decode(br#""F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6""#).unwrap();
        assert_eq!(encode(&uuid).unwrap(), br#""f81d4fae-7dec-11d0-a765-00a0c91e6bf6""#);
        assert_eq!(decode::<Uuid>(b"\"f81d\"").unwrap_err().expected(), "a UUID of RFC 9562");
    }
}
