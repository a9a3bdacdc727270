//! A server's answer to one request: sends bytes, and then continues, closes, resets or goes silent.

use std::io;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::time::sleep;

/// The bytes of an answer, valid or not, and what happens to the connection afterwards.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    bytes: Vec<u8>,
    then: Then,
    /// Whether it is sent without waiting for the request's body.
    pub(super) is_early: bool,
}

#[derive(Clone, Debug)]
enum Then {
    /// Reads the next request.
    Next,
    Close,
    /// Resets the connection, so that the other side sees an error, not an end.
    Reset,
    /// Sends nothing more until the other side closes.
    Wait,
    /// Sends this repeatedly until the other side closes.
    Repeat(Vec<u8>, Duration),
}

impl Answer {
    /// A whole reply, with its length.
    pub(crate) fn new(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Self {
        let body = body.as_ref();
        let mut bytes = format!("HTTP/1.1 {status} {status}\r\n").into_bytes();
        for (name, value) in headers {
            bytes.extend(format!("{name}: {value}\r\n").into_bytes());
        }
        // RFC 9110 section 8.6: a 204 reply has no length.
        if status != 204 {
            bytes.extend(format!("content-length: {}\r\n", body.len()).into_bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(body);
        Self { bytes, then: Then::Next, is_early: false }
    }

    /// A whole reply with this JSON.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status, &[("content-type", "application/json")], body.to_string())
    }

    /// These bytes, unchanged.
    pub(crate) fn raw(bytes: impl AsRef<[u8]>) -> Self {
        Self { bytes: bytes.as_ref().to_owned(), then: Then::Next, is_early: false }
    }

    /// Closes the connection after the bytes.
    pub(crate) fn close(self) -> Self {
        Self { then: Then::Close, ..self }
    }

    /// Resets the connection after the bytes.
    pub(crate) fn reset(self) -> Self {
        Self { then: Then::Reset, ..self }
    }

    /// Keeps the connection open and silent after the bytes.
    pub(crate) fn wait(self) -> Self {
        Self { then: Then::Wait, ..self }
    }

    /// Repeats these bytes after the first ones without end, with a pause each time.
    pub(crate) fn repeat(self, bytes: impl AsRef<[u8]>, pause: Duration) -> Self {
        Self { then: Then::Repeat(bytes.as_ref().to_owned(), pause), ..self }
    }

    /// Answers as soon as the head of the request arrives, and never reads the body.
    pub(crate) fn early(self) -> Self {
        Self { is_early: true, ..self }
    }

    /// Sends it to the other side, and returns whether another request may follow.
    pub(super) async fn play(self, stream: &mut BufReader<TcpStream>) -> io::Result<bool> {
        stream.write_all(&self.bytes).await?;
        match self.then {
            Then::Next => return Ok(true),
            Then::Close => {}
            Then::Reset => stream.get_ref().set_zero_linger()?,
            Then::Wait => while stream.read(&mut [0]).await? > 0 {},
            Then::Repeat(bytes, pause) => loop {
                stream.write_all(&bytes).await?;
                sleep(pause).await;
            },
        }
        Ok(false)
    }
}
