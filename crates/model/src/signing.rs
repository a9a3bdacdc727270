//! How an API signs its webhooks, and where they say which event they are. No document says the former.

use bindery_source::{Pointer, Sink};

use crate::Api;
use crate::api::Webhook;
use crate::codes;
use crate::operations::Format;
use crate::overrides::Overrides;
use crate::types::{Shape, Types};

/// How messages are signed by HMAC-SHA256. The default is that of Standard Webhooks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signing {
    /// The header that has the signature.
    pub header: String,
    /// What stands before the signature there.
    pub prefix: String,
    /// Whether it is written in Base64 instead of hexadecimal digits.
    pub base64: bool,
    /// What is signed: a text with `{id}`, `{timestamp}` and `{body}` in it.
    pub signed: String,
    /// The header that has the time of sending.
    pub timestamp: Option<String>,
    /// What stands before it there, among other parts; empty where it is the whole header.
    pub timestamp_prefix: String,
    /// How far that may be from now, in seconds, where it is not as usual.
    pub tolerance: Option<u64>,
    /// The header that has the message's id.
    pub id: Option<String>,
    /// What stands before a secret whose key is written in Base64; `None` for a secret that is the key.
    pub base64_secret: Option<String>,
    /// Where a message says which event it is.
    pub told: Told,
}

/// Where a message says which event it is.
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

/// Decides how the API signs: as `bindery.yaml` says, or as the standard has it.
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

/// The member whose constants have every message's own name among them.
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
