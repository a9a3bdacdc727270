//! The metrics that reach a program's recorder.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use ::metrics::{Counter, Gauge, Histogram, Key, KeyName, Metadata, Recorder, SharedString, Unit, with_local_recorder};
use bindery_runtime::Retry;
use bindery_runtime::clock::VirtualClock;
use bindery_runtime::metrics::Metrics;

use crate::memory::{client_with, ok, reply};

/// Counters by name and labels.
#[derive(Default)]
struct Counters(Mutex<Vec<(String, Arc<AtomicU64>)>>);

impl Counters {
    fn lines(&self) -> Vec<String> {
        let counters = self.0.lock().unwrap();
        let mut lines: Vec<String> =
            counters.iter().map(|(key, count)| format!("{key} {}", count.load(Ordering::Relaxed))).collect();
        lines.sort();
        lines
    }
}

impl Recorder for Counters {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        let labels = key.labels().map(|label| format!(" {}", label.value())).collect::<String>();
        let (mut counters, name) = (self.0.lock().unwrap(), format!("{}{labels}", key.name()));
        let known = counters.iter().find(|(known, _)| *known == name).map(|(_, count)| Arc::clone(count));
        let count = known.unwrap_or_else(|| {
            counters.push((name, Arc::default()));
            Arc::clone(&counters[counters.len() - 1].1)
        });
        Counter::from_arc(count)
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        Gauge::noop()
    }

    fn register_histogram(&self, _: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::noop()
    }
}

#[test]
fn calls_retries_and_drift_are_counted() {
    let counters = Counters::default();
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    with_local_recorder(&counters, || {
        let (client, _) = client_with(
            |builder| {
                let builder = builder.bearer_auth("t").retry(Retry::default()).clock(VirtualClock::new());
                builder.interceptor(Metrics::default()).on_drift(Metrics::drift).lenient(true)
            },
            [reply(503, &[], ""), ok(r#"{"id": "j1", "tags": 1, "new": 1, "newer": 2}"#), reply(404, &[], "")],
        );
        runtime.block_on(async {
            client.jobs().get("j1").await.unwrap();
            client.jobs().get("j2").await.unwrap_err();
        });
    });
    assert_eq!(
        counters.lines(),
        [
            "bindery_calls_total getJob 200 1",
            "bindery_calls_total getJob 404 1",
            "bindery_drift_total getJob Misfit 1",
            "bindery_drift_total getJob UnknownField 2",
            "bindery_retries_total getJob 1",
        ]
    );
}
