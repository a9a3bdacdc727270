//! Boxes that end the compiler's walk through types.

use core::any::Any;
use core::fmt;
use core::marker::PhantomData;
use core::ops::{Deref, DerefMut};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::view::{Lend, See, copy, debug, equal};
use super::{DecodeError, Empty, EncodeError, Node, Reader, Writer, bridge};

/// A box that hides its contents from the compiler.
///
/// To find out whether a type needs drop or is `Send`, rustc walks through all its parts, including boxes and vectors. It gives
/// up at a depth of 128 (E0320, E0275), even in the user's crate, under that crate's `recursion_limit`. Types of large APIs form
/// much longer chains. Generated types have a `Link` where a chain would become too long; otherwise a `Box` is enough.
///
/// ```
/// use bindery_runtime::Link;
///
/// let mut name = Link::new("Ann".to_owned());
/// name.push('a');
/// assert_eq!(*name, "Anna");
/// assert_eq!(name.into_inner(), "Anna");
/// ```
pub struct Link<T> {
    value: Box<dyn Linked>,
    /// Neither owned nor borrowed, for drop check and auto traits.
    is: PhantomData<fn() -> T>,
}

impl<T: Empty + Send + Sync + 'static> Link<T> {
    /// Boxes a value.
    pub fn new(value: T) -> Self {
        Self { value: Box::new(value), is: PhantomData }
    }
}

impl<T: 'static> Link<T> {
    /// Returns the value.
    ///
    /// # Panics
    /// Never: a link always holds a `T`.
    pub fn into_inner(self) -> T {
        *self.value.into_any().downcast().expect(KIND)
    }
}

const KIND: &str = "a link holds what it was made with";

/// The operations on a value whose type is erased.
trait Linked: Node + Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn as_any_mut(&mut self) -> &mut dyn Any;
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
    fn boxed_clone(&self) -> Box<dyn Linked>;
}

impl<T: Empty + Send + Sync + 'static> Linked for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }

    fn boxed_clone(&self) -> Box<dyn Linked> {
        Box::new(copy(self))
    }
}

impl<T: 'static> Deref for Link<T> {
    type Target = T;

    fn deref(&self) -> &T {
        (*self.value).as_any().downcast_ref().expect(KIND)
    }
}

impl<T: 'static> DerefMut for Link<T> {
    fn deref_mut(&mut self) -> &mut T {
        (*self.value).as_any_mut().downcast_mut().expect(KIND)
    }
}

impl<T: Empty + Send + Sync + 'static> From<T> for Link<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T> Clone for Link<T> {
    fn clone(&self) -> Self {
        Self { value: (*self.value).boxed_clone(), is: PhantomData }
    }
}

impl<T> PartialEq for Link<T> {
    fn eq(&self, other: &Self) -> bool {
        equal(self.value.as_node(), other.value.as_node())
    }
}

impl<T> fmt::Debug for Link<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        debug(self.value.as_node(), f)
    }
}

impl<T: 'static> Node for Link<T> {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        (*self.value).decode(reader)
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        (*self.value).encode(writer)
    }

    fn present(&self) -> bool {
        (*self.value).present()
    }

    fn look(&self, see: &mut See<'_>) {
        self.value.look(see);
    }

    fn lend(&mut self, to: &mut Lend<'_>) {
        self.value.lend(to);
    }
}

impl<T: Empty + Send + Sync + 'static> Empty for Link<T> {
    fn empty() -> Self {
        Self::new(T::empty())
    }
}

impl<T: 'static> Serialize for Link<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        bridge::serialize(self, serializer)
    }
}

impl<'de, T: Empty + Send + Sync + 'static> Deserialize<'de> for Link<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        bridge::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::Link;
    use crate::{decode, encode};

    #[test]
    fn it_is_its_value_to_json_to_debug_and_to_equality() {
        let list: Link<Vec<i64>> = decode(b"[1, 2]").unwrap();
        assert_eq!(encode(&list).unwrap(), b"[1,2]");
        assert_eq!(format!("{list:?}"), "[1, 2]");
        assert_eq!(list, Link::new(vec![1, 2]));
        assert_ne!(list, Link::new(vec![1]));
    }

    #[test]
    fn it_is_its_value_to_serde() {
        let list: Link<Vec<i64>> = serde_json::from_str("[1]").unwrap();
        assert_eq!(serde_json::to_string(&list).unwrap(), "[1]");
    }

    #[test]
    fn a_copy_is_another_value() {
        let first = Link::new(vec![1]);
        let mut second = first.clone();
        second.push(2);
        assert_eq!((first.len(), second.into_inner()), (1, vec![1, 2]));
    }
}
