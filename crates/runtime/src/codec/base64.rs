//! Bytes that JSON carries as base64.

use core::fmt;
use core::ops::{Deref, DerefMut};

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::PAD;
use base64::engine::{DecodePaddingMode, GeneralPurpose};

use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// Bytes that are base64 on the wire: `format: byte`, `contentEncoding: base64` (RFC 4648, section 4).
///
/// Padding is optional when read and is always written.
///
/// ```
/// use bindery_runtime::{Base64, decode, encode};
///
/// let bytes: Base64 = decode(br#""aGk""#)?;
/// assert_eq!(*bytes, b"hi");
/// assert_eq!(encode(&bytes).unwrap(), br#""aGk=""#);
/// assert_eq!(bytes.into_bytes(), b"hi");
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Base64(Vec<u8>);

const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, PAD.with_decode_padding_mode(DecodePaddingMode::Indifferent));

impl Base64 {
    /// Returns the bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl<T: Into<Vec<u8>>> From<T> for Base64 {
    fn from(bytes: T) -> Self {
        Self(bytes.into())
    }
}

impl Deref for Base64 {
    type Target = Vec<u8>;

    fn deref(&self) -> &Vec<u8> {
        &self.0
    }
}

impl DerefMut for Base64 {
    fn deref_mut(&mut self) -> &mut Vec<u8> {
        &mut self.0
    }
}

/// Prints the base64.
impl fmt::Display for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&BASE64.encode(&self.0))
    }
}

/// Shows the number of bytes, not the bytes.
impl fmt::Debug for Base64 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Base64({} bytes)", self.0.len())
    }
}

impl Node for Base64 {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let start = reader.checkpoint();
        let text = reader.string()?;
        self.0 = BASE64.decode(text.as_bytes()).map_err(|_| {
            reader.rewind(start);
            reader.mismatch("base64 of RFC 4648")
        })?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.string(&BASE64.encode(&self.0));
        Ok(())
    }

    crate::__leaf!();
}

impl Empty for Base64 {
    fn empty() -> Self {
        Self::default()
    }
}

crate::__serde! { Base64 }

#[cfg(test)]
mod tests {
    use super::Base64;
    use crate::{decode, encode};

    #[test]
    fn padding_may_be_missing_and_is_written() {
        for text in [r#""YQ==""#, r#""YQ""#] {
            let bytes: Base64 = decode(text.as_bytes()).unwrap();
            assert_eq!(*bytes, b"a");
            assert_eq!(encode(&bytes).unwrap(), br#""YQ==""#);
        }
    }

    #[test]
    fn other_alphabets_and_bits_left_over_are_errors() {
        for text in [r#""_-8=""#, r#""Y""#, r#""YR==""#, r#""a b""#, "[97]"] {
            assert!(decode::<Base64>(text.as_bytes()).is_err(), "{text}");
        }
        let error = decode::<Base64>(br#" "Y""#).unwrap_err();
        assert_eq!(error.to_string(), "expected base64 of RFC 4648, found \"Y\" at $ (byte 1)");
    }

    #[test]
    fn debug_does_not_show_them() {
        assert_eq!(format!("{:?} {}", Base64::from("hi"), Base64::from("hi")), "Base64(2 bytes) aGk=");
    }
}
