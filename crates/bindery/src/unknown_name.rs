//! The error for an unknown name.

use std::fmt;

/// An unknown name, and the known ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownName {
    name: String,
    known: Vec<&'static str>,
}

impl UnknownName {
    pub(crate) fn new(name: &str, known: Vec<&'static str>) -> Self {
        Self { name: name.to_owned(), known }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown name `{}`, expected one of {}", self.name, self.known.join(", "))
    }
}

impl std::error::Error for UnknownName {}
