//! Copying values whose type is erased.

use super::{View, ViewMut};
use crate::codec::{Empty, Node};

/// Returns a value equal to another.
pub fn copy<T: Empty>(value: &T) -> T {
    let mut copy = T::empty();
    assign(&mut copy, value);
    copy
}

/// Makes `copy`, which is empty, equal to a value of the same type.
pub(in crate::codec) fn assign(copy: &mut dyn Node, value: &dyn Node) {
    value.look(&mut |value| copy.lend(&mut |copy| assign_parts(copy, &value)));
}

fn assign_parts(copy: ViewMut<'_>, value: &View<'_>) {
    match (copy, value) {
        (ViewMut::Record(copies, copied_extra), View::Record(_, members, extra)) => {
            copies.iter_mut().zip(*members).for_each(|(copy, member)| assign(*copy, *member));
            if let (Some(copy), Some(extra)) = (copied_extra, extra) {
                copy.assign(*extra);
            }
        }
        (ViewMut::Union(copy), View::Union(_, variant, value)) => {
            if let (Some(copy), Some(value)) = (copy.start(variant), value) {
                assign(copy, *value);
            }
        }
        (ViewMut::Text(copy), View::Text(_, text)) => {
            copy.become_text(text);
        }
        (ViewMut::Option(copy), View::Option(value)) => {
            if let (Some(copy), Some(value)) = (copy.set(value.is_some()), value) {
                assign(copy, *value);
            }
        }
        (ViewMut::List(copy), View::List(list)) => {
            (0..).map_while(|index| list.item(index)).for_each(|item| assign(copy.grow(), item));
        }
        (ViewMut::Map(copy), View::Map(members)) => copy.assign(*members),
        (ViewMut::Leaf(copy), View::Leaf(leaf)) => copy.assign(leaf.as_any()),
        _ => debug_assert!(false, "a value lends what it shows"),
    }
}

#[cfg(test)]
mod tests {
    use super::copy;
    use crate::{Link, Map, Patch};

    #[test]
    fn a_copy_has_all_parts() {
        let value: Map<Vec<Option<Box<Link<i64>>>>> =
            [("a".to_owned(), vec![Some(Box::new(Link::new(7))), None]), ("b".to_owned(), Vec::new())].into();
        assert_eq!(copy(&value), value);
    }

    #[test]
    fn null_stays_null() {
        assert_eq!(copy(&Patch::<i64>::Null), Patch::Null);
    }
}
