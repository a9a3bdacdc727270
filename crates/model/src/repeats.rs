//! Which calls may be sent again, as `bindery.yaml` says.

use bindery_source::{Sink, nearest};

use crate::Api;
use crate::codes;
use crate::operations::Operation;
use crate::overrides::{IdempotencyOverride, Overrides};
use crate::pattern::{fits, is_pattern};

/// Tells the operations what was said about them by their ids.
pub(crate) fn apply(api: &mut Api, overrides: &Overrides, sink: &mut Sink) {
    // What is said of one operation goes before what is said of many.
    let (of_many, of_one): (Vec<_>, Vec<_>) = overrides.retry.iter().partition(|(id, _)| is_pattern(id));
    for (id, repeat) in of_many.into_iter().chain(of_one) {
        let keys = ["retry", id];
        each(api, overrides, id, &keys, sink, |operation| operation.repeat = *repeat);
    }
    let Some(IdempotencyOverride { header, operations }) = &overrides.idempotency else { return };
    match operations {
        None => api.idempotency = Some(header.clone()),
        Some(ids) => {
            for (index, id) in ids.iter().enumerate() {
                let keys = ["idempotency", "operations", &index.to_string()];
                each(api, overrides, id, &keys, sink, |operation| operation.idempotency = Some(header.clone()));
            }
        }
    }
}

/// Changes the operations of an id or a pattern; `keys` lead to it in the section `api`.
fn each(
    api: &mut Api,
    overrides: &Overrides,
    id: &str,
    keys: &[&str],
    sink: &mut Sink,
    change: impl Fn(&mut Operation),
) {
    let mut found = false;
    let is_meant = |operation: &Operation| operation.id.as_ref().is_some_and(|known| fits(id, known));
    for operation in api.operations.iter_mut().filter(|operation| is_meant(operation)) {
        change(operation);
        found = true;
    }
    if !found {
        let message = format!("no operation has the id `{id}`");
        let said = sink.error(&codes::OVERRIDE_UNUSED, overrides.site(keys), message);
        match nearest(id, api.operations.iter().filter_map(|operation| operation.id.as_deref())) {
            Some(meant) => said.help(format!("did you mean `{meant}`?")),
            None => said.help("correct the entry, or remove it"),
        };
    }
}
