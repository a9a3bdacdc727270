//! The page about webhooks: how receivers verify them, and what they contain.

use bindery_model::api::Webhook;
use bindery_model::prose;
use bindery_model::signing::{Signing, Told};
use bindery_model::types::Access;

use crate::book::{Book, Folder};
use crate::facts;
use crate::markdown;
use crate::ty;

/// Its path in the tree.
pub(crate) const PATH: &str = "webhooks.md";

/// The page, unless the API sends no webhooks.
pub(crate) fn page(book: &Book<'_>) -> Option<String> {
    let rows: Vec<Vec<String>> = messages(book).map(|webhook| row(book, webhook)).collect();
    if rows.is_empty() {
        return None;
    }
    let mut parts = vec!["# Webhooks".to_owned(), markdown::link("Overview", "index.md")];
    parts.extend(signature(&book.api.signing));
    parts.extend(in_rust(&book.bindings.crate_name));
    parts.extend(book.bindings.webhook_feature.as_deref().map(facts::feature));
    parts.push(markdown::table(&["Name", "Method", "Body", "Description"], &rows));
    Some(parts.join("\n\n") + "\n")
}

/// The webhooks. Callbacks, which a call asks for, are not among them.
pub(crate) fn messages<'b>(book: &'b Book<'_>) -> impl Iterator<Item = &'b Webhook> {
    book.api.webhooks.iter().filter(|webhook| webhook.callback.is_none())
}

fn row(book: &Book<'_>, webhook: &Webhook) -> Vec<String> {
    let contents = webhook.body.iter().flat_map(|body| &body.contents);
    let types: Vec<String> =
        contents.filter_map(|content| content.ty).map(|id| ty::spell(book, Folder::Root, id)).collect();
    vec![
        prose::code(&webhook.name),
        prose::code(&webhook.method),
        types.join(" or "),
        facts::remarks(&webhook.docs, Access::ReadWrite),
    ]
}

fn signature(signing: &Signing) -> [String; 3] {
    let written = if signing.base64 { "in Base64" } else { "in hexadecimal" };
    let after = |prefix: &str| match prefix {
        "" => String::new(),
        prefix => format!(", prefixed with {}", prose::code(prefix)),
    };
    let text = format!("The signature {written}{}.", after(&signing.prefix));
    let mut rows = vec![vec![prose::code(&signing.header), text]];
    rows.extend(signing.timestamp.iter().map(|header| {
        let tolerance = signing.tolerance.unwrap_or(TOLERANCE);
        let after = after(&signing.timestamp_prefix);
        let text = format!("The time of sending{after}, in seconds since 1970: at most {tolerance} s from now.");
        vec![prose::code(header), text]
    }));
    rows.extend(signing.id.iter().map(|header| vec![prose::code(header), "The message's id.".to_owned()]));
    let told = match &signing.told {
        Told::Member(name) => format!("The member {} of the body names the webhook.", prose::code(name)),
        Told::Header(name) => format!("The header {} names the webhook.", prose::code(name)),
    };
    let signed = prose::code(&signing.signed);
    [
        format!("Each is signed with HMAC-SHA256 over {signed}, with the exact bytes of the received body. {told}"),
        markdown::table(&["Header", "Content"], &rows),
        "Reject a message whose signature is invalid, or that is too old.".to_owned(),
    ]
}

/// The default of the runtime.
const TOLERANCE: u64 = 300;

fn in_rust(crate_name: &str) -> Option<String> {
    let sample = format!(
        "\
```rust
use {crate_name}::runtime::http::HeaderMap;
use {crate_name}::webhooks::{{Event, Webhook, WebhookError}};

fn read(secret: &str, headers: &HeaderMap, body: &[u8]) -> Result<Event, WebhookError> {{
    Webhook::new(secret).verify(headers, body)
}}
```"
    );
    (!crate_name.is_empty()).then_some(sample)
}
