//! JSON as tokens with their bytes.

use std::borrow::Cow;
use std::ops::Range;

use super::Token;
use crate::lines::byte_order_mark;

/// Whether this scanner can read a text: a JSON object or array, possibly truncated, and not YAML's flow style.
pub(super) fn is_json(text: &str) -> bool {
    let mut lexemes = Lexemes::new(text);
    matches!(lexemes.next(), Some(Lexeme::Open(_))) && lexemes.all(|lexeme| !matches!(lexeme, Lexeme::Other))
}

/// The tokens of a text for which [`is_json`] holds.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let mut lexemes = Lexemes::new(text);
    std::iter::from_fn(move || {
        let lexeme = lexemes.next()?;
        let span = lexemes.span.clone();
        Some(match lexeme {
            Lexeme::Open(object) => Token::Open { object, span },
            Lexeme::Close => Token::Close,
            Lexeme::String => Token::Scalar { text: unquote(&text[span.clone()]), span },
            Lexeme::Literal | Lexeme::Other => Token::Scalar { text: Cow::Borrowed(&text[span.clone()]), span },
        })
    })
}

fn unquote(quoted: &str) -> Cow<'_, str> {
    if quoted.contains('\\') {
        serde_json::from_str(quoted).map_or(Cow::Borrowed(quoted), Cow::Owned)
    } else {
        Cow::Borrowed(quoted.trim_matches('"'))
    }
}

enum Lexeme {
    /// `{` (true) or `[`.
    Open(bool),
    Close,
    String,
    /// A number, `true`, `false` or `null`.
    Literal,
    /// Not JSON.
    Other,
}

struct Lexemes<'t> {
    text: &'t str,
    /// The bytes of the last lexeme.
    span: Range<usize>,
}

impl<'t> Lexemes<'t> {
    fn new(text: &'t str) -> Self {
        let start = byte_order_mark(text);
        Self { text, span: start..start }
    }
}

impl Iterator for Lexemes<'_> {
    type Item = Lexeme;

    fn next(&mut self) -> Option<Lexeme> {
        let bytes = self.text.as_bytes();
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':');
        let start = self.span.end + bytes[self.span.end..].iter().position(|byte| !blank(byte))?;
        let (lexeme, end) = match bytes[start] {
            b'{' => (Lexeme::Open(true), start + 1),
            b'[' => (Lexeme::Open(false), start + 1),
            b'}' | b']' => (Lexeme::Close, start + 1),
            b'"' => (Lexeme::String, string_end(bytes, start + 1)),
            _ => {
                let end = |byte: &u8| blank(byte) || matches!(byte, b'{' | b'}' | b'[' | b']' | b'"');
                let length = bytes[start..].iter().position(end).unwrap_or(bytes.len() - start);
                let literal = &bytes[start..start + length];
                (if is_literal(literal) { Lexeme::Literal } else { Lexeme::Other }, start + length)
            }
        };
        self.span = start..end;
        Some(lexeme)
    }
}

/// The byte after the closing quote, or the end of the text.
fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

fn is_literal(bytes: &[u8]) -> bool {
    let of_a_number = |byte: &u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
    matches!(bytes, b"true" | b"false" | b"null") || bytes.iter().all(of_a_number)
}
