//! The way from and to serde: every generated type delegates to the two functions here.
//!
//! JSON text stands between, so that reader and writer stay the only ones who know what fits. The two are generic over
//! the format and never over the type: a type costs its users no code, whatever formats they use.

mod read;
mod write;

pub use self::read::deserialize;
pub use self::write::serialize;

/// `Serialize` and `Deserialize` for a type that is a [`Node`](crate::Node).
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
