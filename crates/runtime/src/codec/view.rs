//! Access to the parts of a value whose type is erased.

mod copy;
mod debug;
mod equal;

pub(super) use self::copy::assign;
pub use self::copy::copy;
pub use self::debug::debug;
pub(super) use self::debug::plain;
pub use self::equal::equal;
use super::list::{self, List};
use super::members::Members;
use super::option::{self, Slot};
use super::record::Shape;
use super::string_enum::{self, TextRow, Texts};
use super::union::{self, Alternatives, Union};
use super::{DecodeError, EncodeError, Node, Reader, Same, Writer, map};

/// A function that views the parts of a value.
pub type See<'s> = dyn FnMut(View<'_>) + 's;

/// A function that fills the parts of a value.
pub type Lend<'l> = dyn FnMut(ViewMut<'_>) + 'l;

/// The parts of a value, for viewing. A box is viewed as its contents.
///
/// Structs and unions are read, written, copied, compared and printed through it, in one loop each, so a type adds no code for
/// that. Inside another value, a type's own `Debug`, `Clone` and `PartialEq` are used only if it is a [`View::Leaf`].
///
/// ```
/// use bindery_runtime::{Node, View};
///
/// fn length(node: &dyn Node) -> usize {
///     let mut length = 0;
///     node.look(&mut |view| {
///         if let View::List(list) = view {
///             length = (0..).take_while(|index| list.item(*index).is_some()).count();
///         }
///     });
///     length
/// }
///
/// assert_eq!((length(&vec![true, false]), length(&7_i64)), (2, 0));
/// ```
#[non_exhaustive]
pub enum View<'v> {
    /// A struct: its table, its members in the same order, and its unlisted members, if it keeps them.
    Record(&'static Shape, &'v [&'v dyn Node], Option<&'v dyn Members>),
    /// One of several types: the table, the name of the variant, and its value, if it has one.
    #[doc(hidden)]
    Union(&'static Alternatives, &'static str, Option<&'v dyn Node>),
    /// An enum of strings: its variants, and its current string.
    #[doc(hidden)]
    Text(&'static [TextRow], &'v str),
    /// A value that may be missing.
    Option(Option<&'v dyn Node>),
    /// An array.
    List(&'v dyn List),
    /// An object whose names are not listed.
    Map(&'v dyn Members),
    /// A value in one piece, whatever it contains.
    Leaf(&'v dyn Same),
}

/// The parts of an empty value, to be filled. See [`View`].
///
/// ```
/// use bindery_runtime::{Node, ViewMut};
///
/// let mut numbers = vec![1_i64];
/// numbers.lend(&mut |view| {
///     if let ViewMut::List(list) = view {
///         list.grow();
///     }
/// });
/// assert_eq!(numbers, [1, 0]);
/// ```
#[non_exhaustive]
pub enum ViewMut<'v> {
    /// A struct: its members in the order of its table, and its unlisted members, if it keeps them.
    Record(&'v mut [&'v mut dyn Node], Option<&'v mut dyn Members>),
    /// One of several types.
    #[doc(hidden)]
    Union(&'v mut dyn Union),
    /// An enum of strings.
    #[doc(hidden)]
    Text(&'v mut dyn Texts),
    /// A value that may be missing.
    #[doc(hidden)]
    Option(&'v mut dyn Slot),
    /// An array.
    List(&'v mut dyn List),
    /// An object whose names are not listed.
    Map(&'v mut dyn Members),
    /// A value in one piece, whatever it contains.
    Leaf(&'v mut dyn Same),
}

/// [`Node::look`] and [`Node::lend`] for a value in one piece.
#[doc(hidden)]
#[macro_export]
macro_rules! __leaf {
    () => {
        #[cfg_attr(not(debug_assertions), inline)]
        fn look(&self, see: &mut $crate::See<'_>) {
            see($crate::View::Leaf(self));
        }

        #[cfg_attr(not(debug_assertions), inline)]
        fn lend(&mut self, to: &mut $crate::Lend<'_>) {
            to($crate::ViewMut::Leaf(self));
        }
    };
}

/// [`Node::decode`] for values made of other values.
pub(super) fn decode(node: &mut dyn Node, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let shape = shape(node);
    let mut read = None;
    node.lend(&mut |view| {
        read = match (view, shape) {
            (ViewMut::Record(members, extra), Some(shape)) => Some(reader.record(shape, members, extra)),
            (ViewMut::Union(value), _) => Some(union::decode(value, reader)),
            (ViewMut::Text(value), _) => Some(string_enum::decode(value, reader)),
            (ViewMut::Option(slot), _) => Some(option::decode(slot, reader)),
            (ViewMut::List(list), _) => Some(list::decode(list, reader)),
            (ViewMut::Map(members), _) => Some(map::decode(members, reader)),
            _ => None,
        };
    });
    read.unwrap_or_else(|| Err(DecodeError::new("a value that says how it is read", "none", reader.offset())))
}

/// The table of a record.
fn shape(node: &dyn Node) -> Option<&'static Shape> {
    let mut shape = None;
    node.look(&mut |view| {
        if let View::Record(its, ..) = view {
            shape = Some(its);
        }
    });
    shape
}

/// [`Node::encode`] for values made of other values.
pub(super) fn encode(node: &dyn Node, writer: &mut Writer) -> Result<(), EncodeError> {
    let mut written = None;
    node.look(&mut |view| {
        written = match view {
            View::Record(shape, members, extra) => Some(writer.record(shape, members, extra)),
            View::Union(table, variant, value) => Some(union::encode(table, variant, value, writer)),
            View::Text(_, text) => {
                writer.string(text);
                Some(Ok(()))
            }
            View::Option(Some(value)) => Some(value.encode(writer)),
            View::Option(None) => {
                writer.null();
                Some(Ok(()))
            }
            View::List(list) => Some(list::encode(list, writer)),
            View::Map(members) => Some(map::encode(members, writer)),
            View::Leaf(_) => None,
        };
    });
    written.unwrap_or_else(|| Err(EncodeError::new("a value that does not say how it is written".to_owned())))
}

#[cfg(test)]
mod tests {
    use super::{Lend, See, View, ViewMut};
    use crate::{Empty, Map, Node, decode, encode};

    struct Nicknames {
        of: Map<Vec<String>>,
    }

    impl Node for Nicknames {
        fn look(&self, see: &mut See<'_>) {
            see(View::Map(&self.of));
        }

        fn lend(&mut self, to: &mut Lend<'_>) {
            to(ViewMut::Map(&mut self.of));
        }
    }

    impl Empty for Nicknames {
        fn empty() -> Self {
            Self { of: Map::new() }
        }
    }

    #[test]
    fn what_is_made_of_other_values_says_nothing_else() {
        let json = br#"{"Ann":["Annie"]}"#;
        let names: Nicknames = decode(json).unwrap();
        assert_eq!(encode(&names).unwrap(), json);
        assert_eq!(decode::<Nicknames>(br#"{"Ann":[7]}"#).err().unwrap().path(), "$.Ann[0]");
    }
}
