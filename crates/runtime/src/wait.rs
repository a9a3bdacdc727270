//! Waiting for a call on the thread that asks for it: the same future as ever, without a runtime.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// Waits for the future.
pub(crate) fn wait<T>(future: impl Future<Output = T>) -> T {
    let waker = Waker::from(Arc::new(Waiting(thread::current())));
    let (mut future, mut context) = (pin!(future), Context::from_waker(&waker));
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            // The transport blocks instead; only pauses, queues and transports of others come here.
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
