use std::error::Error;
use std::fmt;

use crate::codec::DecodeError;

/// Why a message is refused. Nothing in it is secret.
///
/// ```
/// use bindery_runtime::webhook::WebhookError;
///
/// /// The status that tells the sender what to do.
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
    /// A secret of the receiver is empty, or not in the form that the API gives it.
    Secret,
    /// The receiver has no clock: on `wasm32`, hand it one.
    Clock,
    /// The header of this name is missing, there twice, or not to be read.
    Header(String),
    /// None of the secrets signed it.
    Signature,
    /// It was sent too long ago.
    TooOld,
    /// It will be sent in the future, or the clocks differ.
    TooNew,
    /// It came before. If that one was taken, answer as then: the sender may not have heard.
    Replayed,
    /// It does not say which event it is.
    Unnamed,
    /// Its body is not what the document says of the event.
    Body(DecodeError),
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str("the webhook's secret is empty or malformed"),
            Self::Clock => f.write_str("there is no clock to tell a message's age by"),
            Self::Header(name) => write!(f, "the header `{}` is missing, repeated or malformed", name.escape_debug()),
            Self::Signature => f.write_str("no secret of the webhook signed the message"),
            Self::TooOld => f.write_str("the message was sent too long ago"),
            Self::TooNew => f.write_str("the message was sent in the future"),
            Self::Replayed => f.write_str("the message came before"),
            Self::Unnamed => f.write_str("the message does not say which event it is"),
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
