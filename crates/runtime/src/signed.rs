//! Uploads to signed URLs of a storage service, outside the API.

use std::fmt;
use std::time::Duration;

use http::Uri;

use crate::call::Meta;
#[cfg(feature = "checksums")]
use crate::checksum::Checksum;
use crate::client::Core;
use crate::destination::Destination;
use crate::error::Error;
use crate::future::{BoxFuture, MaybeSend, MaybeSync};
use crate::operation::Operation;
use crate::progress::Progress;
use crate::reply::nothing;
use crate::request::Request;
use crate::retry::Retry;
use crate::secret::Secret;
use crate::upload::Upload;
use crate::url;
use crate::world::World;

/// A URL that allows its holder to upload one file for a limited time. Its `Debug` does not show it.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder};
/// # static API: Api = Api::new("example/0.1.0");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "signedUpload", "status": 200}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use std::time::Duration;
///
/// use bindery_runtime::{SignedUpload, SignedUrl};
///
/// let until = Duration::from_secs(4_102_444_800);
/// let url = SignedUrl::new("http://localhost/photos/1?signature=s3cr3t").expires_at(until).header("x-amz-acl", "private");
/// assert!(!format!("{url:?}").contains("s3cr3t"));
/// SignedUpload::new(&core, url, "a photo").await?;
/// assert_eq!(server.only("signedUpload").header("x-amz-acl"), Some("private"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct SignedUrl {
    url: Secret,
    ends: Option<Duration>,
    headers: Vec<(String, Secret)>,
}

/// An upload to a signed URL. Awaiting it sends it with PUT.
///
/// It uses the client's transport, limits and [`Retry`]. A body in pieces is read again for each attempt, if its
/// [`Source`](crate::Source) can be. Apart from `User-Agent`, no credentials or headers of the client or its interceptors are
/// sent, because the URL's signature may cover the headers. A URL that has expired by the clock is not tried, and one that is
/// refused with 403 is not tried again: [`renew`](Self::renew) provides another.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::{Core, Error, SignedUpload, SignedUrl, Upload};
/// # use bindery_runtime::future::BoxFuture;
/// # use bindery_runtime::transport::{HttpReply, HttpRequest, Transport, TransportError};
/// # use bindery_runtime::{Api, Builder, http::StatusCode};
///
/// /// Asks the API where to upload a file; in a real client this calls an operation.
/// async fn ticket(core: &Core) -> Result<SignedUrl, Error> {
///     let url = "https://storage.example.com/photos/1?signature=s3cr3t";
///     Ok(SignedUrl::new(url).expires_at(Duration::from_secs(4_102_444_800)))
/// }
///
/// async fn put(core: &Core) -> Result<(), Error> {
///     let again = core.clone();
///     SignedUpload::new(core, ticket(core).await?, Upload::new("a photo").content_type("image/jpeg"))
///         .renew(move || {
///             let core = again.clone();
///             async move { ticket(&core).await }
///         })
///         .on_progress(|sent, total| println!("{sent} of {total:?} bytes"))
///         .await?;
///     Ok(())
/// }
/// # #[derive(Debug)]
/// # struct Storage;
/// # impl Transport for Storage {
/// #     fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
/// #         assert_eq!(request.url.query(), Some("signature=s3cr3t"));
/// #         Box::pin(async move {
/// #             assert_eq!(request.body.collect().await?, "a photo");
/// #             Ok(HttpReply::new(StatusCode::OK, ""))
/// #         })
/// #     }
/// # }
/// # static API: Api = Api::new("example/0.1.0").servers(&["https://api.example.com"]);
/// # let core = Builder::new(&API).transport(Storage).build()?;
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(put(&core))?;
/// # Ok::<(), Error>(())
/// ```
#[must_use = "a request does nothing until it is awaited"]
pub struct SignedUpload {
    request: Request,
    url: SignedUrl,
    renew: Option<Box<dyn Renew>>,
    #[cfg(feature = "checksums")]
    checksum: Option<Checksum>,
}

/// Provides another URL.
trait Renew: MaybeSend + MaybeSync {
    fn renew(&self) -> BoxFuture<'static, Result<SignedUrl, Error>>;
}

impl<R, F> Renew for R
where
    R: Fn() -> F + MaybeSend + MaybeSync,
    F: Future<Output = Result<SignedUrl, Error>> + MaybeSend + 'static,
{
    fn renew(&self) -> BoxFuture<'static, Result<SignedUrl, Error>> {
        Box::pin(self())
    }
}

static PUT: Operation = Operation::new("signedUpload", "PUT", "/{signed_url}").auth(&[]);

impl SignedUrl {
    /// Creates a signed URL from the API's. It has to use `https` or lead to this machine.
    pub fn new(url: impl Into<String>) -> Self {
        Self { url: Secret::new(url), ends: None, headers: Vec::new() }
    }

    /// Sets when it expires, as the time since 1970-01-01T00:00:00Z.
    pub fn expires_at(mut self, unix_time: Duration) -> Self {
        self.ends = Some(unix_time);
        self
    }

    /// Adds a header that the service requires, such as one that the signature covers.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), Secret::new(value)));
        self
    }

    /// The secrets that must not appear in errors: the query, and the whole URL.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = String> {
        let query = self.url.expose().split_once('?').map(|(_, query)| query.to_owned());
        query.into_iter().chain([self.url.expose().to_owned()])
    }

    /// The URL itself, to be sent only.
    ///
    /// # Errors
    /// It is not a URL, or would be sent in plain text.
    pub(crate) fn uri(&self) -> Result<Uri, Error> {
        let uri: Uri = self.url.expose().parse().map_err(|_| Error::construct("the signed URL cannot be read"))?;
        if url::is_private(&uri) {
            Ok(uri)
        } else {
            Err(Error::auth("a signed URL is a credential, and is sent over https only"))
        }
    }

    fn has_ended(&self, unix_time: Duration) -> bool {
        self.ends.is_some_and(|ends| ends <= unix_time)
    }
}

impl SignedUpload {
    /// Uploads `upload` to `url` with this client's transport and settings. `Content-Type` is sent only if the upload [has] one,
    /// because the signature may cover it.
    ///
    /// [has]: Upload::content_type
    pub fn new(core: &Core, url: SignedUrl, upload: impl Into<Upload>) -> Self {
        Self {
            request: core.request(&PUT).declare("").body(upload),
            url,
            renew: None,
            #[cfg(feature = "checksums")]
            checksum: None,
        }
    }

    /// Sets how to obtain another URL if the current one has expired or, once, if the service refuses it with 403. It has to lead
    /// to the same file; the upload starts again there.
    pub fn renew<F>(mut self, renew: impl Fn() -> F + MaybeSend + MaybeSync + 'static) -> Self
    where
        F: Future<Output = Result<SignedUrl, Error>> + MaybeSend + 'static,
    {
        self.renew = Some(Box::new(renew));
        self
    }

    /// Sends a checksum. The upload is read an additional time for it, so it cannot be one that can be read only
    /// [once](crate::Source::once).
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "signedUpload", "status": 200}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use bindery_runtime::{Checksum, SignedUpload, SignedUrl};
    /// # let upload = SignedUpload::new(&core, SignedUrl::new("http://localhost/photos/1"), "a photo");
    /// upload.checksum(Checksum::md5()).await?;
    /// assert!(server.only("signedUpload").header("content-md5").is_some());
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[cfg(feature = "checksums")]
    pub fn checksum(mut self, checksum: Checksum) -> Self {
        self.checksum = Some(checksum);
        self
    }

    /// Reports the number of bytes handed to the connection, and the total if it is known. Each attempt starts again from zero.
    pub fn on_progress(mut self, report: impl Fn(u64, Option<u64>) + MaybeSend + MaybeSync + 'static) -> Self {
        self.request.progress = Some(Progress::new(report));
        self
    }

    /// Limits the time for one URL, with all attempts, overriding the client's limit.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "signedUpload", "status": 200}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use std::time::Duration;
    /// # use bindery_runtime::{SignedUpload, SignedUrl};
    /// # let upload = SignedUpload::new(&core, SignedUrl::new("http://localhost/photos/1"), "a photo");
    /// server.on("signedUpload").reply(200).after(Duration::from_secs(2));
    /// assert!(upload.timeout(Duration::from_secs(1)).await.is_err());
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.request = self.request.timeout(limit);
        self
    }

    /// Sets how often it is sent, overriding the client's setting.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "signedUpload", "status": 200}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use bindery_runtime::{Retry, SignedUpload, SignedUrl};
    /// # let upload = SignedUpload::new(&core, SignedUrl::new("http://localhost/photos/1"), "a photo");
    /// server.on("signedUpload").reply(503);
    /// assert!(upload.retry(Retry::none()).await.is_err());
    /// server.assert_called("signedUpload", 1);
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn retry(mut self, retry: Retry) -> Self {
        self.request = self.request.retry(retry);
        self
    }

    /// Sends the upload and blocks the thread until it is done. The future of [`renew`](Self::renew) is also run on this thread,
    /// so its calls are best made with `wait` as well.
    ///
    /// # Errors
    /// The same as when it is awaited.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, SignedUpload, SignedUrl};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "signedUpload", "status": 200}]"#);
    /// # let core = Builder::new(&API).in_process(&Server::new(&ANSWERS)).build()?;
    /// let url = SignedUrl::new("http://localhost/photos/1?signature=s3cr3t");
    /// assert_eq!(SignedUpload::new(&core, url, "a photo").wait()?.status, 200);
    /// # Ok::<(), bindery_runtime::Error>(())
    /// ```
    #[cfg(feature = "blocking")]
    pub fn wait(self) -> Result<Meta<()>, Error> {
        crate::wait::wait(self.send(World::Blocking))
    }

    async fn send(self, world: World) -> Result<Meta<()>, Error> {
        let request = self.summed().await?;
        let (mut url, mut is_refused) = (self.url.clone(), false);
        loop {
            let clock = &request.core.means(world).clock;
            if url.has_ended(clock.unix_time()) {
                let renew = self.renew.as_ref().ok_or_else(ended)?;
                url = renew.renew().await?;
                if url.has_ended(clock.unix_time()) {
                    return Err(ended());
                }
            }
            let error = match crate::send::send(signed(&request, &url), world).await {
                Ok(reply) => return Meta::of(reply, nothing),
                Err(error) => error,
            };
            let is_over =
                is_refused || request.is_spent() || error.status().is_none_or(|status| status.as_u16() != 403);
            match &self.renew {
                Some(renew) if !is_over => url = renew.renew().await?,
                _ => return Err(error),
            }
            is_refused = true;
        }
    }

    /// The request with its checksum.
    #[cfg(feature = "checksums")]
    async fn summed(&self) -> Result<Request, Error> {
        let request = self.request.clone();
        let (Some(checksum), Some(body)) = (&self.checksum, &self.request.body) else { return Ok(request) };
        if body.content.is_once() {
            return Err(Error::construct("a checksum needs a body that can be read twice"));
        }
        let (name, value) = checksum.of(&body.content).await.map_err(Error::transport)?;
        Ok(request.header(name, value))
    }

    #[cfg(not(feature = "checksums"))]
    #[expect(clippy::unused_async, reason = "with the feature, a checksum is awaited")]
    async fn summed(&self) -> Result<Request, Error> {
        Ok(self.request.clone())
    }
}

/// The request to this URL.
fn signed(request: &Request, url: &SignedUrl) -> Request {
    let mut request = request.clone();
    for (name, value) in &url.headers {
        request = request.header(name, value.expose());
    }
    request.to = Destination::Signed(url.clone());
    request
}

fn ended() -> Error {
    Error::auth("the signed URL has expired")
}

impl IntoFuture for SignedUpload {
    type Output = Result<Meta<()>, Error>;
    type IntoFuture = BoxFuture<'static, Result<Meta<()>, Error>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send(World::Async))
    }
}

impl fmt::Debug for SignedUpload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignedUpload").field("request", &self.request).field("url", &self.url).finish_non_exhaustive()
    }
}
