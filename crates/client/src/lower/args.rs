//! The arguments and setters of an operation.

use bindery_model::Api;
use bindery_model::operations::Operation;
use bindery_model::types::Presence;
use bindery_source::Sink;

use super::types::Types;
use super::{bodies, docs, fixed};
use crate::codes;
use crate::items::{Accept, Arg, Slot};
use crate::names::{Case, Scope, Words};
use crate::ty::Ty;

/// Methods that the runtime's macro gives to every builder.
const BUILDER: [&str; 14] = [
    "with_meta",
    "wait",
    "timeout",
    "limits",
    "retry",
    "idempotency_key",
    "lenient",
    "header",
    "with_query",
    "with_json",
    "into_future",
    "clone",
    "new",
    "extra",
];

/// The values of an operation.
#[derive(Default)]
pub(super) struct Args {
    /// In the order of the method's arguments.
    pub(super) required: Vec<Arg>,
    /// In the order of the builder's setters.
    pub(super) optional: Vec<Arg>,
}

/// Names all values of an operation, avoiding the `reserved` names, and decides how each is passed.
pub(super) fn lower(
    api: &Api,
    operation: &Operation,
    body: Option<&bodies::Lowered>,
    reserved: &[&'static str],
    types: &Types,
    sink: &mut Sink,
) -> Args {
    let mut names = Scope::with(Case::Snake, BUILDER.into_iter().chain(reserved.iter().copied()));
    let mut all = Args::default();
    let body = body.map(|body| (body, names.claim_one(&Words::new("body")).name));
    for (index, param) in operation.params.iter().enumerate() {
        if fixed::of_param(api, types, param).is_some() {
            continue;
        }
        let words = Words::new(&param.wire);
        let claimed = names.claim(&[words.clone(), words.then(&Words::new("param"))]);
        codes::note_taken(sink, &claimed, &param.at, "parameter");
        let ty = without_null(types.ty(param.ty).clone());
        let own = if param.docs.is_empty() { &api.types[param.ty].docs } else { &param.docs };
        let docs = docs::of_member(own, &param.wire, claimed.name.as_str());
        let accept = if api.types.takes_any_text(param.ty) { Accept::Into } else { accept_of(&ty) };
        let declared = declared(accept, &ty);
        let arg = Arg { name: claimed.name, slot: Slot::Param(index), ty, declared, accept, docs };
        all.push(arg, param.presence == Presence::Required);
    }
    if let Some((body, name)) = body {
        let (slot, ty, accept) = (Slot::Body(body.format), body.ty.clone(), body.accept);
        let declared = declared(accept, &ty);
        all.push(Arg { name, slot, ty, declared, accept, docs: body.docs.clone() }, body.required);
    }
    all
}

impl Args {
    fn push(&mut self, arg: Arg, required: bool) {
        if required { self.required.push(arg) } else { self.optional.push(arg) }
    }

    /// Turns the required values into fields of a struct, which holds them unconverted.
    pub(super) fn bundle(&mut self) {
        for arg in &mut self.required {
            let is_converted = arg.accept == Accept::Into && matches!(arg.slot, Slot::Param(_));
            if is_converted || matches!(arg.accept, Accept::Reference | Accept::Elements) {
                arg.accept = Accept::Value;
            }
        }
    }
}

/// A parameter that is `null` is omitted.
pub(super) fn without_null(ty: Ty) -> Ty {
    match ty {
        Ty::Option(inner) => *inner,
        other => other,
    }
}

fn accept_of(ty: &Ty) -> Accept {
    match ty {
        Ty::String => Accept::IntoString,
        Ty::Vec(item) if **item == Ty::String => Accept::IntoStrings,
        Ty::Vec(_) => Accept::Elements,
        // Callers have the type itself, not its wrapper.
        Ty::Foreign(_) => Accept::Into,
        _ => Accept::Value,
    }
}

fn declared(accept: Accept, ty: &Ty) -> Ty {
    let boxed = |ty: &Ty| Box::new(ty.clone());
    match (accept, ty) {
        (Accept::Reference, ty) => Ty::Ref(boxed(ty)),
        (Accept::IntoString | Accept::Into, ty) => Ty::Into(boxed(ty)),
        (Accept::IntoStrings, _) => Ty::Elements(Box::new(Ty::Into(Box::new(Ty::String)))),
        (Accept::Elements, Ty::Vec(item)) => Ty::Elements(item.clone()),
        (Accept::Value | Accept::Elements, ty) => ty.clone(),
    }
}
