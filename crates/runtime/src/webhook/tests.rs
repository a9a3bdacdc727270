//! Tests of webhooks.

use super::*;
use crate::Value;

static HEX: Signing =
    Signing::new("X-Signature", Digits::Hex, "{timestamp}.{body}").prefix("sha256=").timestamp("X-Time");
static STANDARD_WEBHOOKS: Signing = Signing::new("webhook-signature", Digits::Base64, "{id}.{timestamp}.{body}")
    .prefix("v1,")
    .timestamp("webhook-timestamp")
    .id("webhook-id")
    .base64_secret("whsec_");
static UNTIMED: Signing = Signing::new("X-Hub-Signature-256", Digits::Hex, "{body}").told(Told::Header("X-Event"));
static COMBINED: Signing = Signing::new("Stripe-Signature", Digits::Hex, "{timestamp}.{body}")
    .prefix("v1=")
    .timestamp("Stripe-Signature")
    .timestamp_prefix("t=");

macro_rules! sender {
    ($event:ident, $signing:ident) => {
        #[derive(Clone, Debug, PartialEq)]
        enum $event {
            Paid(Value),
            Ping,
            Other(OtherEvent),
        }
        crate::events! { $event, $signing { Paid = "paid"; } const { Ping = "ping"; } }
    };
}
sender!(Hex, HEX);
sender!(Standard, STANDARD_WEBHOOKS);
sender!(Untimed, UNTIMED);
sender!(Combined, COMBINED);

const BODY: &[u8] = br#"{"type":"paid"}"#;

#[test]
fn the_example_of_rfc_4231() {
    // Test case 2 of section 4.3.
    let webhook = Webhook::<Untimed>::new("Jefe");
    let signed = webhook.sign(b"what do ya want for nothing?").unwrap();
    let wanted = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
    assert_eq!(signed["X-Hub-Signature-256"], wanted);
}

#[test]
fn the_example_of_standard_webhooks() {
    // The example of their libraries' tests: the same message has the same signature everywhere.
    let webhook = Webhook::<Standard>::new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").tolerance(Duration::MAX);
    let mut headers = HeaderMap::new();
    headers.insert("webhook-id", HeaderValue::from_static("msg_p5jXN8AQM9LWM0D4loKWxJek"));
    headers.insert("webhook-timestamp", HeaderValue::from_static("1614265330"));
    let signatures = "v1,AAAA v2,x v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    headers.insert("webhook-signature", HeaderValue::from_static(signatures));
    let event = webhook.verify(&headers, br#"{"test": 2432232314}"#);
    assert!(matches!(event, Err(WebhookError::Unnamed)), "it is signed well, and says no event: {event:?}");
}

#[test]
fn an_event_is_what_it_says() {
    let webhook = Webhook::<Hex>::new("s");
    let read = |body: &[u8]| webhook.verify(&webhook.sign(body).unwrap(), body).unwrap();
    assert_eq!(read(br#"{"type":"ping"}"#), Hex::Ping);
    assert!(matches!(read(BODY), Hex::Paid(_)));
    let other = read(br#"{"type":"new","x":1}"#);
    assert_eq!(other.name(), "new");
    assert!(matches!(other, Hex::Other(OtherEvent { body, .. }) if body["x"] == 1));
}

#[test]
fn signature_and_time_may_share_a_header() {
    // The time and two signatures, of which the second is valid; one of another scheme is ignored.
    let webhook = Webhook::<Combined>::new("whsec_x").tolerance(Duration::MAX);
    let own = webhook.sign(BODY).unwrap()["Stripe-Signature"].to_str().unwrap().to_owned();
    let (time, signature) = own.split_once(',').unwrap();
    let said = |header: String| {
        let headers = HeaderMap::from_iter([(HeaderName::from_static("stripe-signature"), header.parse().unwrap())]);
        webhook.check(&headers, BODY).map(|signed| signed.event)
    };
    let wrong = "0".repeat(64);
    assert!(matches!(said(format!("{time}, v1={wrong}, {signature}")), Ok(Combined::Paid(_))));
    assert!(matches!(said(format!("t=1,{signature}")), Err(WebhookError::Signature)));
    assert!(matches!(said(format!("{time},v0={}", &signature[3..])), Err(WebhookError::Signature)));
    for header in [format!("{time},t=1,{signature}"), signature.to_owned(), format!("t=,{signature}")] {
        assert!(matches!(said(header.clone()), Err(WebhookError::Header(_) | WebhookError::Signature)), "{header}");
    }
}

#[test]
fn a_message_comes_once_whatever_secret_signed_it() {
    let sign = |secret| {
        let webhook = Webhook::<Combined>::new(secret).clock(crate::clock::VirtualClock::new());
        webhook.sign(BODY).unwrap()["Stripe-Signature"].to_str().unwrap().to_owned()
    };
    let (old, new) = (sign("whsec_old"), sign("whsec_new"));
    let webhook = Webhook::<Combined>::new("whsec_old").secret("whsec_new").clock(crate::clock::VirtualClock::new());
    let verify = |header: &str| {
        let headers = HeaderMap::from_iter([(HeaderName::from_static("stripe-signature"), header.parse().unwrap())]);
        webhook.verify(&headers, BODY)
    };
    let (_, second) = new.split_once(',').unwrap();
    assert!(verify(&format!("{old},{second}")).is_ok());
    assert!(matches!(verify(&new), Err(WebhookError::Replayed)));
}

#[test]
fn a_receiver_may_ask_a_store_of_its_own() {
    let webhook = Webhook::<Hex>::new("s");
    let headers = webhook.sign(BODY).unwrap();
    let [first, second] = [webhook.check(&headers, BODY).unwrap(), webhook.check(&headers, BODY).unwrap()];
    assert_eq!((first.event, &first.message), (second.event, &second.message));
    assert!(first.until >= first.now);
    assert!(webhook.verify(&headers, BODY).is_ok(), "the guard of the receiver knows nothing of it");
}

#[test]
fn a_header_may_say_the_event() {
    let webhook = Webhook::<Untimed>::new("s");
    let mut headers = webhook.sign(b"{}").unwrap();
    assert!(matches!(webhook.verify(&headers, b"{}"), Err(WebhookError::Header(name)) if name == "X-Event"));
    headers.insert("X-Event", HeaderValue::from_static("paid"));
    assert!(matches!(webhook.verify(&headers, b"{}"), Ok(Untimed::Paid(_))), "what was refused was not received");
    assert!(matches!(webhook.verify(&headers, b"{}"), Err(WebhookError::Replayed)));
}

#[test]
fn a_secret_that_cannot_be_used_takes_nothing() {
    let good = Webhook::<Standard>::new("whsec_AAAA");
    let headers = good.sign(BODY).unwrap();
    for bad in ["", " ", "whsec_", "whsec_?"] {
        for webhook in [Webhook::<Standard>::new(bad), Webhook::new("whsec_AAAA").secret(bad)] {
            assert!(matches!(webhook.verify(&headers, BODY), Err(WebhookError::Secret)), "{bad:?}");
        }
    }
    assert!(matches!(Webhook::<Hex>::new(" ").sign(BODY), Err(WebhookError::Secret)));
}

#[test]
fn nobody_knows_which_of_two_headers_was_signed() {
    let webhook = Webhook::<Hex>::new("s");
    let mut headers = webhook.sign(BODY).unwrap();
    headers.append("X-Time", HeaderValue::from_static("1"));
    assert!(matches!(webhook.verify(&headers, BODY), Err(WebhookError::Header(name)) if name == "X-Time"));
}

#[test]
fn headers_may_have_other_names() {
    let webhook = Webhook::<Hex>::new("s").signature_header("A").timestamp_header("B").id_header("C");
    let headers = webhook.sign(BODY).unwrap();
    assert_eq!(headers.keys().collect::<Vec<_>>(), ["a", "b"], "no id is signed");
    webhook.verify(&headers, BODY).unwrap();
}

#[test]
fn a_secret_is_not_shown() {
    assert!(!format!("{:?}", Webhook::<Hex>::new("canary")).contains("canary"));
}
