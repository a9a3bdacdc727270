//! Orders the targets of references, depth first.

use std::collections::BTreeMap;
use std::ops::Bound;

use bindery_source::Pointer;
use indexmap::IndexSet;

use crate::read::file_of;

/// Orders the targets of references, each given with its place in the order of its document or file: a target comes
/// after the targets that it refers to, as in the output of a bundler.
pub(super) fn find(references: &[(Pointer, Pointer)]) -> IndexSet<Pointer> {
    let by_place: BTreeMap<&str, usize> =
        references.iter().enumerate().map(|(index, (place, _))| (place.as_str(), index)).collect();
    let below = |at: &Pointer| {
        let start = format!("{at}/");
        let inside = by_place.range::<str, _>((Bound::Included(&*start), Bound::Unbounded));
        let mut inside: Vec<usize> =
            inside.take_while(|(place, _)| place.starts_with(&start)).map(|(_, index)| *index).collect();
        inside.sort_unstable();
        inside
    };
    let (mut seen, mut order) = (IndexSet::new(), IndexSet::new());
    let of_document = references.iter().enumerate().filter(|(_, (place, _))| file_of(place).is_none());
    let of_document: Vec<usize> = of_document.map(|(index, _)| index).collect();
    let mut way = vec![(None, of_document.into_iter())];
    while let Some((at, next)) = way.last_mut() {
        match next.next().map(|index| &references[index].1) {
            Some(target) if seen.insert(target) => {
                let inside = below(target);
                way.push((Some(target), inside.into_iter()));
            }
            Some(_) => {}
            None => {
                order.extend(at.cloned());
                way.pop();
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_something_refers_to_comes_before_it() {
        let at = |text: &str| Pointer::parse(text).unwrap();
        let reference = |from: &str, to: &str| (at(&format!("{from}/$ref")), at(to));
        let references =
            [reference("/paths", "/b"), reference("/z", "/a"), reference("/b/x", "/c"), reference("/c/y", "/b")];
        assert_eq!(Vec::from_iter(find(&references)), [at("/c"), at("/b"), at("/a")]);
    }
}
