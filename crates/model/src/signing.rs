//! The signature of webhooks, which documents cannot state, and the place of their event name.

use bindery_source::{Pointer, Sink};

use crate::Api;
use crate::api::Webhook;
use crate::codes;
use crate::operations::Format;
use crate::overrides::Overrides;
use crate::types::{Shape, Types};

/// The signature of messages with HMAC-SHA256. The default is Standard Webhooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// The header of the signature.
    pub header: String,
    /// The prefix of the signature in the header.
    pub prefix: String,
    /// Whether the signature is in Base64 instead of hexadecimal.
    pub base64: bool,
    /// The signed string, with `{id}`, `{timestamp}` and `{body}`.
    pub signed: String,
    /// The header of the time of sending.
    pub timestamp: Option<String>,
    /// The prefix of the time in the header, among other parts; empty if it is the whole header.
    pub timestamp_prefix: String,
    /// The maximum difference from now in seconds, if it is not the default.
    pub tolerance: Option<u64>,
    /// The header of the message's id.
    pub id: Option<String>,
    /// The prefix of a secret whose key is in Base64; `None` if the secret is the key.
    pub base64_secret: Option<String>,
    /// The place of a message's event name.
    pub told: Told,
}

/// The place of a message's event name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// In this member of its body.
    Member(String),
    /// In this header.
    Header(String),
}

impl Default for Signing {
    fn default() -> Self {
        Self {
            header: "webhook-signature".to_owned(),
            prefix: "v1,".to_owned(),
            base64: true,
            signed: "{id}.{timestamp}.{body}".to_owned(),
            timestamp: Some("webhook-timestamp".to_owned()),
            timestamp_prefix: String::new(),
            tolerance: None,
            id: Some("webhook-id".to_owned()),
            base64_secret: Some("whsec_".to_owned()),
            told: Told::Member("type".to_owned()),
        }
    }
}

/// Decides the signature: from `bindery.yaml`, or Standard Webhooks.
pub(crate) fn apply(api: &mut Api, overrides: &Overrides, sink: &mut Sink) {
    let hooks: Vec<&Webhook> = api.webhooks.iter().filter(|hook| hook.callback.is_none()).collect();
    let told = overrides.told.clone().or_else(|| by_document(&hooks, &api.types).map(Told::Member));
    if overrides.signing.is_none() && !hooks.is_empty() {
        let message = "the signature of these messages is not declared: Standard Webhooks is assumed";
        sink.note(&codes::WEBHOOK_SIGNING_UNSTATED, Pointer::root().key("webhooks"), message)
            .help("declare it in `bindery.yaml` under `api.webhooks`");
    }
    api.signing = overrides.signing.clone().unwrap_or_default();
    if let Some(told) = told {
        api.signing.told = told;
    }
}

/// The member whose constants contain the message's own name in every message.
fn by_document(hooks: &[&Webhook], types: &Types) -> Option<String> {
    let names = |hook: &Webhook| -> Vec<String> {
        let contents = hook.body.iter().flat_map(|body| &body.contents);
        let json = contents.filter(|content| content.format == Format::Json).find_map(|content| content.ty);
        let Some(Shape::Struct(body)) = json.map(|ty| &types[types.resolve(ty)].shape) else { return Vec::new() };
        let tells = |ty| match &types[types.resolve(ty)].shape {
            Shape::Enum(shape) => shape.values.iter().any(|value| value.wire == *hook.name),
            _ => false,
        };
        body.fields.iter().filter(|field| tells(field.ty)).map(|field| field.wire.clone()).collect()
    };
    let mut hooks = hooks.iter().map(|hook| names(hook));
    let first = hooks.next()?;
    let rest: Vec<Vec<String>> = hooks.collect();
    first.into_iter().find(|name| rest.iter().all(|names| names.contains(name)))
}
