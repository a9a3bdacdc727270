//! Requests that a server received.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Method};

use crate::codec::{Empty, decode};
use crate::percent;
use crate::transport::HttpRequest;

/// A request that a [`Server`](super::Server) received. Its `Debug` shows neither the query nor the body, nor headers that carry
/// credentials.
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
/// use bindery_runtime::{Value, json};
///
/// core.request(&GET_JOB).query("page", "2").header("X-Trace", "7").json(&true).call(json::<String>).await?;
/// let seen = server.only("getJob");
/// assert_eq!((seen.method.as_str(), seen.path.as_str()), ("GET", "/jobs/1"));
/// assert_eq!((seen.query("page"), seen.header("x-trace"), seen.json::<Value>()), (Some("2"), Some("7"), true.into()));
///
/// core.request(&GET_JOB).form(&serde_json::json!({"name": "Ann Lee"})).call(json::<String>).await?;
/// assert_eq!(server.requests()[1].form("name").as_deref(), Some("Ann Lee"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Seen {
    /// The id of the operation: `listJobs`.
    pub operation: &'static str,
    /// The method.
    pub method: Method,
    /// The path, as it was sent.
    pub path: String,
    /// The pairs of the query in order, decoded.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Seen {
    /// Returns the first value of this name in the query.
    pub fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// Returns the first value of this name in a form body.
    pub fn form(&self, name: &str) -> Option<String> {
        let body = std::str::from_utf8(&self.body).ok()?;
        pairs(body).find(|(found, _)| found == name).map(|(_, value)| value)
    }

    /// Returns the header of this name, if it is text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Reads the body as a value: of a type of the API, or a [`Value`](crate::Value).
    ///
    /// # Panics
    /// If it does not fit, which fails the test.
    #[track_caller]
    pub fn json<T: Empty>(&self) -> T {
        decode(&self.body).unwrap_or_else(|error| panic!("the body of {self}: {error}"))
    }

    pub(super) fn of(request: HttpRequest, body: Bytes) -> Self {
        let HttpRequest { operation, method, url, headers, .. } = request;
        let (path, query) = (url.path().to_owned(), url.query().into_iter().flat_map(pairs).collect());
        Self { operation: operation.id(), method, path, query, headers, body }
    }
}

/// The decoded pairs of a query or a form.
fn pairs(text: &str) -> impl Iterator<Item = (String, String)> + '_ {
    let decoded = |text: &str| percent::decode(&text.replace('+', " ")).unwrap_or_else(|| text.to_owned());
    text.split('&').map(move |pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    })
}

/// `GET /jobs (listJobs)`
impl fmt::Display for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ({})", self.method, self.path, self.operation)
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen")
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("headers", &self.headers)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
