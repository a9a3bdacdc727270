//! The requests and results of calls.

use std::time::Duration;

use bindery_runtime::ErrorKind;
use bindery_runtime::http::{Method, StatusCode};

use crate::jobs_api::{Builder, Job, JobWorkStatus};
use crate::memory::{client, client_with, ok, pieces, reply};

#[tokio::test]
async fn awaiting_a_method_gives_its_type() {
    let (client, memory) = client([ok(r#"{"id": "j1", "work_status": "in_progress", "color": 7}"#)]);
    let job = client.jobs().get("j 1/2").await.unwrap();
    assert_eq!(job.id, "j1");
    assert_eq!(job.work_status, Some(JobWorkStatus::InProgress));
    assert_eq!(job.extra.get("color"), Some(&7.into()));

    let request = memory.only();
    assert_eq!(request.method, Method::GET);
    assert_eq!(request.url, "https://api.example.com/v1/jobs/j%201%2F2");
    assert_eq!(request.headers["accept"], "application/json");
    assert_eq!(request.headers["user-agent"], concat!("jobs/0.1.0 bindery/", env!("CARGO_PKG_VERSION")));
    assert!(request.body.is_empty() && !request.headers.contains_key("content-type"));
}

#[tokio::test]
async fn a_body_is_sent_as_json() {
    let (client, memory) = client([reply(201, &[], r#"{"id": "j2"}"#)]);
    let job = Job { id: "j2".to_owned(), ..Job::default() };
    let payload = client.jobs().create(&job).await.unwrap();

    assert_eq!(payload.text().unwrap(), r#"{"id": "j2"}"#);
    assert_eq!(payload.json().unwrap()["id"], "j2");
    assert_eq!(payload.decode::<Job>().unwrap(), job);
    let request = memory.only();
    assert_eq!(request.body, r#"{"id":"j2"}"#.into());
    assert_eq!(request.headers["content-type"], "application/json");
}

#[tokio::test]
async fn setters_fill_query_headers_and_cookies() {
    let (client, memory) = client([ok(r#"{"jobs": []}"#)]);
    let call = client.jobs().list().page(1).page(2).employee_ids(["a", "b|c"]).x_company_id("co 1").theme("dark;");
    call.header("X-Trace", "t").await.unwrap();

    let request = memory.only();
    assert_eq!(request.url.query(), Some("page=2&employee_ids=a%7Cb%7Cc"));
    assert_eq!(request.headers["x-company-id"], "co 1");
    assert_eq!(request.headers["x-trace"], "t");
    assert_eq!(request.headers["cookie"], "theme=dark%3B");
}

#[tokio::test]
async fn a_call_says_what_the_document_forgot() {
    let (client, memory) = client([ok(r#"{"jobs": []}"#)]);
    client.jobs().list().page(1).with_query("expand[]", "a b").with_json(&"note".to_owned()).await.unwrap();
    let request = memory.only();
    assert_eq!(request.url.query(), Some("page=1&expand%5B%5D=a%20b"));
    assert_eq!(request.body, r#""note""#.into());
    assert_eq!(request.headers["content-type"], "application/json");
}

#[tokio::test]
async fn a_header_of_the_call_replaces_those_of_its_name() {
    let set_up = |builder: Builder| builder.bearer_auth("t").header("Accept", "text/plain").user_agent("mine/1");
    let (client, memory) = client_with(set_up, [ok(r#"{"jobs": []}"#)]);
    client.jobs().list().header("accept", "text/csv").await.unwrap();
    let headers = memory.only().headers;
    assert_eq!(headers.get_all("accept").iter().collect::<Vec<_>>(), ["text/csv"]);
    assert_eq!(headers.get_all("user-agent").iter().collect::<Vec<_>>(), ["mine/1"]);
}

#[tokio::test]
async fn what_is_not_set_is_not_sent() {
    let (client, memory) = client([ok(r#"{"jobs": []}"#)]);
    client.jobs().list().employee_ids(Vec::<String>::new()).await.unwrap();
    assert_eq!(memory.only().url, "https://api.example.com/v1/jobs");
}

#[tokio::test]
async fn meta_stands_beside_the_value() {
    let (client, _) = client([reply(200, &[("x-request-id", "r1")], r#"{"jobs": [], "page": 3}"#)]);
    let reply = client.jobs().list().with_meta().await.unwrap();
    assert_eq!((reply.value.page, reply.status, reply.attempts), (Some(3), StatusCode::OK, 1));
    assert_eq!(reply.request_id.as_deref(), Some("r1"));
    assert_eq!(reply.headers["x-request-id"], "r1");
}

#[tokio::test]
async fn a_body_that_nobody_asked_for_is_ignored() {
    let (client, _) = client([reply(204, &[], ""), reply(200, &[], "deleted")]);
    client.jobs().delete("j1").await.unwrap();
    client.jobs().delete("j1").await.unwrap();
}

#[tokio::test]
async fn a_body_in_pieces_is_put_together() {
    let (client, _) = client([reply(200, &[], pieces([Ok(r#"{"jobs": [], "#), Ok(r#""page": 9}"#)]))]);
    assert_eq!(client.jobs().list().await.unwrap().page, Some(9));
}

#[tokio::test]
async fn a_byte_order_mark_is_ignored() {
    let (client, _) = client([ok("\u{FEFF}{\"jobs\": [], \"page\": 1}")]);
    assert_eq!(client.jobs().list().await.unwrap().page, Some(1));
}

#[tokio::test]
async fn text_replies_are_texts() {
    let (client, _) = client([reply(200, &[], "up"), reply(200, &[], &b"\xFF"[..])]);
    assert_eq!(client.status().await.unwrap(), "up");
    assert_eq!(client.status().await.unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn calls_own_what_they_need() {
    let (client, _) = client([ok(r#"{"id": "j1"}"#)]);
    let call = client.jobs().get("j1").timeout(Duration::from_secs(5));
    drop(client);
    let job = tokio::spawn(call.into_future()).await.unwrap().unwrap();
    assert_eq!(job.id, "j1");
}

#[tokio::test]
async fn a_redirect_at_the_same_origin_is_followed() {
    let (client, memory) = client([reply(307, &[("location", "/v2/jobs/j1")], ""), ok(r#"{"id": "j1"}"#)]);
    client.jobs().get("j1").await.unwrap();
    let seen = memory.seen();
    assert_eq!(seen[1].url, "https://api.example.com/v2/jobs/j1");
    assert_eq!(seen[1].headers["authorization"], "Bearer canary");
}

#[tokio::test]
async fn a_redirect_to_another_origin_is_not() {
    let (client, memory) = client([reply(302, &[("location", "https://evil.example/")], "")]);
    let error = client.jobs().get("j1").await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs/{job_id}: 302 Found (not followed)");
    memory.only();
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let circle = || reply(302, &[("location", "/v1/jobs/j1")], "");
    let (client, memory) = client((0..6).map(|_| circle()));
    assert_eq!(client.jobs().get("j1").await.unwrap_err().kind(), ErrorKind::Status);
    assert_eq!(memory.seen().len(), 6);
}
