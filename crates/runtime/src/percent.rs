//! Percent-encoding of request parts, RFC 3986 section 2.

/// A set of bytes that are not encoded; every other byte becomes `%XX`.
pub(crate) type Keep = fn(u8) -> bool;

/// Appends `text` to `out`, with each byte outside `keep` as `%XX`.
pub(crate) fn encode(out: &mut String, text: &str, keep: Keep) {
    if is_kept(text, keep) {
        return out.push_str(text);
    }
    for byte in text.bytes() {
        push(out, byte, keep);
    }
}

/// Like [`encode`], but leaves existing triples (`%2F`) alone.
pub(crate) fn encode_around_triples(out: &mut String, text: &str, keep: Keep) {
    if is_kept(text, keep) {
        return out.push_str(text);
    }
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        if byte == b'%' && is_triple(&bytes[at..]) {
            out.push('%');
        } else {
            push(out, byte, keep);
        }
    }
}

/// Decodes the text; `None` if a triple is broken, or the bytes are not UTF-8.
pub(crate) fn decode(text: &str) -> Option<String> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        out.push(if byte == b'%' { digit(bytes.next())? << 4 | digit(bytes.next())? } else { byte });
    }
    String::from_utf8(out).ok()
}

/// Bytes that mean the same encoded or not, anywhere in a URL (section 2.3).
pub(crate) fn unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Bytes that `allowReserved` leaves unencoded in a path segment: `pchar` of section 3.3.
pub(crate) fn segment(byte: u8) -> bool {
    unreserved(byte) || sub_delimiter(byte) || matches!(byte, b':' | b'@')
}

/// Bytes that `allowReserved` leaves unencoded in a query: those of section 3.4, except the two that servers read as structure
/// (`&` ends a pair) or as a space (`+`).
pub(crate) fn query(byte: u8) -> bool {
    (segment(byte) && !matches!(byte, b'&' | b'+')) || matches!(byte, b'/' | b'?')
}

/// Bytes allowed in the value of a cookie: `cookie-octet` of RFC 6265 section 4.1.1.
pub(crate) fn cookie(byte: u8) -> bool {
    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

/// Bytes that are left unencoded around the expressions of a path template.
pub(crate) fn template(byte: u8) -> bool {
    segment(byte) || matches!(byte, b'/' | b'?')
}

fn sub_delimiter(byte: u8) -> bool {
    matches!(byte, b'!' | b'$' | b'&' | b'\'' | b'(' | b')' | b'*' | b'+' | b',' | b';' | b'=')
}

/// Whether there is nothing to encode, which is the common case.
fn is_kept(text: &str, keep: Keep) -> bool {
    text.bytes().all(|byte| byte.is_ascii() && keep(byte))
}

fn push(out: &mut String, byte: u8, keep: Keep) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    // No set contains a byte outside ASCII, so a kept byte is a whole character.
    if byte.is_ascii() && keep(byte) {
        out.push(char::from(byte));
    } else {
        out.push('%');
        out.push(char::from(HEX[usize::from(byte >> 4)]));
        out.push(char::from(HEX[usize::from(byte & 15)]));
    }
}

fn is_triple(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_bytes_stay_in_a_value() {
        let mut out = String::new();
        encode(&mut out, "a-b.c_d~e/f?g#h i+j%k&é", unreserved);
        assert_eq!(out, "a-b.c_d~e%2Ff%3Fg%23h%20i%2Bj%25k%26%C3%A9");
    }

    #[test]
    fn decoding_takes_encoding_back() {
        assert_eq!(decode("a%2Fb%C3%a9%25").as_deref(), Some("a/bé%"));
        for broken in ["%", "%2", "%zz", "%FF"] {
            assert_eq!(decode(broken), None, "{broken}");
        }
    }

    #[test]
    fn reserved_bytes_pass_a_query_unless_they_are_structure() {
        let mut out = String::new();
        encode_around_triples(&mut out, "a/b?c:d@e=f,g&h+i#j[k]%2F%zz", query);
        assert_eq!(out, "a/b?c:d@e=f,g%26h%2Bi%23j%5Bk%5D%2F%25zz");
    }
}
