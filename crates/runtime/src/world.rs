//! The two ways to run a call, async and blocking, and what each of them needs.

use std::sync::Arc;

use crate::clock::Clock;
use crate::transport::Transport;

/// How a call is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum World {
    /// It is awaited, on any executor.
    Async,
    /// It blocks a thread.
    #[cfg(feature = "blocking")]
    Blocking,
}

/// The transport and clock of one world.
#[derive(Clone, Debug)]
pub(crate) struct Means {
    /// `None` if no feature provides one.
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) clock: Arc<dyn Clock>,
}

/// The transport and clock of each world.
#[derive(Debug)]
pub(crate) struct Worlds {
    pub(crate) awaited: Means,
    #[cfg(feature = "blocking")]
    pub(crate) blocking: Means,
}

impl Worlds {
    pub(crate) fn means(&self, world: World) -> &Means {
        match world {
            World::Async => &self.awaited,
            #[cfg(feature = "blocking")]
            World::Blocking => &self.blocking,
        }
    }
}
