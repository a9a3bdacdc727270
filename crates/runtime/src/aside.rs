//! Running blocking work off the async threads.

use std::io;

use crate::future::MaybeSend;

/// Runs work that may block: on Tokio's blocking thread pool inside a runtime, otherwise in place.
///
/// # Errors
/// The work was canceled because the runtime shuts down.
#[cfg(feature = "reqwest")]
pub(crate) async fn aside<T: MaybeSend + 'static>(work: impl FnOnce() -> T + MaybeSend + 'static) -> io::Result<T> {
    match tokio::runtime::Handle::try_current() {
        // A blocking wait inside a task never yields, so Tokio's cooperative budget must not apply.
        Ok(runtime) => tokio::task::unconstrained(runtime.spawn_blocking(work)).await.map_err(io::Error::other),
        Err(_) => Ok(work()),
    }
}

#[cfg(not(feature = "reqwest"))]
pub(crate) async fn aside<T: MaybeSend + 'static>(work: impl FnOnce() -> T + MaybeSend + 'static) -> io::Result<T> {
    Ok(work())
}
