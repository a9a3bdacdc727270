//! Processes many documents on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Calls `work` with every item, and returns the results in order. `work` also gets the number of its worker, which is
/// unique among concurrent calls.
pub(super) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let next = AtomicUsize::new(0);
    let run = |worker| {
        let mut mine = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { break mine };
            mine.push((index, work(worker, item)));
        }
    };
    let run = &run;
    let mut results: Vec<(usize, R)> = thread::scope(|scope| {
        let handles: Vec<_> = (0..workers).map(|worker| scope.spawn(move || run(worker))).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("verdicts do not panic")).collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_stand_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..100).collect();
        assert_eq!(each(&items, |_, item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
    }
}
