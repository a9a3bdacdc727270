//! The second factor of a log-in.

use crate::future::{BoxFuture, MaybeSend, MaybeSync};
use crate::secret::Secret;

/// What a log-in wants beside name and password.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Challenge {
    pub(crate) id: Option<Secret>,
    pub(crate) message: Option<String>,
}

impl Challenge {
    /// How the server names the challenge, if it does.
    pub fn id(&self) -> Option<&str> {
        self.id.as_ref().map(Secret::expose)
    }

    /// What the server says, for the person who is asked.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }
}

/// Who is asked for the code: a function of the caller.
pub(crate) trait AskCode: MaybeSend + MaybeSync + 'static {
    fn ask(&self, challenge: Challenge) -> BoxFuture<'static, Option<String>>;
}

impl<F, A> AskCode for F
where
    F: Fn(Challenge) -> A + MaybeSend + MaybeSync + 'static,
    A: Future<Output = Option<String>> + MaybeSend + 'static,
{
    fn ask(&self, challenge: Challenge) -> BoxFuture<'static, Option<String>> {
        Box::pin(self(challenge))
    }
}
