//! YAML as tokens with their bytes.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::Token;
use crate::edits::{Edit, Edits};
use crate::lines::{byte_order_mark, offset_of_character};

/// More than any parent is indented, except in hostile input.
const MARGIN: &str = "                                                                ";

/// How many places of a text are indented for the parser.
const MOST_PLACES: usize = 200;

/// How many bytes are parsed for that at most; parts that are still hidden then are located by their nearest ancestor.
const MOST_BYTES: usize = 1 << 28;

/// The edits after which this parser accepts text that [`crate::value`] accepted.
///
/// YAML requires the lines of quoted scalars and flow collections to be indented further than their parent. The parser
/// that builds values does not insist; this one does, and would not see what follows.
pub(super) fn indent(text: &str) -> Edits {
    let mut edits = Edits::default();
    let mut reached = None;
    for _ in 0..(MOST_BYTES / text.len().max(1)).clamp(1, MOST_PLACES) {
        let indented = edits.apply(text);
        let Some((at, lines)) = wrongly_indented(&indented).filter(|(at, _)| reached < Some(*at)) else { break };
        reached = Some(at);
        edits.add(lines.into_iter().map(|line| Edit::insert(line, MARGIN)).collect());
    }
    edits
}

/// Where the parser stops because of missing indentation, and the lines to indent further.
fn wrongly_indented(text: &str) -> Option<(usize, Vec<usize>)> {
    let start = byte_order_mark(text);
    let mut parser = Parser::new_from_str(&text[start..]);
    let error = std::iter::from_fn(|| parser.next_event()).find_map(Result::err)?;
    let at = start + offset_of_character(&text[start..], error.marker().index());
    match error.info() {
        "invalid indentation in quoted scalar" => {
            let style = if text[at..].starts_with('"') { ScalarStyle::DoubleQuoted } else { ScalarStyle::SingleQuoted };
            let scalar = unpadded(at..text.len(), style, text);
            let ends = text[scalar].match_indices('\n');
            Some((at, ends.map(|(end, _)| at + end + 1).collect()))
        }
        "invalid indentation" | "invalid indentation in flow construct" => {
            Some((at, vec![text[..at].rfind('\n').map_or(start, |end| end + 1)]))
        }
        _ => None,
    }
}

/// The tokens of the first document of a text, as far as it can be parsed.
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

/// The opening of a block has no character of its own: the rest of its line represents it.
fn opening(span: Range<usize>, text: &str) -> Range<usize> {
    if span.is_empty() { span.start..text.len() } else { span }
}

/// A quoted scalar without the white space and the comment after it.
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

/// Converts the parser's character offsets to bytes.
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
