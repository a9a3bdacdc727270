//! Reading strings.

use std::borrow::Cow;

use super::Reader;
use crate::codec::DecodeError;

impl<'a> Reader<'a> {
    /// Reads a string. It is borrowed from the text unless it contains escapes.
    ///
    /// # Errors
    /// Something else comes next, or the string is broken: it has a control character, an unknown escape, half of a surrogate
    /// pair, or no end.
    pub fn string(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        match self.plain_string() {
            Some(plain) => Ok(Cow::Borrowed(plain)),
            None => self.string_with_escapes().map(Cow::Owned),
        }
    }

    /// Reads a string if it has no escapes, as nearly all have none.
    pub(in crate::codec) fn plain_string(&mut self) -> Option<&'a str> {
        if self.byte() != Some(b'"') {
            return None;
        }
        let start = self.at + 1;
        let end = start + plain_bytes(&self.text.as_bytes()[start..]);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        Some(&self.text[start..end])
    }

    #[cold]
    fn string_with_escapes(&mut self) -> Result<String, DecodeError> {
        if self.byte() != Some(b'"') {
            return Err(self.mismatch("a string"));
        }
        self.at += 1;
        let mut text = self.plain().to_owned();
        loop {
            match self.rest().first() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(_) => return Err(self.mismatch("an escape instead of a control character")),
                None => return Err(self.mismatch("the end of the string")),
            }
            text.push_str(self.plain());
        }
    }

    /// Reads characters without escapes.
    fn plain(&mut self) -> &'a str {
        let start = self.at;
        self.at += plain_bytes(self.rest());
        &self.text[start..self.at]
    }

    fn escape(&mut self) -> Result<char, DecodeError> {
        let start = self.at;
        let character = match self.rest().get(1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => return Err(self.mismatch_at(start, "an escape of JSON")),
        };
        self.at += 2;
        Ok(character)
    }

    /// Reads `\u` with its four digits, or two of them for a surrogate pair.
    fn unicode_escape(&mut self) -> Result<char, DecodeError> {
        let start = self.at;
        let whole_pair = |reader: &Self| reader.mismatch_at(start, "a whole surrogate pair");
        let unit = self.code_unit()?;
        let code_point = match unit {
            0xD800..=0xDBFF => {
                if !self.rest().starts_with(b"\\u") {
                    return Err(whole_pair(self));
                }
                match self.code_unit()? {
                    low @ 0xDC00..=0xDFFF => 0x1_0000 + ((unit - 0xD800) << 10) + (low - 0xDC00),
                    _ => return Err(whole_pair(self)),
                }
            }
            _ => unit,
        };
        char::from_u32(code_point).ok_or_else(|| whole_pair(self))
    }

    fn code_unit(&mut self) -> Result<u32, DecodeError> {
        let mut unit = 0;
        for index in 2..6 {
            let digit = self.rest().get(index).and_then(|&byte| char::from(byte).to_digit(16));
            unit = unit * 16 + digit.ok_or_else(|| self.mismatch("four hexadecimal digits"))?;
        }
        self.at += 6;
        Ok(unit)
    }
}

/// The number of bytes at the start that need no care inside a string: all but quotes, backslashes and control characters.
pub(in crate::codec) fn plain_bytes(bytes: &[u8]) -> usize {
    let mut rest = bytes;
    while let Some((word, behind)) = rest.split_first_chunk::<8>() {
        let special = special_bytes(u64::from_le_bytes(*word));
        if special != 0 {
            return bytes.len() - rest.len() + special.trailing_zeros() as usize / 8;
        }
        rest = behind;
    }
    let plain = rest.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | ..b' ')).count();
    bytes.len() - rest.len() + plain
}

/// Checks eight bytes at a time. The high bit is set for each special byte, of which the lowest is exact (a borrow can only mark
/// bytes above a true one).
fn special_bytes(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = ONES * 0x80;
    let below = |word: u64, limit: u64| word.wrapping_sub(ONES * limit) & !word & HIGH;
    let equal = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    equal(b'"') | equal(b'\\') | below(word, 0x20)
}

#[cfg(test)]
mod tests {
    use super::plain_bytes;

    #[test]
    fn every_special_byte_ends_a_run_wherever_it_stands() {
        for place in 0..20 {
            for byte in 0..=u8::MAX {
                let mut bytes = [b'a'; 20];
                bytes[place] = byte;
                let special = byte < 0x20 || byte == b'"' || byte == b'\\';
                assert_eq!(plain_bytes(&bytes), if special { place } else { 20 }, "{byte:#x} at {place}");
            }
        }
    }
}
