//! Limits of time and size.

use std::time::Duration;

use bindery_runtime::{ErrorKind, Limits};

use crate::memory::{client, client_with, ok, pieces, reply};

const PAGE: &str = r#"{"jobs": []}"#;

#[tokio::test]
async fn limits_travel_with_the_request() {
    let (client, memory) = client([ok(PAGE)]);
    client.jobs().list().await.unwrap();
    let timeouts = memory.only().timeouts;
    assert_eq!(timeouts.connect, Duration::from_secs(10));
    assert_eq!(timeouts.attempt, Duration::from_secs(60));
    assert_eq!(timeouts.read, Duration::from_secs(30));
}

#[tokio::test]
async fn no_limit_exceeds_the_whole_call() {
    let (client, memory) =
        client_with(|builder| builder.bearer_auth("t").timeout(Duration::from_secs(20)), [ok(PAGE), ok(PAGE)]);
    client.jobs().list().await.unwrap();
    client.jobs().list().timeout(Duration::from_secs(5)).await.unwrap();
    let [of_client, of_call] = [0, 1].map(|at| memory.seen()[at].timeouts);
    assert!(of_client.attempt <= Duration::from_secs(20) && of_client.connect == Duration::from_secs(10));
    assert!(of_call.attempt <= Duration::from_secs(5) && of_call.connect <= Duration::from_secs(5));
}

#[tokio::test]
async fn a_call_has_limits_of_its_own() {
    let (client, memory) =
        client_with(|builder| builder.bearer_auth("t").read_timeout(Duration::from_secs(7)), [ok(PAGE), ok(PAGE)]);
    let limits = Limits::default().attempt(Duration::from_secs(90)).max_reply_bytes(4);
    let error = client.jobs().list().limits(limits).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    let timeouts = memory.only().timeouts;
    assert_eq!((timeouts.attempt, timeouts.read), (Duration::from_secs(90), Duration::from_secs(7)));
    client.jobs().list().await.unwrap();
}

#[tokio::test]
async fn a_call_without_time_is_not_sent() {
    let (client, memory) = client([]);
    let error = client.jobs().list().timeout(Duration::ZERO).await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Timeout, false));
    assert!(memory.seen().is_empty());
}

#[tokio::test]
async fn time_without_end_is_allowed() {
    let (client, memory) = client([ok(PAGE)]);
    client.jobs().list().timeout(Duration::MAX).await.unwrap();
    assert_eq!(memory.only().timeouts.attempt, Duration::from_secs(60));
}

#[tokio::test]
async fn a_reply_may_be_as_large_as_the_limit() {
    let (client, _) = client_with(|builder| builder.bearer_auth("t").max_reply_bytes(12), [ok(PAGE)]);
    client.jobs().list().await.unwrap();
}

#[tokio::test]
async fn a_larger_reply_is_not_read_on() {
    let endless = pieces([Ok("12345678"), Ok("12345678"), Ok("never asked for")]);
    let (client, _) = client_with(|builder| builder.bearer_auth("t").max_reply_bytes(10), [reply(200, &[], endless)]);
    let error = client.jobs().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    assert_eq!(error.to_string(), "GET /jobs: the reply's body is larger than the limit of 10 bytes");
    assert_eq!(error.body(), b"12345678");
}
