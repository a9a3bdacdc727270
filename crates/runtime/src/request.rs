//! One call on its way to being sent.

mod content;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderName;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use crate::body::Body;
use crate::call::Call;
use crate::client::Core;
use crate::clock::Clock;
use crate::codec::{self, Empty, Node};
use crate::destination::Destination;
use crate::download::{Download, download};
use crate::drift::Watch;
use crate::error::Error;
use crate::future::{BoxFuture, MaybeSend, MaybeSync};
use crate::idempotency;
use crate::limits::Limits;
use crate::operation::Operation;
use crate::paging::{Items, Pages};
use crate::param::{self, Param};
use crate::percent;
use crate::progress::Progress;
use crate::reply::Reply;
use crate::retry::{Retry, is_idempotent};
use crate::secret::sensitive;
use crate::session::Place;
use crate::style;
use crate::token::Renewing;
use crate::world::World;

/// A call that collects its values.
///
/// Values are written at once, so that a request borrows nothing. The first value that cannot be written is remembered and becomes
/// the error of the call. Its `Debug` shows no values.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation, Param, Retry, Value, nothing};
/// # static API: Api = Api::new("example/0.1.0").idempotency("Idempotency-Key");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "addNote", "status": 204, "type": "text/plain", "text": ""}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use std::time::Duration;
///
/// static ADD_NOTE: Operation = Operation::new("addNote", "POST", "/jobs/{job_id}/notes")
///     .params(&[Param::path("job_id"), Param::query("notify"), Param::query("tags")]);
///
/// let request = core.request(&ADD_NOTE).text(0, "job/1").set(1, &true).texts(2, ["a", "b"]);
/// let request = request.json(&"done".to_owned()).content_type("application/vnd.note+json").header("x-trace", "7");
/// let request = request.timeout(Duration::from_secs(5)).retry(Retry::none()).lenient(true).idempotency_key("note-7");
/// request.on_progress(|sent, total| println!("{sent} of {total:?} bytes")).call(nothing).await?;
/// let seen = server.only("addNote");
/// assert_eq!((seen.path.as_str(), seen.query("notify")), ("/jobs/job%2F1/notes", Some("true")));
/// assert_eq!((seen.json::<Value>(), seen.header("x-trace")), ("done".into(), Some("7")));
/// let said = (seen.header("content-type"), seen.header("idempotency-key"));
/// assert_eq!(said, (Some("application/vnd.note+json"), Some("note-7")));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone)]
#[must_use = "a request does nothing until it is awaited"]
pub struct Request {
    pub(crate) core: Core,
    pub(crate) operation: &'static Operation,
    /// The wire text of each parameter, by its index.
    pub(crate) values: Vec<Option<String>>,
    /// Query parameters that the document does not have, as they are sent.
    pub(crate) query: Vec<String>,
    /// Where it goes instead of where the operation says: the URL of a page, of the same origin.
    pub(crate) url: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
    /// The media type of a body that does not say its own.
    pub(crate) declared: &'static str,
    pub(crate) timeout: Option<Duration>,
    pub(crate) limits: Limits,
    pub(crate) retry: Option<Retry>,
    /// Whether the reply is read as it comes in, whatever it is.
    pub(crate) is_download: bool,
    /// Who wants to know how far the body is.
    pub(crate) progress: Option<Progress>,
    idempotency_key: Option<String>,
    is_lenient: Option<bool>,
    /// What it is sent for, where it brings a token.
    pub(crate) renewing: Option<Arc<Renewing>>,
    /// Where the reply has the token that it brings: one that has it in its head is an answer, even if it redirects.
    pub(crate) token_place: Option<Place>,
    pub(crate) to: Destination,
    pub(crate) errand: Option<Errand>,
    pub(crate) fault: Option<String>,
}

/// What a call does to the token of a scheme, beside what it says to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Errand {
    /// Nothing is sent but what brings a token.
    Open(usize),
    /// There is none once the server has answered.
    End(usize),
    /// Nothing is sent, and there is none afterwards.
    Forget(usize),
}

impl Request {
    /// Sets the parameter at `index` of [`Operation::params`]. A value that is not present, or null, is not sent.
    pub fn set(mut self, index: usize, value: &dyn Node) -> Self {
        if !value.present() {
            return self.set_tree(index, None);
        }
        match tree(value) {
            Ok(tree) => self.set_tree(index, Some(&tree)),
            Err(error) => {
                let name = self.operation.params.get(index).map_or("", Param::name);
                self.refuse(format!("the parameter `{name}` cannot be written: {error}"));
                self
            }
        }
    }

    /// Sets the parameter at `index` to a text.
    pub fn text(self, index: usize, value: impl Into<String>) -> Self {
        self.set_tree(index, Some(&Value::String(value.into())))
    }

    /// Sets the parameter at `index` to a list of texts.
    pub fn texts(self, index: usize, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.set(index, &values.into_iter().map(Into::into).collect::<Vec<String>>())
    }

    /// Adds a query parameter that the document does not have.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let mut pair = String::new();
        percent::encode(&mut pair, name.as_ref(), percent::unreserved);
        pair.push('=');
        percent::encode(&mut pair, value.as_ref(), percent::unreserved);
        self.query.push(pair);
        self
    }

    /// Sets a header of this call; it replaces every other header of that name.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with_header(name.as_ref(), value.as_ref())
    }

    /// The items of the list that the operation gives page by page.
    ///
    /// # Panics
    /// When the operation does not say [how](Operation::paging).
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, Paging, Param};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "listNames", "status": 200, "type": "application/json", "body": []}]"#);
    /// # static LIST_NAMES: Operation =
    /// #     Operation::new("listNames", "GET", "/names").params(&[Param::query("page")]).paging(&Paging::page("page"));
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// server.on("listNames").reply(200).json(&["Ann", "Bob"]);
    /// let mut names = core.request(&LIST_NAMES).items::<String>();
    /// assert_eq!(names.next().await.transpose()?.as_deref(), Some("Ann"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn items<T: Empty>(self) -> Items<T> {
        Items::new(self)
    }

    /// The pages of the list that the operation gives page by page, each read by `decode`: see [`call`](Self::call).
    ///
    /// # Panics
    /// When the operation does not say [how](Operation::paging).
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, Paging, Param};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "listNames", "status": 200, "type": "application/json", "body": []}]"#);
    /// # static LIST_NAMES: Operation =
    /// #     Operation::new("listNames", "GET", "/names").params(&[Param::query("page")]).paging(&Paging::page("page"));
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use bindery_runtime::json;
    ///
    /// server.on("listNames").reply(200).json(&["Ann", "Bob"]);
    /// let mut pages = core.request(&LIST_NAMES).pages(json::<Vec<String>>);
    /// assert_eq!(pages.next().await.transpose()?.map_or(0, |page| page.len()), 2);
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn pages<T>(self, decode: fn(Reply) -> Result<T, Error>) -> Pages<T> {
        Pages::new(self, decode)
    }

    /// The call that gives the reply as it comes in, instead of waiting for all of it.
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
    /// let mut photo = core.request(&GET_JOB).download().await?;
    /// let first = photo.next().await.transpose()?;
    /// assert_eq!(first.as_deref(), Some(&b"\"job_1\""[..]));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn download(mut self) -> Call<Download> {
        self.is_download = true;
        self.call(download)
    }

    /// What the call does beside what it says to the server.
    pub(crate) fn errand(mut self, errand: Errand) -> Self {
        self.errand = Some(errand);
        self
    }

    /// Limits the time of the whole call, instead of the client's limit.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Limits each attempt of the call and its reply, where the client's limits do not fit.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Tells `report` how many bytes of the body were handed to the connection, and how many there are, where that is known. An
    /// attempt that is sent again begins anew.
    pub fn on_progress(mut self, report: impl Fn(u64, Option<u64>) + MaybeSend + MaybeSync + 'static) -> Self {
        self.progress = Some(Progress::new(report));
        self
    }

    /// Sets how often the call is sent, instead of the client's way.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Sets the key by which the server knows this call again, instead of a random one: a caller that keeps it can repeat the call
    /// later. The API has to have a header for it ([`Api::idempotency`](crate::Api::idempotency)).
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Whether a value of the reply that does not fit is set aside, instead of the client's way: see
    /// [`Builder::lenient`](crate::Builder::lenient).
    pub fn lenient(mut self, yes: bool) -> Self {
        self.is_lenient = Some(yes);
        self
    }

    /// The call that reads its reply by `decode`: one of [`json`](crate::json()), [`payload`](crate::payload()),
    /// [`nothing`](crate::nothing()), [`text`](crate::text()), [`bytes`](crate::bytes()), [`replies`](crate::replies()),
    /// [`events`](crate::events()), [`json_events`](crate::json_events()), [`lines`](crate::lines()).
    pub fn call<T>(self, decode: fn(Reply) -> Result<T, Error>) -> Call<T> {
        Call::new(self, decode)
    }

    /// Sends it: the one future behind all calls.
    pub(crate) fn send(self) -> BoxFuture<'static, Result<Reply, Error>> {
        Box::pin(crate::send::send(self, World::Async))
    }

    /// Sends it, and waits for the reply.
    #[cfg(feature = "blocking")]
    pub(crate) fn wait(self) -> Result<Reply, Error> {
        crate::wait::wait(crate::send::send(self, World::Blocking))
    }

    /// What was set as the query parameter of this name, as it is sent.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let own = self.query_param(name).and_then(|index| self.values[index].as_ref());
        let pairs = own.into_iter().chain(&self.query).filter_map(|pair| pair.split_once('='));
        pairs.filter(|(found, _)| is_name(found, name)).map(|(_, value)| value).next()
    }

    /// The same request with another value of a query parameter, whether or not the document has one of this name.
    pub(crate) fn replace(mut self, name: &str, value: &str) -> Self {
        match self.query_param(name) {
            Some(index) => self.text(index, value),
            None => {
                self.query.retain(|pair| pair.split_once('=').is_none_or(|(found, _)| !is_name(found, name)));
                self.query(name, value)
            }
        }
    }

    fn query_param(&self, name: &str) -> Option<usize> {
        self.operation.params.iter().position(|param| param.place == param::Place::Query && param.name() == name)
    }

    /// The same request to this URL; it has to be of the same origin.
    pub(crate) fn at(mut self, url: &str) -> Self {
        self.url = Some(url.to_owned());
        self
    }

    /// Whether its body was read, and cannot be read again.
    pub(crate) fn is_spent(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.content.is_spent())
    }

    /// Makes the call fail before it is sent.
    pub(crate) fn fail(&mut self, what: String) {
        self.refuse(what);
    }

    /// How its reply is read, where that is not strictly and without a word.
    pub(crate) fn watch(&self) -> Option<Arc<Watch>> {
        let is_lenient = self.is_lenient.unwrap_or(self.core.is_lenient());
        (is_lenient || self.core.wants_drift()).then(|| Arc::new(Watch::new(self.core.clone(), is_lenient)))
    }

    /// The header for idempotency keys, where the API has one and the request goes there.
    pub(crate) fn idempotency_header(&self) -> Option<&'static str> {
        self.operation.idempotency.or(self.core.api().idempotency).filter(|_| self.to.is_api())
    }

    /// The key of this call: the caller's own, or a new one where the method needs it.
    pub(crate) fn key(&self, clock: &dyn Clock) -> Option<String> {
        self.idempotency_key.clone().or_else(|| {
            let is_needed = self.idempotency_header().is_some() && !is_idempotent(self.operation.method());
            is_needed.then(|| idempotency::key(clock))
        })
    }

    pub(crate) fn new(core: Core, operation: &'static Operation) -> Self {
        Self {
            core,
            operation,
            values: operation.params.iter().map(style::fixed).collect(),
            query: Vec::new(),
            url: None,
            headers: HeaderMap::new(),
            body: None,
            declared: operation.content_type,
            timeout: None,
            limits: Limits::default(),
            retry: None,
            is_download: false,
            progress: None,
            idempotency_key: None,
            is_lenient: None,
            renewing: None,
            token_place: None,
            to: Destination::Api,
            errand: None,
            fault: None,
        }
    }

    fn set_tree(mut self, index: usize, value: Option<&Value>) -> Self {
        match self.operation.params.get(index) {
            Some(param) => self.values[index] = value.and_then(|value| style::expand(param, value)),
            None => self.refuse(format!("there is no parameter {index}")),
        }
        self
    }

    fn with_header(mut self, name: &str, value: &str) -> Self {
        match header(name, value) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(what) => self.refuse(what),
        }
        self
    }

    fn refuse(&mut self, what: String) {
        self.fault.get_or_insert(what);
    }
}

/// Whether a query says this name, in whatever form.
fn is_name(said: &str, name: &str) -> bool {
    said == name || percent::decode(said).is_some_and(|said| said == name)
}

/// A value as styles take it.
fn tree(value: &dyn Node) -> Result<Value, String> {
    let json = codec::encode(value).map_err(|error| error.to_string())?;
    serde_json::from_slice(&json).map_err(|error| error.to_string())
}

/// A header as a caller gives it. Those that carry credentials are marked as sensitive.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let name: HeaderName = name.parse().map_err(|_| format!("`{name}` is no header name"))?;
    let is_secret = matches!(name.as_str(), "authorization" | "cookie" | "proxy-authorization");
    let value = if is_secret { sensitive(value).ok() } else { HeaderValue::from_bytes(value.as_bytes()).ok() };
    match value {
        Some(value) => Ok((name, value)),
        None => Err(format!("the value of the header `{name}` has characters that no header can carry")),
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let set = self.operation.params.iter().zip(&self.values).filter(|(_, value)| value.is_some());
        f.debug_struct("Request")
            .field("operation", &self.operation.id())
            .field("set", &set.map(|(param, _)| param.name()).collect::<Vec<_>>())
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
