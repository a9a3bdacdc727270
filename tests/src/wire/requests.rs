//! The contents and destination of a request, and when it is not sent at all.

use housecall_pro::{Client, ErrorKind};
use serde_json::json;

use super::answer::Answer;
use super::faults::SetUp;
use super::server::Server;
use super::world::World;
use super::{KEY, client, job, page};

pub(super) async fn a_path_value_stays_in_its_segment() {
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

pub(super) async fn a_path_value_that_leads_elsewhere_is_not_sent() {
    let server = Server::new([]);
    for value in ["", ".", ".."] {
        let error = client(&server).jobs().lock(value).await.unwrap_err();
        assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Construct, false), "{error}");
    }
    assert!(server.seen().is_empty());
}

pub(super) async fn an_empty_list_sends_nothing() {
    let server = Server::new([Answer::json(200, &page(&json!([])))]);
    client(&server).jobs().list().employee_ids(Vec::<String>::new()).page(1).await.unwrap();
    assert_eq!(server.only().target, "/jobs?page=1");
}

pub(super) async fn a_base_url_may_have_a_path() {
    let server = Server::new([Answer::json(200, &job())]);
    let client = Client::builder().base_url(format!("{}/sandbox/v1/", server.url())).api_key(KEY).build().unwrap();
    client.jobs().get("job_1").await.unwrap();
    assert_eq!(server.only().target, "/sandbox/v1/jobs/job_1");
}

pub(super) async fn the_credential_that_is_set_is_sent() {
    let rows: [(&str, SetUp); 3] = [
        ("Token k", |builder| builder.api_key("k")),
        ("Bearer t", |builder| builder.oauth("t")),
        // The document's order decides.
        ("Token k", |builder| builder.oauth("t").api_key("k")),
    ];
    for (sent, set_up) in rows {
        let server = Server::new([Answer::json(200, &job())]);
        let client = set_up(Client::builder().base_url(server.url())).build().unwrap();
        client.jobs().get("job_1").await.unwrap();
        assert_eq!(server.only().header("authorization"), Some(sent));
    }
}

pub(super) async fn without_a_credential_nothing_is_sent() {
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

pub(super) async fn a_credential_is_not_sent_in_the_open() {
    let server = Server::new([]);
    // An address that leads to this machine without being recognised as local.
    let url = format!("http://0.0.0.0:{}", server.address().port());
    let client = Client::builder().base_url(url).api_key(KEY).build().unwrap();
    let error = client.jobs().get("job_1").await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent(), error.is_retryable()), (ErrorKind::Auth, false, false));
    assert!(error.to_string().contains("https only"), "{error}");
    assert!(server.seen().is_empty());
}

pub(super) async fn a_redirect_stays_at_its_origin() {
    let elsewhere = Server::new([Answer::json(200, &page(&json!([])))]);
    let to = |location: &str| Answer::new(307, &[("location", location)], "");
    let server = Server::new([to("/moved?page=1"), to(&elsewhere.url())]);
    let error = client(&server).jobs().list().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs: 307 Temporary Redirect (not followed)");
    assert_eq!(server.seen().iter().map(|request| &*request.target).collect::<Vec<_>>(), ["/jobs", "/moved?page=1"]);
    assert!(elsewhere.seen().is_empty());
}

pub(super) async fn a_redirect_to_another_origin_is_not_followed() {
    for world in World::BOTH {
        for status in [301, 302, 303, 307, 308] {
            let elsewhere = Server::new([Answer::json(200, &page(&json!([])))]);
            let location = format!("{}/jobs", elsewhere.url());
            let server = Server::new([Answer::new(status, &[("location", &location)], "")]);
            let error = world.list(&client(&server)).await.unwrap_err();
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{world:?}: {error}");
            assert_eq!((error.kind(), server.seen().len()), (ErrorKind::Status, 1), "{world:?}: {error}");
            assert!(elsewhere.seen().is_empty(), "{world:?}: {:?}", elsewhere.seen());
        }
    }
}

pub(super) async fn a_client_is_shared_by_tasks() {
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
