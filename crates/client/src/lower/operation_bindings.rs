//! The Rust names of operations, for docs and tools.

use bindery_model::Api;
use bindery_model::bindings::{ArgBinding, GivenParam, OperationBinding, ParamBinding};
use bindery_model::operations as model;

use super::bodies;
use super::samples::{self, Samples};
use crate::items::{Accept, Arg, Group, Operation, Param, Slot};
use crate::ty::Ty;

/// The Rust names of every operation, in the order of the model.
pub(super) fn lower(api: &Api, samples: &Samples<'_>, groups: &[Group]) -> Vec<OperationBinding> {
    let mut next = vec![0; groups.len()];
    api.operations
        .iter()
        .map(|operation| {
            let group = &groups[operation.group];
            let lowered = &group.operations[next[operation.group]];
            next[operation.group] += 1;
            binding(samples, operation, group, lowered)
        })
        .collect()
}

fn binding(
    samples: &Samples<'_>,
    operation: &model::Operation,
    group: &Group,
    lowered: &Operation,
) -> OperationBinding {
    OperationBinding {
        at: operation.at.clone(),
        id: operation.id.clone(),
        method: operation.method.clone(),
        path: operation.path.text.clone(),
        rust: format!("{}().{}", group.accessor, lowered.method),
        feature: group.gate.features().first().cloned(),
        signature: samples::signature(lowered),
        params: param_bindings(lowered),
        args: arg_bindings(samples.crate_name, operation, lowered),
        bundle: lowered.bundle.as_ref().map(ToString::to_string),
        success: lowered.reply.ty.from_outside().to_string(),
        items: lowered.paging.as_ref().map(|paging| paging.item.from_outside().to_string()),
        is_list: lowered.paging.is_some() || matches!(lowered.reply.ty, Ty::Vec(_)),
        sample: samples::sample(samples, group, lowered),
    }
}

/// The Rust names of the parameters, in the order of the table.
fn param_bindings(lowered: &Operation) -> Vec<ParamBinding> {
    let face = |(index, param): (usize, &Param)| {
        let is_it = |arg: &&Arg| matches!(arg.slot, Slot::Param(slot) if slot == index);
        let arg = lowered.args.iter().chain(&lowered.setters).find(is_it);
        let given = arg.map(|arg| GivenParam {
            name: arg.name.to_string(),
            ty: arg.ty.from_outside().to_string(),
            required: lowered.args.iter().any(|required| required.name == arg.name),
        });
        ParamBinding { wire: param.wire.clone(), fixed: param.fixed.clone(), given }
    };
    lowered.params.iter().enumerate().map(face).collect()
}

fn arg_bindings(crate_name: &str, operation: &model::Operation, lowered: &Operation) -> Vec<ArgBinding> {
    let args = lowered.args.iter().map(|arg| (arg, true));
    let setters = lowered.setters.iter().map(|arg| (arg, false));
    args.chain(setters)
        .map(|(arg, required)| {
            let code = match &arg.ty {
                Ty::Beside(_) => None,
                Ty::Runtime("Upload") => Some("String".to_owned()),
                ty => Some(ty.from_outside().code_through(crate_name).to_string()),
            };
            let at = match arg.slot {
                Slot::Param(index) => operation.params[index].at.clone(),
                Slot::Body(_) => bodies::sent(operation, lowered.content_type.as_deref()),
            };
            let (name, by_reference) = (arg.name.to_string(), arg.accept == Accept::Reference);
            ArgBinding { at, name, code, required, by_reference }
        })
        .collect()
}
