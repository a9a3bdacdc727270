//! Reconnecting a stream of events: section 9.2.3 of the HTML standard, restricted to what is safe for an API client.

use std::sync::Arc;
use std::time::Duration;

use http::StatusCode;

use crate::error::Error;
use crate::future::BoxFuture;
use crate::reply::Reply;
use crate::request::Request;
use crate::retry::Repeat;
use crate::world::World;

/// Reconnects a stream to the server.
pub(crate) struct Line {
    request: Request,
    world: World,
    /// Whether the caller wants to reconnect in all cases.
    is_wanted: bool,
    /// The number of reconnections since the last event.
    tries: u32,
}

/// The state of a stream when its connection ended.
pub(super) struct Position<'s> {
    /// The error that ended it; `None` if the server ended it.
    pub(super) error: Option<&'s Error>,
    pub(super) last_event_id: Option<&'s str>,
    pub(super) retry: Option<Duration>,
}

/// The reply that continues a stream; `None` if the server has no more of it.
pub(super) type Connecting = BoxFuture<'static, Result<Option<Reply>, Error>>;

impl Line {
    pub(crate) fn new(request: Request, world: World) -> Self {
        Self { request, world, is_wanted: false, tries: 0 }
    }

    pub(super) fn want(&mut self) {
        self.is_wanted = true;
    }

    /// Called when an event arrives.
    pub(super) fn calm(&mut self) {
        self.tries = 0;
    }

    /// Asks for the rest, after a pause; `None` if the stream is over.
    pub(super) fn again(&mut self, position: &Position<'_>) -> Option<Connecting> {
        let clock = Arc::clone(&self.request.core.means(self.world).clock);
        let retry = self.request.retry.as_ref().unwrap_or(self.request.core.retry());
        if !self.may(position) || self.tries.saturating_add(1) >= retry.most() {
            return None;
        }
        self.tries += 1;
        let pause = position.retry.unwrap_or_else(|| retry.pause(self.tries, clock.random()));
        let (mut request, world) = (self.request.clone(), self.world);
        if let Some(id) = position.last_event_id {
            request = request.header("last-event-id", id);
        }
        Some(Box::pin(async move {
            clock.sleep(pause).await;
            let reply = crate::send::send(request, world).await?;
            match reply.status() {
                StatusCode::NO_CONTENT => Ok(None),
                _ if reply.stream.is_some() => Ok(Some(reply)),
                _ => Err(Error::unreadable("the reply is no longer a stream", reply.received)),
            }
        }))
    }

    /// By default it reconnects only after an error, for a safe method and with an id, so that no event is lost or repeated.
    fn may(&self, position: &Position<'_>) -> bool {
        let operation = self.request.operation;
        let is_safe = matches!(operation.method(), "GET" | "HEAD" | "OPTIONS" | "TRACE" | "QUERY");
        match position.error {
            Some(error) if !error.is_retryable() => false,
            _ if self.is_wanted => true,
            Some(_) => is_safe && operation.repeat != Repeat::Never && position.last_event_id.is_some(),
            None => false,
        }
    }
}
