//! Which calls may be sent again, as `bindery.yaml` says.

use bindery_source::{Sink, nearest};

use crate::Api;
use crate::codes;
use crate::operations::Operation;
use crate::overrides::{IdempotencyOverride, Overrides};

/// Tells the operations what was said about them by their ids.
pub(crate) fn apply(api: &mut Api, overrides: &Overrides, sink: &mut Sink) {
    for (id, repeat) in &overrides.retry {
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

/// Changes the operations of an id; `keys` lead to it in the section `api`.
fn each(
    api: &mut Api,
    overrides: &Overrides,
    id: &str,
    keys: &[&str],
    sink: &mut Sink,
    change: impl Fn(&mut Operation),
) {
    let mut found = false;
    for operation in api.operations.iter_mut().filter(|operation| operation.id.as_deref() == Some(id)) {
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
