//! What a server does with one request: says bytes, and then goes on, hangs up, breaks down or falls silent.

use std::io;
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::time::sleep;

/// The bytes of an answer, right or wrong, and what becomes of the connection after them.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    bytes: Vec<u8>,
    then: Then,
    /// Whether it does not wait for the request's body.
    pub(super) is_early: bool,
}

#[derive(Clone, Debug)]
enum Then {
    /// Reads the next request.
    Next,
    Close,
    /// Breaks the connection, so that the other side sees an error and not an end.
    Reset,
    /// Says nothing more until the other side hangs up.
    Wait,
    /// Says this again and again until the other side hangs up.
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
        // RFC 9110 section 8.6: a reply of 204 has no length.
        if status != 204 {
            bytes.extend(format!("content-length: {}\r\n", body.len()).into_bytes());
        }
        bytes.extend(b"\r\n");
        bytes.extend(body);
        Self { bytes, then: Then::Next, is_early: false }
    }

    /// A whole reply of this JSON text.
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status, &[("content-type", "application/json")], body.to_string())
    }

    /// These bytes, whatever they are.
    pub(crate) fn raw(bytes: impl AsRef<[u8]>) -> Self {
        Self { bytes: bytes.as_ref().to_owned(), then: Then::Next, is_early: false }
    }

    /// The connection is closed after the bytes.
    pub(crate) fn close(self) -> Self {
        Self { then: Then::Close, ..self }
    }

    /// The connection is broken after the bytes.
    pub(crate) fn reset(self) -> Self {
        Self { then: Then::Reset, ..self }
    }

    /// The connection stays open after the bytes, and silent.
    pub(crate) fn wait(self) -> Self {
        Self { then: Then::Wait, ..self }
    }

    /// After the bytes these follow without end, with a pause after each time.
    pub(crate) fn repeat(self, bytes: impl AsRef<[u8]>, pause: Duration) -> Self {
        Self { then: Then::Repeat(bytes.as_ref().to_owned(), pause), ..self }
    }

    /// It comes as soon as the head of the request is there, and nobody reads the body.
    pub(crate) fn early(self) -> Self {
        Self { is_early: true, ..self }
    }

    /// Plays it to the other side, and says whether another request may follow.
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
