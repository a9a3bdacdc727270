//! Webhooks: verifying and reading messages that an API sends.
//!
//! ```
//! use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
//!
//! static SIGNING: Signing = Signing::new("x-signature", Digits::Hex, "{body}").prefix("sha256=");
//! pub enum Event {
//!     Other(OtherEvent),
//! }
//! bindery_runtime::events! { Event, SIGNING {} }
//!
//! let (webhook, body) = (Webhook::<Event>::new("a secret"), br#"{"type": "greeted"}"#);
//! assert_eq!(webhook.verify(&webhook.sign(body)?, body)?.name(), "greeted");
//! assert!(webhook.verify(&webhook.sign(body)?, b"forged").is_err());
//! # Ok::<(), bindery_runtime::webhook::WebhookError>(())
//! ```

mod error;
mod event;
mod replay;
mod settings;
mod signing;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, Mac as _};
use http::{HeaderMap, HeaderName, HeaderValue};
use sha2::{Digest as _, Sha256};

use crate::clock::{self, Clock};
use crate::codec::{self, DecodeError, Node};
use crate::drift::{Drift, OnDrift};
use crate::idempotency;

pub use error::WebhookError;
pub use event::{Events, OtherEvent};
#[doc(hidden)]
pub use event::{ReadBody, body};
pub use replay::{Memory, ReplayGuard};
pub use signing::{Digits, Signing, Told};

/// Receives the messages of an API: verifies their signatures, and reads their events.
///
/// A message is accepted only if one of the secrets signed it (HMAC-SHA256, RFC 2104), its time is within the tolerance, and it
/// was not received before. It is refused if anything is missing: a header, a clock, a non-empty secret.
///
/// Clones share the record of earlier messages. Create a `Webhook` once and keep it; if several processes receive messages, give
/// them a shared [`ReplayGuard`].
///
/// ```
/// use bindery_runtime::webhook::{Digits, Events, OtherEvent, Signing, Webhook, WebhookError};
///
/// // A generated crate provides these: its type `Event`, and how the API signs.
/// static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
///
/// #[derive(Clone, Debug, PartialEq)]
/// #[non_exhaustive]
/// pub enum Event {
///     Greeted(Box<bindery_runtime::Value>),
///     Other(OtherEvent),
/// }
///
/// bindery_runtime::events! {
///     Event, SIGNING {
///         Greeted = "greeted";
///     }
/// }
///
/// let webhook = Webhook::<Event>::new("a secret");
/// let body = br#"{"type": "greeted"}"#;
/// let headers = webhook.sign(body)?;
/// assert_eq!(webhook.verify(&headers, body)?.name(), "greeted");
/// assert!(matches!(webhook.verify(&headers, body), Err(WebhookError::Replayed)));
/// # Ok::<(), WebhookError>(())
/// ```
pub struct Webhook<E> {
    inner: Inner,
    event: PhantomData<fn() -> E>,
}

/// A message with a valid signature and time, new or repeated: the result of [`Webhook::check`].
///
/// ```
/// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
/// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
/// # #[derive(Clone, Debug, PartialEq)]
/// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
/// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
/// use bindery_runtime::webhook::Signed;
///
/// let webhook = Webhook::<Event>::new("a secret");
/// let body = br#"{"type": "greeted"}"#;
/// let Signed { event, now, until, .. } = webhook.check(&webhook.sign(body)?, body)?;
/// assert_eq!(event.name(), "greeted");
/// assert!(now <= until);
/// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Signed<E> {
    /// The event.
    pub event: E,
    /// A unique identifier of the message.
    pub message: String,
    /// The time since 1970-01-01T00:00:00Z.
    pub now: Duration,
    /// Until when the message has to be remembered: after that time it is refused as too old. Never before `now`.
    pub until: Duration,
}

/// Everything that does not depend on the type of the events.
#[derive(Clone)]
struct Inner {
    signing: &'static Signing,
    signature: String,
    timestamp: Option<String>,
    id: Option<String>,
    tolerance: Duration,
    /// `None` if one of the secrets is invalid: then every message is refused.
    keys: Option<Vec<Vec<u8>>>,
    clock: Option<Arc<dyn Clock>>,
    guard: Arc<dyn ReplayGuard>,
    is_lenient: bool,
    on_drift: Option<Arc<dyn OnDrift>>,
}

impl<E: Events> Webhook<E> {
    /// Creates a receiver of messages signed with this secret.
    ///
    /// If a secret is empty or malformed, every message is refused: [`verify`](Self::verify) fails with [`WebhookError::Secret`].
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// use bindery_runtime::webhook::WebhookError;
    ///
    /// let (webhook, body) = (Webhook::<Event>::new("a secret"), br#"{"type": "greeted"}"#);
    /// assert!(webhook.verify(&webhook.sign(body)?, body).is_ok());
    /// assert!(matches!(Webhook::<Event>::new("").sign(body), Err(WebhookError::Secret)));
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn new(secret: impl AsRef<str>) -> Self {
        let signing = E::signing();
        let inner = Inner {
            signing,
            signature: signing.signature.to_owned(),
            timestamp: signing.timestamp.map(str::to_owned),
            id: signing.id.map(str::to_owned),
            tolerance: signing.tolerance,
            keys: Some(Vec::new()),
            clock: clock::of_system().ok(),
            guard: Arc::new(Memory::default()),
            is_lenient: false,
            on_drift: None,
        };
        Self { inner, event: PhantomData }.secret(secret)
    }

    /// Returns the event of a message, if its signature and time are valid and it is not a repetition.
    ///
    /// `body` has to be the received bytes, unchanged: JSON that was parsed and written again has another signature.
    ///
    /// # Errors
    /// Those of [`WebhookError`]: the message is to be refused. Answer a [replayed](WebhookError::Replayed) one like the first.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// use bindery_runtime::webhook::WebhookError;
    ///
    /// let (webhook, body) = (Webhook::<Event>::new("a secret"), br#"{"type": "greeted"}"#);
    /// let headers = webhook.sign(body)?;
    /// assert!(matches!(webhook.verify(&headers, br#"{"type": "forged"}"#), Err(WebhookError::Signature)));
    /// assert_eq!(webhook.verify(&headers, body)?.name(), "greeted");
    /// assert!(matches!(webhook.verify(&headers, body), Err(WebhookError::Replayed)));
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<E, WebhookError> {
        let Signed { event, message, now, until } = self.check(headers, body)?;
        // Checked last, because a message that was refused does not count as received.
        if self.inner.guard.is_new(&message, now, until) {
            return Ok(event);
        }
        Err(WebhookError::Replayed)
    }

    /// Returns the event of a message, if its signature and time are valid, even if it is a repetition. It is for receivers that
    /// look up [`Signed::message`] in a store of their own, perhaps asynchronously.
    ///
    /// # Errors
    /// Those of [`verify`](Self::verify), except for repeated messages.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::http::HeaderMap;
    /// use bindery_runtime::webhook::{Events, Signed, Webhook, WebhookError};
    ///
    /// # struct Store;
    /// # impl Store { async fn keep(&self, _key: &str, _for: Duration) -> bool { true } }
    /// async fn receive<E: Events>(
    ///     webhook: &Webhook<E>,
    ///     store: &Store,
    ///     headers: &HeaderMap,
    ///     body: &[u8],
    /// ) -> Result<E, WebhookError> {
    ///     let Signed { event, message, now, until, .. } = webhook.check(headers, body)?;
    ///     // `SET message 1 NX EX …` in Redis, `INSERT … ON CONFLICT DO NOTHING` in a database.
    ///     match store.keep(&message, until - now).await {
    ///         true => Ok(event),
    ///         false => Err(WebhookError::Replayed),
    ///     }
    /// }
    /// ```
    pub fn check(&self, headers: &HeaderMap, body: &[u8]) -> Result<Signed<E>, WebhookError> {
        let Checked { message, now, until } = self.inner.check(headers, body)?;
        let name = self.inner.signing.told.name(headers, body)?;
        let event = E::read_by(&name, &mut |value| self.inner.read(&name, value, body)).map_err(WebhookError::Body)?;
        Ok(Signed { event, message, now, until })
    }

    /// Returns the headers with which the API would sign this body now, with the first secret: for tests of receivers. A header
    /// that names the event is not included.
    ///
    /// # Errors
    /// The secret is invalid, there is no clock, or a header's name is invalid.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// let headers = Webhook::<Event>::new("a secret").sign(br#"{"type": "greeted"}"#)?;
    /// assert_eq!(headers["api-signature"].len(), 64);
    /// assert!(headers.contains_key("api-timestamp"));
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    pub fn sign(&self, body: &[u8]) -> Result<HeaderMap, WebhookError> {
        self.inner.sign(body)
    }
}

/// A message with a valid signature and time.
struct Checked {
    /// A unique identifier of the message.
    message: String,
    now: Duration,
    /// The time after which it is too old.
    until: Duration,
}

type Tag = Hmac<Sha256>;

/// How long a message without a signed time is remembered.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

impl Inner {
    fn check(&self, headers: &HeaderMap, body: &[u8]) -> Result<Checked, WebhookError> {
        let keys = self.keys()?;
        let now = self.now()?;
        let said = only(headers, &self.signature)?;
        let stamp = self.timestamp.as_deref().map(|name| {
            let header = only(headers, name)?;
            self.signing.time(header).ok_or_else(|| WebhookError::Header(name.to_owned()))
        });
        let stamp = stamp.transpose()?;
        let id = self.id.as_deref().map(|name| only(headers, name)).transpose()?;

        let candidates: Vec<Vec<u8>> = self.signing.candidates(said).collect();
        let macs = keys.iter().map(|key| self.mac(key, id, stamp, body)).collect::<Result<Vec<_>, _>>()?;
        // The crate compares in constant time.
        let signed = |mac: &Tag| candidates.iter().any(|candidate| mac.clone().verify_slice(candidate).is_ok());
        if !macs.iter().any(signed) {
            return Err(WebhookError::Signature);
        }
        // Without the secret, so that it stays the same while the secret is replaced.
        let mut digest = Sha256::new();
        self.signing.signed(id, stamp, body, |part| digest.update(part));
        let message = STANDARD.encode(digest.finalize());

        let Some(stamp) = stamp else { return Ok(Checked { message, now, until: now.saturating_add(DAY) }) };
        let sent = self.timestamp.as_deref().map_or(Ok(Duration::ZERO), |name| time(name, stamp))?;
        if now.saturating_sub(sent) > self.tolerance {
            return Err(WebhookError::TooOld);
        }
        if sent.saturating_sub(now) > self.tolerance {
            return Err(WebhookError::TooNew);
        }
        Ok(Checked { message, now, until: sent.saturating_add(self.tolerance) })
    }

    fn read(&self, name: &str, value: &mut dyn Node, body: &[u8]) -> Result<(), DecodeError> {
        if self.on_drift.is_none() && !self.is_lenient {
            return codec::fill(value, body, "");
        }
        let findings = codec::fill_watched(value, body, "", self.is_lenient)?;
        if let Some(tell) = &self.on_drift {
            let drifts = findings.into_iter().map(|finding| Drift::of_event(name, finding));
            // The member with the event's name is expected, even if the schema does not list it.
            let is_news = |drift: &Drift| !matches!(self.signing.told, Told::Member(place) if drift.pointer() == place);
            drifts.filter(is_news).for_each(|drift| tell.tell(&drift));
        }
        Ok(())
    }

    fn sign(&self, body: &[u8]) -> Result<HeaderMap, WebhookError> {
        let key = self.keys()?.first().ok_or(WebhookError::Secret)?;
        let clock = self.clock.as_deref().ok_or(WebhookError::Clock)?;
        let stamp = self.timestamp.as_ref().map(|name| (name, clock.unix_time().as_secs().to_string()));
        let id = self.id.as_ref().map(|name| (name, idempotency::key(clock)));
        let text = |header: &Option<(&String, String)>| header.as_ref().map(|(_, text)| text.clone());
        let mac = self.mac(key, text(&id).as_deref(), text(&stamp).as_deref(), body)?;
        let mut signature = self.signing.write(&mac.finalize().into_bytes());
        let mut stamp = stamp.map(|(name, time)| (name, self.signing.write_time(&time)));
        if let Some((_, time)) = stamp.take_if(|(name, _)| name.eq_ignore_ascii_case(&self.signature)) {
            signature = format!("{time},{signature}");
        }
        let mut headers = HeaderMap::new();
        for (name, value) in [Some((&self.signature, signature)), stamp, id].into_iter().flatten() {
            let unfit = |_| WebhookError::Header(name.clone());
            let header = HeaderName::try_from(name).map_err(unfit)?;
            headers.insert(header, HeaderValue::try_from(value).map_err(|_| WebhookError::Header(name.clone()))?);
        }
        Ok(headers)
    }

    fn keys(&self) -> Result<&[Vec<u8>], WebhookError> {
        self.keys.as_deref().ok_or(WebhookError::Secret)
    }

    fn now(&self) -> Result<Duration, WebhookError> {
        let clock = self.clock.as_deref().ok_or(WebhookError::Clock)?;
        Ok(clock.unix_time())
    }

    fn mac(&self, key: &[u8], id: Option<&str>, timestamp: Option<&str>, body: &[u8]) -> Result<Tag, WebhookError> {
        // Keys of any length are accepted; one longer than a block is hashed first (RFC 2104, section 2).
        let mut mac = Tag::new_from_slice(key).map_err(|_| WebhookError::Secret)?;
        self.signing.signed(id, timestamp, body, |part| mac.update(part));
        Ok(mac)
    }
}

/// The value of a header that occurs once: of two, it is unknown which was signed.
fn only<'h>(headers: &'h HeaderMap, name: &str) -> Result<&'h str, WebhookError> {
    let mut values = headers.get_all(name).iter();
    match (values.next().and_then(|value| value.to_str().ok()), values.next()) {
        (Some(text), None) => Ok(text),
        _ => Err(WebhookError::Header(name.to_owned())),
    }
}

/// Parses a time in seconds since 1970.
fn time(name: &str, text: &str) -> Result<Duration, WebhookError> {
    let digits = Some(text).filter(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    let seconds = digits.and_then(|text| text.parse().ok());
    seconds.map(Duration::from_secs).ok_or_else(|| WebhookError::Header(name.to_owned()))
}

impl<E> Clone for Webhook<E> {
    fn clone(&self) -> Self {
        Self { inner: self.inner.clone(), event: PhantomData }
    }
}

/// Does not show the secrets.
impl<E> fmt::Debug for Webhook<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { signature, timestamp, id, tolerance, .. } = &self.inner;
        f.debug_struct("Webhook")
            .field("signature", signature)
            .field("timestamp", timestamp)
            .field("id", id)
            .field("tolerance", tolerance)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
#[expect(dead_code, unreachable_pub, reason = "the macro generates items for other crates")]
mod tests;
