//! Contract tests: the calls of a client against a server that checks them.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use http::StatusCode;
use serde_json::{Map, Value};

use crate::codec::{Empty, decode};
use crate::error::{Error, ErrorKind};
use crate::future::BoxFuture;
use crate::transport::{HttpReply, HttpRequest, Transport, TransportError};

/// Makes a call of `C` with the given values, and sends it.
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
/// use bindery_runtime::Core;
/// use bindery_runtime::test_kit::{Send, contract};
///
/// // Generated tests send their calls; this one only builds it.
/// let get_job: Send<Core> = |core, values| {
///     let _call = core.request(&GET_JOB).query("page", values.need::<i64>("page")?.to_string());
///     Ok(())
/// };
/// let report = contract(r#"[{"call": "GET /jobs/1", "send": 0, "values": {"page": 2}}]"#, &[get_job], &core);
/// assert!(report.violations.is_empty());
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub type Send<C> = fn(&C, &Values) -> Result<(), Refusal>;

/// The values of one call, as JSON.
///
/// ```
/// use bindery_runtime::test_kit::{Send, contract};
///
/// let call: Send<()> = |_client, values| {
///     assert_eq!(values.need::<i64>("page")?, 2);
///     assert_eq!(values.get::<String>("sort")?, None);
///     Ok(())
/// };
/// let report = contract(r#"[{"call": "GET /jobs", "send": 0, "values": {"page": 2}}]"#, &[call], &());
/// assert_eq!(report.calls, 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values(Map<String, Value>);

/// The reason why a call does not fulfill the document.
///
/// ```
/// use bindery_runtime::test_kit::{Send, contract};
///
/// let call: Send<()> = |_client, values| {
///     let refusal = values.need::<i64>("page").unwrap_err();
///     assert_eq!(refusal.to_string(), "there is no value for `page`");
///     Err(refusal)
/// };
/// let report = contract(r#"[{"call": "GET /jobs", "send": 0, "values": {}}]"#, &[call], &());
/// assert_eq!(report.violations.len(), 1);
/// ```
#[derive(Debug)]
pub struct Refusal(Fault);

#[derive(Debug)]
enum Fault {
    Value(String),
    Call(Error),
}

/// The results of the calls of a document.
///
/// ```
/// use bindery_runtime::test_kit::contract;
///
/// let report = contract::<()>(r#"[{"call": "GET /jobs", "left_out": "no example"}]"#, &[], &());
/// let summary = "0 calls: 0 violations, 0 replies not read, 1 calls left out\n  left out: GET /jobs: no example";
/// assert_eq!(report.to_string(), summary);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Contract {
    /// The number of calls made.
    pub calls: usize,
    /// Calls that could not be made, that the server refused (4xx), or that got no reply.
    pub violations: Vec<Finding>,
    /// Calls whose reply arrived but could not be read, which is more likely the server's fault than the request's.
    pub unread: Vec<Finding>,
    /// Calls for which no values were found.
    pub left_out: Vec<Finding>,
}

/// A call that is reported.
///
/// ```
/// use bindery_runtime::test_kit::contract;
///
/// let report = contract::<()>(r#"[{"call": "GET /jobs", "left_out": "no example"}]"#, &[], &());
/// assert_eq!((report.left_out[0].call.as_str(), report.left_out[0].reason.as_str()), ("GET /jobs", "no example"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The name of the call: `GET /jobs (required only)`.
    pub call: String,
    /// The result or reason.
    pub reason: String,
}

/// An in-process server that accepts every request and answers `{}`.
///
/// ```
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// use bindery_runtime::test_kit::Agreeable;
/// use bindery_runtime::{Value, json};
///
/// let judge = Agreeable::default();
/// let core = Builder::new(&API).base_url("http://localhost").transport(judge.clone()).build()?;
/// assert_eq!(core.request(&GET_JOB).call(json::<Value>).await?, serde_json::json!({}));
/// assert_eq!(judge.seen(), ["GET /jobs/1"]);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, Default)]
pub struct Agreeable(Arc<Mutex<Vec<String>>>);

impl Values {
    /// Returns the value of this name; `None` if the call has none.
    ///
    /// # Errors
    /// The value does not fit the type.
    pub fn get<T: Empty>(&self, name: &str) -> Result<Option<T>, Refusal> {
        let refuse = |error| Refusal(Fault::Value(format!("`{name}` does not fit its type: {error}")));
        self.0.get(name).map(|value| decode(value.to_string().as_bytes()).map_err(refuse)).transpose()
    }

    /// Returns the value of this name.
    ///
    /// # Errors
    /// It is missing, or does not fit the type.
    pub fn need<T: Empty>(&self, name: &str) -> Result<T, Refusal> {
        self.get(name)?.ok_or_else(|| Refusal(Fault::Value(format!("there is no value for `{name}`"))))
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self(Fault::Call(error))
    }
}

impl Agreeable {
    /// Returns method and path of each request so far.
    pub fn seen(&self) -> Vec<String> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Transport for Agreeable {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        let seen = format!("{} {}", request.method, request.url.path());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(seen);
        Box::pin(async { Ok(HttpReply::new(StatusCode::OK, "{}")) })
    }
}

/// Makes every call of `cases` with the client.
///
/// `cases` is a JSON array of objects. `call` is a name for people; `send` is an index in `calls`, and `values` an object; or
/// `left_out` says why there are none.
///
/// # Panics
/// If `cases` is not such an array.
///
/// ```
/// use bindery_runtime::test_kit::{Send, contract};
///
/// let cases = r#"[{"call": "GET / (page 1)", "send": 0, "values": {"page": 1}}, {"call": "GET / (page x)", "send": 0, "values": {"page": "x"}}]"#;
/// let calls: &[Send<()>] = &[|_client, values| values.need::<i64>("page").map(drop)];
/// let report = contract(cases, calls, &());
/// assert_eq!((report.calls, report.violations.len()), (2, 1));
/// assert_eq!(report.violations[0].call, "GET / (page x)");
/// ```
pub fn contract<C>(cases: &str, calls: &[Send<C>], client: &C) -> Contract {
    let cases: Vec<Value> = serde_json::from_str(cases).expect("cases are a JSON array");
    let mut report = Contract::default();
    for case in cases {
        let call = case["call"].as_str().unwrap_or_default().to_owned();
        if let Some(reason) = case["left_out"].as_str() {
            report.left_out.push(Finding { call, reason: reason.to_owned() });
            continue;
        }
        report.calls += 1;
        let send = case["send"].as_u64().and_then(|index| calls.get(usize::try_from(index).ok()?));
        let send = send.expect("every case has a call in the list");
        let values = Values(case["values"].as_object().cloned().expect("values are an object"));
        let Err(refusal) = send(client, &values) else { continue };
        let pile = if refusal.is_unread() { &mut report.unread } else { &mut report.violations };
        pile.push(Finding { call, reason: refusal.to_string() });
    }
    report
}

impl Refusal {
    /// Whether the request was accepted, and only the reply is at fault.
    fn is_unread(&self) -> bool {
        match &self.0 {
            Fault::Value(_) => false,
            Fault::Call(error) => {
                let is_client_error = error.status().is_some_and(|status| status.is_client_error());
                matches!(error.kind(), ErrorKind::Decode | ErrorKind::Status) && !is_client_error
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Fault::Value(reason) => f.write_str(reason),
            // Test data, so nothing in it is confidential.
            Fault::Call(error) if error.kind() == ErrorKind::Status => {
                write!(f, "{error}: {}", String::from_utf8_lossy(error.body()))
            }
            Fault::Call(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Refusal {}

impl fmt::Display for Contract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { calls, violations, unread, left_out } = self;
        write!(f, "{calls} calls: {} violations, ", violations.len())?;
        write!(f, "{} replies not read, {} calls left out", unread.len(), left_out.len())?;
        for (pile, findings) in [("violation", violations), ("not read", unread), ("left out", left_out)] {
            findings.iter().try_for_each(|Finding { call, reason }| write!(f, "\n  {pile}: {call}: {reason}"))?;
        }
        Ok(())
    }
}
