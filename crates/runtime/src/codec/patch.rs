//! Members of partial updates.

use core::fmt;

use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer};

/// A member for which absent, `null` and a value mean different things: in a partial update, to keep, to clear, and to set.
///
/// ```
/// use bindery_runtime::Patch;
///
/// let nickname: Patch<String> = "Ann".into();
/// assert_eq!(nickname.value().map(String::as_str), Some("Ann"));
/// assert_eq!(nickname.into_value().as_deref(), Some("Ann"));
/// assert!(Patch::<String>::from(None).is_null());
/// assert!(Patch::<String>::default().is_absent());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// Omitted from the object
    #[default]
    Absent,
    /// Written as `null`
    Null,
    /// Written as the value
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the member is omitted.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Returns the value, if there is one.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns the value, if there is one.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// `None` clears; to keep a member unchanged, use [`Patch::Absent`].
impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Empty + fmt::Debug + Clone + PartialEq> Node for Patch<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        if reader.null() {
            *self = Self::Null;
            return Ok(());
        }
        let mut value = T::empty();
        value.decode(reader)?;
        *self = Self::Value(value);
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        match self {
            Self::Value(value) => value.encode(writer),
            Self::Null | Self::Absent => {
                writer.null();
                Ok(())
            }
        }
    }

    fn present(&self) -> bool {
        !self.is_absent()
    }

    crate::__leaf!();
}

impl<T: Empty + fmt::Debug + Clone + PartialEq> Empty for Patch<T> {
    fn empty() -> Self {
        Self::Absent
    }
}
