//! Which parts of a type are held by a link, since the way from type to type is too long for rustc.
//!
//! A large circle of types is opened at every box on its way round: so an addition to the document changes what others hold
//! only when it makes a circle large.

use bindery_model::Api;
use bindery_model::types::{Shape, TypeId};
use indexmap::IndexSet;

use super::scc;

/// rustc gives up after so many steps, unless a crate has a `recursion_limit` of its own.
const GIVEN_UP: usize = 128;

/// How far rustc may have to go through the types of this crate. The caller's own types need the rest: the future that holds
/// a reply is often a dozen deep.
const STEPS: usize = 80;

/// How much of that a circle may take, so that something can lead to it.
const CIRCLE: usize = STEPS / 2;

/// What the lengths of ways ask for.
pub(super) struct Found {
    /// Pairs of a struct, union or tuple and a part of it that needs a link.
    pub(super) links: IndexSet<(TypeId, TypeId)>,
    /// A `recursion_limit` that is high enough to compile the crate, where rustc's own may not be.
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

/// How types lead to one another.
struct Map {
    /// From each type.
    ways: Vec<Vec<Way>>,
    links: IndexSet<(TypeId, TypeId)>,
}

/// From a type through one of its parts to the next type that has a name.
#[derive(Clone, Copy)]
struct Way {
    from: TypeId,
    part: TypeId,
    to: TypeId,
    /// What rustc goes through in between.
    steps: usize,
    boxed: bool,
}

impl Map {
    /// One type brings the code of the next into the crate, through links too, and rustc counts on the way.
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

    /// Puts a link on those ways of large circles.
    fn open_circles(&mut self, opens: impl Fn(&Way) -> bool) {
        let circles = self.circles();
        for circle in circles.all.iter().filter(|circle| circle.length > CIRCLE) {
            let ways = circle.members.iter().flat_map(|member| &self.ways[*member]);
            let links = ways.filter(|way| circles.is_inside(way) && opens(way)).map(|way| (way.from, way.part));
            self.links.extend(links);
        }
    }

    /// Puts a link on each way where what follows would make it too long.
    fn shorten(&mut self) {
        let circles = self.circles();
        // From each circle on. Those to which one leads come before it.
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

/// Types that lead to one another, and those that do not lead back to themselves, each alone.
struct Circles {
    all: Vec<Circle>,
    /// The circle of each type.
    of: Vec<usize>,
}

#[derive(Default)]
struct Circle {
    members: Vec<usize>,
    /// Of the longest way in it, at most.
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
        // Nearly every field may be left out.
        let held = if boxed { BOX } else { 0 } + if matches!(shape, Shape::Struct(_)) { OPTION } else { 0 };
        Some(Way { from, part, to, steps: steps + held, boxed })
    };
    shape.parts().into_iter().filter_map(way).collect()
}

/// What rustc goes through in `Option`, `Box`, `Vec` and `Map`, with all that these are made of.
const OPTION: usize = 1;
const BOX: usize = 2;
const LIST: usize = 3;
const MAP: usize = 6;

/// The type with a name to which a part leads, and how far that is.
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
