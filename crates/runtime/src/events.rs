//! Server-sent events: `text/event-stream`, as defined in the WHATWG HTML standard (section 9.2.6).

mod line;

use std::fmt;
use std::time::Duration;

use crate::codec::{DecodeError, Empty};
use crate::error::Error;
use crate::reply::{Received, Reply};
use crate::stream::{Cut, Stream};

pub(crate) use self::line::Line;
use self::line::{Connecting, Position};

/// A stream of server-sent events.
///
/// Dropping it closes the connection.
///
/// A broken connection, or one that pauses for too long ([`Builder::read_timeout`](crate::Builder::read_timeout)), is made again
/// if that is safe and loses nothing. The method has to be safe (such as GET or QUERY), and the server must have sent an id,
/// which is returned as `Last-Event-ID`. The pause before it is the server's, or else that of the call's [`Retry`](crate::Retry).
/// Without an event in between, it reconnects at most one time fewer than the attempts of that `Retry`. Use
/// [`reconnect`](Self::reconnect) to reconnect in more cases, `Retry::none()` to never do so.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static WATCH: Operation = Operation::new("watch", "GET", "/jobs/events").streams(&["text/event-stream"]);
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "watch", "status": 200, "type": "text/event-stream", "text": "id: 7\nretry: 100\ndata: paid\n\n"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use std::time::Duration;
///
/// use bindery_runtime::events;
///
/// // The stream: `id: 7`, `retry: 100`, `data: paid`.
/// let mut events = core.request(&WATCH).call(events).await?;
/// while let Some(event) = events.next().await {
///     assert_eq!(event?.data, "paid");
/// }
/// assert_eq!((events.last_event_id(), events.retry()), (Some("7"), Some(Duration::from_millis(100))));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[must_use = "a stream does nothing until it is asked for its next event"]
pub struct EventStream<T> {
    blocks: Box<Blocks>,
    read: Read<T>,
    /// `None` once nothing can follow.
    line: Option<Box<Line>>,
    connecting: Option<Connecting>,
}

/// An event.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static WATCH: Operation = Operation::new("watch", "GET", "/jobs/events").streams(&["text/event-stream"]);
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "watch", "status": 200, "type": "text/event-stream", "text": "event: paid\ndata: job_1\n\n"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Event, events};
///
/// // The stream: `event: paid`, `data: job_1`.
/// let mut events = core.request(&WATCH).call(events).await?;
/// if let Some(Event { event, data, id, .. }) = events.next().await.transpose()? {
///     assert_eq!((event.as_str(), data.as_str(), id), ("paid", "job_1", None));
/// }
/// # assert!(events.next().await.is_none());
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its type; `message` if the server names none.
    pub event: String,
    /// Its data.
    pub data: T,
    /// The last id that the server sent, with this event or before it.
    pub id: Option<String>,
}

type Read<T> = fn(&Received, &str) -> Result<T, DecodeError>;

/// Reads the reply as events, as they arrive, if the operation [streams](crate::Operation::streams) `text/event-stream`. Their
/// data is text.
///
/// # Errors
/// None; it returns a `Result` like [`json`](crate::json()).
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static WATCH: Operation = Operation::new("watch", "GET", "/jobs/events").streams(&["text/event-stream"]);
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "watch", "status": 200, "type": "text/event-stream", "text": "data: job_1\n\n"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// let mut events = core.request(&WATCH).call(bindery_runtime::events).await?;
/// let first = events.next().await.transpose()?;
/// assert_eq!(first.map(|event| event.data).as_deref(), Some("job_1"));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn events(reply: Reply) -> Result<EventStream<String>, Error> {
    Ok(EventStream::new(reply, None, |_, data| Ok(data.to_owned())))
}

/// Reads the reply as events, as [`events`] does. Their data is JSON; the data `[DONE]`, a common convention, ends the stream.
///
/// # Errors
/// None; it returns a `Result` like [`json`](crate::json()).
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static WATCH: Operation = Operation::new("watch", "GET", "/jobs/events").streams(&["text/event-stream"]);
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "watch", "status": 200, "type": "text/event-stream", "text": "data: 12\n\ndata: [DONE]\n\n"}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{EventStream, json_events};
///
/// // The stream: `data: 12`, then `data: [DONE]`.
/// let mut events: EventStream<i64> = core.request(&WATCH).call(json_events).await?;
/// assert_eq!(events.next().await.transpose()?.map(|event| event.data), Some(12));
/// assert!(events.next().await.is_none());
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
pub fn json_events<T: Empty>(reply: Reply) -> Result<EventStream<T>, Error> {
    Ok(EventStream::new(reply, Some("[DONE]"), |received, data| received.decode(data.as_bytes(), "")))
}

impl<T> EventStream<T> {
    /// Returns the next event; `None` after the last one. An incomplete event at the end is dropped.
    ///
    /// # Errors
    /// The event's data does not fit; the next event may. Or the stream broke, and is over. Or a line, or the data of an event,
    /// is larger than the client accepts ([`Builder::max_reply_bytes`](crate::Builder::max_reply_bytes)).
    ///
    /// This method is cancel safe: no event is lost if its future is dropped.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        loop {
            if let Some(connecting) = &mut self.connecting {
                let reply = connecting.await;
                self.connecting = None;
                match reply {
                    Ok(Some(reply)) => self.blocks.go_on(reply),
                    Ok(None) => self.line = None,
                    Err(error) => {
                        self.line = None;
                        return Some(Err(error));
                    }
                }
            }
            let error = match self.blocks.next().await {
                Ok(Some(event)) => {
                    self.line.iter_mut().for_each(|line| line.calm());
                    return Some(self.decoded(event));
                }
                Ok(None) => None,
                Err(error) => Some(error),
            };
            let position =
                Position { error: error.as_ref(), last_event_id: self.blocks.id.as_deref(), retry: self.blocks.retry };
            let line = self.line.as_mut().filter(|_| !self.blocks.is_over);
            self.connecting = line.and_then(|line| line.again(&position));
            if self.connecting.is_none() {
                self.line = None;
                return error.map(Err);
            }
        }
    }

    /// Turns it into a [`Stream`](futures_core::Stream), for the combinators of other crates. What is set on it, such as
    /// [`reconnect`](Self::reconnect), has to be set before.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static WATCH: Operation = Operation::new("read", "GET", "/jobs/events").streams(&["text/event-stream"]);
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "read", "status": 200, "type": "text/event-stream", "text": "data: job_1\n\n"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// use std::future::poll_fn;
    /// use std::pin::Pin;
    ///
    /// use futures_core::Stream;
    ///
    /// let mut stream = core.request(&WATCH).call(bindery_runtime::events).await?.into_stream();
    /// let first = poll_fn(|cx| Pin::new(&mut stream).poll_next(cx)).await.transpose()?;
    /// assert_eq!(first.map(|event| event.data).as_deref(), Some("job_1"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    #[cfg(feature = "stream")]
    pub fn into_stream(self) -> crate::IntoStream<Self, Result<Event<T>, Error>>
    where
        T: 'static,
    {
        crate::IntoStream::new(self, |this| Box::pin(this.next()))
    }

    /// Reconnects even after the server ended the stream, without an id, and for any method, as a browser's `EventSource` does.
    ///
    /// The caller has to know that asking again is safe. The server ends such a stream with 204, or with `[DONE]` among JSON
    /// events.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder, Operation};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static WATCH: Operation = Operation::new("watch", "GET", "/jobs/events").streams(&["text/event-stream"]);
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "watch", "status": 200, "type": "text/event-stream", "text": "data: job_1\n\n"}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use bindery_runtime::events;
    /// let mut events = core.request(&WATCH).call(events).await?.reconnect();
    /// for _connection in 0..3 {
    ///     assert!(events.next().await.transpose()?.is_some());
    /// }
    /// server.assert_called("watch", 3);
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn reconnect(mut self) -> Self {
        self.line.iter_mut().for_each(|line| line.want());
        self
    }

    /// Returns the last id that the server sent. Sent as `Last-Event-ID`, it asks for the events after it.
    pub fn last_event_id(&self) -> Option<&str> {
        self.blocks.id.as_deref()
    }

    /// Returns how long the server asks clients to wait before they reconnect.
    pub fn retry(&self) -> Option<Duration> {
        self.blocks.retry
    }

    fn new(mut reply: Reply, end: Option<&'static str>, read: Read<T>) -> Self {
        let line = reply.line.take();
        Self { blocks: Box::new(Blocks::new(reply, end)), read, line, connecting: None }
    }

    fn decoded(&self, Event { event, data, id }: Event<String>) -> Result<Event<T>, Error> {
        match (self.read)(self.blocks.stream.received(), &data) {
            Ok(data) => Ok(Event { event, data, id }),
            Err(error) => Err(self.blocks.stream.misfit(error, data.into())),
        }
    }
}

/// The events, with their data as text.
struct Blocks {
    stream: Stream,
    /// Data that is not an event, but marks the end.
    end: Option<&'static str>,
    is_first: bool,
    /// The lines of the next event so far.
    block: Block,
    id: Option<String>,
    retry: Option<Duration>,
    /// Whether the server said that the stream is complete.
    is_over: bool,
}

impl Blocks {
    fn new(reply: Reply, end: Option<&'static str>) -> Self {
        Self {
            stream: Stream::new(reply, Cut::AnyLine),
            end,
            is_first: true,
            block: Block::default(),
            id: None,
            retry: None,
            is_over: false,
        }
    }

    /// Continues with another reply of the same stream; an event that was cut off is repeated in it.
    fn go_on(&mut self, reply: Reply) {
        self.stream = Stream::new(reply, Cut::AnyLine);
        self.is_first = true;
        self.block = Block::default();
    }

    async fn next(&mut self) -> Result<Option<Event<String>>, Error> {
        while let Some(line) = self.stream.next().await? {
            let mut line = String::from_utf8_lossy(&line);
            if std::mem::take(&mut self.is_first) {
                line = line.strip_prefix('\u{FEFF}').map(|rest| rest.to_owned().into()).unwrap_or(line);
            }
            if !line.is_empty() {
                self.take(&line);
                self.stream.keep_within(self.block.data.len())?;
                continue;
            }
            let Block { event, mut data, id } = std::mem::take(&mut self.block);
            // An event that was cut off has to be sent again, so its id counts only once it is complete.
            if let Some(id) = id {
                self.id = Some(id).filter(|id| !id.is_empty());
            }
            if data.pop().is_some() {
                if self.end == Some(data.as_str()) {
                    self.stream.close();
                    self.is_over = true;
                    return Ok(None);
                }
                let event = if event.is_empty() { "message".to_owned() } else { event };
                return Ok(Some(Event { event, data, id: self.id.clone() }));
            }
        }
        Ok(None)
    }

    /// Takes a line that is not empty. Comments (`: text`) and unknown fields are ignored.
    fn take(&mut self, line: &str) {
        let block = &mut self.block;
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut block.event),
            "data" => {
                block.data.push_str(value);
                block.data.push('\n');
            }
            "id" if !value.contains('\0') => block.id = Some(value.to_owned()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
    }
}

/// The lines of an event so far, with a line feed after each line of its data.
#[derive(Default)]
struct Block {
    event: String,
    data: String,
    id: Option<String>,
}

/// Blocks the thread until the next event arrives: for blocking calls.
#[cfg(feature = "blocking")]
impl<T> Iterator for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        crate::wait::wait(EventStream::next(self))
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("EventStream").field(self.blocks.stream.received()).finish()
    }
}
