//! An in-memory transport: answers from a script, and records the requests.

use std::collections::VecDeque;
use std::future::ready;
use std::sync::{Arc, Mutex};

use bindery_runtime::future::BoxFuture;
use bindery_runtime::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use bindery_runtime::transport::{Body, Chunks, HttpReply, HttpRequest, Transport, TransportError};
use bindery_runtime::{Bytes, Retry};

use crate::jobs_api::{Builder, Client};

type Outcome = Result<HttpReply, TransportError>;

#[derive(Debug)]
pub(crate) struct Memory {
    script: Mutex<VecDeque<Outcome>>,
    seen: Mutex<Vec<HttpRequest>>,
}

impl Memory {
    pub(crate) fn new(script: impl IntoIterator<Item = Outcome>) -> Arc<Self> {
        Arc::new(Self { script: Mutex::new(script.into_iter().collect()), seen: Mutex::default() })
    }

    pub(crate) fn seen(&self) -> Vec<HttpRequest> {
        self.seen.lock().unwrap().clone()
    }

    /// The only request.
    pub(crate) fn only(&self) -> HttpRequest {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen[0].clone()
    }
}

impl Transport for Memory {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Outcome> {
        self.seen.lock().unwrap().push(request);
        let outcome = self.script.lock().unwrap().pop_front();
        Box::pin(ready(outcome.expect("the script has no more replies")))
    }
}

/// A client with a token whose transport answers with `outcomes` in order. It sends everything once.
pub(crate) fn client(outcomes: impl IntoIterator<Item = Outcome>) -> (Client, Arc<Memory>) {
    client_with(|builder| builder.bearer_auth("canary"), outcomes)
}

pub(crate) fn client_with(
    set_up: impl FnOnce(Builder) -> Builder,
    outcomes: impl IntoIterator<Item = Outcome>,
) -> (Client, Arc<Memory>) {
    let memory = Memory::new(outcomes);
    let client = set_up(Client::builder().retry(Retry::none())).transport(Arc::clone(&memory)).build().unwrap();
    (client, memory)
}

#[expect(clippy::unnecessary_wraps, reason = "a script mixes replies and failures")]
pub(crate) fn reply(status: u16, headers: &[(&'static str, &'static str)], body: impl Into<Body>) -> Outcome {
    let headers: HeaderMap =
        headers.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect();
    Ok(HttpReply::new(StatusCode::from_u16(status).unwrap(), body).with_headers(headers))
}

pub(crate) fn ok(body: &'static str) -> Outcome {
    reply(200, &[("content-type", "application/json")], body)
}

/// A body in pieces, of which the last may be an error.
pub(crate) fn pieces(pieces: impl IntoIterator<Item = Result<&'static str, TransportError>>) -> Body {
    Body::new(Pieces(pieces.into_iter().collect()))
}

struct Pieces(VecDeque<Result<&'static str, TransportError>>);

impl Chunks for Pieces {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let piece = self.0.pop_front().transpose().map(|piece| piece.map(|text| Bytes::from_static(text.as_bytes())));
        Box::pin(ready(piece))
    }
}
