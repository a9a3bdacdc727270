//! The errors of calls.

use std::error::Error as _;

use bindery_runtime::transport::TransportError;
use bindery_runtime::{Error, ErrorKind};

use crate::jobs_api::Job;
use crate::memory::{client, client_with, ok, pieces, reply};

#[tokio::test]
async fn a_refusal_says_what_where_and_why() {
    let headers = [("content-type", "application/json"), ("x-request-id", "r7")];
    let (client, _) = client([reply(404, &headers, r#"{"error": {"message": "no such job"}, "id": "j1"}"#)]);
    let error = client.jobs().get("j1").await.unwrap_err();

    assert_eq!(error.to_string(), "GET /jobs/{job_id}: 404 Not Found: no such job (request id r7)");
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap().as_u16(), 404);
    assert_eq!(error.message(), Some("no such job"));
    assert_eq!(error.request_id(), Some("r7"));
    assert_eq!(error.operation().unwrap().id(), "getJob");
    assert_eq!(error.body_as::<Job>().unwrap().id, "j1");
    assert!(error.was_sent() && !error.is_retryable());
}

#[tokio::test]
async fn statuses_that_pass_are_retryable() {
    for (status, retryable) in
        [(400, false), (401, false), (408, true), (429, true), (500, true), (501, false), (503, true)]
    {
        let (client, _) = client([reply(status, &[], "")]);
        assert_eq!(client.jobs().get("j1").await.unwrap_err().is_retryable(), retryable, "{status}");
    }
}

#[tokio::test]
async fn a_reply_that_does_not_fit_names_the_place() {
    let (client, _) = client([ok(r#"{"jobs": [{"id": "a"}, {"id": 5}]}"#)]);
    let error = client.jobs().list().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert_eq!(error.json_path().as_deref(), Some("$.jobs[1].id"));
    assert_eq!(
        error.to_string(),
        "GET /jobs: 200 OK, but the body does not fit: expected a string, found 5 at $.jobs[1].id (byte 30)"
    );
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_page_of_html_is_called_so() {
    let (client, _) = client([reply(200, &[("content-type", "text/html")], "<html>Log in</html>")]);
    let text = client.jobs().list().await.unwrap_err().to_string();
    assert!(text.starts_with("GET /jobs: 200 OK, but the body is text/html, not JSON: "), "{text}");
}

#[tokio::test]
async fn a_missing_body_is_called_so() {
    let (client, _) = client([reply(200, &[], "")]);
    let error = client.jobs().list().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs: 200 OK, but there is no body");
}

#[tokio::test]
async fn failures_of_the_transport_say_whether_the_request_was_sent() {
    use ErrorKind::{Canceled, Connect, Construct, Decode, Timeout};
    for (failure, kind, sent) in [
        (TransportError::unsent("why"), Construct, false),
        (TransportError::connect("why"), Connect, false),
        (TransportError::connect_timeout("why"), Timeout, false),
        (TransportError::timeout("why"), Timeout, true),
        (TransportError::interrupted("why"), Connect, true),
        (TransportError::garbled("why"), Decode, true),
        (TransportError::canceled("why"), Canceled, true),
    ] {
        let (client, _) = client([Err(failure)]);
        let error = client.jobs().get("j1").await.unwrap_err();
        assert_eq!((error.kind(), error.was_sent()), (kind, sent), "{error}");
        assert!(error.to_string().ends_with(": why"), "{error}");
    }
}

#[tokio::test]
async fn a_connection_that_breaks_in_the_body_keeps_the_status() {
    let body = pieces([Ok(r#"{"jobs": ["#), Err(TransportError::interrupted("reset"))]);
    let (client, _) = client([reply(200, &[], body)]);
    let error = client.jobs().list().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs: the connection broke: reset");
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Connect, 200));
    assert_eq!(error.body(), br#"{"jobs": ["#);
}

#[tokio::test]
async fn a_refusal_outweighs_a_broken_body() {
    let body = pieces([Ok("no"), Err(TransportError::interrupted("reset"))]);
    let (client, _) = client([reply(500, &[], body)]);
    let error = client.jobs().list().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs: 500 Internal Server Error: no");
}

#[tokio::test]
async fn values_that_cannot_be_sent_are_found_before_sending() {
    let (client, memory) = client([]);
    let calls: [(&str, Error); 4] = [
        ("GET /jobs/{job_id}: the path parameter `job_id` is empty", client.jobs().get("").await.err().unwrap()),
        ("GET /jobs/{job_id}: a path parameter makes", client.jobs().get("..").await.err().unwrap()),
        (
            "GET /jobs: the value of the header `x-company-id`",
            client.jobs().list().x_company_id("a\nb").await.err().unwrap(),
        ),
        ("GET /jobs: `a b` is not a valid header name", client.jobs().list().header("a b", "c").await.err().unwrap()),
    ];
    for (wanted, error) in calls {
        assert!(error.to_string().starts_with(wanted), "{error}");
        assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Construct, false));
    }
    assert!(memory.seen().is_empty());
}

#[tokio::test]
async fn nothing_shows_a_secret() {
    let refusal = || reply(401, &[], r#"{"message": "bad key canary, or canary%2F2"}"#);
    let (client, memory) = client_with(|builder| builder.query_key("canary/2").bearer_auth("canary"), [refusal()]);
    let call = client.jobs().get("j1").header("Authorization", "canary");
    let before = format!("{client:?} {:?} {call:?}", client.jobs());
    let error = call.await.unwrap_err();
    let after = format!("{error} {error:?} {:?}", memory.only());
    assert!(!before.contains("canary") && !after.contains("canary"), "{before} {after}");
    assert!(error.to_string().ends_with("bad key ***, or ***"), "{error}");
}

#[test]
fn an_error_is_one_pointer_wide_and_crosses_threads() {
    fn crosses_threads<T: Send + Sync + 'static>() {}
    crosses_threads::<Error>();
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}

#[tokio::test]
async fn an_error_with_status_200_is_told_in_its_words_but_for_secrets() {
    let body = "{\"error\": \"no such key canary\\nor none\"}";
    let (client, _) = client([ok(body)]);
    let error = client.jobs().get("j1").await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Decode, Some("no such key *** or none")));
    assert!(error.to_string().ends_with(": no such key *** or none"), "{error}");
    assert!(!format!("{error:?}").contains("canary"));
}
