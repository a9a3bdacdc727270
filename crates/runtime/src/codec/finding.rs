//! Differences between a text and its type.

use std::borrow::Cow;

use super::DecodeError;
use super::error::MASK;
use super::path::Path;
use crate::drift::DriftKind;

/// A difference between a text and its type.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) kind: DriftKind,
    pub(crate) path: Path,
    /// A description of what the type expects.
    pub(crate) expected: Cow<'static, str>,
    /// The beginning of the value, or a short description; empty until the value is located.
    pub(crate) found: String,
}

impl Finding {
    /// A finding at the value itself.
    pub(crate) fn new(kind: DriftKind, expected: impl Into<Cow<'static, str>>, found: impl Into<String>) -> Self {
        Self { kind, path: Path::default(), expected: expected.into(), found: found.into() }
    }

    /// A finding with the contents of this error.
    pub(super) fn of(kind: DriftKind, error: DecodeError) -> Self {
        let (path, expected, found) = error.into_parts();
        Self { kind, path, expected: expected.into(), found }
    }

    /// Removes everything about the value.
    pub(crate) fn masked(mut self) -> Self {
        self.mask();
        self
    }

    pub(super) fn mask(&mut self) {
        MASK.clone_into(&mut self.found);
        self.path.clear();
    }
}
