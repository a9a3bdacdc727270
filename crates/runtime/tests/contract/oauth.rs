//! Tokens of an authorization server: its requests, and the secrecy of its replies.

use std::future::pending;
use std::sync::{Arc, Mutex};

use bindery_runtime::clock::VirtualClock;
use bindery_runtime::http::{HeaderMap, HeaderValue};
use bindery_runtime::interceptor::{Attempt, Interceptor};
use bindery_runtime::{Api, Builder, Core, OAuth2, Operation, Retry, Scheme, nothing};

use crate::memory::{Memory, ok, reply};

static API: Api = Api::new("oauth/0.1.0")
    .servers(&["https://api.example.com"])
    .schemes(&[Scheme::bearer("oauth")])
    .auth(&[&["oauth"]])
    .idempotency("Idempotency-Key");
static GET: Operation = Operation::new("get", "GET", "/thing");

const TOKEN: &str = r#"{"access_token": "t1", "refresh_token": "r1", "expires_in": 100}"#;

fn source() -> OAuth2 {
    OAuth2::refresh_token("https://id.example.com/token", "app", "r0")
}

fn core(source: OAuth2, memory: &Arc<Memory>) -> Core {
    let builder = Builder::new(&API).clock(VirtualClock::new()).source(0, source).retry(Retry::default());
    builder.interceptor(Seen).transport(Arc::clone(memory)).build().expect("the settings are right")
}

/// Adds a header that is only for the API.
#[derive(Debug)]
struct Seen;

impl Interceptor for Seen {
    fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) {
        headers.insert("x-internal", HeaderValue::from_static("1"));
    }
}

#[tokio::test]
async fn a_refresh_token_is_shown_once() {
    let memory = Memory::new([reply(503, &[], "")]);
    core(source(), &memory).request(&GET).call(nothing).await.unwrap_err();
    assert!(!memory.only().headers.contains_key("idempotency-key"));
}

#[tokio::test]
async fn what_interceptors_add_is_for_the_api() {
    let memory = Memory::new([ok(TOKEN), ok("{}")]);
    core(source(), &memory).request(&GET).call(nothing).await.unwrap();
    let has = |index: usize| memory.seen()[index].headers.contains_key("x-internal");
    assert_eq!((has(0), has(1)), (false, true));
}

#[tokio::test]
async fn a_token_whose_keeper_was_not_told_is_told_later() {
    let memory = Memory::new([ok(TOKEN), ok(r#"{"access_token": "t2"}"#), ok("{}")]);
    let kept = Arc::new(Mutex::new(Vec::new()));
    let keep = Arc::clone(&kept);
    let source = source().persist(move |token| {
        let is_first = keep.lock().unwrap().is_empty();
        keep.lock().unwrap().push(token.expose_refresh().unwrap().to_owned());
        async move {
            if is_first {
                pending::<()>().await;
            }
        }
    });
    let core = core(source, &memory);
    tokio::select! {
        biased;
        outcome = core.request(&GET).call(nothing) => panic!("{outcome:?}"),
        () = tokio::task::yield_now() => {}
    }
    core.request(&GET).call(nothing).await.unwrap();
    assert_eq!(*kept.lock().unwrap(), ["r1", "r1"]);
}

#[tokio::test]
async fn a_secret_parameter_is_not_shown() {
    let memory = Memory::new([reply(400, &[], r#"{"message": "no such assertion canary-7f3a"}"#)]);
    let source = source().parameter("assertion", "canary-7f3a");
    let error = core(source, &memory).request(&GET).call(nothing).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
}
