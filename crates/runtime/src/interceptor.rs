//! Interceptors, which observe calls.
//!
//! ```
//! # use bindery_runtime::test_kit::{Answers, Server};
//! # use bindery_runtime::{Api, Builder, Operation};
//! # static API: Api = Api::new("example/0.1.0");
//! # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
//! # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
//! # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
//! # let server = Server::new(&ANSWERS);
//! use bindery_runtime::http::{HeaderMap, HeaderValue};
//! use bindery_runtime::interceptor::{Attempt, Interceptor};
//! use bindery_runtime::nothing;
//!
//! /// Sends the number of the attempt to the server.
//! #[derive(Debug)]
//! struct Numbered;
//!
//! impl Interceptor for Numbered {
//!     fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
//!         headers.insert("x-attempt", HeaderValue::from(attempt.number));
//!     }
//! }
//!
//! let core = Builder::new(&API).interceptor(Numbered).in_process(&server).build()?;
//! server.on("getJob").refuse();
//! core.request(&GET_JOB).call(nothing).await?;
//! assert_eq!(server.requests()[1].header("x-attempt"), Some("2"));
//! # Ok::<(), bindery_runtime::Error>(())
//! # }).unwrap();
//! ```

use std::fmt;
use std::time::Duration;

use http::HeaderMap;

use crate::error::Error;
use crate::future::{MaybeSend, MaybeSync};
use crate::operation::Operation;
use crate::reply::Reply;
use crate::retry::Next;

/// Sees every call of a client: each attempt before and after it, the decision after a failure, and the end of the call.
///
/// A client can have several. Hooks before an attempt run in the order in which interceptors were added, hooks after it in
/// reverse. They run inside the call, so they have to be quick and must not block.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// use std::sync::{Arc, Mutex};
///
/// use bindery_runtime::http::HeaderMap;
/// use bindery_runtime::interceptor::{Attempt, End, Interceptor};
/// use bindery_runtime::{Error, Next, Reply, nothing};
///
/// /// Records what it sees.
/// #[derive(Clone, Debug, Default)]
/// struct Diary(Arc<Mutex<Vec<String>>>);
///
/// impl Diary {
///     fn note(&self, line: String) {
///         self.0.lock().unwrap().push(line);
///     }
/// }
///
/// impl Interceptor for Diary {
///     fn before(&self, attempt: &Attempt<'_>, _: &mut HeaderMap) {
///         self.note(format!("{} goes out", attempt.number));
///     }
///     fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
///         self.note(format!("{} comes back: {}", attempt.number, outcome.is_ok()));
///     }
///     fn decided(&self, _: &Attempt<'_>, _: &Error, next: Next) {
///         self.note(format!("again: {}", matches!(next, Next::Retry(_))));
///     }
///     fn ended(&self, end: &End<'_>) {
///         self.note(format!("{} is over", end.operation.id()));
///     }
/// }
///
/// let diary = Diary::default();
/// let core = Builder::new(&API).interceptor(diary.clone()).in_process(&server).build()?;
/// server.on("getJob").reply(503);
/// core.request(&GET_JOB).call(nothing).await?;
/// let lines = ["1 goes out", "1 comes back: false", "again: true", "2 goes out", "2 comes back: true", "getJob is over"];
/// assert_eq!(diary.0.lock().unwrap()[..], lines);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub trait Interceptor: fmt::Debug + MaybeSend + MaybeSync + 'static {
    /// Called before an attempt is sent, with its headers.
    ///
    /// It can read and change them, including credentials, which are marked as sensitive. A request with a sensitive header is
    /// sent only over TLS or to this machine. Changes to a request outside the API, such as a
    /// [`SignedUpload`](crate::SignedUpload), are ignored.
    ///
    /// ```
    /// use bindery_runtime::http::{HeaderMap, HeaderValue};
    /// use bindery_runtime::interceptor::{Attempt, Interceptor};
    ///
    /// /// Sends the name of the calling component.
    /// #[derive(Debug)]
    /// struct Component(HeaderValue);
    ///
    /// impl Interceptor for Component {
    ///     fn before(&self, _: &Attempt<'_>, headers: &mut HeaderMap) {
    ///         headers.insert("x-component", self.0.clone());
    ///     }
    /// }
    /// ```
    fn before(&self, attempt: &Attempt<'_>, headers: &mut HeaderMap) {
        let _ = (attempt, headers);
    }

    /// Called after an attempt, with a successful reply or an error. Not called for an attempt that was dropped.
    ///
    /// ```
    /// use bindery_runtime::interceptor::{Attempt, Interceptor};
    /// use bindery_runtime::{Error, Reply};
    ///
    /// /// Prints which server answered.
    /// #[derive(Debug)]
    /// struct Served;
    ///
    /// impl Interceptor for Served {
    ///     fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
    ///         if let Some(server) = outcome.ok().and_then(|reply| reply.headers().get("server")) {
    ///             println!("{}: {server:?}", attempt.operation.path());
    ///         }
    ///     }
    /// }
    /// ```
    fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
        let _ = (attempt, outcome);
    }

    /// Called with the decision after a failed attempt.
    ///
    /// ```
    /// use bindery_runtime::interceptor::{Attempt, Interceptor};
    /// use bindery_runtime::{Error, GiveUp, Next};
    ///
    /// /// Raises an alarm if too many calls fail.
    /// #[derive(Debug)]
    /// struct Alarm;
    ///
    /// impl Interceptor for Alarm {
    ///     fn decided(&self, _: &Attempt<'_>, error: &Error, next: Next) {
    ///         if next == Next::GiveUp(GiveUp::Budget) {
    ///             eprintln!("the server is down: {error}");
    ///         }
    ///     }
    /// }
    /// ```
    fn decided(&self, attempt: &Attempt<'_>, error: &Error, next: Next) {
        let _ = (attempt, error, next);
    }

    /// Called once at the end of each call. A call that was dropped ends with an error of
    /// [`ErrorKind::Canceled`](crate::ErrorKind::Canceled).
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// use bindery_runtime::interceptor::{End, Interceptor};
    ///
    /// /// Reports slow calls.
    /// #[derive(Debug)]
    /// struct Slow(Duration);
    ///
    /// impl Interceptor for Slow {
    ///     fn ended(&self, end: &End<'_>) {
    ///         if end.took > self.0 {
    ///             eprintln!("{} took {:?}, {} attempts", end.operation.id(), end.took, end.attempts);
    ///         }
    ///     }
    /// }
    /// ```
    fn ended(&self, end: &End<'_>) {
        let _ = end;
    }
}

/// An attempt of a call.
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
/// use bindery_runtime::interceptor::{Attempt, Interceptor};
/// use bindery_runtime::{Error, Reply, nothing};
///
/// /// Records which attempts were answered.
/// #[derive(Clone, Debug, Default)]
/// struct Answered(Arc<Mutex<Vec<(u32, bool)>>>);
///
/// impl Interceptor for Answered {
///     fn after(&self, attempt: &Attempt<'_>, outcome: Result<&Reply, &Error>) {
///         self.0.lock().unwrap().push((attempt.number, outcome.is_ok()));
///     }
/// }
///
/// let answered = Answered::default();
/// let core = Builder::new(&API).interceptor(answered.clone()).in_process(&server).build()?;
/// server.on("getJob").refuse();
/// core.request(&GET_JOB).call(nothing).await?;
/// assert_eq!(answered.0.lock().unwrap()[..], [(1, false), (2, true)]);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Attempt<'c> {
    /// The operation that is called: id, method and path template.
    pub operation: &'static Operation,
    /// The number of the attempt, starting at 1.
    pub number: u32,
    /// The key shared by all attempts of the call, if it has one.
    pub idempotency_key: Option<&'c str>,
}

/// The end of a call.
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
/// use std::sync::atomic::{AtomicU32, Ordering};
/// use std::sync::Arc;
///
/// use bindery_runtime::interceptor::{End, Interceptor};
/// use bindery_runtime::nothing;
///
/// /// Counts failed calls.
/// #[derive(Clone, Debug, Default)]
/// struct Failures(Arc<AtomicU32>);
///
/// impl Interceptor for Failures {
///     fn ended(&self, end: &End<'_>) {
///         self.0.fetch_add(u32::from(end.outcome.is_err()), Ordering::Relaxed);
///     }
/// }
///
/// let failures = Failures::default();
/// let core = Builder::new(&API).interceptor(failures.clone()).in_process(&server).build()?;
/// server.on("getJob").reply(404);
/// assert!(core.request(&GET_JOB).call(nothing).await.is_err());
/// assert_eq!(failures.0.load(Ordering::Relaxed), 1);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct End<'c> {
    /// The operation that was called: id, method and path template.
    pub operation: &'static Operation,
    /// The number of attempts.
    pub attempts: u32,
    /// When it began, as the time since 1970-01-01T00:00:00Z.
    pub began: Duration,
    /// How long it took, including all attempts and pauses.
    pub took: Duration,
    /// The key shared by all attempts of the call, if it had one.
    pub idempotency_key: Option<&'c str>,
    /// The reply, before it is read as a type of the API; or the error.
    pub outcome: Result<&'c Reply, &'c Error>,
}
