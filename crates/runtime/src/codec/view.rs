//! What a value is made of, for all that does not know its type.

mod copy;
mod debug;
mod equal;

pub(super) use self::copy::assign;
pub use self::copy::copy;
pub use self::debug::debug;
pub use self::equal::equal;
use super::list::List;
use super::members::Members;
use super::option::Slot;
use super::record::Shape;
use super::string_enum::{self, TextRow, Texts};
use super::union::{self, Alternatives, Union};
use super::{DecodeError, EncodeError, Node, Reader, Same, Writer};

/// Who looks at what a value is made of.
pub type See<'s> = dyn FnMut(View<'_>) + 's;

/// Who changes what a value is made of.
pub type Lend<'l> = dyn FnMut(ViewMut<'_>) + 'l;

/// What a value is made of, to be looked at.
///
/// Copies, comparisons and prints of generated types go by it, in one loop each: so no type brings code for them.
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
    /// A struct: its table, the members in that order, and those that the table does not list, if it keeps them.
    Record(&'static Shape, &'v [&'v dyn Node], Option<&'v dyn Members>),
    /// One of several types: the table, the name of the variant, and its value, if it has one.
    #[doc(hidden)]
    Union(&'static Alternatives, &'static str, Option<&'v dyn Node>),
    /// An enum of texts: its variants, and the text that it is now.
    #[doc(hidden)]
    Text(&'static [TextRow], &'v str),
    /// A value that may be missing.
    Option(Option<&'v dyn Node>),
    /// A box.
    Node(&'v dyn Node),
    /// An array.
    List(&'v dyn List),
    /// An object whose names nobody lists.
    Map(&'v dyn Members),
    /// A value that is made of no other.
    Leaf(&'v dyn Same),
}

/// What a value is made of, to be changed. See [`View`].
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
    /// A struct: its members in the order of its table, and those that the table does not list, if it keeps them.
    Record(&'v mut [&'v mut dyn Node], Option<&'v mut dyn Members>),
    /// One of several types.
    #[doc(hidden)]
    Union(&'v mut dyn Union),
    /// An enum of texts.
    #[doc(hidden)]
    Text(&'v mut dyn Texts),
    /// A value that may be missing.
    #[doc(hidden)]
    Option(&'v mut dyn Slot),
    /// A box.
    Node(&'v mut dyn Node),
    /// An array.
    List(&'v mut dyn List),
    /// An object whose names nobody lists.
    Map(&'v mut dyn Members),
    /// A value that is made of no other.
    Leaf(&'v mut dyn Same),
}

/// [`Node::decode`] of what is made of other values and does not say how it is read.
pub(super) fn decode(node: &mut dyn Node, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    let mut table = None;
    node.look(&mut |view| {
        table = match view {
            View::Record(shape, ..) => Some(Table::Record(shape)),
            View::Union(alternatives, ..) => Some(Table::Union(alternatives)),
            _ => None,
        };
    });
    let mut read = None;
    node.lend(&mut |view| {
        read = match (view, table) {
            (ViewMut::Record(members, extra), Some(Table::Record(shape))) => Some(reader.record(shape, members, extra)),
            (ViewMut::Text(value), _) => Some(string_enum::decode(value, reader)),
            (ViewMut::Union(value), Some(Table::Union(table))) => Some(union::decode(value, table, reader)),
            _ => None,
        };
    });
    read.unwrap_or_else(|| Err(DecodeError::new("a value that says how it is read", "none", reader.offset())))
}

#[derive(Clone, Copy)]
enum Table {
    Record(&'static Shape),
    Union(&'static Alternatives),
}

/// [`Node::encode`] of what is made of other values and does not say how it is written.
pub(super) fn encode(node: &dyn Node, writer: &mut Writer) -> Result<(), EncodeError> {
    let mut written = None;
    node.look(&mut |view| {
        written = match view {
            View::Record(shape, members, extra) => Some(writer.record(shape, members, extra)),
            View::Text(_, text) => {
                writer.string(text);
                Some(Ok(()))
            }
            View::Union(table, variant, value) => Some(union::encode(table, variant, value, writer)),
            _ => None,
        };
    });
    written.unwrap_or_else(|| Err(EncodeError::new("a value that does not say how it is written".to_owned())))
}
