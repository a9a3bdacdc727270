//! What interceptors see.

use std::sync::{Arc, Mutex};

use bindery_runtime::audit::Audit;
use bindery_runtime::clock::VirtualClock;
use bindery_runtime::http::{HeaderMap, HeaderValue};
use bindery_runtime::interceptor::{Attempt, End, Interceptor};
use bindery_runtime::{Builder, Error, Next, Operation, Reply, Retry, nothing};

use crate::memory::{Memory, client_with, ok, reply};

/// Records everything that it sees, under its name.
#[derive(Clone, Debug)]
struct Witness {
    name: &'static str,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Witness {
    fn note(&self, what: impl std::fmt::Display) {
        self.seen.lock().unwrap().push(format!("{} {what}", self.name));
    }
}

fn shown(outcome: Result<&Reply, &Error>) -> String {
    outcome.map_or_else(ToString::to_string, |reply| reply.status().to_string())
}

impl Interceptor for Witness {
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        headers.insert("x-seen-by", HeaderValue::from_static(self.name));
        self.note(format_args!("before {} {}", attempt.operation.id(), attempt.number));
    }

    fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
        self.note(format_args!("after {}: {}", attempt.number, shown(outcome)));
    }

    fn decided(&self, _: &Attempt<'_>, _: &Error, next: Next) {
        self.note(format_args!("{next:?}"));
    }

    fn ended(&self, end: &End<'_>) {
        self.note(format_args!("ended {} {}: {}", end.operation.path(), end.attempts, shown(end.outcome)));
    }
}

#[tokio::test]
async fn every_step_is_seen_in_order() {
    let seen = Arc::default();
    let witness = |name| Witness { name, seen: Arc::clone(&seen) };
    let (client, memory) = client_with(
        |builder| builder.bearer_auth("t").interceptor(witness("a")).interceptor(witness("b")),
        [ok(r#"{"id": "j1"}"#), reply(404, &[], "")],
    );
    client.jobs().get("j1").await.unwrap();
    assert_eq!(
        *seen.lock().unwrap(),
        [
            "a before getJob 1",
            "b before getJob 1",
            "b after 1: 200 OK",
            "a after 1: 200 OK",
            "b ended /jobs/{job_id} 1: 200 OK",
            "a ended /jobs/{job_id} 1: 200 OK",
        ]
    );
    assert_eq!(memory.only().headers["x-seen-by"], "b");
    seen.lock().unwrap().clear();
    client.jobs().get("j2").await.unwrap_err();
    assert!(seen.lock().unwrap().contains(&"a GiveUp(Permanent)".to_owned()));
}

#[tokio::test]
async fn a_call_that_is_dropped_ends_too() {
    let seen = Arc::default();
    let (client, _) = client_with(
        |builder| builder.bearer_auth("t").interceptor(Witness { name: "a", seen: Arc::clone(&seen) }),
        [Err(bindery_runtime::transport::TransportError::connect("refused"))],
    );
    let call = client.jobs().get("j1").retry(Retry::default()).into_future();
    assert!(tokio::time::timeout(std::time::Duration::ZERO, call).await.is_err());
    let last = seen.lock().unwrap().pop().unwrap();
    assert_eq!(last, "a ended /jobs/{job_id} 1: GET /jobs/{job_id}: the call was dropped");
}

#[tokio::test]
async fn a_secret_that_is_added_is_not_sent_in_the_open() {
    #[derive(Debug)]
    struct Signs;
    impl Interceptor for Signs {
        fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) {
            let mut value = HeaderValue::from_static("canary");
            value.set_sensitive(true);
            headers.insert("x-signature", value);
        }
    }
    static API: bindery_runtime::Api = bindery_runtime::Api::new("open/0.1.0");
    static GET: Operation = Operation::new("get", "GET", "/");
    let memory = Memory::new([]);
    let builder = Builder::new(&API).base_url("http://api.example.com").transport(Arc::clone(&memory));
    let error = builder.interceptor(Signs).build().unwrap().request(&GET).call(nothing).await.unwrap_err();
    assert!(error.to_string().contains("https only"), "{error}");
    assert!(memory.seen().is_empty());
}

#[tokio::test]
async fn an_audit_says_who_what_when_and_how_it_ended() {
    let lines = Arc::<Mutex<Vec<String>>>::default();
    let (writer, clock) = (Arc::clone(&lines), VirtualClock::new());
    let audit = Audit::new("import", move |entry| writer.lock().unwrap().push(entry.to_string()));
    let (client, _) = client_with(
        |builder| builder.bearer_auth("canary").interceptor(audit).clock(clock),
        [reply(404, &[("x-request-id", "r1")], r#"{"message": "canary"}"#)],
    );
    client.jobs().get("secret-id").await.unwrap_err();
    client.jobs().get("").await.unwrap_err();
    assert_eq!(
        *lines.lock().unwrap(),
        [
            "1767225600.000 import: getJob GET /jobs/{job_id}: 404 in 0.0ns, attempts 1, request id r1",
            "1767225600.000 import: getJob GET /jobs/{job_id}: Construct in 0.0ns, attempts 0",
        ]
    );
}
