//! Webhooks of Housecall Pro: which messages are accepted, and which are not.

use std::time::Duration;

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::http::{HeaderMap, HeaderValue};
use housecall_pro::webhooks::{Event, Webhook, WebhookError};

use super::document::Document;

const SECRET: &str = "canary-7f3a";
const BODY: &[u8] = br#"{"event":"employee.created","company_id":"1","employee":{"id":"pro_1"}}"#;

/// A receiver, its clock, and a valid message.
fn signed() -> (Webhook, VirtualClock, HeaderMap) {
    let clock = VirtualClock::new();
    let webhook = Webhook::new(SECRET).clock(clock.clone());
    let headers = webhook.sign(BODY).expect("the secret is good");
    (webhook, clock, headers)
}

pub(super) fn every_webhook_is_an_event() {
    let document = Document::overlaid();
    let clock = VirtualClock::new();
    let webhook = Webhook::new(SECRET).clock(clock);
    let mut names = Vec::new();
    for (name, body) in document.webhooks() {
        let body = body.to_string();
        let headers = webhook.sign(body.as_bytes()).expect("the secret is good");
        let event = webhook.verify(&headers, body.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(event.name(), name);
        assert!(!matches!(event, Event::Other(_)), "{name}");
        names.push(name);
    }
    assert_eq!(names, Event::NAMES);
    assert!(names.len() > 40);
}

pub(super) fn webhook_takes_what_is_signed() {
    let (webhook, _, headers) = signed();
    assert!(matches!(webhook.verify(&headers, BODY), Ok(Event::EmployeeCreated(said)) if said.employee.id == "pro_1"));
}

pub(super) fn webhook_takes_the_second_of_two_secrets() {
    let (_, clock, headers) = signed();
    let webhook = Webhook::new("the next one").secret(SECRET).clock(clock);
    assert!(webhook.verify(&headers, BODY).is_ok());
}

pub(super) fn webhook_keeps_an_event_that_is_new() {
    let (webhook, _, _) = signed();
    let body = br#"{"event":"job.sung","job":{"id":"job_1"}}"#;
    let event = webhook.verify(&webhook.sign(body).expect("the secret is good"), body);
    assert!(matches!(event, Ok(Event::Other(other)) if other.name == "job.sung" && other.body["job"]["id"] == "job_1"));
}

pub(super) fn webhook_refuses_a_wrong_signature() {
    let (webhook, _, mut headers) = signed();
    let good = headers["Api-Signature"].to_str().expect("it is text").to_owned();
    // A wrong first digit, a wrong last one, one too few, none, and no digits at all.
    let flip = |digit: &str| if digit == "0" { "1" } else { "0" };
    let bad = [
        format!("{}{}", flip(&good[..1]), &good[1..]),
        format!("{}{}", &good[..63], flip(&good[63..])),
        good[..62].to_owned(),
        String::new(),
        "signature".to_owned(),
    ];
    for signature in bad {
        headers.insert("Api-Signature", HeaderValue::try_from(&signature).expect("it is a header"));
        assert!(matches!(webhook.verify(&headers, BODY), Err(WebhookError::Signature)), "{signature}");
    }
}

pub(super) fn webhook_refuses_a_wrong_secret() {
    let (_, clock, headers) = signed();
    let webhook = Webhook::new("another").clock(clock);
    assert!(matches!(webhook.verify(&headers, BODY), Err(WebhookError::Signature)));
}

pub(super) fn webhook_refuses_an_old_message() {
    let (webhook, clock, headers) = signed();
    clock.advance(Duration::from_secs(301));
    assert!(matches!(webhook.verify(&headers, BODY), Err(WebhookError::TooOld)));
}

pub(super) fn webhook_refuses_a_message_of_the_future() {
    let (webhook, clock, _) = signed();
    clock.advance(Duration::from_secs(301));
    let headers = webhook.sign(BODY).expect("the secret is good");
    let before = Webhook::new(SECRET).clock(VirtualClock::new());
    assert!(matches!(before.verify(&headers, BODY), Err(WebhookError::TooNew)));
}

pub(super) fn webhook_refuses_another_time_than_was_signed() {
    let (webhook, _, mut headers) = signed();
    headers.insert("Api-Timestamp", HeaderValue::from_static("1767225601"));
    assert!(matches!(webhook.verify(&headers, BODY), Err(WebhookError::Signature)));
}

pub(super) fn webhook_refuses_a_replay() {
    let (webhook, _, headers) = signed();
    assert!(webhook.verify(&headers, BODY).is_ok());
    assert!(matches!(webhook.clone().verify(&headers, BODY), Err(WebhookError::Replayed)));
}

pub(super) fn webhook_refuses_a_body_with_one_other_bit() {
    let (webhook, _, headers) = signed();
    for bit in 0..BODY.len() * 8 {
        let mut body = BODY.to_vec();
        body[bit / 8] ^= 1 << (bit % 8);
        assert!(matches!(webhook.verify(&headers, &body), Err(WebhookError::Signature)), "bit {bit}");
    }
}

pub(super) fn webhook_refuses_missing_headers() {
    for header in ["Api-Signature", "Api-Timestamp"] {
        let (webhook, _, mut headers) = signed();
        headers.remove(header);
        assert!(matches!(webhook.verify(&headers, BODY), Err(WebhookError::Header(name)) if name == header));
    }
}

pub(super) fn webhook_refuses_everything_without_a_secret() {
    let (_, clock, headers) = signed();
    for webhook in [Webhook::new(""), Webhook::new(SECRET).secret("")] {
        let said = webhook.clock(clock.clone()).verify(&headers, BODY);
        assert!(matches!(said, Err(WebhookError::Secret)));
    }
}
