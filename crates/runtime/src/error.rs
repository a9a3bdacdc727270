//! The error type of calls.

mod excerpt;
mod make;

use std::error::Error as StdError;
use std::fmt;
use std::sync::Arc;

use http::{HeaderMap, StatusCode};

use crate::codec::{DecodeError, Empty};
use crate::operation::Operation;
use crate::problem;
use crate::reply::Received;
use crate::transport::Cause;

/// The reason why a call gave no value. One pointer wide.
///
/// Its `Display` is one line with the operation, the failure, and the server's request id:
/// `GET /jobs/{job_id}: 404 Not Found: no such job (request id 7f3a)`. Neither that line nor the `Debug` output shows a
/// credential or a parameter's value. Of a body they show the server's own message, or the one value that does not fit.
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
/// use bindery_runtime::{ErrorKind, Retry, json};
/// use serde_json::json as value;
///
/// server.on("getJob").reply(404).json(&value!({"message": "no such job"}));
/// let error = core.request(&GET_JOB).call(json::<String>).await.unwrap_err();
/// assert_eq!(error.to_string(), "GET /jobs/1: 404 Not Found: no such job");
/// assert_eq!((error.kind(), error.message()), (ErrorKind::Status, Some("no such job")));
/// assert!(error.was_sent() && !error.is_retryable());
/// assert_eq!(error.body_as::<bindery_runtime::Value>()?["message"], "no such job");
///
/// server.on("getJob").reply(200).header("x-request-id", "7f3a").json(&7);
/// let error = core.request(&GET_JOB).call(json::<String>).await.unwrap_err();
/// assert_eq!((error.kind(), error.json_path().as_deref()), (ErrorKind::Decode, Some("$")));
/// assert_eq!((error.body(), error.request_id(), error.attempts()), (&b"7"[..], Some("7f3a"), 1));
/// assert!(error.headers().is_some_and(|headers| headers["x-request-id"] == "7f3a"));
/// assert_eq!((error.status().map(|status| status.as_u16()), error.operation().map(Operation::id)), (Some(200), Some("getJob")));
///
/// server.on("getJob").refuse();
/// let error = core.request(&GET_JOB).retry(Retry::none()).call(json::<String>).await.unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Connect);
/// assert!(!error.was_sent() && error.is_retryable() && error.idempotency_key().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # }).unwrap();
/// ```
pub struct Error(Box<Detail>);

/// The kind of an [`Error`].
///
/// ```
/// use bindery_runtime::{Error, ErrorKind};
///
/// /// What the user can do about it.
/// fn advice(error: &Error) -> &'static str {
///     match error.kind() {
///         ErrorKind::Auth => "log in again",
///         ErrorKind::Connect | ErrorKind::Timeout => "try again later",
///         _ => "tell the maintainers",
///     }
/// }
/// # let _ = advice;
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The client or the request could not be built from the values given; nothing was sent.
    Construct,
    /// The connection could not be made, or it broke.
    Connect,
    /// A time limit was reached.
    Timeout,
    /// The reply is larger than the client accepts.
    Limit,
    /// The server answered with a status other than 2xx.
    Status,
    /// The request's body cannot be read to its end: a file is gone, a stream broke, or the length differs from the one declared.
    /// The server may have seen the beginning.
    Body,
    /// The reply cannot be read as the type that the operation returns.
    Decode,
    /// The operation's credential is missing, cannot be obtained, or must not be sent to the request's target. The call had no
    /// effect. If logging in failed, `source()` is the [`Error`] of the log-in.
    Auth,
    /// The call was canceled.
    Canceled,
}

struct Detail {
    kind: ErrorKind,
    what: String,
    operation: Option<&'static Operation>,
    sent: bool,
    attempts: u32,
    idempotency_key: Option<String>,
    reply: Option<Received>,
    /// Text from elsewhere: the server's message, or the system's reason. One line of bounded length, once it is
    /// [masked](Error::masked).
    said: Option<String>,
    /// The server's code, once it is masked.
    code: Option<String>,
    decode: Option<DecodeError>,
    cause: Option<Cause>,
    /// Why there is no token; shared by all calls that waited for it.
    shared: Option<Arc<Error>>,
}

impl Error {
    /// Returns the kind of the failure.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the status of the reply, if one arrived.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.reply.as_ref().map(|reply| reply.status)
    }

    /// Returns the headers of the reply, if one arrived.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.reply.as_ref().map(|reply| &reply.headers)
    }

    /// Returns the body of the reply as far as it was read; empty if there is none.
    pub fn body(&self) -> &[u8] {
        self.0.reply.as_ref().map_or(&[], |reply| &reply.body)
    }

    /// Reads the body as a type of the API. Each operation documents the type of its errors.
    ///
    /// # Errors
    /// The body is not JSON, or does not fit.
    pub fn body_as<T: Empty>(&self) -> Result<T, DecodeError> {
        match &self.0.reply {
            Some(reply) => reply.decode(reply.json_text(), ""),
            None => crate::codec::decode(&[]),
        }
    }

    /// Returns the server's id of the request, from `X-Request-Id` and similar headers. Quote it to the API's support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.reply.as_ref().and_then(Received::request_id)
    }

    /// The reply, if one arrived.
    pub(crate) fn reply(&self) -> Option<&Received> {
        self.0.reply.as_ref()
    }

    /// Returns the server's explanation.
    ///
    /// It is found in the usual shapes of error bodies: RFC 9457 (`title`, `detail`), `{"message"}`, `{"error": {"message"}}`,
    /// `{"error"}` with or without `error_description`, `{"errors": {field: [..]}}`. For a reply that does not fit, it is the
    /// message of such an `error`, if there is one.
    pub fn message(&self) -> Option<&str> {
        match self.kind() {
            ErrorKind::Status => self.0.said.as_deref(),
            ErrorKind::Decode if self.0.decode.is_some() => self.0.said.as_deref(),
            _ => None,
        }
    }

    /// Returns the server's code of the error, for programs: `card_declined`.
    ///
    /// It is found in the usual shapes of error bodies: `{"error": {"code"}}`, `{"code"}`, `{"errors": [{"code"}]}`, the `type` or
    /// `status` of such an `error`, and `{"error"}` beside `error_description` (RFC 6749). A number is one, unless it repeats
    /// the status.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, nothing};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static PAY: Operation = Operation::new("pay", "POST", "/payments");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "pay", "status": 204}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build().unwrap();
    /// # let declined = r#"{"error": {"code": "card_declined", "message": "Your card was declined."}}"#;
    /// # server.on("pay").reply(402).header("content-type", "application/json").body(declined);
    /// let error = core.request(&PAY).call(nothing).await.unwrap_err();
    /// assert_eq!(error.code(), Some("card_declined"));
    /// assert_eq!(
    ///     error.to_string(),
    ///     "POST /payments: 402 Payment Required: Your card was declined. (code card_declined)",
    /// );
    /// # });
    /// ```
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Returns the operation that was called; `None` if building the client failed.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.operation
    }

    /// Returns the place where the reply does not fit, as JSON Path (RFC 9535): `$.jobs[3].work_status`.
    pub fn json_path(&self) -> Option<String> {
        self.0.decode.as_ref().map(DecodeError::path)
    }

    /// Whether the request may have reached the server, and so may have had an effect.
    pub fn was_sent(&self) -> bool {
        self.0.sent
    }

    /// Returns the number of attempts; 0 if there was none.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns the key shared by all attempts of the call, if it had one. Use it to repeat the call later.
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// Whether the same request may succeed later. Whether it is safe to send it twice is another question: see
    /// [`was_sent`](Self::was_sent).
    pub fn is_retryable(&self) -> bool {
        match self.kind() {
            ErrorKind::Connect | ErrorKind::Timeout => true,
            ErrorKind::Status => {
                self.status().is_some_and(|status| matches!(status.as_u16(), 408 | 425 | 429 | 500 | 502..=504))
            }
            _ => self.0.shared.as_ref().is_some_and(|error| error.is_retryable()),
        }
    }

    /// Creates the error of a caller's [`TokenSource`](crate::TokenSource) that has no token, for this reason.
    ///
    /// ```
    /// use bindery_runtime::{Error, ErrorKind};
    ///
    /// let error = Error::no_token("the vault is sealed");
    /// assert_eq!((error.kind(), error.was_sent()), (ErrorKind::Auth, false));
    /// ```
    pub fn no_token(why: impl Into<String>) -> Self {
        Self::auth(why)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Detail { what, operation, said, code, reply, attempts, idempotency_key, .. } = &*self.0;
        if let Some(operation) = operation {
            write!(f, "{} {}: ", operation.method(), operation.path())?;
        }
        f.write_str(what)?;
        if let Some(said) = said {
            write!(f, ": {said}")?;
        }
        let request_id = reply.as_ref().and_then(|reply| Some(reply.shown(reply.request_id()?)));
        let is_new = |code: &&String| said.as_ref().is_none_or(|said| !said.contains(code.as_str()));
        let code = code.as_ref().filter(is_new).map(|code| format!("code {code}"));
        let attempts = (*attempts > 1).then(|| format!("{attempts} attempts"));
        let request_id = request_id.map(|id| format!("request id {id}"));
        let key = idempotency_key.as_ref().map(|key| format!("idempotency key {}", problem::line(key)));
        let particulars: Vec<String> = [code, attempts, request_id, key].into_iter().flatten().collect();
        if particulars.is_empty() { Ok(()) } else { write!(f, " ({})", particulars.join(", ")) }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("operation", &self.0.operation.map(Operation::id))
            .field("line", &format_args!("{self}"))
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        if let Some(shared) = &self.0.shared {
            return Some(shared.as_ref());
        }
        match (&self.0.cause, &self.0.decode) {
            (Some(cause), _) => Some(cause.as_ref()),
            (None, Some(decode)) => Some(decode),
            (None, None) => None,
        }
    }
}
