//! Server-sent events: `text/event-stream`, as the HTML standard of WHATWG reads it (section 9.2.6).

use std::fmt;
use std::time::Duration;

use crate::codec::{DecodeError, Empty};
use crate::error::Error;
use crate::reply::{Received, Reply};
use crate::stream::{Cut, Stream};

/// Events that a server sends as they happen.
///
/// Dropping it closes the connection. Nothing reconnects yet: [`last_event_id`](Self::last_event_id) and [`retry`](Self::retry)
/// say how.
///
/// ```
/// use bindery_runtime::{Error, EventStream};
///
/// async fn print(mut events: EventStream<String>) -> Result<(), Error> {
///     while let Some(event) = events.next().await {
///         let event = event?;
///         println!("{}: {}", event.event, event.data);
///     }
///     Ok(())
/// }
/// ```
#[must_use = "a stream does nothing until it is asked for its next event"]
pub struct EventStream<T> {
    blocks: Blocks,
    read: Read<T>,
}

/// One event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its type; `message` where the server names none.
    pub event: String,
    /// What it carries.
    pub data: T,
    /// The last id that the server has given, with this event or before it.
    pub id: Option<String>,
}

type Read<T> = fn(&Received, &str) -> Result<T, DecodeError>;

/// Reads the reply event by event, as they come in, where the operation [streams](crate::Operation::streams) `text/event-stream`.
/// What events carry is text.
///
/// # Errors
/// None; it is a `Result` to stand beside [`json`](crate::json()).
pub fn events(reply: Reply) -> Result<EventStream<String>, Error> {
    Ok(EventStream { blocks: Blocks::new(reply, None), read: |_, data| Ok(data.to_owned()) })
}

/// Reads the reply event by event, as [`events`] does. What events carry is JSON; `[DONE]`, which is none, ends the stream, as many
/// servers mean it.
///
/// # Errors
/// None; it is a `Result` to stand beside [`json`](crate::json()).
pub fn json_events<T: Empty>(reply: Reply) -> Result<EventStream<T>, Error> {
    let read: Read<T> = |received, data| received.decode(data.as_bytes(), "");
    Ok(EventStream { blocks: Blocks::new(reply, Some("[DONE]")), read })
}

impl<T> EventStream<T> {
    /// The next event; `None` after the last one. An event that the connection cut off is none.
    ///
    /// # Errors
    /// What the event carries does not fit, and the next one may; or the stream broke, and is over. A line, or the data of an
    /// event, is larger than the client accepts ([`Builder::max_reply_bytes`](crate::Builder::max_reply_bytes)).
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        let Event { event, data, id } = match self.blocks.next().await {
            Ok(event) => event?,
            Err(error) => return Some(Err(error)),
        };
        Some(match (self.read)(self.blocks.stream.received(), &data) {
            Ok(data) => Ok(Event { event, data, id }),
            Err(error) => Err(self.blocks.stream.misfit(error, data.into())),
        })
    }

    /// The last id that the server has given: sent as `Last-Event-ID`, it asks for what followed.
    pub fn last_event_id(&self) -> Option<&str> {
        self.blocks.id.as_deref()
    }

    /// How long the server wants us to wait before we connect again.
    pub fn retry(&self) -> Option<Duration> {
        self.blocks.retry
    }
}

/// Events with their data as text.
struct Blocks {
    stream: Stream,
    /// The data of no event, but the end of them all.
    end: Option<&'static str>,
    is_first: bool,
    id: Option<String>,
    retry: Option<Duration>,
}

impl Blocks {
    fn new(reply: Reply, end: Option<&'static str>) -> Self {
        Self { stream: Stream::new(reply, Cut::AnyLine), end, is_first: true, id: None, retry: None }
    }

    async fn next(&mut self) -> Result<Option<Event<String>>, Error> {
        let mut block = Block::default();
        while let Some(line) = self.stream.next().await? {
            let mut line = String::from_utf8_lossy(&line);
            if std::mem::take(&mut self.is_first) {
                line = line.strip_prefix('\u{FEFF}').map(|rest| rest.to_owned().into()).unwrap_or(line);
            }
            if !line.is_empty() {
                self.take(&line, &mut block);
                self.stream.keep_within(block.data.len())?;
            } else if block.data.is_empty() {
                block = Block::default();
            } else {
                block.data.pop();
                let Block { event, data } = block;
                if self.end == Some(data.as_str()) {
                    self.stream.close();
                    return Ok(None);
                }
                let event = if event.is_empty() { "message".to_owned() } else { event };
                return Ok(Some(Event { event, data, id: self.id.clone() }));
            }
        }
        Ok(None)
    }

    /// One line that is not empty. Comments (`: text`) and unknown fields are ignored.
    fn take(&mut self, line: &str, block: &mut Block) {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut block.event),
            "data" => {
                block.data.push_str(value);
                block.data.push('\n');
            }
            "id" if !value.contains('\0') => self.id = Some(value.to_owned()).filter(|id| !id.is_empty()),
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.retry = value.parse().ok().map(Duration::from_millis).or(self.retry);
            }
            _ => {}
        }
    }
}

/// The lines of an event so far, each of its data with a line feed behind it.
#[derive(Default)]
struct Block {
    event: String,
    data: String,
}

/// Blocks the thread until the next event is there: for replies that were waited for.
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
