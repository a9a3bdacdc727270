//! Bypasses proxies for requests to this machine.

use super::{HttpReply, HttpRequest, Transport, TransportError};
use crate::future::BoxFuture;
use crate::url;

/// Two transports of the same kind: one with the environment's proxies, and one without, for requests to this machine. Without
/// TLS, a proxy would see such requests in plain text, including credentials.
#[derive(Debug)]
pub(crate) struct Direct<T> {
    pub(crate) by_proxy: T,
    pub(crate) direct: T,
}

impl<T: Transport> Transport for Direct<T> {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpReply, TransportError>> {
        if url::is_local(&request.url) { self.direct.send(request) } else { self.by_proxy.send(request) }
    }
}
