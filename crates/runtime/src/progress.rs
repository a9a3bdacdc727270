//! Progress reports of a body.

use std::fmt;
use std::sync::Arc;

use crate::future::{MaybeSend, MaybeSync};

/// A handler of the number of bytes transferred, and of the total if it is known.
#[derive(Clone)]
pub(crate) struct Progress(Arc<dyn Report>);

/// The caller's function.
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
