//! Types that contain themselves: every cycle must come closer to the end of the value.

use std::collections::BTreeSet;

use bindery_source::Sink;

use crate::codes;
use crate::types::{Presence, Shape, TypeId, Types};

/// Makes one member of every endless cycle optional.
pub(crate) fn open(types: &mut Types, sink: &mut Sink) {
    let finite = finite(types);
    let mut search = Search::new(types, demands);
    while let Some(round) = search.next(types, |id| !finite[id.index()]) {
        open_round(types, &round, sink);
    }
}

/// Removes alternatives that lead back to their own choice without a member or item in between: they add no value. A type that is
/// only itself accepts any value.
pub(crate) fn open_choices(types: &mut Types, sink: &mut Sink) {
    let mut search = Search::new(types, same_value);
    let mut rounds = Vec::new();
    while let Some(round) = search.next(types, |_| true) {
        rounds.push(round);
    }
    let mut superfluous: Vec<(TypeId, usize)> = Vec::new();
    for round in rounds {
        match round.iter().rev().find_map(|step| Some((step.id, step.part?))) {
            Some(alternative) => superfluous.push(alternative),
            None => take_anything(types, round[0].id, sink),
        }
    }
    while let Some((id, _)) = superfluous.first().copied() {
        let (here, elsewhere) = superfluous.into_iter().partition(|(choice, _)| *choice == id);
        leave_out(types, id, here, sink);
        superfluous = elsewhere;
    }
}

fn leave_out(types: &mut Types, id: TypeId, alternatives: Vec<(TypeId, usize)>, sink: &mut Sink) {
    let superfluous: BTreeSet<usize> = alternatives.into_iter().map(|(_, index)| index).collect();
    let Shape::Union(union) = &mut types.get_mut(id).shape else { return };
    let mut index = 0;
    union.variants.retain(|variant| {
        let is_kept = !superfluous.contains(&index);
        index += 1;
        if !is_kept {
            let message = "this alternative is the whole choice again: it adds no value";
            sink.note(&codes::CYCLE_OPENED, &variant.at, message).help("remove it from the alternatives");
        }
        is_kept
    });
    match union.variants.as_slice() {
        [] => take_anything(types, id, sink),
        [only] => types.get_mut(id).shape = Shape::Alias(only.ty),
        _ => {}
    }
}

/// The types that read the same value as a type.
fn same_value(shape: &Shape) -> Vec<Way> {
    let parts = shape.parts().into_iter();
    match shape {
        Shape::Union(_) => parts.enumerate().map(|(index, ty)| Way { ty, part: Some(index) }).collect(),
        Shape::Alias(_) | Shape::Nullable(_) => parts.map(|ty| Way { ty, part: None }).collect(),
        _ => Vec::new(),
    }
}

/// Computes which types have a finite value, as the least set that satisfies the demands of each type.
fn finite(types: &Types) -> Vec<bool> {
    let mut finite = vec![false; types.len()];
    let mut missing: Vec<usize> = Vec::with_capacity(types.len());
    let mut users: Vec<Vec<TypeId>> = vec![Vec::new(); types.len()];
    let mut waiting = Vec::new();
    for (id, ty) in types.iter() {
        let demands = demands(&ty.shape);
        for demand in &demands {
            users[demand.ty.index()].push(id);
        }
        // One alternative of a union is enough.
        let count = if matches!(ty.shape, Shape::Union(_)) { demands.len().min(1) } else { demands.len() };
        missing.push(count);
        if count == 0 {
            finite[id.index()] = true;
            waiting.push(id);
        }
    }
    while let Some(id) = waiting.pop() {
        for user in &users[id.index()] {
            let missing = &mut missing[user.index()];
            *missing = missing.saturating_sub(1);
            if *missing == 0 && !std::mem::replace(&mut finite[user.index()], true) {
                waiting.push(*user);
            }
        }
    }
    finite
}

/// The types that every value must contain.
fn demands(shape: &Shape) -> Vec<Way> {
    match shape {
        Shape::Struct(object) => {
            let required = |(_, field): &(usize, &crate::types::Field)| field.presence == Presence::Required;
            let fields = object.fields.iter().enumerate().filter(required);
            fields.map(|(index, field)| Way { ty: field.ty, part: Some(index) }).collect()
        }
        Shape::Tuple(tuple) => tuple.items.iter().map(|ty| Way { ty: *ty, part: None }).collect(),
        Shape::Union(_) | Shape::Alias(_) => shape.parts().into_iter().map(|ty| Way { ty, part: None }).collect(),
        _ => Vec::new(),
    }
}

/// Makes the last member of the cycle optional.
fn open_round(types: &mut Types, round: &[Passed], sink: &mut Sink) {
    let Some((id, index)) = round.iter().rev().find_map(|step| Some((step.id, step.part?))) else {
        return take_anything(types, round[0].id, sink);
    };
    let Shape::Struct(object) = &mut types.get_mut(id).shape else { return };
    let field = &mut object.fields[index];
    if field.presence == Presence::Required {
        field.presence = Presence::Optional;
        let message = format!("a value cannot contain itself infinitely: `{}` becomes optional", field.wire);
        let help = format!("remove `{}` from `required`", field.wire);
        sink.note(&codes::CYCLE_OPENED, &field.at, message).help(help);
    }
}

fn take_anything(types: &mut Types, id: TypeId, sink: &mut Sink) {
    let ty = types.get_mut(id);
    ty.shape = Shape::Any;
    sink.note(&codes::CYCLE_OPENED, &ty.at, "this type is only itself: it accepts any value");
}

/// An edge from a type to another.
struct Way {
    ty: TypeId,
    /// The member or alternative that leads there, if there is one.
    part: Option<usize>,
}

/// A type in the cycle, and the part through which the cycle continues.
struct Passed {
    id: TypeId,
    part: Option<usize>,
}

/// A depth-first search for cycles, with an explicit path instead of recursion.
struct Search {
    ways: fn(&Shape) -> Vec<Way>,
    state: Vec<State>,
    path: Vec<Step>,
    starts: std::vec::IntoIter<TypeId>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnPath,
    Done,
}

struct Step {
    id: TypeId,
    ways: std::vec::IntoIter<Way>,
    /// The part through which the path continues.
    part: Option<usize>,
}

impl Search {
    fn new(types: &Types, ways: fn(&Shape) -> Vec<Way>) -> Self {
        let starts = types.ids().collect::<Vec<_>>().into_iter();
        Self { ways, state: vec![State::New; types.len()], path: Vec::new(), starts }
    }

    /// Finds the next cycle among the types of interest. It starts with the type to which the path returned.
    fn next(&mut self, types: &Types, is_of_interest: impl Fn(TypeId) -> bool) -> Option<Vec<Passed>> {
        loop {
            let Some(step) = self.path.last_mut() else {
                let start = self.starts.find(|id| is_of_interest(*id))?;
                self.enter(types, start);
                continue;
            };
            let Some(way) = step.ways.next() else {
                self.state[step.id.index()] = State::Done;
                self.path.pop();
                continue;
            };
            step.part = way.part;
            match self.state[way.ty.index()] {
                State::New if is_of_interest(way.ty) => self.enter(types, way.ty),
                State::OnPath => return Some(self.round(way.ty)),
                State::New | State::Done => {}
            }
        }
    }

    fn enter(&mut self, types: &Types, id: TypeId) {
        if self.state[id.index()] == State::New {
            self.state[id.index()] = State::OnPath;
            let ways = (self.ways)(&types[id].shape).into_iter();
            self.path.push(Step { id, ways, part: None });
        }
    }

    fn round(&self, target: TypeId) -> Vec<Passed> {
        let from = self.path.iter().rposition(|step| step.id == target).unwrap_or(0);
        self.path[from..].iter().map(|step| Passed { id: step.id, part: step.part }).collect()
    }
}
