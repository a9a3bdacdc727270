//! Lines and columns of a text.

use std::ops::Range;

/// A place as line and column.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, counted in characters.
    pub column: usize,
}

/// The offsets at which the lines of a text start.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text. They end at `\n`; a `\r` before it is not part of the line.
    pub fn new(text: &'t str) -> Self {
        let first = byte_order_mark(text);
        let next = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at + 1);
        Self { text, starts: std::iter::once(first).chain(next).collect() }
    }

    /// The position of a byte. An offset past the end counts as the end, one inside a character as its start.
    pub fn position(&self, offset: usize) -> Position {
        let offset = floor_char_boundary(self.text, offset);
        let line = self.starts.partition_point(|&start| start <= offset).max(1);
        let start = self.starts[line - 1].min(offset);
        Position { line, column: self.text[start..offset].chars().count() + 1 }
    }

    /// The byte at which a line starts, counted from 1; numbers past the last line give the last line.
    pub fn start_of(&self, line: usize) -> usize {
        self.starts[line.clamp(1, self.starts.len()) - 1]
    }

    /// The bytes of the line that contains a byte, without its line ending.
    pub fn line_at(&self, offset: usize) -> Range<usize> {
        let line = self.position(offset).line;
        let start = self.starts[line - 1];
        let end = self.starts.get(line).map_or(self.text.len(), |&next| next - 1);
        let end = end.max(start);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }
}

/// The length of the text's byte order mark.
pub(crate) fn byte_order_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// The byte offset of a character, or the end of the text if there are fewer.
pub(crate) fn offset_of_character(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(at, _)| at)
}

/// The start of the character that contains a byte, or the end of the text for a byte past it.
pub(crate) fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, offset: usize) -> (usize, usize) {
        let Position { line, column } = Lines::new(text).position(offset);
        (line, column)
    }

    #[test]
    fn columns_count_characters() {
        assert_eq!(at("ä: ö\nb", "ä: ".len()), (1, 4));
        assert_eq!(at("ä: ö\nb", "ä: ö\n".len()), (2, 1));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(at("\u{feff}a: 1", 3), (1, 1));
    }

    #[test]
    fn the_end_of_the_text_is_a_place() {
        assert_eq!(at("a\n", 99), (2, 1));
        assert_eq!(at("", 0), (1, 1));
    }

    #[test]
    fn a_line_ends_before_its_carriage_return() {
        let text = "a\r\nbc\r\n";
        assert_eq!(Lines::new(text).line_at(3), 3..5);
    }
}
