//! The two ways to get the reply of a call, and what each of them needs.

use std::sync::Arc;

use crate::clock::Clock;
use crate::transport::Transport;

/// How a call is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum World {
    /// It is awaited, by whatever executor.
    Async,
    /// A thread waits for it.
    #[cfg(feature = "blocking")]
    Blocking,
}

/// What the calls of one world are sent by.
#[derive(Clone, Debug)]
pub(crate) struct Means {
    /// None where no feature brings one.
    pub(crate) transport: Option<Arc<dyn Transport>>,
    pub(crate) clock: Arc<dyn Clock>,
}

/// The means of each world.
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
