//! A text with some bytes replaced, and a map back to the original.

use std::borrow::Cow;
use std::ops::Range;

/// A range of bytes, and its replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub(crate) at: Range<usize>,
    pub(crate) text: String,
}

impl Edit {
    /// Inserts text before the byte `at`.
    pub(crate) fn insert(at: usize, text: impl Into<String>) -> Self {
        Self { at: at..at, text: text.into() }
    }
}

/// Edits of one text, sorted and not overlapping.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Edits(Vec<Edit>);

impl Edits {
    /// Adds edits whose positions refer to the edited text.
    pub(crate) fn add(&mut self, edits: Vec<Edit>) {
        let edits: Vec<_> =
            edits.into_iter().map(|edit| Edit { at: self.original(edit.at), text: edit.text }).collect();
        self.0.extend(edits);
        self.0.sort_by_key(|edit| (edit.at.start, edit.at.end));
    }

    /// The edited text.
    pub(crate) fn apply<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.0.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(self.apply_within(text, 0..text.len())) }
    }

    /// The edited form of a part of the text.
    pub(crate) fn apply_within(&self, text: &str, part: Range<usize>) -> String {
        let mut edited = String::new();
        let mut from = part.start;
        for edit in self.0.iter().filter(|edit| part.start <= edit.at.start && edit.at.end <= part.end) {
            edited.push_str(&text[from..edit.at.start]);
            edited.push_str(&edit.text);
            from = edit.at.end;
        }
        edited.push_str(&text[from..part.end]);
        edited
    }

    /// Maps bytes of the edited text to those of the original.
    pub(crate) fn original(&self, span: Range<usize>) -> Range<usize> {
        let start = self.original_offset(span.start);
        let end = self.original_offset(span.end);
        start..end.max(start)
    }

    fn original_offset(&self, offset: usize) -> usize {
        // The ends of the bytes processed so far, in the edited text and in the original.
        let (mut edited, mut original) = (0, 0);
        for edit in &self.0 {
            let start = edited + (edit.at.start - original);
            if offset < start {
                break;
            }
            let end = start + edit.text.len();
            if offset < end {
                return edit.at.start;
            }
            (edited, original) = (end, edit.at.end);
        }
        original + (offset - edited)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits() -> Edits {
        let mut edits = Edits::default();
        edits.add(vec![Edit::insert(1, "xy"), Edit { at: 2..3, text: "-".to_owned() }]);
        edits
    }

    #[test]
    fn edits_are_applied_to_the_whole_or_a_part() {
        assert_eq!(edits().apply("abcd"), "axyb-d");
        assert_eq!(edits().apply_within("abcd", 2..4), "-d");
    }

    #[test]
    fn every_byte_leads_back() {
        let back: Vec<_> = (0..=6).map(|at| edits().original(at..at).start).collect();
        assert_eq!(back, [0, 1, 1, 1, 2, 3, 4]);
    }

    #[test]
    fn later_edits_count_in_the_edited_text() {
        let mut edits = edits();
        edits.add(vec![Edit::insert(5, "!")]);
        assert_eq!(edits.apply("abcd"), "axyb-!d");
    }
}
