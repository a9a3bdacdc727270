//! Comparing values whose type is erased.

use super::View;
use crate::codec::Node;
use crate::codec::list::List;
use crate::codec::members::Members;

/// Whether two values of one type are equal.
pub fn equal(left: &dyn Node, right: &dyn Node) -> bool {
    let mut are_equal = false;
    left.look(&mut |left| right.look(&mut |right| are_equal = are_parts_equal(&left, &right)));
    are_equal
}

fn are_parts_equal(left: &View<'_>, right: &View<'_>) -> bool {
    match (left, right) {
        (View::Record(_, left, left_extra), View::Record(_, right, right_extra)) => {
            left.iter().zip(*right).all(|(left, right)| equal(*left, *right))
                && are_both(*left_extra, *right_extra, are_members_equal)
        }
        (View::Union(_, left_name, left), View::Union(_, right_name, right)) => {
            left_name == right_name && are_both(*left, *right, equal)
        }
        (View::Text(_, left), View::Text(_, right)) => left == right,
        (View::Option(left), View::Option(right)) => are_both(*left, *right, equal),
        (View::List(left), View::List(right)) => are_lists_equal(*left, *right),
        (View::Map(left), View::Map(right)) => are_members_equal(*left, *right),
        (View::Leaf(left), View::Leaf(right)) => left.same(right.as_any()),
        _ => false,
    }
}

/// Whether both are absent, or present and equal.
fn are_both<T>(left: Option<T>, right: Option<T>, are_equal: fn(T, T) -> bool) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => are_equal(left, right),
        (None, None) => true,
        _ => false,
    }
}

fn are_lists_equal(left: &dyn List, right: &dyn List) -> bool {
    let mut items = (0..).map(|index| (left.item(index), right.item(index)));
    items.find_map(|item| match item {
        (Some(left), Some(right)) if equal(left, right) => None,
        (None, None) => Some(true),
        _ => Some(false),
    }) == Some(true)
}

/// The order of members does not matter (RFC 8259, section 1).
fn are_members_equal(left: &dyn Members, right: &dyn Members) -> bool {
    let mut are_equal = left.count() == right.count();
    left.each(&mut |name, left| are_equal = are_equal && right.get(name).is_some_and(|right| equal(left, right)));
    are_equal
}

#[cfg(test)]
mod tests {
    use super::equal;
    use crate::Map;

    #[test]
    fn lists_are_equal_item_by_item_and_in_length() {
        let list = vec![Some(1_i64), None];
        assert!(equal(&list, &list.clone()));
        for other in [vec![Some(1)], vec![Some(1), None, None], vec![None, Some(1)], vec![]] {
            assert!(!equal(&list, &other) && !equal(&other, &list), "{other:?}");
        }
    }

    #[test]
    fn order_means_nothing_among_members() {
        let map = |members: &[(&str, i64)]| -> Map<i64> {
            members.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect()
        };
        assert!(equal(&map(&[("a", 1), ("b", 2)]), &map(&[("b", 2), ("a", 1)])));
        assert!(!equal(&map(&[("a", 1), ("b", 2)]), &map(&[("a", 1)])));
        assert!(!equal(&map(&[("a", 1)]), &map(&[("c", 1)])));
    }

    #[test]
    fn values_of_two_types_are_never_equal() {
        assert!(!equal(&1_i64, &1_i32));
        assert!(!equal(&Some(1_i64), &vec![1_i64]));
    }
}
