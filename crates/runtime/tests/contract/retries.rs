//! What is retried, when, and how often; and what waits for its turn.

use std::sync::Arc;
use std::time::Duration;

use bindery_runtime::clock::{Clock as _, VirtualClock};
use bindery_runtime::http::HeaderName;
use bindery_runtime::transport::{HttpReply, TransportError};
use bindery_runtime::{Api, Builder, Core, Error, ErrorKind, Operation, Rate, Repeat, Retry, json, nothing};

use crate::jobs_api::Job;
use crate::memory::{Memory, ok, pieces, reply};

type Outcome = Result<HttpReply, TransportError>;

static API: Api = Api::new("retries/0.1.0").servers(&["https://api.example.com"]);
static KEYED: Api = Api::new("keyed/0.1.0").servers(&["https://api.example.com"]).idempotency("Idempotency-Key");
static GET: Operation = Operation::new("get", "GET", "/jobs");
static POST: Operation = Operation::new("post", "POST", "/jobs");
static HARMLESS: Operation = Operation::new("harmless", "POST", "/search").retry(Repeat::Always);
static ONCE: Operation = Operation::new("once", "DELETE", "/jobs").retry(Repeat::Never);

const JOB: &str = r#"{"id": "j1"}"#;

/// A client on a virtual clock with the longest possible pauses.
struct Setting {
    core: Core,
    memory: Arc<Memory>,
    clock: VirtualClock,
}

impl Setting {
    fn new(api: &'static Api, script: impl IntoIterator<Item = Outcome>, set_up: fn(Builder) -> Builder) -> Self {
        let (memory, clock) = (Memory::new(script), VirtualClock::new());
        clock.fix_random(u64::MAX);
        let builder = Builder::new(api).transport(Arc::clone(&memory)).clock(clock.clone());
        Self { core: set_up(builder).build().unwrap(), memory, clock }
    }

    fn of(script: impl IntoIterator<Item = Outcome>) -> Self {
        Self::new(&API, script, |builder| builder)
    }

    async fn send(&self, operation: &'static Operation) -> Result<(), Error> {
        self.core.request(operation).call(nothing).await
    }

    /// The number of attempts, and the milliseconds in between.
    fn pauses(&self) -> (usize, Vec<u128>) {
        (self.memory.seen().len(), self.clock.slept().iter().map(Duration::as_millis).collect())
    }
}

fn status(status: u16) -> Outcome {
    reply(status, &[], "")
}

fn reset() -> Outcome {
    Err(TransportError::interrupted("reset"))
}

#[tokio::test]
async fn what_passes_is_sent_again() {
    for passing in [
        reset(),
        Err(TransportError::connect("refused")),
        Err(TransportError::timeout("late")),
        reply(200, &[], pieces([Ok("{"), Err(TransportError::interrupted("reset"))])),
        status(408),
        status(429),
        status(500),
        status(502),
        status(503),
        status(504),
    ] {
        let setting = Setting::of([passing, ok(JOB)]);
        let reply = setting.core.request(&GET).call(json::<Job>).with_meta().await.unwrap();
        assert_eq!((reply.value.id.as_str(), reply.attempts), ("j1", 2));
        assert_eq!(setting.pauses(), (2, vec![500]));
    }
}

#[tokio::test]
async fn what_stays_is_not() {
    for lasting in
        [status(400), status(401), status(404), status(501), reply(302, &[], ""), Err(TransportError::garbled("gzip"))]
    {
        let setting = Setting::of([lasting]);
        assert_eq!(setting.send(&GET).await.unwrap_err().attempts(), 1);
        assert_eq!(setting.pauses(), (1, vec![]));
    }
}

#[tokio::test]
async fn the_last_error_says_how_often_it_was_tried() {
    let setting = Setting::of([status(503), reset(), Err(TransportError::connect("refused"))]);
    let error = setting.send(&GET).await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs: no connection: refused (3 attempts)");
    // An attempt before the last one did reach the server.
    assert_eq!((error.attempts(), error.was_sent()), (3, true));
    assert_eq!(setting.pauses(), (3, vec![500, 1_000]));
}

#[tokio::test]
async fn a_post_is_sent_again_only_if_it_was_not_sent() {
    let setting = Setting::of([reset()]);
    assert!(setting.send(&POST).await.unwrap_err().was_sent());
    let setting = Setting::of([status(503)]);
    setting.send(&POST).await.unwrap_err();
    assert_eq!(setting.pauses().0, 1);
    let setting = Setting::of([Err(TransportError::connect("refused")), ok(JOB)]);
    setting.send(&POST).await.unwrap();
    assert_eq!(setting.pauses().0, 2);
}

#[tokio::test]
async fn the_operation_knows_better_than_its_method() {
    let setting = Setting::of([reset(), ok(JOB)]);
    setting.send(&HARMLESS).await.unwrap();
    let setting = Setting::of([Err(TransportError::connect("refused"))]);
    setting.send(&ONCE).await.unwrap_err();
    assert_eq!(setting.pauses().0, 1);
}

#[tokio::test]
async fn a_key_makes_a_post_safe_and_stays_the_same() {
    let setting = Setting::new(&KEYED, [reset(), status(500), ok(JOB), status(404)], |builder| builder);
    setting.send(&POST).await.unwrap();
    let error = setting.send(&POST).await.unwrap_err();
    let keys: Vec<_> = setting.memory.seen().iter().map(|request| request.headers["idempotency-key"].clone()).collect();
    assert_eq!((&keys[0], &keys[0]), (&keys[1], &keys[2]));
    assert_eq!(keys[3], error.idempotency_key().unwrap());
    assert!(error.to_string().ends_with(&format!("(idempotency key {})", keys[3].to_str().unwrap())), "{error}");
}

#[tokio::test]
async fn a_caller_may_bring_the_key() {
    let setting = Setting::new(&KEYED, [ok(JOB), ok(JOB)], |builder| builder);
    setting.core.request(&POST).idempotency_key("order-7").call(nothing).await.unwrap();
    setting.send(&GET).await.unwrap();
    let seen = setting.memory.seen();
    assert_eq!(seen[0].headers["idempotency-key"], "order-7");
    assert!(!seen[1].headers.contains_key("idempotency-key"));

    let setting = Setting::of([]);
    let error = setting.core.request(&POST).idempotency_key("order-7").call(nothing).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Construct);
    assert!(error.to_string().contains("the API has no header for idempotency keys"), "{error}");
}

#[tokio::test]
async fn the_server_says_how_long_to_wait() {
    let asks = |name, value| Setting::of([reply(429, &[(name, value)], ""), ok(JOB)]);
    for (name, value, milliseconds) in [
        ("retry-after", "2", 2_000),
        ("retry-after", "Thu, 01 Jan 2026 00:00:03 GMT", 3_000),
        ("retry-after-ms", "120", 120),
        ("x-ratelimit-reset", "1767225604", 4_000),
    ] {
        let setting = asks(name, value);
        setting.send(&GET).await.unwrap();
        assert_eq!(setting.pauses(), (2, vec![milliseconds]), "{name}: {value}");
    }
}

#[tokio::test]
async fn a_wait_beyond_the_call_s_time_gives_up_at_once() {
    let setting = Setting::of([reply(503, &[("retry-after", "180")], "")]);
    assert_eq!(setting.send(&GET).await.unwrap_err().status().unwrap().as_u16(), 503);
    assert_eq!(setting.pauses(), (1, vec![]));
}

#[tokio::test]
async fn a_policy_is_the_client_s_or_the_call_s() {
    let all = |count| (0..count).map(|_| status(503));
    let setting = Setting::new(&API, all(5), |builder| {
        builder.retry(Retry::default().attempts(5).attempt_header(HeaderName::from_static("x-attempt")))
    });
    setting.send(&GET).await.unwrap_err();
    assert_eq!(setting.pauses(), (5, vec![500, 1_000, 2_000, 4_000]));
    assert_eq!(setting.memory.seen()[4].headers["x-attempt"], "5");

    let setting = Setting::of(all(1));
    setting.core.request(&GET).retry(Retry::none()).call(nothing).await.unwrap_err();
    assert_eq!(setting.pauses().0, 1);
}

#[tokio::test]
async fn calls_share_one_budget() {
    let setting =
        Setting::new(&API, (0..1_000).map(|_| status(503)), |builder| builder.retry(Retry::default().attempts(2)));
    for _ in 0..200 {
        setting.send(&GET).await.unwrap_err();
    }
    assert_eq!(setting.pauses().0, 300);
}

#[tokio::test]
async fn requests_keep_the_rate() {
    let setting =
        Setting::new(&API, (0..4).map(|_| ok(JOB)), |builder| builder.rate_limit(Rate::per_second(4).burst(2)));
    for _ in 0..4 {
        setting.send(&GET).await.unwrap();
    }
    assert_eq!(setting.pauses(), (4, vec![250, 250]));
}

#[tokio::test]
async fn a_turn_beyond_the_call_s_time_is_not_waited_for() {
    let setting = Setting::new(&API, [ok(JOB)], |builder| builder.rate_limit(Rate::new(1, Duration::from_secs(600))));
    setting.send(&GET).await.unwrap();
    let error = setting.send(&GET).await.unwrap_err();
    assert_eq!((error.kind(), error.was_sent(), error.attempts()), (ErrorKind::Timeout, false, 0));
    assert_eq!(setting.clock.now(), Duration::ZERO);
}

#[tokio::test]
async fn what_the_api_bears_is_kept_to_unless_the_builder_knows_better() {
    static FRAIL: Api = Api::new("retries/0.1.0")
        .servers(&["https://api.example.com"])
        .rate_limit(Rate::new(1, Duration::from_secs(600)));
    let setting = Setting::new(&FRAIL, [ok(JOB)], |builder| builder);
    setting.send(&GET).await.unwrap();
    assert_eq!(setting.send(&GET).await.unwrap_err().kind(), ErrorKind::Timeout);

    let setting = Setting::new(&FRAIL, [ok(JOB), ok(JOB)], |builder| builder.rate_limit(Rate::per_second(1).burst(2)));
    setting.send(&GET).await.unwrap();
    setting.send(&GET).await.unwrap();
}

#[tokio::test]
async fn only_so_many_requests_are_under_way() {
    let silent = || reply(200, &[], silence());
    let setting = Setting::new(&API, [silent(), silent(), ok(JOB), silent()], |builder| builder.max_concurrent(2));
    let start = || tokio::spawn(setting.core.request(&GET).call(nothing).into_future());
    let (one, _two, three) = (start(), start(), start());
    tokio::task::yield_now().await;
    assert_eq!(setting.memory.seen().len(), 2);

    // A canceled call makes room.
    one.abort();
    three.await.unwrap().unwrap();

    // No call waits longer than its time limit.
    let (_four, waiting) = (start(), start());
    tokio::task::yield_now().await;
    setting.clock.advance(Duration::from_secs(180));
    let error = waiting.await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Timeout, false));
}

/// A body that never arrives.
fn silence() -> bindery_runtime::transport::Body {
    use bindery_runtime::Bytes;
    use bindery_runtime::future::BoxFuture;
    use bindery_runtime::transport::{Body, Chunks};

    struct Silence;
    impl Chunks for Silence {
        fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
            Box::pin(std::future::pending())
        }
    }
    Body::new(Silence)
}
