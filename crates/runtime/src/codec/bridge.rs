//! The bridge to serde: every generated type delegates to the two functions here.
//!
//! They go through JSON text, so that only the reader and the writer define what fits. They are generic over the format, but not
//! over the type, so a type adds no code, whatever formats are used.

mod read;
mod write;

pub use self::read::deserialize;
pub use self::write::serialize;

/// Implements `Serialize` and `Deserialize` for a [`Node`](crate::Node).
#[doc(hidden)]
#[macro_export]
macro_rules! __serde {
    ($name:ident) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(self, serializer)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
}
