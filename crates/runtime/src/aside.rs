//! What blocks, where blocking does no harm.

use std::io;

use crate::future::MaybeSend;

/// Does what may block: beside the threads of Tokio where it runs, else right here.
///
/// # Errors
/// The work was given up: the runtime ends.
#[cfg(feature = "reqwest")]
pub(crate) async fn aside<T: MaybeSend + 'static>(work: impl FnOnce() -> T + MaybeSend + 'static) -> io::Result<T> {
    match tokio::runtime::Handle::try_current() {
        // A thread that waits for a call inside of a task never gives the task's turn back, so Tokio's count of turns must not matter.
        Ok(runtime) => tokio::task::unconstrained(runtime.spawn_blocking(work)).await.map_err(io::Error::other),
        Err(_) => Ok(work()),
    }
}

#[cfg(not(feature = "reqwest"))]
pub(crate) async fn aside<T: MaybeSend + 'static>(work: impl FnOnce() -> T + MaybeSend + 'static) -> io::Result<T> {
    Ok(work())
}
