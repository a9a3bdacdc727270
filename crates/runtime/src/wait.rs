//! Blocking on a call's future on the current thread, without a runtime.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;

use crate::clock::Clock;
use crate::clock::system::SystemClock;

/// Blocks until the future is ready.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    wait_until(None, future).expect("without an end, the value comes first")
}

/// The time of the clock on which threads wait.
pub(crate) fn now() -> Duration {
    SystemClock::THREADS.now()
}

/// Blocks until the future is ready; `None` if [`now`] reaches `end` first.
pub(crate) fn wait_until<T>(end: Option<Duration>, future: impl Future<Output = T>) -> Option<T> {
    let waker = Waker::from(Arc::new(Waiting(thread::current())));
    let (mut future, mut context) = (pin!(future), Context::from_waker(&waker));
    loop {
        // The transport itself blocks; only pauses, queues, bodies and custom transports are pending.
        if let Poll::Ready(value) = future.as_mut().poll(&mut context) {
            return Some(value);
        }
        match end.map(|end| end.saturating_sub(now())) {
            None => thread::park(),
            Some(Duration::ZERO) => return None,
            Some(left) => thread::park_timeout(left),
        }
    }
}

struct Waiting(Thread);

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_sleeps_wakes_the_thread() {
        let clock = SystemClock::THREADS;
        assert_eq!(wait(async { 7 }), 7);
        wait(clock.sleep(Duration::from_millis(2)));
        assert!(clock.now() >= Duration::from_millis(2));
    }
}
