//! YAML as tokens with their bytes.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::Token;
use crate::lines::byte_order_mark;

/// The tokens of the first document of a text, as far as it can be read.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let start = byte_order_mark(text);
    let mut parser = Parser::new_from_str(&text[start..]);
    let mut cursor = Cursor { text, characters: 0, bytes: start };
    std::iter::from_fn(move || {
        loop {
            let (event, span) = parser.next_event()?.ok()?;
            let span = |cursor: &mut Cursor<'_>| cursor.span(span);
            return Some(match event {
                Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => continue,
                Event::StreamEnd | Event::DocumentEnd => return None,
                Event::MappingStart(..) => Token::Open { object: true, span: opening(span(&mut cursor), text) },
                Event::SequenceStart(..) => Token::Open { object: false, span: opening(span(&mut cursor), text) },
                Event::MappingEnd | Event::SequenceEnd => Token::Close,
                Event::Alias(_) => Token::Scalar { text: Cow::Borrowed(""), span: span(&mut cursor) },
                Event::Scalar(value, style, ..) => {
                    let span = span(&mut cursor);
                    Token::Scalar { text: value, span: unpadded(span, style, text) }
                }
            });
        }
    })
}

/// A block's opening has no character of its own: what follows in its line stands for it.
fn opening(span: Range<usize>, text: &str) -> Range<usize> {
    if span.is_empty() { span.start..text.len() } else { span }
}

/// A quoted scalar without the white space and the comment behind it.
fn unpadded(span: Range<usize>, style: ScalarStyle, text: &str) -> Range<usize> {
    let quote = match style {
        ScalarStyle::SingleQuoted => '\'',
        ScalarStyle::DoubleQuoted => '"',
        _ => return span,
    };
    let mut escaped = false;
    let closing = text[span.clone()].char_indices().skip(1).find(|&(_, character)| {
        let closes = character == quote && !escaped;
        escaped = character == '\\' && quote == '"' && !escaped;
        closes
    });
    closing.map_or(span.clone(), |(at, _)| span.start..span.start + at + 1)
}

/// Counts bytes along with the parser, which counts characters.
struct Cursor<'t> {
    text: &'t str,
    characters: usize,
    bytes: usize,
}

impl Cursor<'_> {
    fn span(&mut self, span: Span) -> Range<usize> {
        let start = self.bytes_at(span.start.index());
        let end = self.bytes_at(span.end.index());
        start..end.max(start)
    }

    fn bytes_at(&mut self, characters: usize) -> usize {
        if characters >= self.characters {
            let passed = self.text[self.bytes..].chars().take(characters - self.characters);
            self.bytes += passed.map(char::len_utf8).sum::<usize>();
        } else {
            let passed = self.text[..self.bytes].chars().rev().take(self.characters - characters);
            self.bytes -= passed.map(char::len_utf8).sum::<usize>();
        }
        self.characters = characters;
        self.bytes
    }
}
