//! One line of a YAML text, as far as it can be understood in isolation.

/// A line in a block, outside block scalars, quotes and flow collections.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    text: &'t str,
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after its last one, without the line ending.
    end: usize,
    /// The first byte after its indentation and dashes.
    pub(super) content: usize,
}

impl<'t> Line<'t> {
    /// The line that contains a byte.
    pub(super) fn at(text: &'t str, offset: usize) -> Self {
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        Self::from(text, start)
    }

    /// All lines of a text.
    pub(super) fn all(text: &'t str) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(Self::from(text, 0)), Self::next)
    }

    /// The lines below, top down.
    pub(super) fn below(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(self.next(), Self::next)
    }

    /// The lines above, bottom up.
    pub(super) fn above(&self) -> impl Iterator<Item = Self> {
        let above = |line: &Self| line.start.checked_sub(1).map(|end| Self::at(line.text, end));
        std::iter::successors(above(self), above)
    }

    /// Its leading white space.
    pub(super) fn margin(&self) -> &'t str {
        let line = &self.text[self.start..self.end];
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    pub(super) fn is_blank(&self) -> bool {
        self.start + self.margin().len() == self.end
    }

    pub(super) fn is_comment(&self) -> bool {
        self.text[self.content..].starts_with('#')
    }

    /// The width of its indentation.
    pub(super) fn indent(&self) -> usize {
        self.margin().len()
    }

    /// The column of its content, from 0.
    pub(super) fn column(&self) -> usize {
        self.content - self.start
    }

    /// The column of the last dash before its content.
    pub(super) fn dash(&self) -> Option<usize> {
        self.text[self.start..self.content].rfind('-')
    }

    /// The colon after its key.
    pub(super) fn colon(&self) -> Option<usize> {
        let content = &self.text[self.content..self.end];
        let quoted = content.chars().next().filter(|first| matches!(first, '"' | '\''));
        let key = match quoted {
            Some(quote) => 1 + content[1..].find(quote)? + 1,
            None => 0,
        };
        let ends_a_key = |at: &usize| content[at + 1..].is_empty() || content[at + 1..].starts_with([' ', '\t']);
        let colon = content[key..].match_indices(':').map(|(at, _)| key + at).find(ends_a_key)?;
        let is_key = if quoted.is_some() { content[key..colon].trim().is_empty() } else { is_plain(&content[..colon]) };
        is_key.then_some(self.content + colon)
    }

    /// The value after its key, if any.
    pub(super) fn value(&self) -> Option<usize> {
        let rest = &self.text[self.colon()? + 1..self.end];
        let value = rest.trim_start();
        (!value.is_empty() && !value.starts_with('#')).then(|| self.end - value.len())
    }

    /// Whether it has a key whose value is on the lines below.
    pub(super) fn ends_with_a_key(&self) -> bool {
        self.colon().is_some() && self.value().is_none()
    }

    /// Whether a single word, or a quoted string, precedes a colon.
    pub(super) fn looks_like_a_key(&self) -> bool {
        self.colon().is_some_and(|colon| {
            let key = &self.text[self.content..colon];
            key.starts_with(['"', '\'']) || !key.trim_end().contains([' ', '\t'])
        })
    }

    /// Where a plain string that starts at `start` ends on this line, and whether a comment ended it.
    pub(super) fn text_end(&self, start: usize) -> (usize, bool) {
        let rest = &self.text[start..self.end];
        let comment = [" #", "\t#"].iter().filter_map(|mark| rest.find(mark)).min();
        (start + rest[..comment.unwrap_or(rest.len())].trim_end().len(), comment.is_some())
    }

    fn from(text: &'t str, start: usize) -> Self {
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        let end = start + text[start..end].trim_end_matches('\r').len();
        let mut content = start;
        loop {
            let rest = &text[content..end];
            content = end - rest.trim_start_matches([' ', '\t']).len();
            match text[content..end].strip_prefix('-') {
                Some(item) if item.starts_with([' ', '\t']) => content += 1,
                _ => {
                    return Self { text, start, end, content };
                }
            }
        }
    }

    fn next(&self) -> Option<Self> {
        let end = self.end + self.text[self.end..].find('\n')?;
        Some(Self::from(self.text, end + 1))
    }
}

/// Whether a key spelled like this is a plain scalar.
fn is_plain(key: &str) -> bool {
    !key.is_empty() && !key.starts_with(['[', '{', '|', '>', '*', '&', '!', '#', ',', ']', '}']) && !key.contains(" #")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(line: &str) -> Option<&str> {
        Line::at(line, 0).value().map(|value| &line[value..])
    }

    #[test]
    fn a_value_follows_the_first_colon_with_space() {
        assert_eq!(value("  a b: c: d"), Some("c: d"));
        assert_eq!(value("- - a:b: c"), Some("c"));
        assert_eq!(value("'a: b' : c"), Some("c"));
    }

    #[test]
    fn no_value_stands_in_flow_collections_comments_and_open_keys() {
        for line in ["{a: b", "[a: b", "# a: b", "a # b: c", "a:", "a: # b", "a", "'a: b"] {
            assert_eq!(value(line), None, "{line}");
        }
    }

    #[test]
    fn the_first_line_has_none_above_and_the_last_none_below() {
        let text = "a\n\nb";
        let middle = Line::at(text, 2);
        assert!(middle.is_blank());
        assert_eq!(middle.above().map(|line| line.start).collect::<Vec<_>>(), [0]);
        assert_eq!(middle.below().map(|line| line.start).collect::<Vec<_>>(), [3]);
    }
}
