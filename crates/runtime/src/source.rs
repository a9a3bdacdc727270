//! The bytes of a request's body.

mod chain;
#[cfg(not(target_arch = "wasm32"))]
mod file;
mod metered;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
#[cfg(not(target_arch = "wasm32"))]
use std::{io, path::Path};

use bytes::Bytes;

use self::chain::Chain;
use self::metered::Metered;
use crate::future::{MaybeSend, MaybeSync};
use crate::progress::Progress;
use crate::transport::{Body, TransportError};

/// The content of a body: bytes in memory, or pieces that are produced when it is sent.
///
/// Anything that converts to bytes is a source. Pieces are never held in memory as a whole:
///
/// | made by | sent again after a failure | length |
/// | --- | --- | --- |
/// | bytes, a string | yes | known |
/// | [`path`](Self::path) | yes, the file is read again | that of the file |
/// | [`from_fn`](Self::from_fn) | yes, the pieces are produced again | if [set](Self::length) |
/// | [`once`](Self::once) | only if it has not been read from | if [set](Self::length) |
///
/// Only the limit of the whole call ([`Builder::timeout`](crate::Builder::timeout)) applies to a body in pieces, not that of one
/// attempt. Without a length HTTP/1.1 sends it in chunks, which some servers do not accept.
///
/// ```
/// use bindery_runtime::transport::Body;
/// use bindery_runtime::{Source, Upload};
///
/// let note = Source::from("a text");
/// assert_eq!((note.len(), note.is_empty()), (Some(6), false));
/// assert_eq!(note.bytes().map(|bytes| &bytes[..]), Some(&b"a text"[..]));
///
/// // Reads from any reader, opened again for every attempt.
/// let zeros = Source::from_fn(|| Body::reader(std::io::Read::take(std::io::repeat(0), 1 << 30))).length(1 << 30);
/// let upload = Upload::new(zeros).content_type("application/octet-stream");
/// # let _ = upload;
/// ```
#[derive(Clone)]
pub struct Source {
    kind: Kind,
    length: Option<u64>,
    progress: Option<Progress>,
}

#[derive(Clone)]
enum Kind {
    Bytes(Bytes),
    /// `None` once it was opened.
    Once(Arc<Mutex<Option<Body>>>),
    Anew(Arc<dyn Open>),
    /// One after another.
    Chain(Arc<[Source]>),
}

/// Produces the pieces again.
trait Open: MaybeSend + MaybeSync {
    fn open(&self) -> Body;
}

impl<F: Fn() -> Body + MaybeSend + MaybeSync> Open for F {
    fn open(&self) -> Body {
        self()
    }
}

impl Source {
    /// Creates a source of pieces that `open` produces again for each attempt, so that a call can be retried.
    pub fn from_fn(open: impl Fn() -> Body + MaybeSend + MaybeSync + 'static) -> Self {
        Self::of(Kind::Anew(Arc::new(open)), None)
    }

    /// Creates a source of pieces that can be read only once. A call whose attempt has begun to read them is not sent again, not
    /// even for a redirect: it fails with the error of that attempt.
    ///
    /// ```
    /// use bindery_runtime::Source;
    /// use bindery_runtime::transport::Body;
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let source = Source::once(Body::reader(&b"a text"[..])).length(6);
    /// assert!(source.bytes().is_none() && !source.is_empty());
    /// assert_eq!(source.collect().await?, "a text");
    /// assert!(source.collect().await.is_err(), "somebody has read of it");
    /// # Ok::<(), bindery_runtime::transport::TransportError>(())
    /// # }).unwrap();
    /// ```
    pub fn once(body: impl Into<Body>) -> Self {
        Self::of(Kind::Once(Arc::new(Mutex::new(Some(body.into())))), None)
    }

    /// Creates a source from a file, read from its beginning for each attempt. Inside a Tokio runtime it is read on the blocking
    /// thread pool.
    ///
    /// ```
    /// use bindery_runtime::Source;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("front.jpg");
    /// std::fs::write(&path, "a photo")?;
    /// assert_eq!(Source::path(&path)?.len(), Some(7));
    /// assert!(Source::path(folder.path()).is_err(), "a folder");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    ///
    /// # Errors
    /// There is no such file, or it is a directory. If it cannot be read, the call fails with
    /// [`ErrorKind::Body`](crate::ErrorKind::Body).
    #[cfg(not(target_arch = "wasm32"))]
    pub fn path(path: impl AsRef<Path>) -> io::Result<Self> {
        file::source(path.as_ref())
    }

    /// Sets the total length of the pieces in bytes. A call with more or fewer bytes fails with
    /// [`ErrorKind::Body`](crate::ErrorKind::Body). Ignored for bytes in memory, whose length is known.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        if !matches!(self.kind, Kind::Bytes(_)) {
            self.length = Some(bytes);
        }
        self
    }

    /// Returns the length in bytes, if it is known.
    pub fn len(&self) -> Option<u64> {
        self.length
    }

    /// Whether there are no bytes, and none will come: a request without a body.
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Bytes(bytes) if bytes.is_empty())
    }

    /// Returns the bytes if they are in memory; `None` if they come in [pieces](Self::open), which includes bytes whose progress
    /// is reported.
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.kind {
            Kind::Bytes(bytes) if self.progress.is_none() || bytes.is_empty() => Some(bytes),
            _ => None,
        }
    }

    /// Returns the pieces from the beginning, as a [`Transport`](crate::transport::Transport) sends them. None of them is empty.
    /// Their total length is the one that was [set](Self::length), or the last one is an error.
    ///
    /// ```
    /// use bindery_runtime::Source;
    /// use bindery_runtime::transport::Body;
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let mut body = Source::from("a text").open();
    /// assert_eq!(body.next().await?.as_deref(), Some(&b"a text"[..]));
    ///
    /// let mut short = Source::from_fn(|| Body::from("a te")).length(6).open();
    /// assert_eq!(short.next().await?.as_deref(), Some(&b"a te"[..]));
    /// assert!(short.next().await.is_err());
    /// # Ok::<(), bindery_runtime::transport::TransportError>(())
    /// # }).unwrap();
    /// ```
    pub fn open(&self) -> Body {
        let body = match &self.kind {
            Kind::Bytes(bytes) => bytes.clone().into(),
            Kind::Once(body) => lock(body).take().unwrap_or_else(spent),
            Kind::Anew(open) => open.open(),
            Kind::Chain(sources) => Body::new(Chain::new(Arc::clone(sources))),
        };
        Body::new(Metered::new(body, self.length, self.progress.clone()))
    }

    /// Collects all bytes: for transports that cannot send pieces, and for tests.
    ///
    /// # Errors
    /// The pieces cannot be read to their end.
    ///
    /// ```
    /// use bindery_runtime::Source;
    /// use bindery_runtime::transport::Body;
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let report = Source::from_fn(|| Body::reader(&b"id,total\n1,9\n"[..]));
    /// assert!(report.bytes().is_none(), "it comes in pieces");
    /// assert_eq!(report.collect().await?, "id,total\n1,9\n");
    /// # Ok::<(), bindery_runtime::transport::TransportError>(())
    /// # }).unwrap();
    /// ```
    pub async fn collect(&self) -> Result<Bytes, TransportError> {
        if let Some(bytes) = self.bytes() {
            return Ok(bytes.clone());
        }
        let (mut body, mut all) = (self.open(), Vec::new());
        while let Some(piece) = body.next().await? {
            all.extend_from_slice(&piece);
        }
        Ok(all.into())
    }

    /// Joins sources, one after another.
    pub(crate) fn chain(sources: Vec<Self>) -> Self {
        let length = sources.iter().map(Self::len).sum();
        Self::of(Kind::Chain(sources.into()), length)
    }

    /// Reports how far it is read.
    pub(crate) fn watched(mut self, progress: Option<Progress>) -> Self {
        self.progress = progress;
        self
    }

    /// Whether it was read and cannot be read again.
    pub(crate) fn is_spent(&self) -> bool {
        match &self.kind {
            Kind::Bytes(_) | Kind::Anew(_) => false,
            Kind::Once(body) => lock(body).is_none(),
            Kind::Chain(sources) => sources.iter().any(Self::is_spent),
        }
    }

    /// Whether it can be read only once.
    #[cfg(feature = "checksums")]
    pub(crate) fn is_once(&self) -> bool {
        match &self.kind {
            Kind::Bytes(_) | Kind::Anew(_) => false,
            Kind::Once(_) => true,
            Kind::Chain(sources) => sources.iter().any(Self::is_once),
        }
    }

    fn of(kind: Kind, length: Option<u64>) -> Self {
        Self { kind, length, progress: None }
    }
}

fn spent() -> Body {
    Body::failed(TransportError::body("its stream was already read, and can be read only once"))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Into<Bytes>> From<T> for Source {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        let length = u64::try_from(bytes.len()).ok();
        Self::of(Kind::Bytes(bytes), length)
    }
}

/// No bytes.
impl Default for Source {
    fn default() -> Self {
        Self::from(Bytes::new())
    }
}

/// Bytes are compared by value; a source in pieces equals only its clones.
impl PartialEq for Source {
    fn eq(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Bytes(one), Kind::Bytes(other)) => one == other,
            (Kind::Once(one), Kind::Once(other)) => Arc::ptr_eq(one, other),
            (Kind::Anew(one), Kind::Anew(other)) => Arc::ptr_eq(one, other),
            (Kind::Chain(one), Kind::Chain(other)) => one == other,
            _ => false,
        }
    }
}

impl Eq for Source {}

/// Shows the length, not the content.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.kind, self.length) {
            (Kind::Bytes(_), Some(length)) => write!(f, "{length} bytes"),
            (_, Some(length)) => write!(f, "{length} bytes in pieces"),
            (_, None) => f.write_str("bytes in pieces"),
        }
    }
}
