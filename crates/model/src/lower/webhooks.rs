//! What the API tells its callers unasked, and what it calls back.

use bindery_openapi::Endpoint;

use super::schemas::Schemas;
use super::{bodies, operations};
use crate::api::{Callback, Webhook};
use crate::operations::Operation;
use crate::types::Owner;

/// All webhooks in document order, then the callbacks of these operations.
pub(crate) fn lower(schemas: &mut Schemas<'_, '_>, asking: &[Operation]) -> Vec<Webhook> {
    let document = schemas.document;
    let mut webhooks = Vec::new();
    for endpoint in document.webhooks() {
        webhooks.push(webhook(schemas, &endpoint, webhooks.len(), endpoint.path, None));
    }
    for (operation, asking) in asking.iter().enumerate() {
        for (name, endpoints) in document.callbacks(&asking.at) {
            for endpoint in endpoints {
                let callback = Callback { operation, url: endpoint.path.to_owned() };
                webhooks.push(webhook(schemas, &endpoint, webhooks.len(), name, Some(callback)));
            }
        }
    }
    webhooks
}

fn webhook(
    schemas: &mut Schemas<'_, '_>,
    endpoint: &Endpoint<'_>,
    index: usize,
    name: &str,
    callback: Option<Callback>,
) -> Webhook {
    let owner = Owner::Webhook(index);
    let operation = endpoint.operation;
    Webhook {
        at: endpoint.at.clone(),
        name: name.to_owned(),
        method: endpoint.method.clone(),
        body: bodies::body(schemas, &endpoint.at, operation.request_body.as_ref(), owner),
        replies: bodies::replies(schemas, &endpoint.at, &operation.responses, owner),
        callback,
        docs: operations::docs(endpoint),
    }
}
