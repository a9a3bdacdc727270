//! Proxies serve other machines alone.

use super::{HttpReply, HttpRequest, Transport, TransportError};
use crate::future::BoxFuture;
use crate::url;

/// Two of a kind: one that uses the environment's proxies, and one that uses none, for what stays on this machine. A proxy would see
/// in the open what is sent there without TLS, credentials included.
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
