//! The result of a call: its value and metadata, or the error.

use bindery_runtime::http::StatusCode;
use housecall_pro::ErrorKind;
use housecall_pro::types::{CustomerCreate, ErrorReply, Job, WorkStatus};
use serde_json::{Value, json};

use super::answer::Answer;
use super::faults::packed_page;
use super::server::Server;
use super::world::World;
use super::{client, page};

pub(super) async fn what_comes_beside_the_value_is_there() {
    let headers = [("x-request-id", "req_9"), ("ratelimit-remaining", "3")];
    let server = Server::new([Answer::new(203, &headers, r#"{"id": "job_1"}"#)]);
    let meta = client(&server).jobs().get("job_1").with_meta().await.unwrap();
    assert_eq!(meta.value.id, "job_1");
    assert_eq!(meta.status, StatusCode::NON_AUTHORITATIVE_INFORMATION);
    assert_eq!(meta.headers["ratelimit-remaining"], "3");
    assert_eq!(meta.request_id.as_deref(), Some("req_9"));
    assert_eq!(meta.attempts, 1);
}

pub(super) async fn gzip_is_asked_for_and_read() {
    let server = Server::new([packed_page(), packed_page()]);
    for world in World::BOTH {
        world.list(&client(&server)).await.unwrap();
    }
    for request in server.seen() {
        assert_eq!(request.header("accept-encoding"), Some("gzip"));
    }
}

pub(super) async fn an_undocumented_body_is_never_lost() {
    let server = Server::new([Answer::json(200, &json!({"id": "sub_1"})), Answer::new(200, &[], "")]);
    let client = client(&server);
    let payload = client.webhooks().subscribe().await.unwrap();
    assert_eq!(payload.text().unwrap(), r#"{"id":"sub_1"}"#);
    assert_eq!(payload.json().unwrap(), json!({"id": "sub_1"}));
    let empty = client.webhooks().subscribe().await.unwrap();
    assert!(empty.is_empty());
    assert_eq!(empty.json().unwrap_err().kind(), ErrorKind::Decode);
}

pub(super) async fn what_the_document_does_not_name_survives_a_change() {
    let stored = json!({
        "job_input_materials": [
            {"uuid": "mat_1", "name": "Pipe", "quantity": 2, "origin": {"shelf": 3, "since": null}},
            {"name": "Tape", "sizes": [1.5, -2]},
        ],
    });
    let server = Server::new([Answer::json(200, &stored), Answer::json(200, &stored)]);
    let client = client(&server);
    let mut materials = client.jobs().list_input_materials("job_1").await.unwrap();
    materials.job_input_materials[0].name = "Copper pipe".to_owned();
    client.jobs().update_input_materials("job_1", &materials).await.unwrap();
    let mut wanted = stored;
    wanted["job_input_materials"][0]["name"] = json!("Copper pipe");
    wanted["job_input_materials"][0]["quantity"] = json!(2.0);
    assert_eq!(serde_json::from_slice::<Value>(&server.seen()[1].body).unwrap(), wanted);
}

pub(super) async fn a_value_that_the_document_does_not_name_is_kept() {
    let server = Server::new([Answer::json(200, &json!({"id": "job_1", "work_status": "on_hold"}))]);
    let job = client(&server).jobs().get("job_1").await.unwrap();
    assert!(matches!(&job.work_status, Some(WorkStatus::Other(text)) if *text == "on_hold"), "{job:?}");
}

pub(super) async fn null_is_no_value() {
    let reply = json!({"id": "job_1", "customer": null, "tags": null, "total_amount": null, "created_at": null});
    let server = Server::new([Answer::json(200, &reply)]);
    assert_eq!(client(&server).jobs().get("job_1").await.unwrap(), Job::new("job_1"));
}

pub(super) async fn a_reply_that_does_not_fit_names_the_place() {
    let server =
        Server::new([Answer::json(200, &page(&json!([{"id": "job_1"}, {"id": "job_2", "total_amount": "1.50"}])))]);
    let error = client(&server).jobs().list().await.unwrap_err();
    assert_eq!(error.json_path().as_deref(), Some("$.jobs[1].total_amount"));
}

pub(super) async fn a_refusal_says_what_the_server_said() {
    for (status, body, retryable, said) in [
        (400, r#"{"error": "invalid_scope", "error_description": "no"}"#, false, "400 Bad Request: invalid_scope: no"),
        (401, r#"{"message": "Unauthorized"}"#, false, "401 Unauthorized: Unauthorized"),
        (404, r#"{"error": {"message": "no such customer"}}"#, false, "404 Not Found: no such customer"),
        (409, r#"{"error": "already there"}"#, false, "409 Conflict: already there"),
        (
            422,
            r#"{"errors": {"email": ["is taken", "is odd"]}}"#,
            false,
            "422 Unprocessable Entity: email is taken, is odd",
        ),
        (
            429,
            r#"{"title": "Slow down", "detail": "60 a minute"}"#,
            true,
            "429 Too Many Requests: Slow down: 60 a minute",
        ),
        (500, "", true, "500 Internal Server Error"),
        (503, "down for\nmaintenance", true, "503 Service Unavailable: down for maintenance"),
    ] {
        let server = Server::new([Answer::new(status, &[("x-request-id", "req_9")], body)]);
        let error = client(&server).customers().get("cus 1").await.unwrap_err();
        assert_eq!(error.to_string(), format!("GET /customers/{{customer_id}}: {said} (request id req_9)"));
        assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Status, status));
        assert_eq!(error.message(), said.split_once(": ").map(|(_, message)| message));
        assert_eq!((error.body(), error.was_sent(), error.is_retryable()), (body.as_bytes(), true, retryable));
        assert_eq!(error.operation().unwrap().id(), "getCustomer");
    }
}

pub(super) async fn a_refusal_has_a_body_of_its_own() {
    let server = Server::new([Answer::json(422, &json!({"errors": {"name": ["is missing"]}}))]);
    let error = client(&server).customers().create(&CustomerCreate::default()).await.unwrap_err();
    assert_eq!(error.body_as::<ErrorReply>().unwrap().errors.unwrap()["name"], ["is missing"]);
}
