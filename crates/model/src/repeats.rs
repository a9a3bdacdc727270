//! Repetition and idempotency of operations, from `bindery.yaml`.

use bindery_source::Sink;

use crate::Api;
use crate::codes;
use crate::keys;
use crate::operations::Operation;
use crate::overrides::{IdempotencyOverride, Overrides};
use crate::pattern::is_pattern;

/// Applies the settings to the operations.
pub(crate) fn apply(api: &mut Api, overrides: &Overrides, sink: &mut Sink) {
    // The entry of a single operation takes precedence over a pattern.
    let (of_many, of_one): (Vec<_>, Vec<_>) = overrides.retry.iter().partition(|(key, _)| is_pattern(key));
    for (key, repeat) in of_many.into_iter().chain(of_one) {
        each(api, overrides, key, &["retry", key], sink, |operation| operation.repeat = *repeat);
    }
    let Some(IdempotencyOverride { header, operations }) = &overrides.idempotency else { return };
    match operations {
        None => api.idempotency = Some(header.clone()),
        Some(listed) => {
            for (index, key) in listed.iter().enumerate() {
                let place = ["idempotency", "operations", &index.to_string()];
                each(api, overrides, key, &place, sink, |operation| operation.idempotency = Some(header.clone()));
            }
        }
    }
}

/// Changes the operations of a key or a pattern. `place` is the place of the key in the section `api`.
fn each(
    api: &mut Api,
    overrides: &Overrides,
    key: &str,
    place: &[&str],
    sink: &mut Sink,
    change: impl Fn(&mut Operation),
) {
    let mut found = false;
    for operation in api.operations.iter_mut().filter(|operation| operation.keys.fit(key)) {
        change(operation);
        found = true;
    }
    if !found {
        let said = sink.error(&codes::OVERRIDE_UNUSED, overrides.site(place), keys::unknown(api, key));
        said.help(keys::help(api, key).unwrap_or_else(|| "correct the entry, or remove it".to_owned()));
    }
}
