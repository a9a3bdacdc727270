//! The body of a reply.

use std::io::{ErrorKind, Read};
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use ureq::{BodyReader, Error, Timeout};

use super::{Chunks, TransportError, failed};
use crate::future::BoxFuture;

/// The largest piece that is read at once.
const PIECE: usize = 64 << 10;

type Piece = Result<Option<Bytes>, TransportError>;

/// The pieces of a reply.
pub(super) enum Incoming {
    /// Read by the calling thread; ureq enforces all limits.
    Here(BodyReader<'static>),
    /// Not read from yet, with the longest pause between two pieces.
    ///
    /// ureq limits either the whole body, or each read from the head on, but not pauses in the body. So another thread reads, and
    /// the calling thread waits for it up to the limit. The reading thread ends with the attempt, whose limit ureq enforces.
    Limited(BodyReader<'static>, Duration),
    /// Read by another thread.
    Elsewhere(Receiver<Piece>, Duration),
    /// After the last piece, or an error.
    Ended,
}

impl Chunks for Incoming {
    fn next(&mut self) -> BoxFuture<'_, Piece> {
        Box::pin(async move {
            let piece = self.ask();
            if !matches!(piece, Ok(Some(_))) {
                *self = Self::Ended;
            }
            piece
        })
    }
}

impl Incoming {
    fn ask(&mut self) -> Piece {
        *self = match std::mem::replace(self, Self::Ended) {
            Self::Limited(reader, pause) => Self::elsewhere(reader, pause),
            same => same,
        };
        match self {
            Self::Here(reader) => read(reader),
            Self::Elsewhere(pieces, pause) => match pieces.recv_timeout(*pause) {
                Ok(piece) => piece,
                Err(mpsc::RecvTimeoutError::Timeout) => Err(failed(Error::Timeout(Timeout::PerRead))),
                Err(gone @ mpsc::RecvTimeoutError::Disconnected) => Err(TransportError::interrupted(gone)),
            },
            Self::Limited(..) | Self::Ended => Ok(None),
        }
    }

    /// Reads on another thread, or on this one if none can be spawned.
    fn elsewhere(reader: BodyReader<'static>, pause: Duration) -> Self {
        let (hand, handed) = mpsc::sync_channel(1);
        let (give, pieces) = mpsc::sync_channel(1);
        let work = move || {
            if let Ok(reader) = handed.recv() {
                read_all(reader, &give);
            }
        };
        match thread::Builder::new().name("bindery-body".to_owned()).spawn(work) {
            Ok(_) => {
                // If the thread is gone, the next read fails.
                let _ = hand.send(reader);
                Self::Elsewhere(pieces, pause)
            }
            Err(_) => Self::Here(reader),
        }
    }
}

/// Reads until the end, or until the receiver is dropped.
fn read_all(mut reader: BodyReader<'static>, give: &SyncSender<Piece>) {
    loop {
        let piece = read(&mut reader);
        let is_last = !matches!(piece, Ok(Some(_)));
        if give.send(piece).is_err() || is_last {
            return;
        }
    }
}

fn read(reader: &mut BodyReader<'static>) -> Piece {
    let mut piece = vec![0; PIECE];
    let length = loop {
        match reader.read(&mut piece) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            read => break read.map_err(|error| failed(error.into()))?,
        }
    };
    piece.truncate(length);
    Ok(Some(Bytes::from(piece)).filter(|piece| !piece.is_empty()))
}
