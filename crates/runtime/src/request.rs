//! A request that is being built.

mod content;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::header::HeaderName;
use http::{HeaderMap, HeaderValue};
use serde_json::Value;

use crate::body::Body;
use crate::call::Call;
use crate::client::{Api, Core};
use crate::clock::Clock;
use crate::codec::find::{find, replace};
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

/// A call whose values are being set.
///
/// Values are written at once, so a request borrows nothing. The first value that cannot be written becomes the error of the
/// call. Its `Debug` shows no values.
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
    /// The encoded value of each parameter, by its index.
    pub(crate) values: Vec<Option<String>>,
    /// Query parameters that are not in the document, already encoded.
    pub(crate) query: Vec<String>,
    /// The URL that replaces the operation's: that of a page, of the same origin.
    pub(crate) url: Option<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Body>,
    /// The media type of a body that does not name its own.
    pub(crate) declared: &'static str,
    pub(crate) timeout: Option<Duration>,
    pub(crate) limits: Limits,
    pub(crate) retry: Option<Retry>,
    /// Whether the reply is read as it arrives, whatever its media type.
    pub(crate) is_download: bool,
    /// Reports the progress of the body.
    pub(crate) progress: Option<Progress>,
    idempotency_key: Option<String>,
    is_lenient: Option<bool>,
    /// The renewal that it is sent for, if it fetches a token.
    pub(crate) renewing: Option<Arc<Renewing>>,
    /// Where the reply carries the token. A reply with the token in its head is an answer, even if it is a redirect.
    pub(crate) token_place: Option<Place>,
    pub(crate) to: Destination,
    pub(crate) errand: Option<Errand>,
    pub(crate) fault: Option<String>,
}

/// What a call does to the token of a scheme, in addition to its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Errand {
    /// Only fetches a token; nothing else is sent.
    Open(usize),
    /// Drops the token once the server has answered.
    End(usize),
    /// Drops the token; nothing is sent.
    Forget(usize),
}

impl Request {
    /// Sets the parameter at `index` of [`Operation::params`]. A value that is null or not present is not sent.
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

    /// Sets the parameter at `index` to a string.
    pub fn text(self, index: usize, value: impl Into<String>) -> Self {
        self.set_tree(index, Some(&Value::String(value.into())))
    }

    /// Sets the parameter at `index` to a list of strings.
    pub fn texts(self, index: usize, values: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.set(index, &values.into_iter().map(Into::into).collect::<Vec<String>>())
    }

    /// Adds a query parameter that is not in the document.
    pub fn query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        let mut pair = String::new();
        percent::encode(&mut pair, name.as_ref(), percent::unreserved);
        pair.push('=');
        percent::encode(&mut pair, value.as_ref(), percent::unreserved);
        self.query.push(pair);
        self
    }

    /// Sets a header of this call, replacing any other header of that name.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.with_header(name.as_ref(), value.as_ref())
    }

    /// Returns the items of the operation's paged list.
    ///
    /// # Panics
    /// If the operation does not say [how](Operation::paging) it pages.
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

    /// Returns the pages of the operation's paged list, each read by `decode`: see [`call`](Self::call).
    ///
    /// # Panics
    /// If the operation does not say [how](Operation::paging) it pages.
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

    /// Makes a call that gives the reply as it arrives, instead of waiting for all of it.
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

    /// Sets what the call does in addition to its request.
    pub(crate) fn errand(mut self, errand: Errand) -> Self {
        self.errand = Some(errand);
        self
    }

    /// Limits the time of the whole call, overriding the client's limit.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = Some(limit);
        self
    }

    /// Limits each attempt of the call and its reply, overriding the client's limits.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Reports the number of bytes of the body handed to the connection, and the total if it is known. Each attempt starts again
    /// from zero.
    pub fn on_progress(mut self, report: impl Fn(u64, Option<u64>) + MaybeSend + MaybeSync + 'static) -> Self {
        self.progress = Some(Progress::new(report));
        self
    }

    /// Sets how often the call is sent, overriding the client's setting.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.retry = Some(retry);
        self
    }

    /// Sets the key that identifies this call to the server, instead of a random one. A caller that keeps the key can repeat the
    /// call later. The API has to define a header for it ([`Api::idempotency`](crate::Api::idempotency)).
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// Sets whether a value of the reply that does not fit is set aside, overriding the client's setting: see
    /// [`Builder::lenient`](crate::Builder::lenient).
    pub fn lenient(mut self, yes: bool) -> Self {
        self.is_lenient = Some(yes);
        self
    }

    /// Makes a call that reads its reply with `decode`: one of [`json`](crate::json()), [`payload`](crate::payload()),
    /// [`nothing`](crate::nothing()), [`text`](crate::text()), [`bytes`](crate::bytes()), [`replies`](crate::replies()),
    /// [`events`](crate::events()), [`json_events`](crate::json_events()), [`lines`](crate::lines()).
    pub fn call<T>(self, decode: fn(Reply) -> Result<T, Error>) -> Call<T> {
        Call::new(self, decode)
    }

    /// Sends the request. All calls share this future.
    pub(crate) fn send(self) -> BoxFuture<'static, Result<Reply, Error>> {
        Box::pin(crate::send::send(self, World::Async))
    }

    /// Sends the request and blocks until the reply arrives.
    #[cfg(feature = "blocking")]
    pub(crate) fn wait(self) -> Result<Reply, Error> {
        crate::wait::wait(crate::send::send(self, World::Blocking))
    }

    /// The encoded value of the query parameter `name`.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let own = self.query_param(name).and_then(|index| self.values[index].as_ref());
        let pairs = own.into_iter().chain(&self.query).filter_map(|pair| pair.split_once('='));
        pairs.filter(|(found, _)| is_name(found, name)).map(|(_, value)| value).next()
    }

    /// Replaces the value of a query parameter, whether or not it is in the document.
    pub(crate) fn replace(mut self, name: &str, value: &str) -> Self {
        match self.query_param(name) {
            Some(index) => self.text(index, value),
            None => {
                self.query.retain(|pair| pair.split_once('=').is_none_or(|(found, _)| !is_name(found, name)));
                self.query(name, value)
            }
        }
    }

    /// The text of a member of the JSON body.
    pub(crate) fn member(&self, pointer: &str) -> Option<&str> {
        find(self.body.as_ref()?.content.bytes()?, pointer)
    }

    /// Replaces a member of the JSON body by this JSON. A key of the caller's identifies the body before, so it is dropped.
    pub(crate) fn replace_member(mut self, pointer: &str, json: &str) -> Self {
        self.idempotency_key = None;
        let body = self.body.take().unwrap_or_else(|| Body::new("{}"));
        let text = body.content.bytes().and_then(|bytes| std::str::from_utf8(bytes).ok());
        match text.and_then(|text| replace(text, pointer, json)) {
            Some(text) => self.body = Some(Body { content: text.into(), ..body }),
            None => self.refuse(format!(
                "the next page is asked for at `{pointer}` of a JSON object, but the body has no such place"
            )),
        }
        self
    }

    fn query_param(&self, name: &str) -> Option<usize> {
        self.operation.params.iter().position(|param| param.place == param::Place::Query && param.name() == name)
    }

    /// Sends the request to this URL instead, which has to be of the same origin.
    pub(crate) fn at(mut self, url: &str) -> Self {
        self.url = Some(url.to_owned());
        self
    }

    /// Whether its body was read and cannot be read again.
    pub(crate) fn is_spent(&self) -> bool {
        self.body.as_ref().is_some_and(|body| body.content.is_spent())
    }

    /// Makes the call fail before it is sent.
    pub(crate) fn fail(&mut self, what: String) {
        self.refuse(what);
    }

    /// How to read the reply; `None` means strictly and without reporting drift.
    pub(crate) fn watch(&self) -> Option<Arc<Watch>> {
        let is_lenient = self.is_lenient.unwrap_or(self.core.is_lenient());
        (is_lenient || self.core.wants_drift()).then(|| Arc::new(Watch::new(self.core.clone(), is_lenient)))
    }

    /// The header for idempotency keys, if there is one and the request goes to the API.
    pub(crate) fn idempotency_header(&self) -> Option<&'static str> {
        self.operation.idempotency.or(self.core.api().idempotency).filter(|_| self.to.is_api())
    }

    /// The key of this call: the caller's, or a new one if the method needs it.
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
        match header(self.core.api(), name, value) {
            Ok((name, value)) => drop(self.headers.insert(name, value)),
            Err(what) => self.refuse(what),
        }
        self
    }

    fn refuse(&mut self, what: String) {
        self.fault.get_or_insert(what);
    }
}

/// Whether a name in a query, encoded or not, is this one.
fn is_name(said: &str, name: &str) -> bool {
    said == name || percent::decode(said).is_some_and(|said| said == name)
}

/// Converts a value to the form that styles take.
fn tree(value: &dyn Node) -> Result<Value, String> {
    let json = codec::encode(value).map_err(|error| error.to_string())?;
    serde_json::from_slice(&json).map_err(|error| error.to_string())
}

/// Parses a caller's header. Those that carry credentials are marked as sensitive.
pub(crate) fn header(api: &Api, name: &str, value: &str) -> Result<(HeaderName, HeaderValue), String> {
    let name: HeaderName = name.parse().map_err(|_| format!("`{name}` is not a valid header name"))?;
    let is_secret = matches!(name.as_str(), "authorization" | "cookie" | "proxy-authorization")
        || api.schemes.iter().any(|scheme| scheme.is_in_header(name.as_str()));
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
