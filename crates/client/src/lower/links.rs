//! The parts of types that are held by a link, because the path from type to type is too long for rustc.
//!
//! A large cycle of types gets a link at each of its boxes. So an addition to the document only changes other types if it makes a
//! cycle large.

use bindery_model::Api;
use bindery_model::types::{Shape, TypeId};
use indexmap::IndexSet;

use super::scc;

/// The default `recursion_limit` of rustc.
const GIVEN_UP: usize = 128;

/// The part of the limit for the types of this crate. The rest is for the caller's types: the future that holds a reply is often
/// a dozen levels deep.
const STEPS: usize = 80;

/// The part of that for a cycle, so that other types can lead to it.
const CIRCLE: usize = STEPS / 2;

/// The consequences of the lengths of paths.
pub(super) struct Found {
    /// Pairs of a struct, union or tuple and a part of it that needs a link.
    pub(super) links: IndexSet<(TypeId, TypeId)>,
    /// A `recursion_limit` with which the crate compiles, if rustc's default may be too low.
    pub(super) recursion_limit: Option<usize>,
}

pub(super) fn find(api: &Api, boxed: &IndexSet<(TypeId, TypeId)>) -> Found {
    let mut map = Map { ways: api.types.ids().map(|id| ways(api, id, boxed)).collect(), links: IndexSet::new() };
    let recursion_limit = map.recursion_limit();
    map.open_circles(|way| way.boxed);
    map.open_circles(|_| true);
    map.shorten();
    Found { links: map.links, recursion_limit }
}

/// The graph of types.
struct Map {
    /// The edges from each type.
    ways: Vec<Vec<Way>>,
    links: IndexSet<(TypeId, TypeId)>,
}

/// An edge from a type through one of its parts to the next named type.
#[derive(Clone, Copy)]
struct Way {
    from: TypeId,
    part: TypeId,
    to: TypeId,
    /// The levels of rustc's recursion in between.
    steps: usize,
    boxed: bool,
}

impl Map {
    /// rustc instantiates the code of each type inside that of the previous one, even through links, and counts the levels.
    fn recursion_limit(&self) -> Option<usize> {
        let circles = self.circles();
        let mut lengths: Vec<usize> = Vec::with_capacity(circles.all.len());
        for circle in &circles.all {
            let ways = circle.members.iter().flat_map(|member| &self.ways[*member]);
            let next = ways.filter(|way| !circles.is_inside(way)).map(|way| lengths[circles.of[way.to.index()]]);
            lengths.push(circle.members.len() + next.max().unwrap_or_default());
        }
        let longest = lengths.into_iter().max().filter(|longest| *longest > STEPS)?;
        Some((longest + GIVEN_UP - STEPS).next_power_of_two().max(2 * GIVEN_UP))
    }

    /// Puts a link on the selected edges of large cycles.
    fn open_circles(&mut self, opens: impl Fn(&Way) -> bool) {
        let circles = self.circles();
        for circle in circles.all.iter().filter(|circle| circle.length > CIRCLE) {
            let ways = circle.members.iter().flat_map(|member| &self.ways[*member]);
            let links = ways.filter(|way| circles.is_inside(way) && opens(way)).map(|way| (way.from, way.part));
            self.links.extend(links);
        }
    }

    /// Puts a link on each edge after which the path becomes too long.
    fn shorten(&mut self) {
        let circles = self.circles();
        // The length of the longest path from each cycle. The cycles to which one leads come before it.
        let mut lengths: Vec<usize> = Vec::with_capacity(circles.all.len());
        for circle in &circles.all {
            let mut longest = circle.length;
            for way in circle.members.iter().flat_map(|member| &self.ways[*member]) {
                if circles.is_inside(way) || self.links.contains(&(way.from, way.part)) {
                    continue;
                }
                let length = circle.length + way.steps + lengths[circles.of[way.to.index()]];
                if length > STEPS {
                    self.links.insert((way.from, way.part));
                } else {
                    longest = longest.max(length);
                }
            }
            lengths.push(longest);
        }
    }

    fn circles(&self) -> Circles {
        let open = |way: &&Way| !self.links.contains(&(way.from, way.part));
        let of =
            scc::find(self.ways.len(), |node| self.ways[node].iter().filter(open).map(|way| way.to.index()).collect());
        let mut circles = Circles { all: Vec::new(), of };
        for (member, ways) in self.ways.iter().enumerate() {
            let index = circles.of[member];
            let inside = ways.iter().filter(open).filter(|way| circles.is_inside(way)).map(|way| way.steps).max();
            if circles.all.len() <= index {
                circles.all.resize_with(index + 1, Circle::default);
            }
            circles.all[index].members.push(member);
            circles.all[index].length += 1 + inside.unwrap_or_default();
        }
        circles
    }
}

/// The cycles of types. A type outside all cycles is alone in one.
struct Circles {
    all: Vec<Circle>,
    /// The cycle of each type.
    of: Vec<usize>,
}

#[derive(Default)]
struct Circle {
    members: Vec<usize>,
    /// An upper bound of the longest path in it.
    length: usize,
}

impl Circles {
    fn is_inside(&self, way: &Way) -> bool {
        self.of[way.from.index()] == self.of[way.to.index()]
    }
}

fn ways(api: &Api, from: TypeId, boxed: &IndexSet<(TypeId, TypeId)>) -> Vec<Way> {
    let shape = &api.types[from].shape;
    if !matches!(shape, Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_)) {
        return Vec::new();
    }
    let way = |part: TypeId| {
        let (to, steps) = end(api, part)?;
        let boxed = boxed.contains(&(from, part));
        // Nearly every field is optional.
        let held = if boxed { BOX } else { 0 } + if matches!(shape, Shape::Struct(_)) { OPTION } else { 0 };
        Some(Way { from, part, to, steps: steps + held, boxed })
    };
    shape.parts().into_iter().filter_map(way).collect()
}

/// The levels of rustc's recursion for `Option`, `Box`, `Vec` and `Map`, including their internals.
const OPTION: usize = 1;
const BOX: usize = 2;
const LIST: usize = 3;
const MAP: usize = 6;

/// The named type to which a part leads, and the number of levels in between.
fn end(api: &Api, part: TypeId) -> Option<(TypeId, usize)> {
    let (mut id, mut steps) = (part, 0);
    for _ in 0..api.types.len() {
        (id, steps) = match api.types[id].shape {
            Shape::Struct(_) | Shape::Union(_) | Shape::Tuple(_) => return Some((id, steps)),
            Shape::Nullable(inner) => (inner, steps + OPTION),
            Shape::List(item) => (item, steps + LIST),
            Shape::Map(value) => (value, steps + MAP),
            Shape::Alias(inner) => (inner, steps),
            _ => return None,
        };
    }
    None
}
