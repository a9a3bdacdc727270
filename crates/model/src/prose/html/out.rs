//! What the conversion has written.

/// Text that knows where its line begins. None of it is looked through twice, however often its end is taken away again.
#[derive(Default)]
pub(super) struct Out {
    text: String,
    /// Where the lines begin, but for the first.
    starts: Vec<usize>,
}

/// A line that stands further in begins no row and no item.
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

    /// The character that was written last.
    pub(super) fn last(&self) -> Option<char> {
        self.text.chars().next_back()
    }

    pub(super) fn finish(self) -> String {
        self.text
    }

    /// Takes the end away.
    pub(super) fn cut(&mut self, at: usize) -> String {
        while self.starts.pop_if(|start| *start > at).is_some() {}
        self.text.split_off(at)
    }

    pub(super) fn trim_end(&mut self) {
        self.cut(self.text.trim_end().len());
    }

    /// Where the line begins that is being written.
    pub(super) fn line_start(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    /// Whether nothing but blanks stands in the line.
    pub(super) fn begins_line(&self) -> bool {
        self.text[self.line_start()..].bytes().take(DEEPEST).all(|byte| byte == b' ')
    }

    /// Whether the line is a row of a table.
    pub(super) fn is_row(&self) -> bool {
        self.body().next() == Some(b'|')
    }

    /// Whether the line is an item of a list.
    pub(super) fn is_item(&self) -> bool {
        let mut body = self.body();
        matches!((body.next(), body.next()), (Some(b'-' | b'*'), Some(b' ')))
    }

    /// The line without what stands before it.
    fn body(&self) -> impl Iterator<Item = u8> {
        let line = self.text[self.line_start()..].bytes().take(DEEPEST);
        line.skip_while(|byte| *byte == b' ')
    }
}
