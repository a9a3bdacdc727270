//! What replies hold that the document did not foretell, and who is told.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use crate::client::Core;
use crate::codec::{self, DecodeError, Empty, Finding, Node};
use crate::future::{MaybeSend, MaybeSync};
use crate::operation::Operation;
#[cfg(feature = "webhooks")]
use crate::problem;
use crate::reply::Received;

/// Something in a reply, or in the message of a webhook, that the document did not foretell, and that was no error.
///
/// [`Builder::on_drift`](crate::Builder::on_drift) tells it as it is found, [`Meta::drift`](crate::Meta::drift) beside the value of a
/// call, and [`Core::drift_count`] counts; `Webhook::on_drift` tells that of messages. Its `Display` is one line; neither that nor the
/// `Debug` text shows a credential, or the value of a secret member.
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

/// What holds it.
#[derive(Clone)]
enum Source {
    Reply(&'static Operation),
    #[cfg(feature = "webhooks")]
    Event(String),
}

/// In what way a reply, or a message, differs from its document.
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
    /// A value does not fit an optional or nullable member. It was set aside, as whoever reads it is
    /// [lenient](crate::Builder::lenient).
    Misfit,
    /// A value is none of those that an enum lists, or a union is none of its variants.
    UnknownValue,
    /// The schema of an object does not list one of its members.
    UnknownField,
    /// The document lists no reply of this status for the operation.
    UndocumentedStatus,
}

impl DriftKind {
    pub(crate) const COUNT: usize = Self::UndocumentedStatus as usize + 1;
}

/// Who wants to know of drift: a function of the caller.
pub(crate) trait OnDrift: MaybeSend + MaybeSync + 'static {
    fn tell(&self, drift: &Drift);
}

/// How the replies of one call are read, where somebody wants to know of drift or the client is lenient.
pub(crate) struct Watch {
    core: Core,
    is_lenient: bool,
    found: Mutex<Vec<Drift>>,
}

impl Drift {
    /// In what way the reply differs.
    pub fn kind(&self) -> DriftKind {
        self.finding.kind
    }

    /// The operation in whose reply it stands.
    pub fn operation(&self) -> Option<&'static Operation> {
        match self.source {
            Source::Reply(operation) => Some(operation),
            #[cfg(feature = "webhooks")]
            Source::Event(_) => None,
        }
    }

    /// The name of the event in whose message it stands.
    pub fn event(&self) -> Option<&str> {
        match &self.source {
            Source::Reply(_) => None,
            #[cfg(feature = "webhooks")]
            Source::Event(name) => Some(name),
        }
    }

    /// What stands in the message of an event.
    #[cfg(feature = "webhooks")]
    pub(crate) fn of_event(name: &str, finding: Finding) -> Self {
        Self { source: Source::Event(name.to_owned()), finding }
    }

    /// Where it stands, as JSON Path (RFC 9535), as errors have it: `$.jobs[3].work_status`. A status stands at `$`.
    pub fn path(&self) -> String {
        self.finding.path.to_string()
    }

    /// Where it stands, as JSON Pointer (RFC 6901): `/jobs/3/work_status`. A status stands at the empty one.
    pub fn pointer(&self) -> String {
        self.finding.path.pointer()
    }

    /// What the document foretells, in words: `an integer`.
    pub fn expected(&self) -> &str {
        &self.finding.expected
    }

    /// What stands there instead: the beginning of the value, a word on it, or `***` inside of a secret.
    pub fn found(&self) -> &str {
        &self.finding.found
    }
}

impl Watch {
    pub(crate) fn new(core: Core, is_lenient: bool) -> Self {
        Self { core, is_lenient, found: Mutex::default() }
    }

    /// What was found until now.
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
    /// Reads JSON text of this reply, which stands at a JSON Pointer in it, as leniently as the call wants it.
    ///
    /// # Errors
    /// Those of [`codec::decode`](crate::decode); what is set aside is none.
    pub(crate) fn decode<T: Empty>(&self, json: &[u8], pointer: &str) -> Result<T, DecodeError> {
        let mut value = T::empty();
        self.fill(&mut value, json, pointer)?;
        Ok(value)
    }

    /// Tells of a status that the document does not list.
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
