//! Where a walk stands, without writing the pointer down at every step.

use bindery_source::{Pointer, Site};

/// The way from the start of a walk to where it stands: a list on the stack, made into a [`Pointer`] only when something
/// is said or kept.
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

    /// The place as diagnostics want it.
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
