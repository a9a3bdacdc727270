//! Which fields need a box, since their type holds the type that holds them.

use bindery_model::Api;
use bindery_model::types::{Shape, TypeId};
use indexmap::IndexSet;

/// Pairs of a struct and a type that one of its fields holds by value, where the second holds the first again.
///
/// Strongly connected components by Tarjan's algorithm, without recursion: the document decides how deep it goes.
pub(super) fn find(api: &Api) -> IndexSet<(TypeId, TypeId)> {
    let component = components(api);
    let mut boxed = IndexSet::new();
    for (id, _) in api.types.iter() {
        for next in held(api, id) {
            if component[id.index()] == component[next.index()] {
                boxed.insert((id, next));
            }
        }
    }
    boxed
}

/// The structs that a value of this type holds by value: not behind a list or a map, which are on the heap already.
fn held(api: &Api, id: TypeId) -> Vec<TypeId> {
    match &api.types[id].shape {
        Shape::Struct(shape) => shape.fields.iter().filter_map(|field| by_value(api, field.ty)).collect(),
        _ => Vec::new(),
    }
}

/// The struct that a field of this type holds by value.
pub(super) fn by_value(api: &Api, mut id: TypeId) -> Option<TypeId> {
    for _ in 0..api.types.len() {
        match api.types[id].shape {
            Shape::Nullable(inner) | Shape::Alias(inner) => id = inner,
            Shape::Struct(_) => return Some(id),
            _ => return None,
        }
    }
    None
}

/// The number of the component that each type is in.
fn components(api: &Api) -> Vec<usize> {
    const UNSEEN: usize = usize::MAX;
    let count = api.types.len();
    let mut order = vec![UNSEEN; count];
    let mut low = vec![UNSEEN; count];
    let mut component = vec![UNSEEN; count];
    let mut path = Vec::new();
    let (mut clock, mut finished) = (0, 0);

    for (root, _) in api.types.iter() {
        if order[root.index()] != UNSEEN {
            continue;
        }
        let mut work = vec![(root, held(api, root), 0)];
        while let Some((id, next, position)) = work.last_mut() {
            let here = id.index();
            if *position == 0 && order[here] == UNSEEN {
                order[here] = clock;
                low[here] = clock;
                clock += 1;
                path.push(here);
            }
            if let Some(&child) = next.get(*position) {
                *position += 1;
                let there = child.index();
                if order[there] == UNSEEN {
                    work.push((child, held(api, child), 0));
                } else if component[there] == UNSEEN {
                    low[here] = low[here].min(order[there]);
                }
                continue;
            }
            if low[here] == order[here] {
                while let Some(member) = path.pop() {
                    component[member] = finished;
                    if member == here {
                        break;
                    }
                }
                finished += 1;
            }
            work.pop();
            if let Some((parent, ..)) = work.last() {
                low[parent.index()] = low[parent.index()].min(low[here]);
            }
        }
    }
    component
}
