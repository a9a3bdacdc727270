//! What a generated client says on the wire, and what it makes of what comes back: Housecall Pro against a server on this machine.

mod answer;
mod calls;
mod document;
mod downloads;
mod drift;
mod events;
mod faults;
mod kit;
mod lists;
mod log_out;
mod retries;
mod secrets;
mod server;
mod sessions;
mod signed;
mod spans;
mod table;
mod uploads;
mod webhooks;
mod world;

use std::error::Error as _;
use std::iter::successors;
use std::net::SocketAddr;

use bindery_runtime::Retry;
use bindery_runtime::http::StatusCode;
use housecall_pro::types::{CustomerCreate, ErrorReply, Job, WorkStatus};
use housecall_pro::{Builder, Client, Error, ErrorKind};
use serde_json::{Value, json};
use tokio::net::TcpSocket;

use self::answer::Answer;
use self::calls::{Exchange, ID_ON_THE_WIRE, Outcome, UNDOCUMENTED, exchanges};
use self::document::Document;
use self::faults::{SetUp, faults};
use self::server::Server;
use self::table::CALLS;
use self::world::World;

/// A key that is found wherever it leaks.
const KEY: &str = "canary-7f3a";

#[test]
fn the_table_names_every_operation() {
    let document = Document::overlaid();
    let documented: Vec<&str> = document.operations().map(|operation| operation.id()).collect();
    assert_eq!(CALLS.iter().map(|call| call.id).collect::<Vec<_>>(), documented);
}

#[tokio::test]
async fn every_operation_reaches_its_path() {
    for Exchange { operation, request, .. } in exchanges(&Document::overlaid()).await {
        let path = request.target.split('?').next();
        assert_eq!(request.method, operation.method());
        assert_eq!(path, Some(&*operation.path_with(ID_ON_THE_WIRE)), "{}", operation.id());
    }
}

#[tokio::test]
async fn every_operation_sends_its_query() {
    for Exchange { operation, request, call, .. } in exchanges(&Document::overlaid()).await {
        let query = request.target.split_once('?').map_or("", |(_, query)| query);
        let query = query.replace("%5B", "[").replace("%5D", "]");
        assert_eq!(query, call.query.replace(' ', "&"), "{}", operation.id());
        // The table sets every parameter of the document; a list repeats its name (style `form`, exploded).
        let mut names: Vec<&str> = query.split('&').filter_map(|pair| Some(pair.split_once('=')?.0)).collect();
        names.dedup();
        assert_eq!(names, operation.query(), "{}", operation.id());
    }
}

#[tokio::test]
async fn every_operation_sends_its_body() {
    for Exchange { operation, request, .. } in exchanges(&Document::overlaid()).await {
        let (media_type, sample) = operation.body().unzip();
        // What stands behind it are parameters, such as the boundary of a form.
        let sent = request.header("content-type").map(|sent| sent.split(';').next().unwrap_or(sent));
        assert_eq!(sent, media_type, "{}", operation.id());
        if media_type != Some("multipart/form-data") {
            assert_eq!(serde_json::from_slice(&request.body).ok(), sample, "{}", operation.id());
        }
    }
}

#[tokio::test]
async fn every_operation_says_who_calls_and_what_it_reads() {
    for Exchange { operation, request, .. } in exchanges(&Document::overlaid()).await {
        let (_, reply) = operation.success();
        assert_eq!(request.header("accept"), Some(reply.map_or("*/*", |(media_type, _)| media_type)));
        assert_eq!(request.header("authorization"), Some(&*format!("Token {KEY}")));
        assert!(request.header("user-agent").is_some_and(|agent| agent.starts_with("housecall-pro/0.1.0 bindery/")));
        assert_eq!(request.header("cookie"), None);
    }
}

#[tokio::test]
async fn every_operation_gives_what_is_replied() {
    for Exchange { operation, outcome, .. } in exchanges(&Document::overlaid()).await {
        let wanted = match operation.success() {
            (_, Some((_, sample))) => Outcome::Typed(sample),
            (204, None) => Outcome::Nothing,
            (_, None) => Outcome::Untyped(UNDOCUMENTED.into()),
        };
        assert_eq!(outcome, wanted, "{}", operation.id());
    }
}

#[tokio::test]
async fn a_path_value_stays_in_its_segment() {
    for (value, sent) in [
        ("job_1", "/jobs/job_1"),
        ("a b/c?d#e%", "/jobs/a%20b%2Fc%3Fd%23e%25"),
        ("ü", "/jobs/%C3%BC"),
        ("../customers", "/jobs/..%2Fcustomers"),
        ("%2e%2e", "/jobs/%252e%252e"),
        ("a+b&c=d;e", "/jobs/a%2Bb%26c%3Dd%3Be"),
        ("a\r\nb", "/jobs/a%0D%0Ab"),
    ] {
        let server = Server::new([Answer::json(200, &job())]);
        client(&server).jobs().get(value).await.unwrap();
        assert_eq!(server.only().target, sent);
    }
}

#[tokio::test]
async fn a_path_value_that_leads_elsewhere_is_not_sent() {
    let server = Server::new([]);
    for value in ["", ".", ".."] {
        let error = client(&server).jobs().lock(value).await.unwrap_err();
        assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Construct, false), "{error}");
    }
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn an_empty_list_sends_nothing() {
    let server = Server::new([Answer::json(200, &page(&json!([])))]);
    client(&server).jobs().list().employee_ids(Vec::<String>::new()).page(1).await.unwrap();
    assert_eq!(server.only().target, "/jobs?page=1");
}

#[tokio::test]
async fn a_base_url_may_have_a_path() {
    let server = Server::new([Answer::json(200, &job())]);
    let client = Client::builder().base_url(format!("{}/sandbox/v1/", server.url())).api_key(KEY).build().unwrap();
    client.jobs().get("job_1").await.unwrap();
    assert_eq!(server.only().target, "/sandbox/v1/jobs/job_1");
}

#[tokio::test]
async fn the_credential_that_is_set_is_sent() {
    let rows: [(&str, SetUp); 3] = [
        ("Token k", |builder| builder.api_key("k")),
        ("Bearer t", |builder| builder.oauth("t")),
        // The document's own order decides.
        ("Token k", |builder| builder.oauth("t").api_key("k")),
    ];
    for (sent, set_up) in rows {
        let server = Server::new([Answer::json(200, &job())]);
        let client = set_up(Client::builder().base_url(server.url())).build().unwrap();
        client.jobs().get("job_1").await.unwrap();
        assert_eq!(server.only().header("authorization"), Some(sent));
    }
}

#[tokio::test]
async fn without_a_credential_nothing_is_sent() {
    let server = Server::new([]);
    let client = Client::builder().base_url(server.url()).build().unwrap();
    let error = client.jobs().get("job_1").await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET /jobs/{job_id}: no credential is set for `apiKey` (environment variable HOUSECALL_PRO_API_KEY), \
         or `applicationKey` (environment variable HOUSECALL_PRO_APPLICATION_KEY), \
         or `oauth` (environment variable HOUSECALL_PRO_TOKEN)"
    );
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Auth, false));
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_credential_is_not_sent_in_the_open() {
    let server = Server::new([]);
    // An address that leads to this machine, and yet is not known to do so.
    let url = format!("http://0.0.0.0:{}", server.address().port());
    let client = Client::builder().base_url(url).api_key(KEY).build().unwrap();
    let error = client.jobs().get("job_1").await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent(), error.is_retryable()), (ErrorKind::Auth, false, false));
    assert!(error.to_string().contains("https only"), "{error}");
    assert!(server.seen().is_empty());
}

#[tokio::test]
async fn a_redirect_stays_at_its_origin() {
    let elsewhere = Server::new([Answer::json(200, &page(&json!([])))]);
    let to = |location: &str| Answer::new(307, &[("location", location)], "");
    let server = Server::new([to("/moved?page=1"), to(&elsewhere.url())]);
    let error = client(&server).jobs().list().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs: 307 Temporary Redirect (not followed)");
    assert_eq!(server.seen().iter().map(|request| &*request.target).collect::<Vec<_>>(), ["/jobs", "/moved?page=1"]);
    assert!(elsewhere.seen().is_empty());
}

#[tokio::test]
async fn what_comes_beside_the_value_is_there() {
    let headers = [("x-request-id", "req_9"), ("ratelimit-remaining", "3")];
    let server = Server::new([Answer::new(203, &headers, r#"{"id": "job_1"}"#)]);
    let meta = client(&server).jobs().get("job_1").with_meta().await.unwrap();
    assert_eq!(meta.value.id, "job_1");
    assert_eq!(meta.status, StatusCode::NON_AUTHORITATIVE_INFORMATION);
    assert_eq!(meta.headers["ratelimit-remaining"], "3");
    assert_eq!(meta.request_id.as_deref(), Some("req_9"));
    assert_eq!(meta.attempts, 1);
}

#[tokio::test]
async fn an_undocumented_body_is_never_lost() {
    let server = Server::new([Answer::json(200, &json!({"id": "sub_1"})), Answer::new(200, &[], "")]);
    let client = client(&server);
    let payload = client.webhooks().subscribe().await.unwrap();
    assert_eq!(payload.text().unwrap(), r#"{"id":"sub_1"}"#);
    assert_eq!(payload.json().unwrap(), json!({"id": "sub_1"}));
    let empty = client.webhooks().subscribe().await.unwrap();
    assert!(empty.is_empty());
    assert_eq!(empty.json().unwrap_err().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn what_the_document_does_not_name_survives_a_change() {
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

#[tokio::test]
async fn a_value_that_the_document_does_not_name_is_kept() {
    let server = Server::new([Answer::json(200, &json!({"id": "job_1", "work_status": "on_hold"}))]);
    let job = client(&server).jobs().get("job_1").await.unwrap();
    assert!(matches!(&job.work_status, Some(WorkStatus::Other(text)) if *text == "on_hold"), "{job:?}");
}

#[tokio::test]
async fn null_is_no_value() {
    let reply = json!({"id": "job_1", "customer": null, "tags": null, "total_amount": null, "created_at": null});
    let server = Server::new([Answer::json(200, &reply)]);
    assert_eq!(client(&server).jobs().get("job_1").await.unwrap(), Job::new("job_1"));
}

#[tokio::test]
async fn a_client_is_shared_by_tasks() {
    let server = Server::new((1..=8).map(|number| Answer::json(200, &json!({"id": "job_1", "total_amount": number}))));
    let client = client(&server);
    let tasks: Vec<_> = (1..=8).map(|_| tokio::spawn(client.jobs().get("job_1").into_future())).collect();
    let mut amounts = Vec::new();
    for task in tasks {
        amounts.extend(task.await.unwrap().unwrap().total_amount);
    }
    amounts.sort_unstable();
    assert_eq!(amounts, [1, 2, 3, 4, 5, 6, 7, 8]);
}

#[tokio::test]
async fn a_refusal_says_what_the_server_said() {
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

#[tokio::test]
async fn a_refusal_has_a_body_of_its_own() {
    let server = Server::new([Answer::json(422, &json!({"errors": {"name": ["is missing"]}}))]);
    let error = client(&server).customers().create(&CustomerCreate::default()).await.unwrap_err();
    assert_eq!(error.body_as::<ErrorReply>().unwrap().errors.unwrap()["name"], ["is missing"]);
}

#[tokio::test]
async fn every_fault_has_its_error() {
    for (fault, world) in faults().into_iter().flat_map(|fault| World::BOTH.map(|world| (fault.clone(), world))) {
        let server = Server::new([fault.answer]);
        let client = (fault.limits)(builder(&server)).build().unwrap();
        let error = world.list(&client).await.expect_err(fault.name);
        let line = error.to_string();
        assert!(line.starts_with(&format!("GET /jobs: {}", fault.line)), "{}: {line}", fault.name);
        assert!(!line.contains('\n'), "{}: {line}", fault.name);
        assert_eq!(error.kind(), fault.kind, "{}: {line}", fault.name);
        assert_eq!(error.status().map(|status| status.as_u16()), fault.status, "{}: {line}", fault.name);
        assert_eq!((error.was_sent(), error.is_retryable()), (true, fault.is_retryable), "{}: {line}", fault.name);
        assert_eq!(server.seen().len(), 1, "{}: {line}", fault.name);
    }
}

#[tokio::test]
async fn a_reply_that_does_not_fit_names_the_place() {
    let server =
        Server::new([Answer::json(200, &page(&json!([{"id": "job_1"}, {"id": "job_2", "total_amount": "1.50"}])))]);
    let error = client(&server).jobs().list().await.unwrap_err();
    assert_eq!(error.json_path().as_deref(), Some("$.jobs[1].total_amount"));
}

#[tokio::test]
async fn a_port_where_nobody_listens_refuses() {
    // It is taken, so that no other test can listen there meanwhile.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
    let url = format!("http://{}", socket.local_addr().unwrap());
    let client = Client::builder().base_url(url).api_key(KEY).retry(Retry::none()).build().unwrap();
    for world in World::BOTH {
        let error = world.list(&client).await.unwrap_err();
        assert!(error.to_string().starts_with("GET /jobs: no connection: "), "{error}");
        assert_eq!((error.kind(), error.was_sent(), error.is_retryable()), (ErrorKind::Connect, false, true));
    }
}

#[tokio::test]
async fn no_secret_leaks() {
    let echo = |status: u16, body: &str| Answer::new(status, &[("x-request-id", KEY), ("content-type", KEY)], body);
    let mut scripts: Vec<(Answer, SetUp)> = faults().into_iter().map(|fault| (fault.answer, fault.limits)).collect();
    for (status, body) in [
        (401, json!({"message": format!("Token {KEY} is unknown")}).to_string()),
        (401, json!({"errors": {KEY: ["is unknown"]}}).to_string()),
        (401, KEY.to_owned()),
        (200, json!({"jobs": KEY}).to_string()),
        (200, json!({"jobs": [{"assigned_employees": [{"permissions": {KEY: KEY}}]}]}).to_string()),
        (200, format!("<html>{KEY}</html>")),
        (200, String::new()),
    ] {
        scripts.push((echo(status, &body), |builder| builder));
    }
    for (answer, limits) in scripts {
        let server = Server::new([answer.clone(), answer]);
        let client = limits(builder(&server)).build().unwrap();
        let list = client.jobs().list().page(1).header("Authorization", KEY);
        assert_silent(&format!("{client:?} {:#?} {list:?} {:?}", client.jobs(), limits(builder(&server))));
        assert_silent(&told(&list.clone().wait().unwrap_err()));
        assert_silent(&told(&list.await.unwrap_err()));
    }
    let server = Server::new([echo(201, KEY)]);
    let payload = client(&server).webhooks().subscribe().await.unwrap();
    assert!(server.only().header("authorization").is_some_and(|sent| sent.ends_with(KEY)));
    assert_silent(&format!("{payload:?} {}", told(&payload.json().unwrap_err())));
    let unbuilt: [SetUp; 4] = [
        |builder| builder.api_key(format!("{KEY}\n")),
        |builder| builder.oauth(format!("{KEY}\u{7f}")),
        |builder| builder.header("Authorization", format!("{KEY}\r\nX: y")),
        |builder| builder.base_url(format!("http://user:{KEY}@127.0.0.1")),
    ];
    for set_up in unbuilt {
        let builder = set_up(Client::builder());
        assert_silent(&format!("{builder:?}"));
        assert_silent(&told(&builder.build().unwrap_err()));
    }
}

/// A job, and nothing about it.
fn job() -> Value {
    json!({"id": "job_1"})
}

/// A page with these jobs.
fn page(jobs: &Value) -> Value {
    json!({"page": 1, "page_size": 10, "total_pages": 1, "total_items": 2, "jobs": jobs})
}

fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

/// Settings of a client that sends everything once.
fn builder(server: &Server) -> Builder {
    Client::builder().base_url(server.url()).api_key(KEY).retry(Retry::none())
}

/// Everything that an error says when it is printed, logged or unwrapped.
fn told(error: &Error) -> String {
    let causes = successors(error.source(), |&cause| cause.source()).map(|cause| format!("{cause} {cause:?}"));
    let causes: Vec<String> = causes.collect();
    format!("{error} {error:?} {error:#?} {:?} {:?} {causes:?}", error.message(), error.operation())
}

fn assert_silent(text: &str) {
    assert!(!text.contains("canary"), "{text}");
}
