//! How an API signs its messages.

use std::borrow::Cow;
use std::time::Duration;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::general_purpose::PAD;
use base64::engine::{DecodePaddingMode, GeneralPurpose};
use http::HeaderMap;

use super::{WebhookError, only};
use crate::codec::{self, find};

const BASE64: GeneralPurpose =
    GeneralPurpose::new(&STANDARD, PAD.with_decode_padding_mode(DecodePaddingMode::Indifferent));

/// How an API signs its messages, as data of a generated crate.
///
/// ```
/// use bindery_runtime::webhook::{Digits, Signing, Told};
///
/// static SIGNING: Signing = Signing::new("Stripe-Signature", Digits::Hex, "{timestamp}.{body}")
///     .prefix("v1=")
///     .timestamp("Stripe-Signature")
///     .timestamp_prefix("t=")
///     .told(Told::Member("/type"));
///
/// // Standard Webhooks.
/// static STANDARD: Signing = Signing::new("webhook-signature", Digits::Base64, "{id}.{timestamp}.{body}")
///     .prefix("v1,")
///     .timestamp("webhook-timestamp")
///     .id("webhook-id")
///     .tolerance(300)
///     .base64_secret("whsec_");
/// # let _ = (&SIGNING, &STANDARD);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Signing {
    pub(super) signature: &'static str,
    pub(super) digits: Digits,
    pub(super) prefix: &'static str,
    pub(super) signed: &'static str,
    pub(super) timestamp: Option<&'static str>,
    timestamp_prefix: &'static str,
    pub(super) id: Option<&'static str>,
    pub(super) tolerance: Duration,
    pub(super) told: Told,
    pub(super) secret_prefix: Option<&'static str>,
}

/// How the bytes of a signature are written.
///
/// ```
/// # use bindery_runtime::webhook::{Digits, Events, OtherEvent, Signing, Told, Webhook};
/// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
/// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
/// static SIGNING: Signing = Signing::new("x-signature", Digits::Hex, "{body}").prefix("sha256=");
///
/// let headers = Webhook::<Event>::new("a secret").sign(b"{}")?;
/// assert_eq!(headers["x-signature"].len(), "sha256=".len() + 64);
/// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Digits {
    /// Two hexadecimal digits for each byte, in either case.
    Hex,
    /// Base64 of RFC 4648, section 4.
    Base64,
}

/// Where a message names its event.
///
/// ```
/// # use bindery_runtime::webhook::{Digits, Events, OtherEvent, Signing, Told, Webhook};
/// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
/// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
/// static SIGNING: Signing = Signing::new("x-signature", Digits::Hex, "{body}").told(Told::Header("x-event"));
///
/// let webhook = Webhook::<Event>::new("a secret");
/// let mut headers = webhook.sign(b"{}")?;
/// headers.insert("x-event", "greeted".parse().expect("a header's value"));
/// assert_eq!(webhook.verify(&headers, b"{}")?.name(), "greeted");
/// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Told {
    /// At this JSON Pointer (RFC 6901) into its body.
    Member(&'static str),
    /// In this header. Few APIs sign it.
    Header(&'static str),
}

impl Signing {
    /// Describes HMAC-SHA256 signatures in the header `signature`, written as `digits`. They are over `signed`, a template with
    /// the placeholders `{id}`, `{timestamp}` and `{body}`.
    pub const fn new(signature: &'static str, digits: Digits, signed: &'static str) -> Self {
        Self {
            signature,
            digits,
            prefix: "",
            signed,
            timestamp: None,
            timestamp_prefix: "",
            id: None,
            tolerance: Duration::from_secs(300),
            told: Told::Member("/type"),
            secret_prefix: None,
        }
    }

    /// Sets the text before each signature in its header: `sha256=`.
    #[must_use]
    pub const fn prefix(self, prefix: &'static str) -> Self {
        Self { prefix, ..self }
    }

    /// Sets the header that carries the time of sending, in seconds since 1970.
    #[must_use]
    pub const fn timestamp(self, header: &'static str) -> Self {
        Self { timestamp: Some(header), ..self }
    }

    /// Sets the text before the time in a header of several comma-separated parts: `t=` of `t=1767225600,v1=5257a8`. Signatures
    /// are then also such parts; it may be the same header.
    #[must_use]
    pub const fn timestamp_prefix(self, prefix: &'static str) -> Self {
        Self { timestamp_prefix: prefix, ..self }
    }

    /// Sets the header that carries the message's id.
    #[must_use]
    pub const fn id(self, header: &'static str) -> Self {
        Self { id: Some(header), ..self }
    }

    /// Sets how far a message's time may differ from now, in either direction, in seconds: 300 by default.
    #[must_use]
    pub const fn tolerance(self, seconds: u64) -> Self {
        Self { tolerance: Duration::from_secs(seconds), ..self }
    }

    /// Sets where a message names its event: by default in the member `type`.
    #[must_use]
    pub const fn told(self, told: Told) -> Self {
        Self { told, ..self }
    }

    /// Sets that the secret is the Base64 of the key, optionally after this prefix. By default it is the key itself.
    #[must_use]
    pub const fn base64_secret(self, prefix: &'static str) -> Self {
        Self { secret_prefix: Some(prefix), ..self }
    }

    /// The key of a secret; `None` if it is empty or malformed.
    pub(super) fn key(&self, secret: &str) -> Option<Vec<u8>> {
        let key = match self.secret_prefix {
            None => Some(secret.as_bytes().to_vec()),
            Some(prefix) => BASE64.decode(secret.strip_prefix(prefix).unwrap_or(secret)).ok(),
        };
        key.filter(|key| !key.is_empty() && !secret.trim().is_empty())
    }

    /// The signatures of a header. While the sender replaces a secret there may be several, separated by spaces or commas.
    pub(super) fn candidates<'h>(&self, header: &'h str) -> impl Iterator<Item = Vec<u8>> + use<'h> {
        let Self { prefix, digits, .. } = *self;
        let texts = self.parts(header).filter_map(move |text| text.strip_prefix(prefix));
        texts.filter_map(move |text| match digits {
            Digits::Hex => of_hex(text),
            Digits::Base64 => BASE64.decode(text).ok(),
        })
    }

    /// The time in its header; `None` if that part is missing or repeated.
    pub(super) fn time<'h>(&self, header: &'h str) -> Option<&'h str> {
        if self.timestamp_prefix.is_empty() {
            return Some(header);
        }
        let mut times = self.parts(header).filter_map(|part| part.strip_prefix(self.timestamp_prefix));
        times.next().filter(|_| times.next().is_none())
    }

    /// A time as written in its header.
    pub(super) fn write_time(&self, time: &str) -> String {
        format!("{}{time}", self.timestamp_prefix)
    }

    fn parts<'h>(&self, header: &'h str) -> impl Iterator<Item = &'h str> + use<'h> {
        // Split at commas only with a timestamp prefix: a prefix of signatures may end with a comma, as in Standard Webhooks.
        let has_commas = !self.timestamp_prefix.is_empty();
        let parts = header.split(move |sign: char| if has_commas { sign == ',' } else { sign.is_ascii_whitespace() });
        parts.map(str::trim_ascii).filter(|part| !part.is_empty())
    }

    /// A signature as written in its header.
    pub(super) fn write(&self, signature: &[u8]) -> String {
        let text = match self.digits {
            Digits::Hex => signature.iter().map(|byte| format!("{byte:02x}")).collect(),
            Digits::Base64 => BASE64.encode(signature),
        };
        format!("{}{text}", self.prefix)
    }

    /// Passes on the signed text, part by part.
    pub(super) fn signed(&self, id: Option<&str>, timestamp: Option<&str>, body: &[u8], mut add: impl FnMut(&[u8])) {
        let slots = [
            ("{id}", id.unwrap_or_default().as_bytes()),
            ("{timestamp}", timestamp.unwrap_or_default().as_bytes()),
            ("{body}", body),
        ];
        let mut rest = self.signed;
        while !rest.is_empty() {
            let slot = slots.iter().find_map(|(slot, value)| Some((rest.strip_prefix(slot)?, *value)));
            if let Some((behind, value)) = slot {
                add(value);
                rest = behind;
                continue;
            }
            let end = rest.char_indices().skip(1).find(|(_, sign)| *sign == '{').map_or(rest.len(), |(end, _)| end);
            let (text, behind) = rest.split_at(end);
            add(text.as_bytes());
            rest = behind;
        }
    }
}

impl Told {
    /// The name of the event in a message.
    pub(super) fn name<'m>(&self, headers: &'m HeaderMap, body: &[u8]) -> Result<Cow<'m, str>, WebhookError> {
        match self {
            Self::Header(header) => only(headers, header).map(Cow::Borrowed),
            Self::Member(pointer) => {
                let text = find::find(body, pointer).ok_or(WebhookError::Unnamed)?;
                codec::decode(text.as_bytes()).map(Cow::Owned).map_err(|_| WebhookError::Unnamed)
            }
        }
    }
}

fn of_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let pair = |pair: &[u8]| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}
