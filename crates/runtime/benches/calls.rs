//! The cost of a call beyond its transport, compared to the same request built by hand with the types of `http`.
//!
//! The goal is at most 5 µs more than by hand.
#![expect(missing_docs, reason = "the macros of criterion make a function without")]

use std::future::ready;
use std::hint::black_box;
use std::task::{Context, Poll, Waker};

use bindery_runtime::future::BoxFuture;
use bindery_runtime::http::{Method, Request, StatusCode};
use bindery_runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
use bindery_runtime::{Api, Builder, Bytes, Core, Credential, Operation, Param, Scheme, bytes};
use criterion::{Criterion, criterion_group, criterion_main};

static API: Api = Api::new("bench/0.1.0")
    .servers(&["https://api.example.com/v1"])
    .schemes(&[Scheme::bearer("token")])
    .auth(&[&["token"]]);
static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/{job_id}")
    .params(&[Param::path("job_id"), Param::query("expand")])
    .accept("application/json");

/// Answers at once.
#[derive(Debug)]
struct Memory;

impl Transport for Memory {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        black_box(&request);
        Box::pin(ready(Ok(HttpReply::new(StatusCode::OK, Bytes::from_static(b"{}")))))
    }
}

fn called(core: &Core) -> Bytes {
    let call = core.request(&GET_JOB).text(0, "job_123").text(1, "customer").call(bytes);
    let mut future = Box::pin(call.into_future());
    match future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(reply) => reply.expect("memory answers"),
        Poll::Pending => panic!("memory answers at once"),
    }
}

fn by_hand() -> Request<Bytes> {
    let request = Request::builder()
        .method(Method::GET)
        .uri(format!("https://api.example.com/v1/jobs/{}?expand={}", black_box("job_123"), black_box("customer")))
        .header("accept", "application/json")
        .header("user-agent", "bench/0.1.0")
        .header("authorization", format!("Bearer {}", black_box("secret")));
    request.body(Bytes::new()).expect("it can be sent")
}

fn calls(criterion: &mut Criterion) {
    let core = Builder::new(&API).credential(0, Credential::key("secret")).transport(Memory).build();
    let core = core.expect("all settings can be used");
    criterion.bench_function("call", |bencher| bencher.iter(|| called(&core)));
    criterion.bench_function("by hand", |bencher| bencher.iter(by_hand));
}

criterion_group!(benches, calls);
criterion_main!(benches);
