//! Work that many tasks ask for at once, and that is done once.

use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Poll, Waker};

/// At most one piece of work under way. The first to ask does it; the others wait for its outcome.
///
/// Waiters do not poll the leader's future, which may block its thread or need the runtime of its own task. If the leader is
/// dropped, the next waiter leads.
#[derive(Debug)]
pub(crate) struct SingleFlight<T>(Mutex<Option<Arc<Flight<T>>>>);

#[derive(Debug)]
struct Flight<T>(Mutex<State<T>>);

#[derive(Debug)]
struct State<T> {
    end: Option<End<T>>,
    waiting: BTreeMap<u64, Waker>,
    next_ticket: u64,
}

#[derive(Clone, Debug)]
enum End<T> {
    Done(T),
    /// The leader was dropped.
    Abandoned,
}

impl<T: Clone> SingleFlight<T> {
    pub(crate) fn new() -> Self {
        Self(Mutex::new(None))
    }

    /// Returns the outcome of the work under way, or runs `lead` if there is none.
    pub(crate) async fn join<F: Future<Output = T>>(&self, lead: impl FnOnce() -> F) -> T {
        loop {
            let (flight, leads) = self.board();
            if leads {
                let landing = Landing { all: self, flight, outcome: None };
                return landing.with(lead().await);
            }
            if let End::Done(outcome) = flight.end().await {
                return outcome;
            }
        }
    }

    /// The flight under way, or a new one that the caller leads.
    fn board(&self) -> (Arc<Flight<T>>, bool) {
        let mut under_way = lock(&self.0);
        if let Some(flight) = &*under_way {
            return (Arc::clone(flight), false);
        }
        let state = State { end: None, waiting: BTreeMap::new(), next_ticket: 0 };
        let flight = Arc::new(Flight(Mutex::new(state)));
        *under_way = Some(Arc::clone(&flight));
        (flight, true)
    }
}

impl<T: Clone> Flight<T> {
    async fn end(&self) -> End<T> {
        let mut waits = Waits { flight: self, ticket: None };
        poll_fn(|cx| {
            let mut state = lock(&self.0);
            if let Some(end) = &state.end {
                return Poll::Ready(end.clone());
            }
            let ticket = *waits.ticket.get_or_insert(state.next_ticket);
            state.next_ticket = state.next_ticket.max(ticket + 1);
            state.waiting.insert(ticket, cx.waker().clone());
            Poll::Pending
        })
        .await
    }
}

/// Removes the waker of a waiter that is dropped.
struct Waits<'f, T> {
    flight: &'f Flight<T>,
    ticket: Option<u64>,
}

impl<T> Drop for Waits<'_, T> {
    fn drop(&mut self) {
        if let Some(ticket) = self.ticket {
            lock(&self.flight.0).waiting.remove(&ticket);
        }
    }
}

/// Ends the flight, whether its leader finishes or is dropped.
struct Landing<'f, T: Clone> {
    all: &'f SingleFlight<T>,
    flight: Arc<Flight<T>>,
    outcome: Option<T>,
}

impl<T: Clone> Landing<'_, T> {
    fn with(mut self, outcome: T) -> T {
        self.outcome = Some(outcome.clone());
        outcome
    }
}

impl<T: Clone> Drop for Landing<'_, T> {
    fn drop(&mut self) {
        *lock(&self.all.0) = None;
        let waiting = {
            let mut state = lock(&self.flight.0);
            state.end = Some(self.outcome.take().map_or(End::Abandoned, End::Done));
            std::mem::take(&mut state.waiting)
        };
        waiting.into_values().for_each(Waker::wake);
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::future::{pending, ready};
    use std::pin::pin;
    use std::task::Context;

    use super::*;

    fn poll<T>(future: std::pin::Pin<&mut impl Future<Output = T>>) -> Option<T> {
        match future.poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    #[test]
    fn those_who_come_later_get_what_the_first_one_made() {
        let flights = SingleFlight::new();
        let (mut first, mut second) = (Box::pin(flights.join(pending::<u8>)), pin!(flights.join(|| ready(2))));
        assert_eq!((poll(first.as_mut()), poll(second.as_mut())), (None, None));
        drop(first);
        assert_eq!(poll(second), Some(2), "who waits leads where the leader is gone");
    }

    #[test]
    fn one_flight_has_one_outcome() {
        let flights = SingleFlight::new();
        let mut polls = 0;
        let mut slow = Box::pin(flights.join(|| {
            poll_fn(|_| {
                polls += 1;
                if polls > 1 { Poll::Ready(1) } else { Poll::Pending }
            })
        }));
        let mut other = pin!(flights.join(|| ready(2)));
        assert_eq!((poll(slow.as_mut()), poll(other.as_mut())), (None, None));
        assert_eq!((poll(slow.as_mut()), poll(other)), (Some(1), Some(1)));
        assert_eq!(poll(pin!(flights.join(|| ready(3)))), Some(3), "it is over");
    }
}
