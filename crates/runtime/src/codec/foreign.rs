//! Values of foreign types, by serde.

use core::any::type_name;
use core::fmt;
use core::ops::{Deref, DerefMut};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// A value of a foreign type, read and written with `serde` and `serde_json`.
///
/// A generated crate cannot implement [`Node`] for a foreign type such as `url::Url`, so a member of that type is a
/// `Serde<url::Url>`. Such a type costs as much to compile as derived code.
///
/// ```
/// use std::net::IpAddr;
///
/// use bindery_runtime::{Serde, decode, encode};
///
/// let address: Serde<IpAddr> = decode(br#""127.0.0.1""#)?;
/// assert!(address.is_loopback());
/// assert_eq!(address.into_inner(), IpAddr::from([127, 0, 0, 1]));
/// assert_eq!(encode(&Serde::new(IpAddr::from([10, 0, 0, 1]))).unwrap(), br#""10.0.0.1""#);
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
///
/// # Panics
/// A value made by [`Empty::empty`] and not read is empty; accessing it is a bug.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Serde<T>(Option<T>);

impl<T> Serde<T> {
    /// Wraps a value.
    pub const fn new(value: T) -> Self {
        Self(Some(value))
    }

    /// Returns the value.
    ///
    /// # Panics
    /// If it was made by [`Empty::empty`] and not read.
    pub fn into_inner(self) -> T {
        self.0.expect(READ)
    }
}

const READ: &str = "a `Serde` is read before it is accessed";

impl<T> From<T> for Serde<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T> Deref for Serde<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_ref().expect(READ)
    }
}

impl<T> DerefMut for Serde<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.as_mut().expect(READ)
    }
}

impl<T: Default> Default for Serde<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: fmt::Display> fmt::Display for Serde<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: fmt::Debug> fmt::Debug for Serde<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Some(value) => value.fmt(f),
            None => f.write_str("Serde"),
        }
    }
}

impl<T: fmt::Debug + Clone + PartialEq + Serialize + DeserializeOwned + 'static> Node for Serde<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let start = reader.checkpoint();
        let json = reader.text()?;
        self.0 = serde_json::from_str(json).map_err(|error| {
            reader.rewind(start);
            refused::<T>(&error, reader.offset())
        })?;
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        let json = serde_json::to_string(&self.0).map_err(|error| EncodeError::new(error.to_string()))?;
        writer.digits(&json);
        Ok(())
    }

    crate::__leaf!();
}

impl<T: fmt::Debug + Clone + PartialEq + Serialize + DeserializeOwned + 'static> Empty for Serde<T> {
    fn empty() -> Self {
        Self(None)
    }
}

impl<T: Serialize> Serialize for Serde<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for Serde<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::new)
    }
}

impl<'a> Reader<'a> {
    /// Reads a value of any kind, and returns its text.
    fn text(&mut self) -> Result<&'a str, DecodeError> {
        self.peek()?;
        let start = self.offset();
        self.skip()?;
        Ok(self.text_since(start))
    }
}

/// The error of serde without its position, which counts from the start of the value.
#[cold]
fn refused<T>(error: &serde_json::Error, offset: usize) -> DecodeError {
    const LONGEST: usize = 100;
    let message = error.to_string();
    let reason = message.rsplit_once(" at line ").map_or(&*message, |(reason, _)| reason);
    // It may quote the value, so it goes where secrets are masked.
    DecodeError::new(type_name::<T>(), reason.chars().take(LONGEST).collect::<String>(), offset)
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::Serde;
    use crate::{decode, encode};

    #[test]
    fn a_foreign_type_is_an_item_as_any_other() {
        let all: Vec<Option<Serde<(u8, IpAddr)>>> = decode(br#"[null, [1, "::1"]]"#).unwrap();
        assert_eq!(encode(&all).unwrap(), br#"[null,[1,"::1"]]"#);
        assert_eq!(all[1].unwrap().into_inner().0, 1);
    }

    #[test]
    fn an_error_of_serde_has_its_place() {
        let error = decode::<Vec<Serde<IpAddr>>>(br#"["::1", "nowhere"]"#).unwrap_err();
        assert_eq!(error.path(), "$[1]");
        assert_eq!((error.found(), error.offset()), ("invalid IP address syntax", Some(8)));
        assert!(error.expected().ends_with("IpAddr"));
    }

    #[test]
    fn broken_json_is_none_of_its_business() {
        let error = decode::<Serde<IpAddr>>(br#""\x""#).unwrap_err();
        assert_eq!(error.expected(), "an escape of JSON");
    }

    #[test]
    fn debug_and_display_are_those_of_the_value() {
        let address = Serde::new(IpAddr::from([10, 0, 0, 1]));
        assert_eq!(format!("{address} {address:?}"), "10.0.0.1 10.0.0.1");
    }
}
