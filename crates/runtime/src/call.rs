//! A call that is ready to be sent.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::time::Duration;

use http::{HeaderMap, StatusCode};

use crate::codec::{DecodeError, Empty, Node};
use crate::download::Download;
use crate::drift::Drift;
use crate::error::Error;
use crate::future::{BoxFuture, MaybeSend, MaybeSync};
use crate::header;
use crate::limits::Limits;
use crate::replies::Replies;
use crate::reply::{Payload, Reply};
use crate::request::Request;
use crate::retry::Retry;
use crate::transport::Names;

/// A call that gives a `T`. Awaiting it sends it; dropping the future cancels it.
///
/// It owns all its data, so it can be kept, moved and spawned.
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
/// use std::time::Duration;
///
/// use bindery_runtime::{Call, Retry, json};
///
/// let call: Call<String> = core.request(&GET_JOB).call(json);
/// let call = call.timeout(Duration::from_secs(5)).retry(Retry::none()).lenient(true);
/// let call = call.header("x-trace", "7").with_query("page", "2").with_json(&vec!["total".to_owned()]);
/// let reply = call.with_meta().await?;
/// assert_eq!((reply.value.as_str(), reply.status.as_u16()), ("job_1", 200));
/// let seen = server.only("getJob");
/// assert_eq!((seen.header("x-trace"), seen.query("page")), (Some("7"), Some("2")));
/// assert_eq!(seen.body, r#"["total"]"#);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "a request does nothing until it is awaited"]
pub struct Call<T> {
    request: Request,
    decode: Decode<T>,
}

/// A call that gives the reply's [`Meta`] along with the value.
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
/// use bindery_runtime::{WithMeta, json};
///
/// let call: WithMeta<String> = core.request(&GET_JOB).call(json).with_meta();
/// assert_eq!(call.await?.status, 200);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "a request does nothing until it is awaited"]
pub struct WithMeta<T>(Call<T>);

/// A value with the reply's status, headers and more.
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
/// use bindery_runtime::{Meta, json};
///
/// server.on("getJob").refuse().then().reply(200).header("x-left", "7").json(&"job_1");
/// let Meta { value, status, attempts, .. } = core.request(&GET_JOB).call(json::<String>).with_meta().await?;
/// assert_eq!((value.as_str(), status.as_u16(), attempts), ("job_1", 200, 2));
/// server.on("getJob").reply(200).header("x-left", "7").json(&"job_1");
/// let meta = core.request(&GET_JOB).call(json::<String>).with_meta().await?;
/// assert_eq!(meta.header::<i64>("x-left").ok().flatten(), Some(7));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub struct Meta<T> {
    /// The value of the call.
    pub value: T,
    /// The status of the reply.
    pub status: StatusCode,
    /// The headers of the reply.
    pub headers: HeaderMap,
    /// The server's id of the request, if it sent one.
    pub request_id: Option<String>,
    /// The number of attempts.
    pub attempts: u32,
    /// Differences between the reply and the document. Collected only if the call is [lenient](crate::Builder::lenient), or the
    /// client has an [`on_drift`](crate::Builder::on_drift) handler.
    pub drift: Vec<Drift>,
}

/// Values of headers are left out: servers set session tokens there.
impl<T: fmt::Debug> fmt::Debug for Meta<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value, status, headers, request_id, attempts, drift } = self;
        f.debug_struct("Meta")
            .field("value", value)
            .field("status", status)
            .field("headers", &Names(headers))
            .field("request_id", request_id)
            .field("attempts", attempts)
            .field("drift", drift)
            .finish()
    }
}

type Decode<T> = fn(Reply) -> Result<T, Error>;

impl<T> Call<T> {
    /// Gives status, headers and request id along with the value.
    pub fn with_meta(self) -> WithMeta<T> {
        WithMeta(self)
    }

    /// Limits the time of the whole call, overriding the client's limit.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.request = self.request.timeout(limit);
        self
    }

    /// Limits each attempt of the call and its reply, overriding the client's limits.
    pub fn limits(mut self, limits: Limits) -> Self {
        self.request = self.request.limits(limits);
        self
    }

    /// Reports the number of bytes of the body handed to the connection, and the total if it is known. Each attempt starts again
    /// from zero.
    ///
    /// ```
    /// # fn upload(call: bindery_runtime::Call<()>) -> bindery_runtime::Call<()> {
    /// call.on_progress(|sent, total| println!("{sent} of {total:?} bytes"))
    /// # }
    /// ```
    pub fn on_progress(mut self, report: impl Fn(u64, Option<u64>) + MaybeSend + MaybeSync + 'static) -> Self {
        self.request = self.request.on_progress(report);
        self
    }

    /// Sets how often the call is sent, overriding the client's setting.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.request = self.request.retry(retry);
        self
    }

    /// Sets the key that identifies this call to the server, instead of a random one. The API has to define a header for it.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, nothing};
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "pay", "status": 200, "type": "text/plain", "text": ""}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// static API: Api = Api::new("example/0.1.0").idempotency("Idempotency-Key");
    /// static PAY: Operation = Operation::new("pay", "POST", "/payments");
    ///
    /// let core = Builder::new(&API).in_process(&server).build()?;
    /// core.request(&PAY).call(nothing).idempotency_key("invoice-7").with_json(&true).await?;
    /// assert_eq!(server.only("pay").header("idempotency-key"), Some("invoice-7"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.request = self.request.idempotency_key(key);
        self
    }

    /// Sets a header of this call, replacing any other header of that name.
    pub fn header(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.request = self.request.header(name, value);
        self
    }

    /// Sets whether a value of the reply that does not fit is set aside, overriding the client's setting: see
    /// [`Builder::lenient`](crate::Builder::lenient).
    pub fn lenient(mut self, yes: bool) -> Self {
        self.request = self.request.lenient(yes);
        self
    }

    /// Adds a query parameter that is not in the document.
    pub fn with_query(mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.request = self.request.query(name, value);
        self
    }

    /// Sets the body to JSON, for an operation whose document omits its body.
    pub fn with_json(mut self, body: &dyn Node) -> Self {
        self.request = self.request.json(body);
        self
    }

    /// Sends the call and blocks the thread until its value arrives. No runtime is needed; inside one, `await` the call instead.
    ///
    /// # Errors
    /// The same as when it is awaited.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, json};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # let call = core.request(&GET_JOB).call(json::<String>);
    /// assert_eq!(call.wait()?, "job_1");
    /// # Ok::<(), bindery_runtime::Error>(())
    /// ```
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<T, Error> {
        self.request.wait().and_then(self.decode)
    }

    pub(crate) fn new(request: Request, decode: Decode<T>) -> Self {
        Self { request, decode }
    }
}

impl<T: Replies> Call<T> {
    /// Asks for a reply of this media type, instead of any that the document lists.
    ///
    /// ```
    /// # use bindery_runtime::{Call, Replies};
    /// # fn table<T: Replies>(report: Call<T>) -> Call<T> {
    /// report.accept("text/csv")
    /// # }
    /// ```
    pub fn accept(self, media_type: impl AsRef<str>) -> Self {
        self.header("accept", media_type)
    }
}

impl Call<Payload> {
    /// Gives the reply as it arrives, instead of waiting for all of it. Meant for large replies.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, payload};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_PHOTO: Operation = Operation::new("getPhoto", "GET", "/jobs/1/photo");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getPhoto", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # let photo = core.request(&GET_PHOTO).call(payload);
    /// let mut download = photo.download().await?;
    /// let mut bytes = 0;
    /// while let Some(piece) = download.next().await {
    ///     bytes += piece?.len();
    /// }
    /// assert_eq!(bytes, r#""job_1""#.len());
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn download(self) -> Call<Download> {
        self.request.download()
    }
}

#[cfg(feature = "blocking")]
impl<T> WithMeta<T> {
    /// Sends the call and blocks the thread until its value arrives: see [`Call::wait`].
    ///
    /// # Errors
    /// The same as when it is awaited.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation, json};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static GET_JOB: Operation = Operation::new("getJob", "GET", "/jobs/1");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "getJob", "status": 200, "type": "application/json", "body": "job_1"}]"#);
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # let call = core.request(&GET_JOB).call(json::<String>);
    /// let reply = call.with_meta().wait()?;
    /// assert_eq!((reply.status.as_u16(), reply.value.as_str()), (200, "job_1"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// ```
    pub fn wait(self) -> Result<Meta<T>, Error> {
        Meta::of(self.0.request.wait()?, self.0.decode)
    }
}

impl<T> IntoFuture for Call<T> {
    type Output = Result<T, Error>;
    type IntoFuture = Sending<T>;

    fn into_future(self) -> Sending<T> {
        Sending { reply: self.request.send(), decode: self.decode }
    }
}

impl<T> IntoFuture for WithMeta<T> {
    type Output = Result<Meta<T>, Error>;
    type IntoFuture = SendingWithMeta<T>;

    fn into_future(self) -> SendingWithMeta<T> {
        SendingWithMeta(self.0.into_future())
    }
}

/// The future of a [`Call`]. It holds a future of the reply, which is the same for all types, and the decoder for `T`.
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
/// use bindery_runtime::{Sending, json};
///
/// // A named future can be a field, or an element of a list that is polled together.
/// let sending: Sending<String> = core.request(&GET_JOB).call(json).into_future();
/// assert_eq!(sending.await?, "job_1");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "futures do nothing unless polled"]
pub struct Sending<T> {
    reply: BoxFuture<'static, Result<Reply, Error>>,
    decode: Decode<T>,
}

/// The future of a call [`WithMeta`].
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
/// use bindery_runtime::{SendingWithMeta, json};
///
/// let sending: SendingWithMeta<String> = core.request(&GET_JOB).call(json).with_meta().into_future();
/// assert_eq!(sending.await?.value, "job_1");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "futures do nothing unless polled"]
pub struct SendingWithMeta<T>(Sending<T>);

impl<T> Future for Sending<T> {
    type Output = Result<T, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.reply.as_mut().poll(cx));
        Poll::Ready(reply.and_then(self.decode))
    }
}

impl<T> Future for SendingWithMeta<T> {
    type Output = Result<Meta<T>, Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        let reply = ready!(self.0.reply.as_mut().poll(cx));
        Poll::Ready(reply.and_then(|reply| Meta::of(reply, self.0.decode)))
    }
}

impl<T> Meta<T> {
    /// Reads the header `name` as a value of the API, written in the style `simple` (`100`, `a,b`, `R=100,G=200` or
    /// `R,100,G,200`) or as JSON. `None` if the reply has no such header. Several headers of the same name are one list.
    ///
    /// # Errors
    /// The header's value is not an `H`.
    pub fn header<H: Empty>(&self, name: impl AsRef<str>) -> Result<Option<H>, DecodeError> {
        header::decode(&self.headers, name.as_ref())
    }

    pub(crate) fn of(reply: Reply, decode: Decode<T>) -> Result<Self, Error> {
        let (status, headers, attempts) = (reply.status(), reply.headers().clone(), reply.attempts());
        let request_id = reply.request_id().map(str::to_owned);
        let watch = reply.received.watch.clone();
        let value = decode(reply)?;
        let drift = watch.map_or_else(Vec::new, |watch| watch.found());
        Ok(Self { value, status, headers, request_id, attempts, drift })
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Call").field(&self.request).finish()
    }
}

impl<T> fmt::Debug for WithMeta<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("WithMeta").field(&self.0.request).finish()
    }
}

impl<T> fmt::Debug for Sending<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sending")
    }
}

impl<T> fmt::Debug for SendingWithMeta<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SendingWithMeta")
    }
}
