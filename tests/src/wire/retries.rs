//! What is retried, and when: on the wire, async and blocking, on a virtual clock.

use std::time::Duration;

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::{Rate, Retry};
use housecall_pro::{Client, ErrorKind};
use serde_json::json;

use super::answer::Answer;
use super::server::Server;
use super::world::World;
use super::{KEY, builder, document::Document};

/// A row of a table: the server's replies in order, and the outcome.
struct Row {
    name: &'static str,
    script: Vec<Answer>,
    /// Milliseconds between the requests.
    pauses: &'static [u128],
    outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    Fine,
    Fails(ErrorKind),
}

/// A client on a clock whose pauses are the longest possible.
fn client(server: &Server) -> (Client, VirtualClock) {
    let clock = VirtualClock::new();
    clock.fix_random(u64::MAX);
    let builder = builder(server).retry(Retry::default()).clock(clock.clone()).attempt_timeout(Duration::from_secs(1));
    (builder.build().unwrap(), clock)
}

/// A reply that is a page of jobs and a customer as well.
fn fine() -> Answer {
    let mut reply = super::page(&json!([]));
    reply["id"] = json!("cus_1");
    Answer::json(200, &reply)
}

fn refusal(status: u16, headers: &[(&str, &str)]) -> Answer {
    Answer::new(status, headers, "")
}

/// An announced body whose rest never arrives.
fn half() -> Answer {
    Answer::raw("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"jobs\": [")
}

/// Sends `GET /jobs` for each row in each world, and checks the outcome.
async fn check(rows: impl Fn() -> Vec<Row>) {
    for world in World::BOTH {
        for Row { name, script, pauses, outcome } in rows() {
            let server = Server::new(script);
            let (client, clock) = client(&server);
            let result = world.list(&client).await;
            let came = result.as_ref().map_or_else(|error| Outcome::Fails(error.kind()), |_| Outcome::Fine);
            assert_eq!(came, outcome, "{name}, {world:?}: {result:?}");
            let slept: Vec<u128> = clock.slept().iter().map(Duration::as_millis).collect();
            assert_eq!(slept, pauses, "{name}, {world:?}");
            assert_eq!(server.seen().len(), pauses.len() + 1, "{name}, {world:?}");
        }
    }
}

pub(super) async fn what_passes_is_survived() {
    check(|| {
        let survived =
            |name, first: Answer| Row { name, script: vec![first, fine()], pauses: &[500], outcome: Outcome::Fine };
        vec![
            survived("closed before the reply", Answer::raw("").close()),
            survived("reset before the reply", Answer::raw("").reset()),
            survived("closed in the head", Answer::raw("HTTP/1.1 200 OK\r\ncontent-le").close()),
            survived("closed in the body", half().close()),
            survived("reset in the body", half().reset()),
            survived("silence", Answer::raw("").wait()),
            survived("a body that drips", half().repeat(" ", Duration::from_millis(50))),
            Row {
                name: "down twice",
                script: vec![refusal(503, &[]), refusal(502, &[]), fine()],
                pauses: &[500, 1_000],
                outcome: Outcome::Fine,
            },
        ]
    })
    .await;
}

pub(super) async fn what_stays_is_told() {
    check(|| {
        let once = |name, answer, kind| Row { name, script: vec![answer], pauses: &[], outcome: Outcome::Fails(kind) };
        let text = |text: &str| Answer::new(200, &[("content-type", "application/json")], text);
        vec![
            once("unauthorized", refusal(401, &[]), ErrorKind::Status),
            once("elsewhere", refusal(302, &[("location", "http://localhost:1/")]), ErrorKind::Status),
            once("no JSON", text("{\"jobs\": ["), ErrorKind::Decode),
            once("another type, deep inside", text(r#"{"jobs": [{"total_amount": "1.50"}]}"#), ErrorKind::Decode),
            Row {
                name: "down for good",
                script: vec![refusal(503, &[]); 4],
                pauses: &[500, 1_000],
                outcome: Outcome::Fails(ErrorKind::Status),
            },
        ]
    })
    .await;
}

/// The server asks for a pause with this header, which means this many milliseconds.
async fn check_hint(status: u16, header: (&'static str, &'static str), pauses: &'static [u128]) {
    check(|| {
        let name = header.0;
        vec![Row { name, script: vec![refusal(status, &[header]), fine()], pauses, outcome: Outcome::Fine }]
    })
    .await;
}

pub(super) async fn retry_after_seconds() {
    check_hint(429, ("retry-after", "2"), &[2_000]).await;
    check_hint(503, ("retry-after", "2"), &[2_000]).await;
}

pub(super) async fn retry_after_date() {
    check_hint(429, ("retry-after", "Thu, 01 Jan 2026 00:00:05 GMT"), &[5_000]).await;
    check_hint(503, ("retry-after", "Thu, 01 Jan 2026 00:00:05 GMT"), &[5_000]).await;
}

pub(super) async fn retry_after_milliseconds() {
    check_hint(429, ("retry-after-ms", "120"), &[120]).await;
    check_hint(503, ("x-ms-retry-after-ms", "120"), &[120]).await;
}

pub(super) async fn rate_limit_reset_delta() {
    check_hint(429, ("ratelimit-reset", "7"), &[7_000]).await;
    check_hint(429, ("x-ratelimit-reset", "7"), &[7_000]).await;
}

pub(super) async fn rate_limit_reset_epoch() {
    check_hint(429, ("x-ratelimit-reset", "1767225609"), &[9_000]).await;
}

pub(super) async fn a_hint_beyond_the_deadline_gives_up_at_once() {
    check(|| {
        let script = vec![refusal(429, &[("retry-after", "181")])];
        vec![Row { name: "too late", script, pauses: &[], outcome: Outcome::Fails(ErrorKind::Status) }]
    })
    .await;
}

pub(super) async fn post_never_twice() {
    for world in World::BOTH {
        for answer in [
            Answer::raw("").close(),
            Answer::raw("").reset(),
            half().close(),
            refusal(429, &[("retry-after", "0")]),
            refusal(500, &[]),
            refusal(503, &[("retry-after", "0")]),
        ] {
            let server = Server::new([answer]);
            let (client, clock) = client(&server);
            // An undocumented body is read anyway, and may be broken.
            let error = world.create(&client).await.unwrap_err();
            assert!(error.was_sent() && error.attempts() == 1, "{world:?}: {error}");
            assert_eq!((server.seen().len(), clock.slept().len()), (1, 0), "{world:?}: {error}");
        }
    }
}

pub(super) async fn a_post_that_was_not_sent_is_sent_again() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for world in World::BOTH {
        let clock = VirtualClock::new();
        let builder = Client::builder().base_url(format!("http://{closed}")).api_key(KEY).clock(clock.clone());
        let error = world.create(&builder.build().unwrap()).await.unwrap_err();
        assert_eq!((error.kind(), error.was_sent(), error.attempts()), (ErrorKind::Connect, false, 3), "{error}");
        assert_eq!(clock.slept().len(), 2);
    }
}

pub(super) async fn requests_keep_their_distance() {
    for world in World::BOTH {
        let server = Server::new((0..3).map(|_| fine()));
        let clock = VirtualClock::new();
        let client = builder(&server).clock(clock.clone()).rate_limit(Rate::per_second(4)).build().unwrap();
        for _ in 0..3 {
            world.list(&client).await.unwrap();
        }
        assert_eq!(clock.slept(), [Duration::from_millis(250); 2]);
    }
}

pub(super) fn every_operation_can_be_waited_for_without_a_runtime() {
    let document = Document::overlaid();
    let (status, reply) = document.operation("getJob").success();
    let server = Server::new([Answer::json(status, &reply.unwrap().1)]);
    let (client, _) = client(&server);
    let meta = client.jobs().get("job_1").with_meta().wait().unwrap();
    assert_eq!((meta.status.as_u16(), meta.attempts), (status, 1));
    assert_eq!(server.only().header("authorization"), Some(&*format!("Token {KEY}")));
}
