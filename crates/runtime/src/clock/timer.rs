//! Sleeping without a runtime, with one thread for each sleep.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

/// Sleeps this long, on any executor.
pub(super) fn sleep(time: Duration) -> Sleep {
    Sleep { time, thread: None }
}

/// Dropping it ends its thread.
#[derive(Debug)]
pub(super) struct Sleep {
    time: Duration,
    thread: Option<(Arc<Mutex<Bell>>, Sender<Infallible>)>,
}

#[derive(Debug)]
enum Bell {
    Waiting(Waker),
    Rung,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        if let Some((bell, _)) = &self.thread {
            return match &mut *bell.lock().unwrap_or_else(PoisonError::into_inner) {
                Bell::Rung => Poll::Ready(()),
                Bell::Waiting(waker) => {
                    waker.clone_from(cx.waker());
                    Poll::Pending
                }
            };
        }
        let (time, bell) = (self.time, Arc::new(Mutex::new(Bell::Waiting(cx.waker().clone()))));
        let (alive, dropped) = channel();
        let ringing = Arc::clone(&bell);
        let wait = move || {
            // Nothing can be sent: either the time is over, or the sender is dropped.
            if dropped.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                let mut bell = ringing.lock().unwrap_or_else(PoisonError::into_inner);
                if let Bell::Waiting(waker) = std::mem::replace(&mut *bell, Bell::Rung) {
                    waker.wake();
                }
            }
        };
        if time.is_zero() || thread::Builder::new().name("bindery-timer".to_owned()).spawn(wait).is_err() {
            // If no thread can be spawned, block this one.
            thread::sleep(time);
            return Poll::Ready(());
        }
        self.thread = Some((bell, alive));
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn it_wakes_whoever_waits() {
        sleep(Duration::ZERO).await;
        sleep(Duration::from_millis(1)).await;
    }
}
