use std::borrow::Cow;

use super::DecodeError;
use super::error::MASK;
use super::path::Path;
use crate::drift::DriftKind;

/// Something that a text holds and its type does not foretell.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) kind: DriftKind,
    pub(crate) path: Path,
    /// What the type asked for, in words.
    pub(crate) expected: Cow<'static, str>,
    /// The beginning of the value, or a word on it; empty until the value is looked at.
    pub(crate) found: String,
}

impl Finding {
    /// Of the value where the path begins.
    pub(crate) fn new(kind: DriftKind, expected: impl Into<Cow<'static, str>>, found: impl Into<String>) -> Self {
        Self { kind, path: Path::default(), expected: expected.into(), found: found.into() }
    }

    /// What would be this error.
    pub(super) fn of(kind: DriftKind, error: DecodeError) -> Self {
        let (path, expected, found) = error.into_parts();
        Self { kind, path, expected: expected.into(), found }
    }

    /// The same with nothing of the value in it.
    pub(crate) fn masked(mut self) -> Self {
        self.mask();
        self
    }

    pub(super) fn mask(&mut self) {
        MASK.clone_into(&mut self.found);
        self.path.clear();
    }
}
