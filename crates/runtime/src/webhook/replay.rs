//! Detection of repeated messages.

use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::future::{MaybeSend, MaybeSync};

/// Detects messages that were received before.
///
/// If several processes receive messages, implement it with their shared database or cache; the default is a [`Memory`]. It sees
/// only messages with a valid signature.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::webhook::ReplayGuard;
///
/// /// Accepts every message: the receiver itself handles repetitions.
/// struct Never;
///
/// impl ReplayGuard for Never {
///     fn is_new(&self, _: &str, _: Duration, _: Duration) -> bool {
///         true
///     }
/// }
/// ```
pub trait ReplayGuard: MaybeSend + MaybeSync + 'static {
    /// Records the message, and returns whether it is new.
    ///
    /// `message` identifies the message. `now` and `until` are times since 1970-01-01T00:00:00Z: after `until` the message is
    /// refused as too old, and may be forgotten. Return `false` if it cannot be determined.
    fn is_new(&self, message: &str, now: Duration, until: Duration) -> bool;
}

/// A [`ReplayGuard`] for one process: it remembers the last 100,000 messages, until they are too old.
///
/// ```
/// use std::time::Duration;
///
/// use bindery_runtime::webhook::{Memory, ReplayGuard};
///
/// let (memory, now) = (Memory::default(), Duration::from_secs(1_767_225_600));
/// assert!(memory.is_new("msg_1", now, now + Duration::from_secs(300)));
/// assert!(!memory.is_new("msg_1", now, now + Duration::from_secs(300)));
/// ```
#[derive(Debug, Default)]
pub struct Memory {
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    messages: BTreeSet<String>,
    /// In order of arrival, which is nearly the order of expiry.
    ages: VecDeque<(Duration, String)>,
}

const MOST: usize = 100_000;

impl ReplayGuard for Memory {
    fn is_new(&self, message: &str, now: Duration, until: Duration) -> bool {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        while known.ages.front().is_some_and(|(until, _)| *until < now) || known.ages.len() >= MOST {
            let Some((_, forgotten)) = known.ages.pop_front() else { break };
            known.messages.remove(&forgotten);
        }
        if !known.messages.insert(message.to_owned()) {
            return false;
        }
        known.ages.push_back((until, message.to_owned()));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    #[test]
    fn a_message_is_known_until_it_is_too_old() {
        let memory = Memory::default();
        assert!(memory.is_new("a", SECOND, 3 * SECOND));
        assert!(!memory.is_new("a", 3 * SECOND, 3 * SECOND));
        assert!(memory.is_new("b", 4 * SECOND, 6 * SECOND));
        assert_eq!(memory.known.lock().unwrap().messages.len(), 1, "the first is forgotten");
    }
}
