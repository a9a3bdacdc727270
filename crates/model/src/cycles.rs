//! A type that must contain itself has no finite value: somewhere on the way round, something has to be left out.

use bindery_source::Sink;

use crate::codes;
use crate::types::{Presence, Shape, TypeId, Types};

/// Makes a member of every endless cycle optional. A cycle without members, such as an alias of itself, takes any value.
pub(crate) fn open(types: &mut Types, sink: &mut Sink) {
    let finite = finite(types);
    let mut search = Search { state: vec![State::New; types.len()], path: Vec::new() };
    for id in types.ids().filter(|id| !finite[id.index()]) {
        search.run(types, &finite, id, sink);
    }
}

/// Which types have a finite value: the least set that the demands of each type allow.
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

/// A type without which a value cannot be.
struct Demand {
    ty: TypeId,
    /// The member that holds it.
    field: Option<usize>,
}

fn demands(shape: &Shape) -> Vec<Demand> {
    match shape {
        Shape::Struct(object) => {
            let required = |(_, field): &(usize, &crate::types::Field)| field.presence == Presence::Required;
            let fields = object.fields.iter().enumerate().filter(required);
            fields.map(|(index, field)| Demand { ty: field.ty, field: Some(index) }).collect()
        }
        Shape::Tuple(tuple) => tuple.items.iter().map(|ty| Demand { ty: *ty, field: None }).collect(),
        Shape::Union(_) | Shape::Alias(_) => shape.parts().into_iter().map(|ty| Demand { ty, field: None }).collect(),
        _ => Vec::new(),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnPath,
    Done,
}

/// A depth-first search along demands, with a path instead of recursion.
struct Search {
    state: Vec<State>,
    path: Vec<Step>,
}

struct Step {
    id: TypeId,
    demands: std::vec::IntoIter<Demand>,
    /// The member through which the path goes on.
    field: Option<usize>,
}

impl Search {
    fn run(&mut self, types: &mut Types, finite: &[bool], start: TypeId, sink: &mut Sink) {
        self.enter(types, start);
        while let Some(step) = self.path.last_mut() {
            let Some(demand) = step.demands.next() else {
                self.state[step.id.index()] = State::Done;
                self.path.pop();
                continue;
            };
            step.field = demand.field;
            if finite[demand.ty.index()] {
                continue;
            }
            match self.state[demand.ty.index()] {
                State::New => self.enter(types, demand.ty),
                State::OnPath => self.close(types, demand.ty, sink),
                State::Done => {}
            }
        }
    }

    fn enter(&mut self, types: &Types, id: TypeId) {
        if self.state[id.index()] == State::New {
            self.state[id.index()] = State::OnPath;
            let demands = demands(&types[id].shape).into_iter();
            self.path.push(Step { id, demands, field: None });
        }
    }

    /// The path has come back to `target`: the last member on the way round becomes optional.
    fn close(&self, types: &mut Types, target: TypeId, sink: &mut Sink) {
        let from = self.path.iter().rposition(|step| step.id == target).unwrap_or(0);
        let round = &self.path[from..];
        if let Some((id, index)) = round.iter().rev().find_map(|step| Some((step.id, step.field?))) {
            let Shape::Struct(object) = &mut types.get_mut(id).shape else { return };
            let field = &mut object.fields[index];
            if field.presence == Presence::Required {
                field.presence = Presence::Optional;
                let message = format!("a value cannot contain itself without end: `{}` may be left out", field.wire);
                let help = format!("leave `{}` out of `required`", field.wire);
                sink.note(&codes::CYCLE_OPENED, &field.at, message).help(help);
            }
        } else {
            let ty = types.get_mut(target);
            ty.shape = Shape::Any;
            sink.note(&codes::CYCLE_OPENED, &ty.at, "a type that is only itself: any value is taken");
        }
    }
}
