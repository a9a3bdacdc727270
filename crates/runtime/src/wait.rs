//! Blocking on a call's future on the current thread, without a runtime.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Blocks until the future is ready.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Waiting(thread::current())));
    let (mut future, mut context) = (pin!(future), Context::from_waker(&waker));
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            // The transport itself blocks; only pauses, queues and custom transports are pending.
            Poll::Pending => thread::park(),
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
    use std::time::Duration;

    use super::*;
    use crate::clock::Clock;
    use crate::clock::system::SystemClock;

    #[test]
    fn what_sleeps_wakes_the_thread() {
        let clock = SystemClock::THREADS;
        assert_eq!(wait(async { 7 }), 7);
        wait(clock.sleep(Duration::from_millis(2)));
        assert!(clock.now() >= Duration::from_millis(2));
    }
}
