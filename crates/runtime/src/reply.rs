//! Replies, and the functions that read them.

use std::fmt;
use std::str;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderMap, StatusCode};
use serde_json::Value;

use crate::codec::Empty;
use crate::drift::Watch;
use crate::error::Error;
use crate::events::Line;
use crate::media_type;
use crate::operation::Operation;
use crate::problem;
use crate::secret::Mask;
use crate::transport::Body;

/// A successful reply. Its `Debug` shows neither header values nor the body.
///
/// Its body is complete, unless the operation [streams](Operation::streams) the media type.
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
/// use bindery_runtime::{Error, Reply};
///
/// /// A custom reader: the size of the body, and the server's request id.
/// fn size(reply: Reply) -> Result<(usize, Option<String>), Error> {
///     assert_eq!((reply.operation().id(), reply.status().as_u16(), reply.attempts()), ("getJob", 200, 1));
///     assert_eq!((reply.media_type(), reply.headers().len()), (None, 1));
///     Ok((reply.body().len(), reply.request_id().map(str::to_owned)))
/// }
///
/// server.on("getJob").reply(200).header("x-request-id", "req_1").body("job");
/// assert_eq!(core.request(&GET_JOB).call(size).await?, (3, Some("req_1".to_owned())));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub struct Reply {
    pub(crate) received: Received,
    /// The body, if it is read as it arrives.
    pub(crate) stream: Option<Body>,
    /// The number of bytes of a stream that may be kept at once.
    pub(crate) max_bytes: u64,
    /// Resumes a stream whose connection broke.
    pub(crate) line: Option<Box<Line>>,
}

/// A reply as far as it was read: the part that errors and payloads keep.
#[derive(Clone)]
pub(crate) struct Received {
    pub(crate) mask: Mask,
    pub(crate) operation: &'static Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) attempts: u32,
    /// Set if the call is lenient or there is an `on_drift` handler.
    pub(crate) watch: Option<Arc<Watch>>,
}

impl Reply {
    /// Returns the operation that was called.
    pub fn operation(&self) -> &'static Operation {
        self.received.operation
    }

    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// Returns the media type of the body (`text/csv`), as the server declares it, without parameters.
    pub fn media_type(&self) -> Option<&str> {
        self.received.media_type()
    }

    /// Returns the body, with content codings decoded; empty if it is streamed.
    pub fn body(&self) -> &Bytes {
        &self.received.body
    }

    /// Returns the number of attempts.
    pub fn attempts(&self) -> u32 {
        self.received.attempts
    }

    /// Returns the server's id of the request, from one of the usual headers.
    pub fn request_id(&self) -> Option<&str> {
        self.received.request_id()
    }
}

impl Reply {
    /// The reply of a call that sent nothing.
    pub(crate) fn silent(operation: &'static Operation) -> Self {
        let (status, headers, body) = (StatusCode::NO_CONTENT, HeaderMap::new(), Bytes::new());
        let received = Received { mask: Mask::over([]), operation, status, headers, body, attempts: 0, watch: None };
        Self { received, stream: None, max_bytes: 0, line: None }
    }
}

impl Received {
    /// The server's id of the request, from one of the usual headers.
    pub(crate) fn request_id(&self) -> Option<&str> {
        const NAMES: [&str; 5] =
            ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "x-amz-request-id"];
        NAMES.iter().find_map(|name| self.headers.get(*name)?.to_str().ok())
    }

    /// The media type of the body (`text/csv`), as the server declares it, without parameters.
    pub(crate) fn media_type(&self) -> Option<&str> {
        self.content_type().map(media_type::essence)
    }

    /// The body without a leading byte order mark, which some servers send: RFC 8259 section 8.1 allows parsers to ignore it.
    pub(crate) fn json_text(&self) -> &[u8] {
        self.body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.body)
    }

    /// The media type of the body, with its parameters.
    pub(crate) fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// The server's text on one line, with credentials masked: some servers echo what they were sent.
    pub(crate) fn shown(&self, words: &str) -> String {
        problem::line(&self.mask.cover(words))
    }

    /// Whether the body echoes a credential.
    pub(crate) fn echoes_credential(&self) -> bool {
        self.mask.finds(&String::from_utf8_lossy(&self.body))
    }
}

/// A reply whose body the document does not describe, available as bytes, as text and as JSON. A large one can be read in pieces
/// instead: see [`Call::download`](crate::Call::download).
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
/// use bindery_runtime::payload;
///
/// let payload = core.request(&GET_JOB).call(payload).await?;
/// assert_eq!((payload.status().as_u16(), payload.media_type()), (200, Some("application/json")));
/// assert_eq!(payload.text()?, "\"job_1\"");
/// assert_eq!(payload.json()?, "job_1");
/// assert_eq!(payload.decode::<String>()?, "job_1");
/// assert!(payload.decode::<i64>().is_err() && !payload.is_empty());
/// assert_eq!(payload.bytes().len(), 7);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug)]
pub struct Payload(Received);

impl Payload {
    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Returns the media type of the body (`application/xml`), as the server declares it.
    pub fn media_type(&self) -> Option<&str> {
        self.0.media_type()
    }

    /// Returns the body verbatim.
    pub fn bytes(&self) -> &Bytes {
        &self.0.body
    }

    /// Returns the body as text.
    ///
    /// # Errors
    /// It is not UTF-8.
    pub fn text(&self) -> Result<&str, Error> {
        str::from_utf8(&self.0.body).map_err(|_| not_utf8(self.0.clone()))
    }

    /// Reads the body as JSON of any shape.
    ///
    /// # Errors
    /// It is empty, or not JSON.
    pub fn json(&self) -> Result<Value, Error> {
        read_json(self.0.clone())
    }

    /// Reads the body as a type of the API or of the caller.
    ///
    /// # Errors
    /// It is empty, not JSON, or does not fit.
    pub fn decode<T: Empty>(&self) -> Result<T, Error> {
        read_json(self.0.clone())
    }

    /// Whether there is no body.
    pub fn is_empty(&self) -> bool {
        self.0.body.is_empty()
    }
}

/// Reads the reply as JSON.
///
/// # Errors
/// The body is empty, not JSON, or does not fit: [`ErrorKind::Decode`](crate::ErrorKind::Decode).
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
/// let job: String = core.request(&GET_JOB).call(bindery_runtime::json).await?;
/// assert_eq!(job, "job_1");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn json<T: Empty>(reply: Reply) -> Result<T, Error> {
    read_json(reply.received)
}

/// Takes the reply unread.
///
/// # Errors
/// None; it returns a `Result` like [`json`].
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
/// let payload = core.request(&GET_JOB).call(bindery_runtime::payload).await?;
/// assert_eq!(payload.media_type(), Some("application/json"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn payload(reply: Reply) -> Result<Payload, Error> {
    Ok(Payload(reply.received))
}

/// Ignores the body.
///
/// # Errors
/// None; it returns a `Result` like [`json`].
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
/// core.request(&GET_JOB).call(bindery_runtime::nothing).await?;
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn nothing(_reply: Reply) -> Result<(), Error> {
    Ok(())
}

/// Reads the reply as text, whatever its media type.
///
/// # Errors
/// The body is not UTF-8: [`ErrorKind::Decode`](crate::ErrorKind::Decode).
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
/// let text = core.request(&GET_JOB).call(bindery_runtime::text).await?;
/// assert_eq!(text, "\"job_1\"");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn text(reply: Reply) -> Result<String, Error> {
    match str::from_utf8(reply.body()) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => Err(not_utf8(reply.received)),
    }
}

/// Takes the body verbatim.
///
/// # Errors
/// None; it returns a `Result` like [`json`].
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
/// let bytes = core.request(&GET_JOB).call(bindery_runtime::bytes).await?;
/// assert_eq!(bytes.len(), 7);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn bytes(reply: Reply) -> Result<Bytes, Error> {
    Ok(reply.received.body)
}

fn read_json<T: Empty>(received: Received) -> Result<T, Error> {
    if received.body.is_empty() {
        return Err(Error::unreadable("there is no body", received));
    }
    received.decode(received.json_text(), "").map_err(|error| Error::misfit(error, received))
}

fn not_utf8(received: Received) -> Error {
    Error::unreadable("the body is not UTF-8 text", received)
}

impl fmt::Debug for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Reply").field(&self.received).finish()
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("operation", &self.operation.id())
            .field("status", &self.status)
            .field("content_type", &self.content_type().map(|media_type| self.shown(media_type)))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("request_id", &self.request_id().map(|id| self.shown(id)))
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}
