//! The position of a walk, without building a pointer at every step.

use bindery_source::{Pointer, Site};

/// The path from the start of a walk to its position: a list on the stack, converted to a [`Pointer`] only when
/// something is reported or stored.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Trail<'a> {
    Start(&'a Pointer),
    Key(&'a Trail<'a>, &'a str),
    Index(&'a Trail<'a>, usize),
}

impl<'a> Trail<'a> {
    pub(crate) fn key(&'a self, key: &'a str) -> Self {
        Self::Key(self, key)
    }

    pub(crate) fn index(&'a self, index: usize) -> Self {
        Self::Index(self, index)
    }

    pub(crate) fn pointer(&self) -> Pointer {
        match self {
            Self::Start(pointer) => (*pointer).clone(),
            Self::Key(before, key) => before.pointer().key(key),
            Self::Index(before, index) => before.pointer().index(*index),
        }
    }

    /// The place, for diagnostics.
    pub(crate) fn site(&self) -> Site {
        Site::document(self.pointer())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_becomes_the_pointer_of_its_steps() {
        let start = Pointer::root().key("paths");
        let start = Trail::Start(&start);
        let path = start.key("/jobs");
        assert_eq!(path.index(0).pointer().as_str(), "/paths/~1jobs/0");
    }
}
