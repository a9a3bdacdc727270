//! Structs as JSON arrays.

use core::fmt;

use super::Node;
use super::list::List;

/// Prints a tuple like `derive(Debug)`, with the rest, if there is any, as the last item.
///
/// # Errors
/// Those of the formatter.
pub fn debug(name: &str, items: &[&dyn Node], rest: Option<&dyn List>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printed = f.debug_tuple(name);
    for item in items {
        printed.field(item);
    }
    if let Some(rest) = rest.filter(|rest| rest.item(0).is_some()) {
        printed.field(&rest);
    }
    printed.finish()
}

/// Gives a struct its JSON form as an array of items with different types (`prefixItems`): one row for each item.
///
/// A row is the field, or its index in a tuple struct. The name after the type is the field for further items, a `Vec`; without
/// one there must be none. Trailing `Option`s may be missing from an array, and are omitted if `None`.
///
/// It is a struct instead of a Rust tuple, so that items can be documented, named and added later, and nothing is generic.
///
/// The struct gets [`Node`], [`Empty`](crate::Empty), `Debug`, `Serialize` and `Deserialize`.
///
/// ```
/// use bindery_runtime::{Value, decode, encode, tuple};
///
/// #[derive(Clone, PartialEq)]
/// pub struct Position(pub f64, pub f64, pub Option<f64>);
///
/// tuple! { Position { 0; 1; 2; } }
///
/// #[derive(Clone, PartialEq)]
/// pub struct Command {
///     pub name: String,
///     pub arguments: Vec<Value>,
/// }
///
/// tuple! { Command, arguments { name; } }
///
/// assert_eq!(decode::<Position>(b"[1.5, 2]")?, Position(1.5, 2.0, None));
/// assert_eq!(encode(&Position(1.5, 2.0, None)).unwrap(), b"[1.5,2.0]");
///
/// let add: Command = decode(br#"["add", 1, {"to": 2}]"#)?;
/// assert_eq!(add.arguments.len(), 2);
/// # Ok::<(), bindery_runtime::DecodeError>(())
/// ```
#[macro_export]
macro_rules! tuple {
    ($name:ident $(, $rest:tt)? { $($item:tt;)* }) => {
        impl $crate::Node for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn decode(&mut self, reader: &mut $crate::Reader<'_>) -> $crate::__private::Decoded {
                reader.tuple(
                    &mut [$(&mut self.$item),*],
                    ::core::option::Option::None$(.or(::core::option::Option::Some(&mut self.$rest)))?,
                )
            }

            #[cfg_attr(not(debug_assertions), inline)]
            fn encode(&self, writer: &mut $crate::Writer) -> $crate::__private::Encoded {
                writer.tuple(
                    &[$(&self.$item),*],
                    ::core::option::Option::None$(.or(::core::option::Option::Some(&self.$rest)))?,
                )
            }

            $crate::__leaf!();
        }

        impl $crate::Empty for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn empty() -> Self {
                Self {
                    $($item: $crate::Empty::empty(),)*
                    $($rest: $crate::Empty::empty(),)?
                }
            }
        }

        impl ::core::fmt::Debug for $name {
            #[cfg_attr(not(debug_assertions), inline)]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::debug_tuple(
                    ::core::stringify!($name),
                    &[$(&self.$item),*],
                    ::core::option::Option::None$(.or(::core::option::Option::Some(&self.$rest)))?,
                    f,
                )
            }
        }

        $crate::__serde! { $name }
    };
}
