//! A request's body in pieces, as a body of hyper.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{Body, TransportError};
use crate::future::BoxFuture;
use crate::source::Source;

/// Pieces that are opened once connected.
pub(super) struct Outgoing {
    length: Option<u64>,
    /// The lock is never taken; it makes the body `Sync`, as hyper requires.
    state: Mutex<State>,
}

type Step = BoxFuture<'static, (Body, Result<Option<Bytes>, TransportError>)>;

enum State {
    Unread(Source),
    Reading(Step),
    Ended,
}

impl Outgoing {
    pub(super) fn new(source: Source) -> Self {
        Self { length: source.len(), state: Mutex::new(State::Unread(source)) }
    }
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let state = self.state.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let State::Unread(source) = state {
            *state = State::Reading(step(source.open()));
        }
        let State::Reading(reading) = state else { return Poll::Ready(None) };
        let Poll::Ready((body, piece)) = reading.as_mut().poll(context) else { return Poll::Pending };
        *state = if matches!(piece, Ok(Some(_))) { State::Reading(step(body)) } else { State::Ended };
        Poll::Ready(piece.transpose().map(|piece| piece.map(Frame::data)))
    }

    fn size_hint(&self) -> SizeHint {
        self.length.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}

fn step(mut body: Body) -> Step {
    Box::pin(async move {
        let piece = body.next().await;
        (body, piece)
    })
}
