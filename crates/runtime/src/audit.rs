//! An audit trail: who called which operation, when, and with what result.
//!
//! ```
//! # use bindery_runtime::test_kit::{Answers, Server};
//! # use bindery_runtime::{Api, Builder, Operation};
//! # static API: Api = Api::new("example/0.1.0");
//! # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
//! # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! # let server = Server::new(&ANSWERS);
//! use bindery_runtime::{audit::Audit, nothing};
//!
//! let (send, trail) = std::sync::mpsc::channel();
//! let audit = Audit::new("nightly import", move |entry| drop(send.send(entry.operation.id())));
//! let core = Builder::new(&API).interceptor(audit).in_process(&server).build()?;
//! core.request(&GET_JOB).call(nothing).await?;
//! assert_eq!(trail.recv(), Ok("getJob"));
//! # Ok::<(), bindery_runtime::Error>(())
//! # }).unwrap();
//! ```

use std::fmt;
use std::time::Duration;

use http::StatusCode;

use crate::error::{Error, ErrorKind};
use crate::future::{MaybeSend, MaybeSync};
use crate::interceptor::{End, Interceptor};
use crate::operation::Operation;

/// An interceptor that passes one [`Entry`] to a function for each call that ends, including calls that were not sent or were
/// dropped.
///
/// An entry holds no body, no parameter and no credential.
///
/// ```
/// use bindery_runtime::{Api, Builder, audit::Audit};
///
/// static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
/// let audit = Audit::new("nightly import", |entry| println!("{entry}"));
/// let client = Builder::new(&API).interceptor(audit);
/// # let _ = client;
/// ```
pub struct Audit {
    who: String,
    write: Box<dyn Write>,
}

/// A function that takes entries and can be called from all tasks.
trait Write: Fn(&Entry<'_>) + MaybeSend + MaybeSync + 'static {}

impl<W: Fn(&Entry<'_>) + MaybeSend + MaybeSync + 'static> Write for W {}

/// A call that has ended. Its `Display` is one line.
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
/// use std::sync::{Arc, Mutex};
///
/// use bindery_runtime::{audit::Audit, nothing};
///
/// let (trail, lines) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(Vec::new())));
/// let (write, print) = (trail.clone(), lines.clone());
/// let audit = Audit::new("nightly import", move |entry| {
///     write.lock().unwrap().push((entry.operation.id(), entry.attempts, entry.failure));
///     print.lock().unwrap().push(entry.to_string());
/// });
/// let core = Builder::new(&API).interceptor(audit).in_process(&server).build()?;
/// server.on("getJob").refuse();
/// core.request(&GET_JOB).call(nothing).await?;
/// assert_eq!(trail.lock().unwrap()[..], [("getJob", 2, None)]);
/// assert!(lines.lock().unwrap()[0].contains("nightly import: getJob GET /jobs/1: 200 in "));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Entry<'e> {
    /// The name of the caller, as given to [`Audit::new`].
    pub who: &'e str,
    /// The operation that was called: id, method and path template.
    pub operation: &'static Operation,
    /// When it began, as the time since 1970-01-01T00:00:00Z.
    pub began: Duration,
    /// How long it took, including all attempts and pauses.
    pub took: Duration,
    /// The number of attempts.
    pub attempts: u32,
    /// The status of the last reply, if one arrived.
    pub status: Option<StatusCode>,
    /// The kind of its failure; `None` after a success.
    pub failure: Option<ErrorKind>,
    /// The server's id of the request, if it sent one.
    pub request_id: Option<&'e str>,
    /// The key shared by all attempts, if there was one.
    pub idempotency_key: Option<&'e str>,
}

impl Audit {
    /// Records the calls of `who`: a user, a service, a job.
    ///
    /// ```
    /// use bindery_runtime::audit::Audit;
    ///
    /// let audit = Audit::new("nightly import", |entry| println!("{entry}"));
    /// assert!(format!("{audit:?}").contains("nightly import"));
    /// ```
    pub fn new(who: impl Into<String>, write: impl Fn(&Entry<'_>) + MaybeSend + MaybeSync + 'static) -> Self {
        Self { who: who.into(), write: Box::new(write) }
    }
}

impl Interceptor for Audit {
    fn ended(&self, end: &End<'_>) {
        let (status, failure, request_id) = match end.outcome {
            Ok(reply) => (Some(reply.status()), None, reply.request_id()),
            Err(error) => (Error::status(error), Some(error.kind()), error.request_id()),
        };
        (self.write)(&Entry {
            who: &self.who,
            operation: end.operation,
            began: end.began,
            took: end.took,
            attempts: end.attempts,
            status,
            failure,
            request_id,
            idempotency_key: end.idempotency_key,
        });
    }
}

impl fmt::Display for Entry<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { who, operation, began, took, attempts, .. } = self;
        let (id, method, path) = (operation.id(), operation.method(), operation.path());
        write!(f, "{:.3} {who}: {id} {method} {path}: ", began.as_secs_f64())?;
        match (self.status, self.failure) {
            (Some(status), _) => write!(f, "{}", status.as_u16())?,
            (None, Some(failure)) => write!(f, "{failure:?}")?,
            (None, None) => f.write_str("done")?,
        }
        write!(f, " in {took:.1?}, attempts {attempts}")?;
        self.request_id.map_or(Ok(()), |id| write!(f, ", request id {id}"))
    }
}

impl fmt::Debug for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Audit").field("who", &self.who).finish_non_exhaustive()
    }
}
