//! The in-process server for users' tests: it is generated from the document, and behaves as configured.

use std::time::Duration;

use bindery_runtime::http::StatusCode;
use housecall_pro::test_kit::{self, Server};
use housecall_pro::types::{CustomerCreate, Job, JobPage};
use housecall_pro::{Client, Error, ErrorKind};
use serde_json::{Value, json};

use super::World;
use super::document::Document;
use super::table::CALLS;

#[tokio::test]
async fn test_kit_retries_a_429_then_lists() {
    let (client, server) = test_kit::start();
    server.on("listJobs").reply(429).retry_after(1).then().reply_example();

    let jobs = client.jobs().list().page_size(50).await.unwrap();

    assert_eq!(jobs, server.example::<JobPage>("listJobs"));
    server.assert_called("listJobs", 2);
    assert_eq!(server.requests()[1].query("page_size"), Some("50"));
    assert_eq!(server.clock().slept(), [Duration::from_secs(1)]);
}

#[tokio::test]
async fn test_kit_shows_what_every_operation_reads() {
    let document = Document::overlaid();
    for call in &CALLS {
        let (client, server) = test_kit::start();
        let body = document.operation(call.id).body().map_or(Value::Null, |(_, sample)| sample);
        (call.send)(&client, body).await.unwrap_or_else(|error| panic!("{}: {error}", call.id));
        let seen = server.only(call.id);
        assert_eq!(seen.method.as_str(), document.operation(call.id).method(), "{}", call.id);
    }
}

#[tokio::test]
async fn test_kit_gives_a_list_of_one_page() {
    let (client, server) = test_kit::start();
    let mut customers = client.customers().list().items();
    let mut ids = Vec::new();
    while let Some(customer) = customers.next().await {
        ids.push(customer.unwrap().id);
    }
    assert_eq!(ids.len(), 1);
    server.assert_called("listCustomers", 1);
    assert_eq!(client.customers().list().page(2).await.unwrap().customers, []);
}

#[tokio::test]
async fn test_kit_answers_with_values_of_the_api() {
    for world in World::BOTH {
        let (client, server) = test_kit::start();
        let mut job: Job = server.example("getJob");
        job.id = "job_7".to_owned();
        server.on("getJob").reply(200).json(&job).then().reply(404).json(&json!({"message": "no such job"}));
        let get = client.jobs().get("job_7");
        let got = match world {
            World::Async => get.await,
            World::Blocking => get.wait(),
        };
        assert_eq!(got.unwrap(), job);
        let error = client.jobs().get("job_8").await.unwrap_err();
        assert_eq!((error.status(), error.message()), (Some(StatusCode::NOT_FOUND), Some("no such job")));
        server.assert_played();
    }
}

#[tokio::test]
async fn test_kit_remembers_what_it_was_asked() {
    let (client, server) = test_kit::start();
    let customer = CustomerCreate::default().first_name("Ann").notes("a b");
    client.customers().create(&customer).header("X-Trace", "7").await.unwrap();
    let seen = server.only("createCustomer");
    assert_eq!((seen.method.as_str(), &*seen.path, seen.header("x-trace")), ("POST", "/customers", Some("7")));
    assert_eq!(seen.json::<CustomerCreate>(), customer);
    assert_eq!(seen.json::<Value>()["first_name"], "Ann");
    assert!(seen.header("authorization").is_some());
    assert!(!format!("{seen:?} {server:?}").contains("Ann"));
}

#[tokio::test]
async fn test_kit_breaks_down_as_it_is_told() {
    type Fault = fn(&Server, &'static str);
    let faults: [(Fault, ErrorKind, bool); 4] = [
        (|server, id| drop(server.on(id).refuse().always()), ErrorKind::Connect, false),
        (|server, id| drop(server.on(id).reset().always()), ErrorKind::Connect, true),
        (|server, id| drop(server.on(id).stall().always()), ErrorKind::Timeout, true),
        (|server, id| drop(server.on(id).reply(503).always()), ErrorKind::Status, true),
    ];
    for (fault, kind, was_sent) in faults {
        for world in World::BOTH {
            let (client, server) = test_kit::start();
            fault(&server, "listJobs");
            fault(&server, "createCustomer");
            let error = world.list(&client).await.unwrap_err();
            assert_eq!((error.kind(), error.was_sent()), (kind, was_sent), "{error}");
            // Reads are retried until the attempts or the time of the call are used up.
            assert!(server.calls("listJobs") >= 2, "{error}");
            let error = world.create(&client).await.unwrap_err();
            assert_eq!((error.kind(), server.calls("createCustomer") == 1), (kind, was_sent), "{error}");
        }
    }
}

#[tokio::test]
async fn test_kit_is_slow_on_its_own_clock() {
    let (client, server) = test_kit::start();
    server.on("getJob").reply_example().after(Duration::from_secs(59)).then().reply_example().after(Duration::MAX);
    let call = |id| client.jobs().get(id).retry(housecall_pro::Retry::none());
    call("1").await.unwrap();
    assert_eq!(call("2").await.unwrap_err().kind(), ErrorKind::Timeout);
}

#[test]
fn test_kit_has_settings_of_its_users() -> Result<(), Error> {
    let server = test_kit::server();
    let client = Client::builder().oauth("mine").user_agent("me").in_process(&server).build()?;
    client.jobs().get("1").wait()?;
    let seen = server.only("getJob");
    assert_eq!(seen.header("user-agent"), Some("me"));
    Ok(())
}

#[test]
#[should_panic(expected = "no operation has the id `getjobs`")]
fn test_kit_knows_its_operations() {
    drop(test_kit::server().on("getjobs"));
}
