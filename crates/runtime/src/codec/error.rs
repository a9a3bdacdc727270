//! Errors of reading and writing JSON.

use core::error::Error;
use core::fmt;

use super::path::Path;

/// The reason why JSON gave no value: what was expected, what was found, and where.
///
/// ```
/// let error = bindery_runtime::decode::<Vec<i64>>(b"[1, 2, \"three\"]").unwrap_err();
/// assert_eq!(error.to_string(), "expected an integer, found \"three\" at $[2] (byte 7)");
/// assert_eq!((error.path().as_str(), error.offset()), ("$[2]", Some(7)));
/// assert_eq!((error.expected(), error.found()), ("an integer", "\"three\""));
/// ```
pub struct DecodeError(Box<Mismatch>);

/// The error is one pointer wide, because it is part of the result of every step of decoding.
#[derive(Clone, PartialEq, Eq)]
struct Mismatch {
    expected: String,
    found: String,
    path: Path,
    offset: Option<usize>,
}

impl DecodeError {
    #[cold]
    pub(super) fn new(expected: impl Into<String>, found: impl Into<String>, offset: usize) -> Self {
        Self(Box::new(Mismatch {
            expected: expected.into(),
            found: found.into(),
            path: Path::default(),
            offset: Some(offset),
        }))
    }

    /// Returns the place of the value as JSON Path (RFC 9535): `$.jobs[3].work_status`.
    pub fn path(&self) -> String {
        self.0.path.to_string()
    }

    /// Returns the offset into the JSON text in bytes; `None` for a value that came through serde from another format.
    pub fn offset(&self) -> Option<usize> {
        self.0.offset
    }

    /// Returns a description of what the type expects: `an integer`.
    pub fn expected(&self) -> &str {
        &self.0.expected
    }

    /// Returns what was found instead: the beginning of the value, a short description, or `***` inside a secret.
    pub fn found(&self) -> &str {
        &self.0.found
    }

    /// The path, what was expected, and what was found.
    pub(super) fn into_parts(self) -> (Path, String, String) {
        let Mismatch { expected, found, path, .. } = *self.0;
        (path, expected, found)
    }

    #[cold]
    pub(super) fn in_member(mut self, name: &str) -> Self {
        self.0.path.push_member(name);
        self
    }

    #[cold]
    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.0.path.push_item(index);
        self
    }

    /// Marks it as the error of the variant that came closest among several.
    #[cold]
    pub(super) fn nearest(mut self, variant: &str, alternatives: &str) -> Self {
        let expected = &mut self.0.expected;
        *expected = format!("{expected} (as {variant}, the nearest; {alternatives})");
        self
    }

    /// Removes everything about the value.
    #[cold]
    pub(crate) fn masked(mut self) -> Self {
        MASK.clone_into(&mut self.0.found);
        self.0.path.clear();
        self
    }

    #[cold]
    pub(super) fn without_offset(mut self) -> Self {
        self.0.offset = None;
        self
    }
}

/// Replaces a secret wherever values are shown.
pub(super) const MASK: &str = "***";

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mismatch { expected, found, path, offset } = &*self.0;
        write!(f, "expected {expected}, found {found} at {path}")?;
        match offset {
            Some(offset) => write!(f, " (byte {offset})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl Error for DecodeError {}

/// The reason why a value has no JSON form.
///
/// ```
/// let error = bindery_runtime::encode(&vec![0.5, f64::NAN]).unwrap_err();
/// assert_eq!(error.to_string(), "JSON has no number NaN at $[1]");
/// assert_eq!(error.path(), "$[1]");
/// ```
pub struct EncodeError(Box<Unsayable>);

struct Unsayable {
    reason: String,
    path: Path,
}

impl EncodeError {
    #[cold]
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self(Box::new(Unsayable { reason: reason.into(), path: Path::default() }))
    }

    /// Returns the place of the value as JSON Path (RFC 9535): `$.lines[0].price`.
    pub fn path(&self) -> String {
        self.0.path.to_string()
    }

    #[cold]
    pub(super) fn in_member(mut self, name: &str) -> Self {
        self.0.path.push_member(name);
        self
    }

    #[cold]
    pub(super) fn in_item(mut self, index: usize) -> Self {
        self.0.path.push_item(index);
        self
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Unsayable { reason, path } = &*self.0;
        write!(f, "{reason} at {path}")
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncodeError({self})")
    }
}

impl Error for EncodeError {}
