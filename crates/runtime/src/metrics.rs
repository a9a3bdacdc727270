//! Metrics of calls, for the recorder that the program has installed.

use ::metrics::{counter, histogram};

use crate::drift::Drift;
use crate::error::Error;
use crate::interceptor::{Attempt, End, Interceptor};
use crate::retry::Next;

/// An interceptor that records metrics with the crate `metrics`.
///
/// | name | kind | labels |
/// | --- | --- | --- |
/// | `bindery_calls_total` | counter | `operation`, `outcome`: a status (`200`), or a kind of failure (`Timeout`) |
/// | `bindery_call_seconds` | histogram | `operation` |
/// | `bindery_retries_total` | counter | `operation` |
/// | `bindery_drift_total` | counter | `operation` (empty for messages of webhooks), `kind`: one of [`DriftKind`](crate::DriftKind); with [`Metrics::drift`] |
///
/// ```
/// use bindery_runtime::{Api, Builder, metrics::Metrics};
///
/// static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
/// let client = Builder::new(&API).interceptor(Metrics::default()).on_drift(Metrics::drift);
/// # let _ = client;
/// ```
#[derive(Clone, Copy, Debug, Default)]
#[non_exhaustive]
pub struct Metrics {}

impl Metrics {
    /// Counts drift. Pass this function to [`Builder::on_drift`](crate::Builder::on_drift).
    ///
    /// ```
    /// use bindery_runtime::{Drift, metrics::Metrics};
    ///
    /// /// Counts drift and logs it.
    /// fn tell(drift: &Drift) {
    ///     Metrics::drift(drift);
    ///     eprintln!("{drift}");
    /// }
    /// # static API: bindery_runtime::Api = bindery_runtime::Api::new("example/0.1.0");
    /// let builder = bindery_runtime::Builder::new(&API).on_drift(tell);
    /// # let _ = builder;
    /// ```
    pub fn drift(drift: &Drift) {
        // Names of events come from the sender and are unbounded, so they are not a label.
        let id = drift.operation().map_or("", |operation| operation.id());
        counter!("bindery_drift_total", "operation" => id, "kind" => format!("{:?}", drift.kind())).increment(1);
    }
}

impl Interceptor for Metrics {
    fn decided(&self, attempt: &Attempt<'_>, _: &Error, next: Next) {
        if let Next::Retry(_) = next {
            counter!("bindery_retries_total", "operation" => attempt.operation.id()).increment(1);
        }
    }

    fn ended(&self, end: &End<'_>) {
        let id = end.operation.id();
        let status = end.outcome.map_or_else(Error::status, |reply| Some(reply.status()));
        let outcome = match (status, end.outcome) {
            (Some(status), _) => status.as_str().to_owned(),
            (None, Err(error)) => format!("{:?}", error.kind()),
            (None, Ok(_)) => String::new(),
        };
        counter!("bindery_calls_total", "operation" => id, "outcome" => outcome).increment(1);
        histogram!("bindery_call_seconds", "operation" => id).record(end.took.as_secs_f64());
    }
}
