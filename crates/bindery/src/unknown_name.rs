//! A name that is not in its table.

use std::fmt;

/// A name that nothing has, and the names that there are.
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
        write!(f, "`{}` is none of {}", self.name, self.known.join(", "))
    }
}

impl std::error::Error for UnknownName {}
