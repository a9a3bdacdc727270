//! Known ways in which published YAML is broken, and how they are mended.

use std::borrow::Cow;
use std::ops::Range;

/// A text after its repair.
#[derive(Clone, Debug)]
pub struct Repaired<'t> {
    /// The mended text; the given one when nothing was mended.
    pub text: Cow<'t, str>,
    /// What was mended.
    pub repairs: Repairs,
}

/// What was mended in a text, in the order of the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repairs {}

impl Repairs {
    /// Whether nothing was mended.
    pub fn is_empty(&self) -> bool {
        true
    }

    /// The mended text, made again from the text of the file.
    pub fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        Cow::Borrowed(text)
    }

    /// The bytes of the file's text that became these bytes of the mended text.
    pub fn original(&self, span: Range<usize>) -> Range<usize> {
        span
    }
}

/// Mends the faults that we know in a YAML text that does not parse.
pub fn repair(text: &str) -> Repaired<'_> {
    Repaired {
        text: Cow::Borrowed(text),
        repairs: Repairs::default(),
    }
}
