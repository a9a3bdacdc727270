//! A limit on the number of concurrent requests.

use std::collections::{BTreeMap, BTreeSet};
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// A number of slots. Waiters get one in the order in which they came.
#[derive(Debug)]
pub(crate) struct Slots(Mutex<Queue>);

#[derive(Debug)]
struct Queue {
    free: usize,
    next_ticket: u64,
    waiting: BTreeMap<u64, Waker>,
    /// The waiters that have a slot reserved until they wake.
    called: BTreeSet<u64>,
}

impl Slots {
    pub(crate) fn new(count: usize) -> Self {
        Self(Mutex::new(Queue { free: count, next_ticket: 0, waiting: BTreeMap::new(), called: BTreeSet::new() }))
    }

    /// Returns a slot once there is one. Dropping the future leaves the queue.
    pub(crate) fn take(&self) -> Take<'_> {
        Take { slots: self, ticket: None }
    }

    /// Passes a slot to the next waiter, or puts it back.
    fn release(&self) {
        let mut queue = self.queue();
        match queue.waiting.pop_first() {
            None => queue.free += 1,
            Some((ticket, waker)) => {
                queue.called.insert(ticket);
                drop(queue);
                waker.wake();
            }
        }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A slot that is released when it is dropped.
#[derive(Debug)]
pub(crate) struct Slot<'s>(&'s Slots);

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        self.0.release();
    }
}

/// The future of a slot.
#[derive(Debug)]
pub(crate) struct Take<'s> {
    slots: &'s Slots,
    ticket: Option<u64>,
}

impl<'s> Future for Take<'s> {
    type Output = Slot<'s>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Slot<'s>> {
        let slots = self.slots;
        let mut queue = slots.queue();
        let is_ready = match self.ticket {
            Some(ticket) => queue.called.remove(&ticket),
            None => queue.free > 0,
        };
        if !is_ready {
            let ticket = *self.ticket.get_or_insert(queue.next_ticket);
            queue.next_ticket = queue.next_ticket.max(ticket + 1);
            queue.waiting.insert(ticket, cx.waker().clone());
            return Poll::Pending;
        }
        if self.ticket.take().is_none() {
            queue.free -= 1;
        }
        Poll::Ready(Slot(slots))
    }
}

impl Drop for Take<'_> {
    fn drop(&mut self) {
        let Some(ticket) = self.ticket else { return };
        let mut queue = self.slots.queue();
        queue.waiting.remove(&ticket);
        if queue.called.remove(&ticket) {
            drop(queue);
            self.slots.release();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;

    use super::*;

    fn poll<'s>(take: Pin<&mut Take<'s>>) -> Option<Slot<'s>> {
        match take.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(slot) => Some(slot),
            Poll::Pending => None,
        }
    }

    #[test]
    fn those_who_wait_come_in_their_order() {
        let slots = Slots::new(1);
        let slot = poll(pin!(slots.take())).unwrap();
        let (mut one, mut two) = (pin!(slots.take()), pin!(slots.take()));
        assert!(poll(one.as_mut()).is_none() && poll(two.as_mut()).is_none());
        drop(slot);
        assert!(poll(two.as_mut()).is_none());
        let slot = poll(one).unwrap();
        assert!(poll(two.as_mut()).is_none());
        drop(slot);
        assert!(poll(two).is_some());
    }

    #[test]
    fn who_is_dropped_frees_what_he_held() {
        let slots = Slots::new(1);
        let slot = poll(pin!(slots.take())).unwrap();
        let (mut one, mut two) = (Box::pin(slots.take()), Box::pin(slots.take()));
        assert!(poll(one.as_mut()).is_none() && poll(two.as_mut()).is_none());
        drop(slot);
        drop(one);
        drop(poll(two.as_mut()).unwrap());
        assert_eq!(slots.queue().free, 1);
    }
}
