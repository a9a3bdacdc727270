//! A reply that is read as it arrives, without holding all of it in memory.

#[cfg(not(target_arch = "wasm32"))]
mod save;

use std::fmt;
#[cfg(feature = "blocking")]
use std::io;

use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::{HeaderMap, StatusCode};

use crate::error::Error;
use crate::future::{MaybeSend, MaybeSync};
use crate::progress::Progress;
use crate::reply::{Received, Reply};
use crate::transport::Body;

/// A successful reply whose body is still arriving: the value of a call with [`download`](crate::Call::download).
///
/// The call's time limits end with the head of the reply; from then on only pauses in the body are limited
/// ([`Builder::read_timeout`](crate::Builder::read_timeout)). Its size is unlimited, unless [`max_bytes`](Self::max_bytes) sets a
/// limit. Nothing is retried once the head has arrived: a body that breaks is an error. Dropping it closes the connection.
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
/// use bindery_runtime::Download;
///
/// let download: Download = core.request(&GET_JOB).download().await?;
/// assert_eq!((download.status().as_u16(), download.media_type()), (200, Some("application/json")));
/// assert!(download.headers().contains_key("content-type"));
/// let mut download = download.max_bytes(1 << 20).on_progress(|done, total| println!("{done} of {total:?}"));
/// let mut size = 0;
/// while let Some(piece) = download.next().await {
///     size += piece?.len();
/// }
/// assert_eq!(size, "\"job_1\"".len());
/// // A small body can also be read whole.
/// assert_eq!(core.request(&GET_JOB).download().await?.bytes().await?, "\"job_1\"");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
///
/// After a blocking call (feature `blocking`) it is an iterator over its pieces, and a reader, so that [`std::io::copy`] can
/// write it anywhere.
#[must_use = "a download does nothing until it is asked for its next piece"]
pub struct Download {
    received: Received,
    /// `None` once it has ended or broken.
    body: Option<Body>,
    length: Option<u64>,
    done: u64,
    limit: u64,
    progress: Option<Progress>,
    /// Bytes that have arrived, but are not read yet.
    #[cfg(feature = "blocking")]
    rest: Bytes,
}

/// Takes the reply as it arrives, if the request is a [download](crate::Request::download); otherwise the whole body.
///
/// # Errors
/// None; it returns a `Result` like [`json`](crate::json()).
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
/// server.on("getJob").reply(200).header("content-length", "7").body("a photo");
/// let download = core.request(&GET_JOB).call(bindery_runtime::download).await?;
/// assert_eq!((download.len(), download.headers().len()), (Some(7), 1));
/// assert_eq!(download.bytes().await?, "a photo");
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn download(reply: Reply) -> Result<Download, Error> {
    let Reply { mut received, stream, .. } = reply;
    let whole = std::mem::take(&mut received.body);
    let length = received.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    Ok(Download {
        received,
        body: Some(stream.unwrap_or_else(|| whole.into())),
        length,
        done: 0,
        limit: u64::MAX,
        progress: None,
        #[cfg(feature = "blocking")]
        rest: Bytes::new(),
    })
}

impl Download {
    /// Returns the status.
    pub fn status(&self) -> StatusCode {
        self.received.status
    }

    /// Returns the headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.received.headers
    }

    /// Returns the media type of the body (`image/png`), as the server declares it, without parameters.
    pub fn media_type(&self) -> Option<&str> {
        self.received.media_type()
    }

    /// Returns the length of the body in bytes, if the server sends it; unknown for a compressed body.
    #[expect(clippy::len_without_is_empty, reason = "unknown before the end")]
    pub fn len(&self) -> Option<u64> {
        self.length
    }

    /// Reports the number of bytes that have arrived, and the total if the server sends it.
    pub fn on_progress(mut self, report: impl Fn(u64, Option<u64>) + MaybeSend + MaybeSync + 'static) -> Self {
        self.progress = Some(Progress::new(report));
        self
    }

    /// Fails with [`ErrorKind::Limit`](crate::ErrorKind::Limit) if the body becomes larger than this.
    pub fn max_bytes(mut self, limit: u64) -> Self {
        self.limit = limit;
        self
    }

    /// Returns the next piece; `None` after the last one. After an error there are no more.
    ///
    /// # Errors
    /// The connection broke, the body paused for too long, or it is larger than the limit.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        match self.body.as_mut()?.next().await {
            Ok(Some(piece)) => Some(self.count(piece)),
            Ok(None) => {
                self.body = None;
                None
            }
            Err(error) => Some(Err(self.broken(Error::transport(error)))),
        }
    }

    /// Turns it into a [`Stream`](futures_core::Stream), for the combinators of other crates.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static PHOTO: Operation = Operation::new("read", "GET", "/photo");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "read", "status": 200, "type": "image/png", "text": "pixels"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use std::future::poll_fn;
    /// use std::pin::Pin;
    ///
    /// use futures_core::Stream;
    ///
    /// let mut stream = core.request(&PHOTO).call(bindery_runtime::payload).download().await?.into_stream();
    /// let first = poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await.transpose()?;
    /// assert_eq!(first.as_deref(), Some(&b"pixels"[..]));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[cfg(feature = "stream")]
    pub fn into_stream(self) -> crate::IntoStream<Self, Result<Bytes, Error>> {
        crate::IntoStream::new(self, |this| Box::pin(this.next()))
    }

    /// Reads the whole body.
    ///
    /// # Errors
    /// Those of [`next`](Self::next).
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        let mut all = Vec::new();
        while let Some(piece) = self.next().await {
            all.extend_from_slice(&piece?);
        }
        Ok(all.into())
    }

    fn count(&mut self, piece: Bytes) -> Result<Bytes, Error> {
        self.done = self.done.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        if self.done > self.limit {
            return Err(self.broken(Error::too_large(self.limit)));
        }
        self.progress.iter().for_each(|progress| progress.report(self.done, self.length));
        Ok(piece)
    }

    fn broken(&mut self, error: Error) -> Error {
        self.body = None;
        error.answered(self.received.clone()).masked(&self.received.mask)
    }
}

/// Blocks the thread until the next piece arrives: for blocking calls.
#[cfg(feature = "blocking")]
impl Iterator for Download {
    type Item = Result<Bytes, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        crate::wait::wait(Download::next(self))
    }
}

/// Blocks the thread until bytes arrive: for blocking calls. The [`io::Error`] contains the [`Error`].
#[cfg(feature = "blocking")]
impl io::Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.rest.is_empty() {
            match Iterator::next(self) {
                Some(piece) => self.rest = piece.map_err(io::Error::other)?,
                None => return Ok(0),
            }
        }
        let read = self.rest.split_to(self.rest.len().min(buffer.len()));
        buffer[..read.len()].copy_from_slice(&read);
        Ok(read.len())
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Download").field(&self.received).finish()
    }
}
