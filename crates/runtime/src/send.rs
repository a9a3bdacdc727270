//! A call is sent, its reply is read: the one future behind all calls.

use bytes::Bytes;

use crate::assemble::assemble;
use crate::error::Error;
use crate::redirect;
use crate::reply::{Received, Reply};
use crate::request::Request;
use crate::timeouts::Deadline;
use crate::transport::{Body, HttpReply};

/// Sends the call and reads the whole reply; where the operation streams it, its head.
///
/// # Errors
/// Of every kind but those of reading a body: see [`ErrorKind`](crate::ErrorKind). A status other than 2xx is one.
pub(crate) async fn send(request: Request) -> Result<Reply, Error> {
    let exchanged = exchange(&request).await;
    exchanged.map_err(|error| error.on(request.operation).masked(request.core.mask()))
}

async fn exchange(request: &Request) -> Result<Reply, Error> {
    let core = &request.core;
    let deadline = Deadline::after(request.timeout.unwrap_or(core.call_timeout()));
    let mut outgoing = assemble(request)?;
    let mut redirects = 0;
    loop {
        let left = deadline.left();
        if left.is_zero() {
            return Err(Error::too_late(redirects > 0));
        }
        outgoing.timeouts = outgoing.timeouts.at_most(left);
        let incoming = core.transport().send(outgoing.clone()).await.map_err(Error::transport)?;
        match redirect::next(&outgoing, &incoming) {
            Some(next) if redirects < redirect::MOST => outgoing = next,
            _ => return receive(request, incoming, deadline).await,
        }
        redirects += 1;
    }
}

async fn receive(request: &Request, incoming: HttpReply, deadline: Deadline) -> Result<Reply, Error> {
    let HttpReply { status, headers, body } = incoming;
    let (mask, operation) = (request.core.mask().clone(), request.operation);
    let max_bytes = request.core.max_reply_bytes();
    let mut received = Received { mask, operation, status, headers, body: Bytes::new(), attempts: 1 };
    if status.is_success() && received.media_type().is_some_and(|media_type| operation.is_streamed(media_type)) {
        return Ok(Reply { received, stream: Some(body), max_bytes });
    }
    let mut pieces = Vec::new();
    let read = read(body, max_bytes, deadline, &mut pieces).await;
    received.body = whole(pieces);
    if !status.is_success() {
        // Whatever came of the body, the status says more than how reading it ended.
        return Err(Error::status_of(received));
    }
    match read {
        Ok(()) => Ok(Reply { received, stream: None, max_bytes }),
        Err(error) => Err(error.answered(received)),
    }
}

/// Reads the body into `pieces`, which hold what came even where it fails.
async fn read(mut body: Body, limit: u64, deadline: Deadline, pieces: &mut Vec<Bytes>) -> Result<(), Error> {
    let mut left = limit;
    while let Some(piece) = body.next().await.map_err(Error::transport)? {
        left = match u64::try_from(piece.len()).ok().and_then(|length| left.checked_sub(length)) {
            Some(left) => left,
            None => return Err(Error::too_large(limit)),
        };
        pieces.push(piece);
        if deadline.left().is_zero() {
            return Err(Error::too_late(true));
        }
    }
    Ok(())
}

/// Most bodies come in one piece, which then is not copied.
fn whole(mut pieces: Vec<Bytes>) -> Bytes {
    if pieces.len() > 1 { pieces.concat().into() } else { pieces.pop().unwrap_or_default() }
}
