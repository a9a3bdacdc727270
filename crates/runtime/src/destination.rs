//! Where a request goes.

use crate::signed::SignedUrl;
use crate::url::BaseUrl;

/// Where a request goes. What belongs to the API and its client (their headers, what interceptors add, keys of idempotency) goes to
/// the API alone: elsewhere nobody asked for it, and it may be secret.
#[derive(Clone, Debug)]
pub(crate) enum Destination {
    /// The operation's server.
    Api,
    /// A token endpoint.
    Elsewhere(BaseUrl),
    /// Past the API, where a signature covers all that is sent.
    Signed(SignedUrl),
}

impl Destination {
    pub(crate) fn is_api(&self) -> bool {
        matches!(self, Self::Api)
    }
}
