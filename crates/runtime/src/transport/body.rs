//! A body in pieces, sent or received.

use std::fmt;
use std::future::ready;
use std::io::{ErrorKind, Read};

use bytes::Bytes;

use super::TransportError;
use crate::aside::aside;
use crate::future::{BoxFuture, MaybeSend};

/// The largest piece that is read at once.
const PIECE: usize = 64 << 10;

/// A body in pieces.
///
/// ```
/// use bindery_runtime::transport::{Body, TransportError};
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let mut body = Body::reader(&b"a few bytes"[..]);
/// let mut length = 0;
/// while let Some(piece) = body.next().await? {
///     length += piece.len();
/// }
/// assert_eq!(length, 11);
/// assert_eq!(Body::from("whole").next().await?.as_deref(), Some(&b"whole"[..]));
/// # Ok::<(), TransportError>(())
/// # }).unwrap();
/// ```
pub struct Body(Box<dyn Chunks>);

/// The pieces of a body, one after another.
///
/// ```
/// use bindery_runtime::Bytes;
/// use bindery_runtime::future::BoxFuture;
/// use bindery_runtime::transport::{Body, Chunks, TransportError};
///
/// /// Counts down, one digit in each piece.
/// struct Countdown(u8);
///
/// impl Chunks for Countdown {
///     fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
///         self.0 = self.0.saturating_sub(1);
///         let piece = (self.0 > 0).then(|| Bytes::from(self.0.to_string()));
///         Box::pin(async move { Ok(piece) })
///     }
/// }
///
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// let mut body = Body::new(Countdown(3));
/// assert_eq!(body.next().await?.as_deref(), Some(&b"2"[..]));
/// # Ok::<(), TransportError>(())
/// # }).unwrap();
/// ```
pub trait Chunks: MaybeSend + 'static {
    /// Returns the next piece; `None` after the last one.
    ///
    /// # Errors
    /// Of a reply: the connection broke, a time limit was reached, or the bytes cannot be decoded. Of a request: the remaining
    /// bytes are not available, for a reason other than the server ([`TransportError::body`]).
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>>;
}

impl Body {
    /// Creates a body from its pieces.
    ///
    /// ```
    /// use bindery_runtime::Bytes;
    /// use bindery_runtime::future::BoxFuture;
    /// use bindery_runtime::transport::{Body, Chunks, TransportError};
    ///
    /// /// The lines of a report, as they are generated.
    /// struct Report(std::ops::Range<u32>);
    ///
    /// impl Chunks for Report {
    ///     fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
    ///         let line = self.0.next().map(|number| Bytes::from(format!("job_{number}\n")));
    ///         Box::pin(async move { Ok(line) })
    ///     }
    /// }
    ///
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// let mut body = Body::new(Report(1..3));
    /// assert_eq!(body.next().await?.as_deref(), Some(&b"job_1\n"[..]));
    /// # Ok::<(), TransportError>(())
    /// # }).unwrap();
    /// ```
    pub fn new(chunks: impl Chunks) -> Self {
        Self(Box::new(chunks))
    }

    /// Creates a body that is read from `reader` to its end. Inside a Tokio runtime (feature `reqwest`) it is read on the
    /// blocking thread pool, otherwise by the thread that sends it.
    pub fn reader(reader: impl Read + MaybeSend + 'static) -> Self {
        Self::new(Reading::Open(reader))
    }

    /// Creates a body from a stream.
    ///
    /// ```
    /// use bindery_runtime::Source;
    /// use bindery_runtime::transport::Body;
    /// # use bindery_runtime::Items;
    ///
    /// # fn upload(names: Items<String>) -> Source {
    /// // A stream can be read only once; `Source::from_fn` takes a closure that creates it again.
    /// Source::once(Body::stream(names))
    /// # }
    /// ```
    #[cfg(feature = "stream")]
    pub fn stream<T, E>(stream: impl futures_core::Stream<Item = Result<T, E>> + MaybeSend + 'static) -> Self
    where
        T: Into<Bytes>,
        E: Into<super::Cause>,
    {
        Self::new(Streaming(Box::pin(stream)))
    }

    /// Returns the next piece; `None` after the last one.
    ///
    /// # Errors
    /// Those of [`Chunks::next`].
    pub async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        self.0.next().await
    }

    /// A body that only fails with this error.
    pub(crate) fn failed(error: TransportError) -> Self {
        Self::new(Failing(Some(error)))
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Self {
        Self::new(Whole(bytes.into()))
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Body")
    }
}

/// A body in memory: one piece, or none if it is empty.
struct Whole(Bytes);

impl Chunks for Whole {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        let bytes = std::mem::take(&mut self.0);
        Box::pin(ready(Ok(Some(bytes).filter(|bytes| !bytes.is_empty()))))
    }
}

struct Failing(Option<TransportError>);

impl Chunks for Failing {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(ready(self.0.take().map_or(Ok(None), Err)))
    }
}

enum Reading<R> {
    Open(R),
    /// A thread has the reader. If the read was canceled, what it reads is lost.
    Away,
    Ended,
}

impl<R: Read + MaybeSend + 'static> Chunks for Reading<R> {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            let mut reader = match std::mem::replace(self, Self::Away) {
                Self::Open(reader) => reader,
                Self::Away => {
                    return Err(TransportError::body("a read of the body was canceled, and its data is lost"));
                }
                Self::Ended => {
                    *self = Self::Ended;
                    return Ok(None);
                }
            };
            let (reader, piece) = aside(move || {
                let piece = piece(&mut reader);
                (reader, piece)
            })
            .await
            .map_err(TransportError::body)?;
            let is_over = !matches!(piece, Ok(Some(_)));
            *self = if is_over { Self::Ended } else { Self::Open(reader) };
            piece.map_err(TransportError::body)
        })
    }
}

fn piece(reader: &mut impl Read) -> std::io::Result<Option<Bytes>> {
    let mut piece = vec![0; PIECE];
    let length = loop {
        match reader.read(&mut piece) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => break read?,
        }
    };
    piece.truncate(length);
    Ok(Some(Bytes::from(piece)).filter(|piece| !piece.is_empty()))
}

#[cfg(feature = "stream")]
struct Streaming<S>(std::pin::Pin<Box<S>>);

#[cfg(feature = "stream")]
impl<S, T, E> Chunks for Streaming<S>
where
    S: futures_core::Stream<Item = Result<T, E>> + MaybeSend + 'static,
    T: Into<Bytes>,
    E: Into<super::Cause>,
{
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            let piece = std::future::poll_fn(|context| self.0.as_mut().poll_next(context)).await;
            piece.transpose().map(|piece| piece.map(Into::into)).map_err(TransportError::body)
        })
    }
}
