//! Where the bytes of a request's body come from.

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

/// What a body is made of: bytes that are here, or pieces that come when it is sent.
///
/// Anything that becomes bytes is one. What comes in pieces never stands in memory as a whole:
///
/// | made by | sent again after a failure | length |
/// | --- | --- | --- |
/// | bytes, a text | yes | known |
/// | [`path`](Self::path) | yes, the file is read anew | that of the file |
/// | [`from_fn`](Self::from_fn) | yes, the pieces are made anew | if [told](Self::length) |
/// | [`once`](Self::once) | only as long as nobody has read of it | if [told](Self::length) |
///
/// What comes in pieces may take as long as the whole call ([`Builder::timeout`](crate::Builder::timeout)): the limit of one attempt
/// is none of a large file's. Without a length HTTP/1.1 sends it in chunks, which some servers do not take.
///
/// ```
/// use bindery_runtime::transport::Body;
/// use bindery_runtime::{Source, Upload};
///
/// let note = Source::from("a text");
/// assert_eq!((note.len(), note.is_empty()), (Some(6), false));
/// assert_eq!(note.bytes().map(|bytes| &bytes[..]), Some(&b"a text"[..]));
///
/// // Read from whatever can be read, made anew for every attempt.
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
    /// None once it was opened.
    Once(Arc<Mutex<Option<Body>>>),
    Anew(Arc<dyn Open>),
    /// One after another.
    Chain(Arc<[Source]>),
}

/// What makes the pieces anew.
trait Open: MaybeSend + MaybeSync {
    fn open(&self) -> Body;
}

impl<F: Fn() -> Body + MaybeSend + MaybeSync> Open for F {
    fn open(&self) -> Body {
        self()
    }
}

impl Source {
    /// Pieces that `open` makes anew for each attempt, so that a call can be sent again.
    pub fn from_fn(open: impl Fn() -> Body + MaybeSend + MaybeSync + 'static) -> Self {
        Self::of(Kind::Anew(Arc::new(open)), None)
    }

    /// Pieces that can be read once. A call whose attempt has begun to read them is never sent again, nor after a redirect: it fails
    /// with the error of that attempt.
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

    /// A file, read from its beginning for each attempt. Inside of a Tokio runtime it is read where blocking does no harm.
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
    /// There is no such file, or it is a folder. That it cannot be read is the error of the call:
    /// [`ErrorKind::Body`](crate::ErrorKind::Body).
    #[cfg(not(target_arch = "wasm32"))]
    pub fn path(path: impl AsRef<Path>) -> io::Result<Self> {
        file::source(path.as_ref())
    }

    /// Says how many bytes the pieces have together. A call with more or fewer of them fails:
    /// [`ErrorKind::Body`](crate::ErrorKind::Body). The length of bytes that are here is their own.
    #[must_use]
    pub fn length(mut self, bytes: u64) -> Self {
        if !matches!(self.kind, Kind::Bytes(_)) {
            self.length = Some(bytes);
        }
        self
    }

    /// How many bytes it has, if that is known.
    pub fn len(&self) -> Option<u64> {
        self.length
    }

    /// Whether there are no bytes, and none will come: a request without a body.
    pub fn is_empty(&self) -> bool {
        matches!(&self.kind, Kind::Bytes(bytes) if bytes.is_empty())
    }

    /// All of it, where it is here; none where it comes in [pieces](Self::open), be it only because somebody watches its progress.
    pub fn bytes(&self) -> Option<&Bytes> {
        match &self.kind {
            Kind::Bytes(bytes) if self.progress.is_none() || bytes.is_empty() => Some(bytes),
            _ => None,
        }
    }

    /// Its pieces from the first one on, as a [`Transport`](crate::transport::Transport) sends them. None of them is empty, and
    /// together they are as long as it was [said](Self::length), or the last one is an error.
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

    /// All of it, put together: for transports that cannot send pieces, and for tests.
    ///
    /// # Errors
    /// Its pieces cannot be read to their end.
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

    /// These, one after another.
    pub(crate) fn chain(sources: Vec<Self>) -> Self {
        let length = sources.iter().map(Self::len).sum();
        Self::of(Kind::Chain(sources.into()), length)
    }

    /// The same source, which tells how far it was read.
    pub(crate) fn watched(mut self, progress: Option<Progress>) -> Self {
        self.progress = progress;
        self
    }

    /// Whether it was read, and cannot be read again.
    pub(crate) fn is_spent(&self) -> bool {
        match &self.kind {
            Kind::Bytes(_) | Kind::Anew(_) => false,
            Kind::Once(body) => lock(body).is_none(),
            Kind::Chain(sources) => sources.iter().any(Self::is_spent),
        }
    }

    /// Whether it can be read but once.
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
    Body::failed(TransportError::body("its stream was read before, and can be read once"))
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

/// Bytes are compared; what comes in pieces is equal to its clones alone.
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

/// Shows how long it is, not what it holds.
impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.kind, self.length) {
            (Kind::Bytes(_), Some(length)) => write!(f, "{length} bytes"),
            (_, Some(length)) => write!(f, "{length} bytes in pieces"),
            (_, None) => f.write_str("bytes in pieces"),
        }
    }
}
