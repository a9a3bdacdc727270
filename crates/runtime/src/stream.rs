//! A body that is split into lines or records as it arrives.

use bytes::{Buf, Bytes, BytesMut};

use crate::codec::DecodeError;
use crate::error::Error;
use crate::reply::{Received, Reply};
use crate::transport::Body;

/// Where a stream is split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cut {
    /// After a line feed.
    Line,
    /// After a line feed, a carriage return, or both.
    AnyLine,
    /// Before a record separator, U+001E: RFC 7464.
    Record,
}

/// Splits a body into pieces.
pub(crate) struct Stream {
    received: Received,
    /// `None` once it has ended or broken.
    body: Option<Body>,
    cut: Cut,
    limit: u64,
    buffer: BytesMut,
    /// The length of the start of the buffer that is known to have no separator.
    scanned: usize,
    /// Whether the last piece ended with a carriage return, which a line feed may follow.
    is_after_return: bool,
}

impl Stream {
    /// Creates a stream from the reply's body: the rest if it streams, otherwise the part that was read.
    pub(crate) fn new(reply: Reply, cut: Cut) -> Self {
        let Reply { mut received, stream, max_bytes: limit, .. } = reply;
        let whole = std::mem::take(&mut received.body);
        Self {
            body: Some(stream.unwrap_or_else(|| whole.into())),
            received,
            cut,
            limit,
            buffer: BytesMut::new(),
            scanned: 0,
            is_after_return: false,
        }
    }

    /// The reply that it belongs to, without a body.
    pub(crate) fn received(&self) -> &Received {
        &self.received
    }

    /// Returns the next piece without its separator; `None` after the last one, whose separator is optional.
    ///
    /// # Errors
    /// The connection broke, or a piece is larger than the client accepts. The stream is then over.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Error> {
        loop {
            if let Some(piece) = self.split() {
                return Ok(Some(piece));
            }
            let Some(body) = &mut self.body else {
                let rest = std::mem::take(&mut self.buffer).freeze();
                self.scanned = 0;
                return Ok(Some(rest).filter(|rest| !rest.is_empty()));
            };
            match body.next().await.map_err(Error::transport) {
                Ok(Some(bytes)) => self.buffer.extend_from_slice(&bytes),
                Ok(None) => self.body = None,
                Err(error) => return Err(self.broken(error)),
            }
            self.keep_within(self.scanned)?;
        }
    }

    /// The error for a piece that does not fit.
    pub(crate) fn misfit(&self, error: DecodeError, piece: Bytes) -> Error {
        Error::misfit_of_piece(error, Received { body: piece, ..self.received.clone() })
    }

    /// Ends the stream if the data that its reader assembles becomes larger than the client accepts.
    ///
    /// # Errors
    /// The data is too large.
    pub(crate) fn keep_within(&mut self, length: usize) -> Result<(), Error> {
        match u64::try_from(length) {
            Ok(length) if length <= self.limit => Ok(()),
            _ => Err(self.broken(Error::too_large(self.limit))),
        }
    }

    /// The piece before the first separator in the buffer.
    fn split(&mut self) -> Option<Bytes> {
        if self.is_after_return && !self.buffer.is_empty() {
            self.is_after_return = false;
            if self.buffer.starts_with(b"\n") {
                self.buffer.advance(1);
            }
        }
        let is_cut = |byte: &u8| match self.cut {
            Cut::Line => *byte == b'\n',
            Cut::AnyLine => matches!(byte, b'\n' | b'\r'),
            Cut::Record => *byte == b'\x1E',
        };
        match self.buffer[self.scanned..].iter().position(is_cut) {
            None => {
                self.scanned = self.buffer.len();
                None
            }
            Some(behind) => {
                let piece = self.buffer.split_to(self.scanned + behind).freeze();
                self.is_after_return = self.buffer.starts_with(b"\r");
                self.buffer.advance(1);
                self.scanned = 0;
                Some(piece)
            }
        }
    }

    /// Ends the stream and its connection.
    pub(crate) fn close(&mut self) {
        self.body = None;
        self.buffer.clear();
        self.scanned = 0;
    }

    fn broken(&mut self, error: Error) -> Error {
        self.close();
        error.answered(self.received.clone()).masked(&self.received.mask)
    }
}
