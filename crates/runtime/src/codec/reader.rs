//! The tokenizer: strict RFC 8259.
//!
//! Written for this crate, because the pull parser measured for comparison was a fifth slower, rejected the limits of `i64`, and
//! would have added ten crates for every user.

mod checkpoint;
mod kind;
mod locate;
mod lookout;
mod number;
mod record;
mod skip;
mod string;
mod survey;
mod tag;
mod tuple;

use core::str::FromStr;
use std::borrow::Cow;

use self::lookout::Lookout;
use self::survey::Survey;
use self::tag::Nested;
use super::DecodeError;
use super::union::Tag;

pub use self::checkpoint::Checkpoint;
pub use self::kind::Kind;
pub(super) use self::string::plain_bytes;
pub(super) use self::survey::Score;

/// The maximum number of open arrays and objects when reading or writing.
pub(super) const MAX_DEPTH: usize = 128;

/// A JSON text and a position in it.
///
/// Its methods read the value at that position and move past it. A hand-written [`Node`](super::Node) uses them to read scalars,
/// and reads arrays and objects through the `Node` of a `Vec`, a [`Map`](super::Map) or a record.
///
/// ```
/// use bindery_runtime::{DecodeError, Empty, Kind, Lend, Node, Reader, See, View, ViewMut, decode};
///
/// /// `true`, `1` or `"yes"`: servers differ.
/// #[derive(Clone, Debug, PartialEq)]
/// struct Flag(bool);
///
/// impl Node for Flag {
///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
///         self.0 = match reader.peek()? {
///             Kind::Number => reader.integer()? != 0,
///             Kind::String => reader.string()? == "yes",
///             Kind::Null => !reader.null(),
///             _ => reader.boolean()?,
///         };
///         Ok(())
///     }
/// # fn look(&self, see: &mut See<'_>) {
/// # see(View::Leaf(self));
/// # }
/// # fn lend(&mut self, to: &mut Lend<'_>) {
/// # to(ViewMut::Leaf(self));
/// # }
/// }
///
/// impl Empty for Flag {
///     fn empty() -> Self {
///         Self(false)
///     }
/// }
///
/// assert_eq!(decode::<Vec<Flag>>(br#"[true, 1, "yes", null]"#)?, [true, true, true, false].map(Flag));
/// assert_eq!(decode::<Flag>(b"[]").unwrap_err().expected(), "true or false");
/// # Ok::<(), DecodeError>(())
/// ```
#[derive(Debug)]
pub struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
    survey: Survey,
    /// The tags of the enclosing unions, each with the offset of its object.
    tags: Vec<(usize, Tag)>,
    nested: Nested,
    /// The number of bytes that may still be read in failed attempts.
    spare: usize,
    /// Set if drift is reported or values are set aside.
    lookout: Option<Box<Lookout>>,
}

impl<'a> Reader<'a> {
    /// Starts at the first value of the text. Bytes that are not UTF-8 are an error.
    pub(super) fn new(json: &'a [u8]) -> Result<Self, DecodeError> {
        match core::str::from_utf8(json) {
            Ok(text) => Ok(Self::of(text)),
            Err(error) => {
                let at = error.valid_up_to();
                let found = json.get(at).map_or_else(String::new, |byte| format!("byte 0x{byte:02x}"));
                Err(DecodeError::new("UTF-8", found, at))
            }
        }
    }

    pub(super) fn of(text: &'a str) -> Self {
        let spare = text.len().saturating_mul(4).saturating_add(1 << 16);
        Self {
            text,
            at: 0,
            depth: 0,
            survey: Survey::none(),
            tags: Vec::new(),
            nested: Nested::default(),
            spare,
            lookout: None,
        }
    }

    /// Ends reading. Anything but white space after the value is an error.
    pub(super) fn finish(mut self) -> Result<(), DecodeError> {
        match self.byte() {
            None => Ok(()),
            Some(_) => Err(self.mismatch("the end of the text")),
        }
    }

    /// Returns the kind of the next value, judged by its first byte; the value itself may still be broken.
    ///
    /// # Errors
    /// No value starts here.
    pub fn peek(&mut self) -> Result<Kind, DecodeError> {
        match self.byte() {
            Some(b'n') => Ok(Kind::Null),
            Some(b't' | b'f') => Ok(Kind::Boolean),
            Some(b'-' | b'0'..=b'9') => Ok(Kind::Number),
            Some(b'"') => Ok(Kind::String),
            Some(b'[') => Ok(Kind::Array),
            Some(b'{') => Ok(Kind::Object),
            _ => Err(self.mismatch("a value")),
        }
    }

    /// Reads `null` if it comes next, and returns whether it did.
    #[inline]
    pub fn null(&mut self) -> bool {
        self.byte() == Some(b'n') && self.literal("null")
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// Something else comes next.
    pub fn boolean(&mut self) -> Result<bool, DecodeError> {
        match self.byte() {
            Some(b't') if self.literal("true") => Ok(true),
            Some(b'f') if self.literal("false") => Ok(false),
            _ => Err(self.mismatch("true or false")),
        }
    }

    /// Reads an array, calling `item` where each of its values starts.
    pub(super) fn array(
        &mut self,
        mut item: impl FnMut(&mut Self) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if self.steps_over(b'[')? {
            return Ok(());
        }
        self.open(b'[')?;
        let mut index = 0;
        while self.more(b']')? {
            item(self).map_err(|error| error.in_item(index))?;
            index += 1;
        }
        Ok(())
    }

    /// Reads an object, calling `member` with each name where its value starts.
    pub(super) fn object(
        &mut self,
        mut member: impl FnMut(&mut Self, &str) -> Result<(), DecodeError>,
    ) -> Result<(), DecodeError> {
        if self.steps_over(b'{')? {
            return Ok(());
        }
        self.open(b'{')?;
        while self.more(b'}')? {
            let name = self.name()?;
            member(self, &name).map_err(|error| error.in_member(&name))?;
        }
        Ok(())
    }

    /// Enters an array or object with this opening bracket.
    pub(super) fn open(&mut self, bracket: u8) -> Result<(), DecodeError> {
        if self.byte() != Some(bracket) {
            return Err(self.not_open(bracket));
        }
        if self.depth == MAX_DEPTH {
            return Err(self.mismatch(&format!("at most {MAX_DEPTH} levels of nesting")));
        }
        self.depth += 1;
        self.at += 1;
        Ok(())
    }

    /// Moves to the next value inside the open bracket and returns `true`, or moves past its end and returns `false`.
    pub(super) fn more(&mut self, end: u8) -> Result<bool, DecodeError> {
        // No value ends with an opening bracket, so the previous byte tells whether this is the first one.
        let is_first = matches!(self.text.as_bytes().get(self.at - 1), Some(b'[' | b'{'));
        match self.byte() {
            Some(byte) if byte == end => {
                self.at += 1;
                self.depth -= 1;
                Ok(false)
            }
            Some(b',') if !is_first => {
                self.at += 1;
                Ok(true)
            }
            Some(_) if is_first => Ok(true),
            _ => Err(self.mismatch(if end == b']' { "`,` or `]`" } else { "`,` or `}`" })),
        }
    }

    /// Reads the name of a member and the colon after it.
    pub(super) fn name(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        if self.byte() != Some(b'"') {
            return Err(self.mismatch("the name of a member"));
        }
        let name = self.string()?;
        if self.byte() != Some(b':') {
            return Err(self.mismatch("`:`"));
        }
        self.at += 1;
        Ok(name)
    }

    /// Reads a string and parses it as a `T`; `expected` describes it in an error: `a date of RFC 3339`.
    ///
    /// # Errors
    /// Something else comes next, or the string cannot be parsed as a `T`.
    ///
    /// ```
    /// use std::net::IpAddr;
    ///
    /// use bindery_runtime::{DecodeError, Empty, Lend, Node, Reader, See, View, ViewMut, decode};
    ///
    /// #[derive(Clone, Debug, PartialEq)]
    /// struct Host(IpAddr);
    ///
    /// impl Node for Host {
    ///     fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
    ///         self.0 = reader.parse("an IP address")?;
    ///         Ok(())
    ///     }
    /// # fn look(&self, see: &mut See<'_>) {
    /// # see(View::Leaf(self));
    /// # }
    /// # fn lend(&mut self, to: &mut Lend<'_>) {
    /// # to(ViewMut::Leaf(self));
    /// # }
    /// }
    /// # impl Empty for Host {
    /// #     fn empty() -> Self {
    /// #         Self(IpAddr::from([0, 0, 0, 0]))
    /// #     }
    /// # }
    ///
    /// assert!(decode::<Host>(br#""127.0.0.1""#)?.0.is_loopback());
    /// assert_eq!(decode::<Host>(br#""home""#).unwrap_err().expected(), "an IP address");
    /// # Ok::<(), DecodeError>(())
    /// ```
    pub fn parse<T: FromStr>(&mut self, expected: &str) -> Result<T, DecodeError> {
        let Checkpoint { at: start, .. } = self.checkpoint();
        self.string()?.parse().map_err(|_| self.mismatch_at(start, expected))
    }

    /// Moves past a word such as `null` if it comes next.
    pub(super) fn word(&mut self, word: &str) -> bool {
        let _space = self.byte();
        self.literal(word)
    }

    /// Moves past `text` if it is right here.
    pub(super) fn literal(&mut self, text: &str) -> bool {
        let here = begins_with(self.rest(), text.as_bytes());
        if here {
            self.at += text.len();
        }
        here
    }

    /// Skips white space and returns the next byte, without moving past it.
    #[inline]
    fn byte(&mut self) -> Option<u8> {
        match self.text.as_bytes().get(self.at) {
            Some(&byte) if byte > b' ' => Some(byte),
            _ => self.byte_behind_space(),
        }
    }

    fn byte_behind_space(&mut self) -> Option<u8> {
        let space = |byte: &&u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
        self.at += self.rest().iter().take_while(space).count();
        self.rest().first().copied()
    }

    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    #[cold]
    fn not_open(&self, bracket: u8) -> DecodeError {
        self.mismatch(if bracket == b'[' { "an array" } else { "an object" })
    }

    /// The position in bytes from the start of the text.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The text that was read since `start`.
    pub(super) fn text_since(&self, start: usize) -> &'a str {
        &self.text[start..self.at]
    }

    /// The error that something other than `expected` is here.
    #[cold]
    pub(super) fn mismatch(&self, expected: &str) -> DecodeError {
        self.mismatch_at(self.at, expected)
    }

    #[cold]
    pub(super) fn mismatch_at(&self, at: usize, expected: &str) -> DecodeError {
        if self.is_surveying() {
            // It is never shown, and there may be very many.
            return DecodeError::new("", "", at);
        }
        DecodeError::new(expected, found(self.text.get(at..).unwrap_or_default()), at)
    }
}

/// The beginning of a text, for an error. Never more than one token: the next may be a secret.
/// Whether `bytes` begin with `word`. A call of `memcmp`, which the standard library makes, costs more than a name is long.
#[inline]
fn begins_with(bytes: &[u8], word: &[u8]) -> bool {
    let Some(mut bytes) = bytes.get(..word.len()) else { return false };
    let mut word = word;
    while let (Some((eight, behind)), Some((other, rest))) = (bytes.split_first_chunk::<8>(), word.split_first_chunk())
    {
        if eight != other {
            return false;
        }
        (bytes, word) = (behind, rest);
    }
    bytes.iter().zip(word).all(|(byte, other)| byte == other)
}

fn found(rest: &str) -> String {
    const LONGEST: usize = 40;
    let cut = |token: &str| match token.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &token[..end]),
        None => token.to_owned(),
    };
    match rest.chars().next() {
        None => "the end of the text".to_owned(),
        Some('{') => "an object".to_owned(),
        Some('[') => "an array".to_owned(),
        Some('"') => {
            let inside = &rest[1..];
            let end = inside.find(['"', '\\']).unwrap_or(inside.len());
            format!("{:?}", cut(&inside[..end]))
        }
        Some(c) if is_word(c) => cut(rest.split(|c| !is_word(c)).next().unwrap_or_default()),
        Some(c) => format!("`{}`", c.escape_debug()),
    }
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_')
}

#[cfg(test)]
mod tests {
    use super::{Kind, Reader, found};

    #[test]
    fn a_checkpoint_leads_back_out_of_a_half_read_array() {
        let mut reader = Reader::of("[[1], true]");
        let start = reader.checkpoint();
        let broken = reader.array(|reader| reader.array(|reader| reader.boolean().map(drop)));
        assert_eq!(broken.unwrap_err().path(), "$[0][0]");
        reader.rewind(start);
        assert_eq!(reader.peek().unwrap(), Kind::Array);
        reader.skip().unwrap();
        reader.finish().unwrap();
    }

    #[test]
    fn kinds_are_told_by_the_first_byte() {
        use Kind::{Array, Boolean, Null, Number, Object, String};
        let kinds = ["null", " true", "\nfalse", "-1", "\"\"", "[", "{"].map(|text| Reader::of(text).peek().unwrap());
        assert_eq!(kinds, [Null, Boolean, Boolean, Number, String, Array, Object]);
    }

    #[test]
    fn an_error_shows_one_token_and_no_more() {
        assert_eq!(found(r#""x", "password": "hunter2""#), r#""x""#);
        assert_eq!(found("truest, 1"), "truest");
        assert_eq!(found("{\"password\": 1}"), "an object");
        assert_eq!(found(""), "the end of the text");
        assert_eq!(found("\u{202e}"), "`\\u{202e}`");
        assert_eq!(found(&"7".repeat(41)), format!("{}…", "7".repeat(40)));
    }
}
