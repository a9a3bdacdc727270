//! Settings of a webhook receiver.

use std::sync::Arc;
use std::time::Duration;

use super::{Events, ReplayGuard, Webhook};
use crate::clock::Clock;
use crate::drift::Drift;
use crate::future::{MaybeSend, MaybeSync};

impl<E: Events> Webhook<E> {
    /// Accepts messages signed with this secret as well: during a change of secrets, both are valid.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// let (old, new) = (Webhook::<Event>::new("old"), Webhook::<Event>::new("new"));
    /// let (both, body) = (Webhook::<Event>::new("new").secret("old"), br#"{"type": "greeted"}"#);
    /// assert!(both.verify(&old.sign(body)?, body).is_ok());
    /// assert!(new.verify(&old.sign(body)?, body).is_err());
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn secret(mut self, secret: impl AsRef<str>) -> Self {
        let key = self.inner.signing.key(secret.as_ref());
        self.inner.keys = self.inner.keys.zip(key).map(|(mut keys, key)| {
            keys.push(key);
            keys
        });
        self
    }

    /// Sets how far a message's time may differ from now, in either direction. By default the API's tolerance, or else 5 minutes.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::clock::VirtualClock;
    ///
    /// let clock = VirtualClock::new();
    /// let webhook = Webhook::<Event>::new("a secret").clock(clock.clone()).tolerance(Duration::from_secs(3600));
    /// let body = br#"{"type": "greeted"}"#;
    /// let headers = webhook.sign(body)?;
    /// clock.advance(Duration::from_secs(1800));
    /// assert!(webhook.verify(&headers, body).is_ok(), "half an hour in a queue");
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn tolerance(mut self, tolerance: Duration) -> Self {
        self.inner.tolerance = tolerance;
        self
    }

    /// Reads the signature from this header.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// // A gateway renames the headers.
    /// let webhook = Webhook::<Event>::new("a secret").signature_header("x-forwarded-signature");
    /// let body = br#"{"type": "greeted"}"#;
    /// let headers = webhook.sign(body)?;
    /// assert!(headers.contains_key("x-forwarded-signature"));
    /// assert!(webhook.verify(&headers, body).is_ok());
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn signature_header(mut self, name: impl Into<String>) -> Self {
        self.inner.signature = name.into();
        self
    }

    /// Reads the time from this header, if the API signs one.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// let webhook = Webhook::<Event>::new("a secret").timestamp_header("x-forwarded-time");
    /// let body = br#"{"type": "greeted"}"#;
    /// let headers = webhook.sign(body)?;
    /// assert!(headers.contains_key("x-forwarded-time"));
    /// assert!(webhook.verify(&headers, body).is_ok());
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn timestamp_header(mut self, name: impl Into<String>) -> Self {
        self.inner.timestamp = self.inner.timestamp.map(|_| name.into());
        self
    }

    /// Reads the message's id from this header, if the API signs one.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{id}.{body}").id("Api-Id");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// let webhook = Webhook::<Event>::new("a secret").id_header("x-forwarded-id");
    /// let body = br#"{"type": "greeted"}"#;
    /// let headers = webhook.sign(body)?;
    /// assert!(headers.contains_key("x-forwarded-id"));
    /// assert!(webhook.verify(&headers, body).is_ok());
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn id_header(mut self, name: impl Into<String>) -> Self {
        self.inner.id = self.inner.id.map(|_| name.into());
        self
    }

    /// Takes the time from this clock instead of the system's.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::clock::VirtualClock;
    /// use bindery_runtime::webhook::WebhookError;
    ///
    /// let clock = VirtualClock::new();
    /// let webhook = Webhook::<Event>::new("a secret").clock(clock.clone()).tolerance(Duration::from_secs(60));
    /// // A gateway renames the headers.
    /// let webhook = webhook.signature_header("x-signature").timestamp_header("x-time");
    /// let body = br#"{"type": "greeted"}"#;
    /// let headers = webhook.sign(body)?;
    /// assert!(headers.contains_key("x-signature") && headers.contains_key("x-time"));
    /// clock.advance(Duration::from_secs(61));
    /// assert!(matches!(webhook.verify(&headers, body), Err(WebhookError::TooOld)));
    /// # Ok::<(), WebhookError>(())
    /// ```
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.inner.clock = Some(Arc::new(clock));
        self
    }

    /// Sets whether a value of a message that does not fit an optional or nullable member is set aside, so that the event is not
    /// lost. As for [replies](crate::Builder::lenient), receivers are strict by default.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # struct Greeting { times: Option<i64> }
    /// # bindery_runtime::record! { Greeting { times = "times"; } }
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(Greeting), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// let webhook = Webhook::<Event>::new("a secret").lenient(true).on_drift(|drift| {
    ///     assert_eq!(drift.to_string(), "event greeted: expected an integer, found \"twice\" at $.times");
    /// });
    /// let body = br#"{"type": "greeted", "times": "twice"}"#;
    /// assert_eq!(webhook.verify(&webhook.sign(body)?, body)?, Event::Greeted(Greeting { times: None }));
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn lenient(mut self, yes: bool) -> Self {
        self.inner.is_lenient = yes;
        self
    }

    /// Sets the handler for differences between messages and the document that are not errors, replacing an earlier one. At most
    /// a hundred are reported per message; a repeated message is reported again.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # struct Greeting { times: Option<i64> }
    /// # bindery_runtime::record! { Greeting { times = "times"; } }
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(Greeting), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// let webhook = Webhook::<Event>::new("a secret").on_drift(|drift| {
    ///     assert_eq!((drift.event(), drift.pointer().as_str()), (Some("greeted"), "/whom"));
    /// });
    /// let body = br#"{"type": "greeted", "times": 2, "whom": "the world"}"#;
    /// assert_eq!(webhook.verify(&webhook.sign(body)?, body)?, Event::Greeted(Greeting { times: Some(2) }));
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn on_drift(mut self, tell: impl Fn(&Drift) + MaybeSend + MaybeSync + 'static) -> Self {
        self.inner.on_drift = Some(Arc::new(tell));
        self
    }

    /// Sets the guard that detects repeated messages, instead of a [`Memory`](super::Memory) of this process.
    ///
    /// ```
    /// # use bindery_runtime::webhook::{Digits, OtherEvent, Signing, Webhook};
    /// # static SIGNING: Signing = Signing::new("Api-Signature", Digits::Hex, "{timestamp}.{body}").timestamp("Api-Timestamp");
    /// # #[derive(Clone, Debug, PartialEq)]
    /// # enum Event { Greeted(bindery_runtime::Value), Other(OtherEvent) }
    /// # bindery_runtime::events! { Event, SIGNING { Greeted = "greeted"; } }
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::webhook::ReplayGuard;
    ///
    /// /// Accepts every message: the receiver itself handles repetitions.
    /// struct Never;
    ///
    /// impl ReplayGuard for Never {
    ///     fn is_new(&self, _: &str, _: Duration, _: Duration) -> bool {
    ///         true
    ///     }
    /// }
    ///
    /// let webhook = Webhook::<Event>::new("a secret").replay_guard(Never);
    /// let body = br#"{"type": "greeted"}"#;
    /// let headers = webhook.sign(body)?;
    /// assert_eq!(webhook.verify(&headers, body)?, webhook.verify(&headers, body)?);
    /// # Ok::<(), bindery_runtime::webhook::WebhookError>(())
    /// ```
    #[must_use]
    pub fn replay_guard(mut self, guard: impl ReplayGuard) -> Self {
        self.inner.guard = Arc::new(guard);
        self
    }
}
