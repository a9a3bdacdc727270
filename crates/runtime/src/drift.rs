//! Differences between replies and the document, and their reporting.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::client::Core;
use crate::codec::{self, DecodeError, Empty, Finding, Node};
use crate::future::{MaybeSend, MaybeSync};
use crate::operation::Operation;
#[cfg(feature = "webhooks")]
use crate::problem;
use crate::reply::Received;

/// A difference between a reply, or the message of a webhook, and the document that is not an error.
///
/// [`Builder::on_drift`](crate::Builder::on_drift) reports it when it is found, [`Meta::drift`](crate::Meta::drift) lists that of
/// one call, and [`Core::drift_count`] counts it; `Webhook::on_drift` reports that of messages. Its `Display` is one line.
/// Neither that nor the `Debug` output shows a credential, or the value of a secret member.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// # use bindery_runtime::record;
/// # struct Job {
/// #     id: String,
/// #     total: Option<i64>,
/// # }
/// # record! { Job { id = "id", required; total = "total"; } }
/// use bindery_runtime::{Drift, DriftKind, json};
/// use serde_json::json as value;
///
/// server.on("getJob").reply(200).json(&value!({"id": "job_1", "total": "n/a"}));
/// let reply = core.request(&GET_JOB).lenient(true).call(json::<Job>).with_meta().await?;
/// let drift: &Drift = &reply.drift[0];
/// assert_eq!((drift.kind(), drift.operation().map(|it| it.id()), drift.event()), (DriftKind::Misfit, Some("getJob"), None));
/// assert_eq!((drift.path().as_str(), drift.pointer().as_str()), ("$.total", "/total"));
/// assert_eq!((drift.expected(), drift.found()), ("an integer", "\"n/a\""));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone)]
pub struct Drift {
    source: Source,
    finding: Finding,
}

/// Where it was found.
#[derive(Clone)]
enum Source {
    Reply(&'static Operation),
    #[cfg(feature = "webhooks")]
    Event(String),
}

/// How a reply or a message differs from its document.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 202, "type": "text/plain", "text": ""}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{DriftKind, nothing};
///
/// static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1").statuses(&["200", "4XX"]);
/// let reply = core.request(&GET_JOB).lenient(true).call(nothing).with_meta().await?;
/// let drift = &reply.drift[0];
/// assert_eq!((drift.kind(), drift.operation().unwrap().id()), (DriftKind::UndocumentedStatus, "getJob"));
/// assert_eq!((drift.expected(), drift.found(), drift.path().as_str(), drift.pointer().as_str()), ("200, 4XX", "202", "$", ""));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum DriftKind {
    /// A value does not fit an optional or nullable member. It was set aside, because the reader is
    /// [lenient](crate::Builder::lenient).
    Misfit,
    /// A value is not listed in its enum, or matches no variant of its union.
    UnknownValue,
    /// An object has a member that its schema does not list.
    UnknownField,
    /// The document does not list this status for the operation.
    UndocumentedStatus,
}

impl DriftKind {
    pub(crate) const COUNT: usize = Self::UndocumentedStatus as usize + 1;
}

/// The caller's function that handles drift.
pub(crate) trait OnDrift: MaybeSend + MaybeSync + 'static {
    fn tell(&self, drift: &Drift);
}

/// How to read the replies of one call, if it is lenient or there is an `on_drift` handler.
pub(crate) struct Watch {
    core: Core,
    is_lenient: bool,
    found: Mutex<Vec<Drift>>,
}

impl Drift {
    /// Returns the kind of the difference.
    pub fn kind(&self) -> DriftKind {
        self.finding.kind
    }

    /// Returns the operation whose reply contains it.
    pub fn operation(&self) -> Option<&'static Operation> {
        match self.source {
            Source::Reply(operation) => Some(operation),
            #[cfg(feature = "webhooks")]
            Source::Event(_) => None,
        }
    }

    /// Returns the name of the event whose message contains it.
    pub fn event(&self) -> Option<&str> {
        match &self.source {
            Source::Reply(_) => None,
            #[cfg(feature = "webhooks")]
            Source::Event(name) => Some(name),
        }
    }

    /// Drift in the message of an event.
    #[cfg(feature = "webhooks")]
    pub(crate) fn of_event(name: &str, finding: Finding) -> Self {
        Self { source: Source::Event(name.to_owned()), finding }
    }

    /// Returns its place as JSON Path (RFC 9535), as errors do: `$.jobs[3].work_status`. The place of a status is `$`.
    pub fn path(&self) -> String {
        self.finding.path.to_string()
    }

    /// Returns its place as JSON Pointer (RFC 6901): `/jobs/3/work_status`. The place of a status is the empty pointer.
    pub fn pointer(&self) -> String {
        self.finding.path.pointer()
    }

    /// Returns a description of what the document expects: `an integer`.
    pub fn expected(&self) -> &str {
        &self.finding.expected
    }

    /// Returns what was found instead: the beginning of the value, a short description, or `***` inside a secret.
    pub fn found(&self) -> &str {
        &self.finding.found
    }
}

impl Watch {
    pub(crate) fn new(core: Core, is_lenient: bool) -> Self {
        Self { core, is_lenient, found: Mutex::default() }
    }

    /// The drift found so far.
    pub(crate) fn found(&self) -> Vec<Drift> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn tell(&self, operation: &'static Operation, finding: Finding) {
        let drift = Drift { source: Source::Reply(operation), finding };
        self.core.tell(&drift);
        self.found.lock().unwrap_or_else(PoisonError::into_inner).push(drift);
    }
}

impl Received {
    /// Reads JSON of this reply, located at a JSON Pointer in it, as leniently as the call asks for.
    ///
    /// # Errors
    /// Those of [`codec::decode`](crate::decode); values that are set aside are not errors.
    pub(crate) fn decode<T: Empty>(&self, json: &[u8], pointer: &str) -> Result<T, DecodeError> {
        let mut value = T::empty();
        self.fill(&mut value, json, pointer)?;
        Ok(value)
    }

    /// Reports a status that the document does not list.
    pub(crate) fn check_status(&self) {
        let listed = self.operation.statuses;
        if let Some(watch) = self.watch.as_ref().filter(|_| !listed.is_empty()) {
            let status = self.status.as_u16();
            if !listed.iter().any(|pattern| crate::replies::precision(pattern, status).is_some()) {
                let finding = Finding::new(DriftKind::UndocumentedStatus, listed.join(", "), status.to_string());
                watch.tell(self.operation, finding);
            }
        }
    }

    fn fill(&self, value: &mut dyn Node, json: &[u8], pointer: &str) -> Result<(), DecodeError> {
        let Some(watch) = &self.watch else { return codec::fill(value, json, pointer) };
        let findings = codec::fill_watched(value, json, pointer, watch.is_lenient)?;
        // Servers may echo what they were sent.
        let echoes = !findings.is_empty() && self.echoes_credential();
        for finding in findings {
            watch.tell(self.operation, if echoes { finding.masked() } else { finding });
        }
        Ok(())
    }
}

impl<F: Fn(&Drift) + MaybeSend + MaybeSync + 'static> OnDrift for F {
    fn tell(&self, drift: &Drift) {
        self(drift);
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Finding { kind, path, expected, found } = &self.finding;
        match &self.source {
            Source::Reply(operation) => write!(f, "{} {}: ", operation.method(), operation.path())?,
            #[cfg(feature = "webhooks")]
            Source::Event(name) => write!(f, "event {}: ", problem::line(name))?,
        }
        match kind {
            DriftKind::UndocumentedStatus => write!(f, "expected status {expected}, found {found}"),
            _ => write!(f, "expected {expected}, found {found} at {path}"),
        }
    }
}

impl fmt::Debug for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Drift({:?}, {self})", self.kind())
    }
}
