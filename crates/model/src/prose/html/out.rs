//! The output of the conversion.

/// Text that knows its line starts. No part of it is scanned twice, however often its end is removed.
#[derive(Default)]
pub(super) struct Out {
    text: String,
    /// The line starts, except the first.
    starts: Vec<usize>,
}

/// Lines with more indentation do not start a row or an item.
const DEEPEST: usize = 64;

impl Out {
    pub(super) fn push(&mut self, text: &str) {
        let lines = text.match_indices('\n').map(|(at, _)| self.text.len() + at + 1);
        self.starts.extend(lines);
        self.text.push_str(text);
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn ends_with(&self, end: &str) -> bool {
        self.text.ends_with(end)
    }

    /// The last character.
    pub(super) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Removes and returns the end.
    pub(super) fn cut(&mut self, at: usize) -> String {
        while self.starts.pop_if(|start| *start > at).is_some() {}
        self.text.split_off(at)
    }

    pub(super) fn trim_end(&mut self) {
        self.cut(self.text.trim_end().len());
    }

    /// The start of the current line.
    pub(super) fn line_start(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// Whether the current line only has white space.
    pub(super) fn begins_line(&self) -> bool {
        self.text[self.line_start()..].bytes().take(DEEPEST).all(|byte| byte == b' ')
    }

    /// Whether the current line is a table row.
    pub(super) fn is_row(&self) -> bool {
        self.body().next() == Some(b'|')
    }

    /// Whether the current line is a list item.
    pub(super) fn is_item(&self) -> bool {
        let mut body = self.body();
        matches!((body.next(), body.next()), (Some(b'-' | b'*'), Some(b' ')))
    }

    /// The current line without indentation.
    fn body(&self) -> impl Iterator<Item = u8> {
        let line = self.text[self.line_start()..].bytes().take(DEEPEST);
        line.skip_while(|byte| *byte == b' ')
    }
}
