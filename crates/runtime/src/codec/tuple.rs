use core::fmt;

use super::Node;
use super::list::List;

/// Prints a tuple as `derive(Debug)` does, and its rest as the last item if there is any.
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

/// Lets a struct meet JSON as an array whose items have a type each (`prefixItems`): one row an item.
///
/// A row is the field, of a tuple struct its index. The name behind the type is the field that takes the items behind them, a
/// `Vec`; without one there may be no more. An array may end before an `Option`, and is written so.
///
/// It is a struct and no tuple of Rust, so that each item can be documented and named, a later one can be added, and nothing
/// is generic.
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
