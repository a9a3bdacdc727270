//! Webhooks and callbacks.

use bindery_openapi::Endpoint;
use bindery_source::{Pointer, nearest};

use super::schemas::Schemas;
use super::{bodies, operations};
use crate::api::{Callback, Webhook};
use crate::codes;
use crate::docs::Docs;
use crate::operations::{Body, Content, Format, Operation};
use crate::overrides::Overrides;
use crate::types::{Owner, Role};

/// All webhooks in document order, then those of `bindery.yaml`, then the callbacks of these operations.
pub(crate) fn lower(schemas: &mut Schemas<'_, '_>, asking: &[Operation], overrides: &Overrides) -> Vec<Webhook> {
    let document = schemas.document;
    let mut webhooks = Vec::new();
    for endpoint in document.webhooks() {
        webhooks.push(webhook(schemas, &endpoint, webhooks.len(), endpoint.path, None));
    }
    for (name, schema) in &overrides.events {
        let is_known = webhooks.iter().any(|webhook| webhook.name == *name);
        match Pointer::parse(schema).filter(|at| document.schema(at).is_some()) {
            Some(at) if !is_known => webhooks.push(event(schemas, name, at, webhooks.len())),
            _ => report_unusable(schemas, overrides, name, schema, is_known),
        }
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
        replies: bodies::replies(schemas, &endpoint.at, &endpoint.method, &operation.responses, owner),
        callback,
        docs: operations::docs(endpoint),
    }
}

/// A message with only a schema for its body.
fn event(schemas: &mut Schemas<'_, '_>, name: &str, schema: Pointer, index: usize) -> Webhook {
    let content = Content {
        at: schema.clone(),
        media_type: "application/json".to_owned(),
        format: Format::Json,
        ty: Some(schemas.position(&schema, Owner::Webhook(index), Role::Body)),
        encodings: Vec::new(),
        examples: Vec::new(),
    };
    let body = Body { at: schema.clone(), required: true, contents: vec![content], docs: Docs::default() };
    Webhook {
        at: schema,
        name: name.to_owned(),
        method: "POST".to_owned(),
        body: Some(body),
        replies: Vec::new(),
        callback: None,
        docs: Docs::default(),
    }
}

fn report_unusable(schemas: &mut Schemas<'_, '_>, overrides: &Overrides, name: &str, schema: &str, is_known: bool) {
    let site = overrides.site(&["webhooks", "events", name]);
    if is_known {
        let message = format!("the document already has a webhook `{name}`");
        schemas.sink.error(&codes::OVERRIDE_UNUSED, site, message).help("remove the entry");
        return;
    }
    let message = format!("there is no schema at `{schema}`");
    let known: Vec<String> = schemas.document.named_schemas().map(|(_, at)| at.to_string()).collect();
    let said = schemas.sink.error(&codes::OVERRIDE_UNUSED, site, message);
    match nearest(schema, known.iter().map(String::as_str)) {
        Some(meant) => said.help(format!("did you mean `{meant}`?")),
        None => said.help("name a schema, as in `/components/schemas/Job`"),
    };
}
