//! Who wants to know how far a body is.

use std::fmt;
use std::sync::Arc;

use crate::future::{MaybeSend, MaybeSync};

/// What is told how many bytes went over, and how many there are, where that is known.
#[derive(Clone)]
pub(crate) struct Progress(Arc<dyn Report>);

/// A closure that is told.
trait Report: MaybeSend + MaybeSync {
    fn report(&self, done: u64, total: Option<u64>);
}

impl<F: Fn(u64, Option<u64>) + MaybeSend + MaybeSync> Report for F {
    fn report(&self, done: u64, total: Option<u64>) {
        self(done, total);
    }
}

impl Progress {
    pub(crate) fn new(report: impl Fn(u64, Option<u64>) + MaybeSend + MaybeSync + 'static) -> Self {
        Self(Arc::new(report))
    }

    pub(crate) fn report(&self, done: u64, total: Option<u64>) {
        self.0.report(done, total);
    }
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}
