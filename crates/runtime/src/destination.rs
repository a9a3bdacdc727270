//! The destination of a request.

use crate::signed::SignedUrl;
use crate::url::BaseUrl;

/// The destination of a request. Headers of the API, the client and interceptors and idempotency keys are sent only to the API,
/// because they may be secret.
#[derive(Clone, Debug)]
pub(crate) enum Destination {
    /// The operation's server.
    Api,
    /// A token endpoint.
    Elsewhere(BaseUrl),
    /// A storage service outside the API, with a signature that covers the request.
    Signed(SignedUrl),
}

impl Destination {
    pub(crate) fn is_api(&self) -> bool {
        matches!(self, Self::Api)
    }
}
