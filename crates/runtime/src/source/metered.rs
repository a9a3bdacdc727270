//! Counts the bytes of a body, for progress reports and against its declared length.

use bytes::Bytes;

use crate::future::BoxFuture;
use crate::progress::Progress;
use crate::transport::{Body, Chunks, TransportError};

/// The largest piece that is handed over at once if progress is reported.
const PIECE: usize = 64 << 10;

/// A body that reports its progress. None of its pieces is empty, because some transports take an empty piece for the end.
pub(super) struct Metered {
    body: Body,
    length: Option<u64>,
    progress: Option<Progress>,
    /// Bytes that have arrived, but are not handed over yet.
    rest: Bytes,
    sent: u64,
}

impl Metered {
    pub(super) fn new(body: Body, length: Option<u64>, progress: Option<Progress>) -> Self {
        Self { body, length, progress, rest: Bytes::new(), sent: 0 }
    }

    /// Counts the next piece.
    fn count(&mut self, piece: &Bytes) -> Result<(), TransportError> {
        self.sent = self.sent.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
        match self.length {
            Some(length) if self.sent > length => Err(misjudged("longer", length)),
            _ => {
                self.progress.iter().for_each(|progress| progress.report(self.sent, self.length));
                Ok(())
            }
        }
    }
}

impl Chunks for Metered {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            while self.rest.is_empty() {
                match self.body.next().await.map_err(TransportError::into_body)? {
                    Some(piece) => self.rest = piece,
                    None => {
                        let missing = self.length.filter(|length| self.sent < *length);
                        return missing.map_or(Ok(None), |length| Err(misjudged("shorter", length)));
                    }
                }
            }
            let most = if self.progress.is_some() { PIECE.min(self.rest.len()) } else { self.rest.len() };
            let piece = self.rest.split_to(most);
            self.count(&piece)?;
            Ok(Some(piece))
        })
    }
}

fn misjudged(how: &str, length: u64) -> TransportError {
    TransportError::body(format!("it is {how} than its declared length of {length} bytes"))
}
