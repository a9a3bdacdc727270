//! What a program that collects `tracing` sees of calls.

use std::fmt::{self, Write as _};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock, Mutex};

use bindery_runtime::Retry;
use bindery_runtime::clock::VirtualClock;
use serde_json::json;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Dispatch, Event, Metadata, Subscriber};

use super::answer::Answer;
use super::server::Server;
use super::world::World;
use super::{assert_silent, builder, page};

/// Records everything that is traced, at every level.
#[derive(Clone, Default)]
pub(crate) struct Collector(Arc<Mutex<Vec<String>>>, Arc<AtomicU64>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

/// Never collects. With only one subscriber, `tracing` asks the first thread that reaches a span whether anybody is
/// interested. That thread may belong to another test, which says no for all. With two subscribers it asks both.
static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Collector::default()));

impl Collector {
    /// Collects the traces of this thread while the guard lives.
    pub(crate) fn start() -> (Self, DefaultGuard) {
        LazyLock::force(&SECOND);
        let collector = Self::default();
        let guard = tracing::subscriber::set_default(collector.clone());
        (collector, guard)
    }

    /// The recorded lines.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.0.lock().unwrap().clone()
    }

    fn note(&self, head: String, record: impl FnOnce(&mut Line)) {
        let mut line = Line(head);
        record(&mut line);
        self.0.lock().unwrap().push(line.0);
    }
}

impl Subscriber for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.note(span.metadata().name().to_owned(), |line| span.record(line));
        Id::from_u64(self.1.fetch_add(1, Ordering::Relaxed) + 1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.note("recorded".to_owned(), |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.note("event".to_owned(), |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

pub(super) async fn a_call_and_its_attempts_are_spans_without_values() {
    for world in World::BOTH {
        let server = Server::new([Answer::new(503, &[], ""), Answer::json(200, &page(&json!([])))]);
        let client = builder(&server).retry(Retry::default()).clock(VirtualClock::new()).build().unwrap();
        let (collector, guard) = Collector::start();
        world.list(&client).await.unwrap();
        drop(guard);
        let seen = collector.lines();
        assert_silent(&seen.join("\n"));
        let ours = |line: &&String| ["call ", "attempt ", "recorded "].iter().any(|head| line.starts_with(head));
        assert_eq!(
            seen.iter().filter(ours).collect::<Vec<_>>(),
            [
                "call operation=\"listJobs\" http.request.method=\"GET\" url.template=\"/jobs\"",
                "attempt number=1 url.template=\"/jobs\"",
                "recorded http.response.status_code=503",
                "recorded error.type=Status",
                "attempt number=2 url.template=\"/jobs\"",
                "recorded http.response.status_code=200",
                "recorded http.response.status_code=200",
            ],
            "{world:?}"
        );
    }
}
