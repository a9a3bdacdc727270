//! Which credentials are sent, and to which servers.

use bindery_runtime::ErrorKind;

use crate::memory::{client_with, ok, reply};

const JOB: &str = r#"{"id": "j1"}"#;

#[tokio::test]
async fn the_credential_that_is_there_decides() {
    let (client, memory) = client_with(|builder| builder.api_key("k"), [ok(JOB)]);
    client.jobs().get("j1").await.unwrap();
    assert_eq!(memory.only().headers["authorization"], "Token k");
    assert!(memory.only().headers["authorization"].is_sensitive());
}

#[tokio::test]
async fn the_api_decides_where_the_operation_is_silent() {
    let (client, memory) = client_with(|builder| builder.query_key("k&1"), [ok(r#"{"jobs": []}"#)]);
    client.jobs().list().page(1).await.unwrap();
    assert_eq!(memory.only().url.query(), Some("page=1&api_key=k%261"));
}

#[tokio::test]
async fn an_open_operation_gets_no_credential() {
    let (client, memory) = client_with(|builder| builder.api_key("k"), [reply(200, &[], "up")]);
    client.status().await.unwrap();
    assert!(!memory.only().headers.contains_key("authorization"));
}

#[tokio::test]
async fn a_missing_credential_is_named_with_its_variable() {
    let (client, memory) = client_with(|builder| builder.query_key("k"), []);
    let error = client.jobs().get("j1").await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Auth, false));
    assert_eq!(
        error.to_string(),
        "GET /jobs/{job_id}: no credential is set for `bearerAuth` (environment variable JOBS_TEST_TOKEN), \
         or `apiKey` (environment variable JOBS_TEST_API_KEY)"
    );
    assert!(memory.seen().is_empty());
}

#[tokio::test]
async fn a_header_by_hand_stands_for_the_credential() {
    let (client, memory) = client_with(|builder| builder.api_key("k"), [ok(JOB)]);
    client.jobs().get("j1").header("Authorization", "Custom x").await.unwrap();
    assert_eq!(memory.only().headers["authorization"], "Custom x");
}

#[tokio::test]
async fn credentials_are_not_sent_in_the_open() {
    let open = |builder: crate::jobs_api::Builder| builder.base_url("http://api.example.com");
    let (client, memory) = client_with(|builder| open(builder).query_key("k").api_key("k"), [reply(200, &[], "up")]);
    assert_eq!(client.jobs().get("j1").await.unwrap_err().kind(), ErrorKind::Auth);
    assert_eq!(client.jobs().list().await.unwrap_err().kind(), ErrorKind::Auth);
    assert_eq!(client.status().header("Cookie", "a=b").await.unwrap_err().kind(), ErrorKind::Auth);
    client.status().await.unwrap();
    memory.only();
}

#[tokio::test]
async fn this_machine_needs_no_tls() {
    let (client, memory) = client_with(|builder| builder.base_url("http://127.0.0.1:8080/").api_key("k"), [ok(JOB)]);
    client.jobs().get("j1").await.unwrap();
    assert_eq!(memory.only().url, "http://127.0.0.1:8080/jobs/j1");
}
