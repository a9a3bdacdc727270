//! Printing values whose type is erased.

use core::fmt;

use super::View;
use crate::codec::{Node, string_enum};

/// Prints a value like `derive(Debug)`, but omits record members that are not present, and masks secrets.
///
/// # Errors
/// Those of the formatter.
pub fn debug(node: &dyn Node, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printed = Ok(());
    node.look(&mut |view| {
        printed = match view {
            View::Record(shape, members, extra) => shape.debug(members, extra, f),
            View::Union(_, variant, Some(value)) => f.debug_tuple(plain(variant)).field(&value).finish(),
            View::Union(_, variant, None) => f.write_str(plain(variant)),
            View::Text(rows, text) => string_enum::debug(rows, text, f),
            View::Option(Some(value)) => f.debug_tuple("Some").field(&value).finish(),
            View::Option(None) => f.write_str("None"),
            View::List(list) => fmt::Debug::fmt(list, f),
            View::Map(members) => fmt::Debug::fmt(members, f),
            View::Leaf(leaf) => fmt::Debug::fmt(leaf, f),
        };
    });
    printed
}

/// A name without the `r#` of a raw identifier.
pub(in crate::codec) fn plain(name: &str) -> &str {
    name.trim_start_matches("r#")
}

#[cfg(test)]
mod tests {
    use crate::codec::Node;
    use crate::{Link, Map};

    fn printed(node: &dyn Node) -> String {
        format!("{node:?}")
    }

    #[test]
    fn it_prints_as_derive_does() {
        let value: Map<Vec<Option<f64>>> = [("a".to_owned(), vec![Some(0.5), None])].into();
        assert_eq!(printed(&value), format!("{value:?}"));
        assert_eq!(printed(&Box::new(Link::new("x".to_owned()))), r#""x""#);
    }

    #[test]
    fn it_prints_in_many_lines_where_asked_to() {
        let value = vec![Some(1_i64)];
        assert_eq!(format!("{:#?}", &value as &dyn Node), format!("{value:#?}"));
    }
}
