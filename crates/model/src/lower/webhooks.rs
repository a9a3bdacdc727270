//! What the API tells its callers unasked.

use super::schemas::Schemas;
use super::{bodies, operations};
use crate::api::Webhook;
use crate::types::Owner;

/// All webhooks in document order.
pub(crate) fn lower(schemas: &mut Schemas<'_, '_>) -> Vec<Webhook> {
    let endpoints = schemas.document.webhooks();
    let mut webhooks = Vec::with_capacity(endpoints.len());
    for (index, endpoint) in endpoints.iter().enumerate() {
        let owner = Owner::Webhook(index);
        let operation = endpoint.operation;
        webhooks.push(Webhook {
            at: endpoint.at.clone(),
            name: endpoint.path.to_owned(),
            method: endpoint.method.clone(),
            body: bodies::body(schemas, &endpoint.at, operation.request_body.as_ref(), owner),
            replies: bodies::replies(schemas, &endpoint.at, &operation.responses, owner),
            docs: operations::docs(endpoint),
        });
    }
    webhooks
}
