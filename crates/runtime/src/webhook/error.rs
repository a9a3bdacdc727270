//! Errors of webhooks.

use std::error::Error;
use std::fmt;

use crate::codec::DecodeError;

/// The reason why a message is refused. It contains no secret.
///
/// ```
/// use bindery_runtime::webhook::WebhookError;
///
/// /// The status to answer the sender with.
/// fn status(error: &WebhookError) -> u16 {
///     match error {
///         WebhookError::Replayed => 200,
///         WebhookError::Secret | WebhookError::Clock => 500,
///         _ => 400,
///     }
/// }
/// assert_eq!((status(&WebhookError::Replayed), status(&WebhookError::TooOld)), (200, 400));
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum WebhookError {
    /// A secret of the receiver is empty or malformed.
    Secret,
    /// The receiver has no clock: on `wasm32`, set one.
    Clock,
    /// The header of this name is missing, repeated or malformed.
    Header(String),
    /// None of the secrets signed it.
    Signature,
    /// It was sent too long ago.
    TooOld,
    /// Its time is in the future, or the clocks differ.
    TooNew,
    /// It was received before. If it was accepted then, answer the same way again: the sender may not have received the answer.
    Replayed,
    /// It does not name its event.
    Unnamed,
    /// Its body does not fit the event's schema.
    Body(DecodeError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str("the webhook's secret is empty or malformed"),
            Self::Clock => f.write_str("there is no clock to check the message's age"),
            Self::Header(name) => write!(f, "the header `{}` is missing, repeated or malformed", name.escape_debug()),
            Self::Signature => f.write_str("no secret of the webhook signed the message"),
            Self::TooOld => f.write_str("the message was sent too long ago"),
            Self::TooNew => f.write_str("the message was sent in the future"),
            Self::Replayed => f.write_str("the message was received before"),
            Self::Unnamed => f.write_str("the message does not name its event"),
            Self::Body(error) => write!(f, "the message cannot be read: {error}"),
        }
    }
}

impl Error for WebhookError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Body(error) => Some(error),
            _ => None,
        }
    }
}
