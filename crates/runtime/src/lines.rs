//! Replies that are a sequence of JSON values.

use std::fmt;

use crate::codec::{DecodeError, Empty};
use crate::error::Error;
use crate::media_type::JSON_SEQUENCE;
use crate::reply::{Received, Reply};
use crate::stream::{Cut, Stream};

/// A stream of values: JSON Lines (`application/jsonl`, `application/x-ndjson`), or a JSON text sequence (`application/json-seq`,
/// RFC 7464).
///
/// Dropping it closes the connection.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static NUMBERS: Operation = Operation::new("numbers", "GET", "/numbers").streams(&["application/jsonl"]);
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "numbers", "status": 200, "type": "application/jsonl", "text": "1\n2\n\n3\n"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Lines, lines};
///
/// // The stream: `1`, `2`, a blank line, `3`.
/// let mut numbers: Lines<i64> = core.request(&NUMBERS).call(lines).await?;
/// let mut sum = 0;
/// while let Some(number) = numbers.next().await {
///     sum += number?;
/// }
/// assert_eq!(sum, 6);
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "a stream does nothing until it is asked for its next value"]
pub struct Lines<T> {
    stream: Stream,
    read: fn(&Received, &[u8]) -> Result<T, DecodeError>,
}

/// Reads the reply as values, as they arrive, if the operation [streams](crate::Operation::streams) its media type.
///
/// # Errors
/// None; it returns a `Result` like [`json`](crate::json()).
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static NUMBERS: Operation = Operation::new("numbers", "GET", "/numbers").streams(&["application/jsonl"]);
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "numbers", "status": 200, "type": "application/jsonl", "text": "1\n2\n\n3\n"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// server.on("numbers").reply(200).header("content-type", "application/jsonl").body("1\n\"two\"\n3\n");
/// let mut numbers = core.request(&NUMBERS).call(bindery_runtime::lines::<i64>).await?;
/// assert_eq!(numbers.next().await.transpose()?, Some(1));
/// assert!(numbers.next().await.is_some_and(|line| line.is_err()), "a line that does not fit");
/// assert_eq!(numbers.next().await.transpose()?, Some(3));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn lines<T: Empty>(reply: Reply) -> Result<Lines<T>, Error> {
    let is_sequence = reply.media_type().is_some_and(|media_type| media_type.eq_ignore_ascii_case(JSON_SEQUENCE));
    let cut = if is_sequence { Cut::Record } else { Cut::Line };
    Ok(Lines { stream: Stream::new(reply, cut), read: |received, line| received.decode(line, "") })
}

impl<T> Lines<T> {
    /// Returns the next value; `None` after the last one. Blank lines are skipped.
    ///
    /// # Errors
    /// The line does not fit; the next one may. Or the stream broke, and is over. Or a line is larger than the client accepts
    /// ([`Builder::max_reply_bytes`](crate::Builder::max_reply_bytes)).
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        loop {
            let line = match self.stream.next().await {
                Ok(line) => line?,
                Err(error) => return Some(Err(error)),
            };
            if !line.trim_ascii().is_empty() {
                let read = (self.read)(self.stream.received(), &line);
                return Some(read.map_err(|error| self.stream.misfit(error, line)));
            }
        }
    }

    /// Turns it into a [`Stream`](futures_core::Stream), for the combinators of other crates.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static NUMBERS: Operation = Operation::new("read", "GET", "/numbers").streams(&["application/jsonl"]);
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "read", "status": 200, "type": "application/jsonl", "text": "1\n2\n"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use std::future::poll_fn;
    /// use std::pin::Pin;
    ///
    /// use futures_core::Stream;
    ///
    /// let mut stream = core.request(&NUMBERS).call(bindery_runtime::lines::<i64>).await?.into_stream();
    /// let first = poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await.transpose()?;
    /// assert_eq!(first, Some(1));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[cfg(feature = "stream")]
    pub fn into_stream(self) -> crate::IntoStream<Self, Result<T, Error>>
    where
        T: 'static,
    {
        crate::IntoStream::new(self, |this| Box::pin(this.next()))
    }
}

/// Blocks the thread until the next value arrives: for blocking calls.
#[cfg(feature = "blocking")]
impl<T> Iterator for Lines<T> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        crate::wait::wait(Lines::next(self))
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lines").field(self.stream.received()).finish()
    }
}
