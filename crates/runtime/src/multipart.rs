//! Writing a value as a multipart body: `multipart/form-data`, RFC 7578.

use http::HeaderValue;
use serde_json::{Map, Value};

use crate::clock::Clock;
use crate::codec::FILE_MARK;
use crate::encoding::Encoding;
use crate::file::File;
use crate::media_type::is_json;
use crate::source::Source;
use crate::style;

/// A body, and the boundary between its parts.
#[derive(Debug)]
pub(crate) struct Multipart {
    pub(crate) boundary: String,
    pub(crate) content: Source,
}

/// Writes each member with its encoding, or with the defaults of [`Encoding`]. Null and empty lists are omitted.
///
/// `files` are in the order of their marks in `members`. A part of plain text has no `Content-Type`, which means plain text (RFC
/// 7578 section 4.4).
///
/// # Errors
/// A file is inside an object, or its media type cannot be sent in a header.
pub(crate) fn write(
    members: &Map<String, Value>,
    files: Vec<File>,
    encodings: &'static [Encoding],
    clock: &dyn Clock,
) -> Result<Multipart, String> {
    let mut files = files.into_iter();
    let mut parts = Vec::new();
    for (name, value) in members {
        let encoding = Encoding::find(encodings, name);
        match value {
            Value::Array(_) | Value::Object(_) if encoding.is_some_and(Encoding::is_deep) && !has_mark(value) => {
                let fields = style::bracketed(name, value).into_iter();
                parts.extend(fields.map(|(name, text)| Part::new(&name, text)));
            }
            Value::Array(items) => {
                for item in items {
                    parts.extend(Part::of(name, item, encoding, &mut files)?);
                }
            }
            one => parts.extend(Part::of(name, one, encoding, &mut files)?),
        }
    }
    Ok(join(parts, clock))
}

/// A part of the body.
struct Part {
    disposition: String,
    media_type: Option<String>,
    content: Source,
}

impl Part {
    fn new(name: &str, content: impl Into<Source>) -> Self {
        Self { disposition: format!("form-data; name={}", quoted(name)), media_type: None, content: content.into() }
    }

    fn of(
        name: &str,
        value: &Value,
        encoding: Option<&Encoding>,
        files: &mut impl Iterator<Item = File>,
    ) -> Result<Option<Self>, String> {
        let media_type = encoding.and_then(Encoding::media_type);
        match value {
            Value::Null => Ok(None),
            Value::String(text) if text == FILE_MARK => match files.next() {
                Some(file) => Self::of_file(name, file, media_type).map(Some),
                None => Err(format!("the text of `{name}` cannot be sent")),
            },
            Value::Array(_) | Value::Object(_) => {
                if has_mark(value) {
                    return Err(format!("`{name}` contains a nested file, which cannot be sent as a part"));
                }
                Ok(Some(Self::new(name, value.to_string()).typed(media_type.unwrap_or("application/json"))))
            }
            scalar => {
                let text = style::text(scalar).filter(|_| !media_type.is_some_and(is_json));
                let part = Self::new(name, text.unwrap_or_else(|| scalar.to_string()));
                Ok(Some(media_type.into_iter().fold(part, Self::typed)))
            }
        }
    }

    fn of_file(name: &str, file: File, declared: Option<&str>) -> Result<Self, String> {
        let media_type = file.content_type.as_deref().or(declared).unwrap_or("application/octet-stream");
        if HeaderValue::from_str(media_type).is_err() {
            return Err(format!("the media type of the file `{name}` has characters that no header can carry"));
        }
        let file_name = file.file_name.as_deref().unwrap_or(name);
        let disposition = format!("form-data; name={}; filename={}", quoted(name), quoted(file_name));
        Ok(Self { disposition, media_type: Some(media_type.to_owned()), content: file.content })
    }

    fn typed(mut self, media_type: &str) -> Self {
        self.media_type = Some(media_type.to_owned());
        self
    }

    /// The header lines before its content.
    fn head(&self) -> String {
        let Self { disposition, media_type, .. } = self;
        match media_type {
            Some(media_type) => format!("Content-Disposition: {disposition}\r\nContent-Type: {media_type}\r\n\r\n"),
            None => format!("Content-Disposition: {disposition}\r\n\r\n"),
        }
    }
}

/// Whether the value contains the mark of a file. The recursion is bounded by the depth limit of the parser that made the value.
fn has_mark(value: &Value) -> bool {
    match value {
        Value::String(text) => text == FILE_MARK,
        Value::Array(items) => items.iter().any(has_mark),
        Value::Object(members) => members.values().any(has_mark),
        _ => false,
    }
}

/// A name in quotes, as browsers write it: section 4.2 leaves this open, and WHATWG defines it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A"))
}

/// Bytes in memory are joined into one source; contents in pieces go between such sources.
fn join(parts: Vec<Part>, clock: &dyn Clock) -> Multipart {
    let boundary = boundary(&parts, clock);
    let (mut sources, mut text) = (Vec::new(), Vec::new());
    for part in parts {
        for piece in ["--", &boundary, "\r\n", &part.head()] {
            text.extend_from_slice(piece.as_bytes());
        }
        match part.content.bytes() {
            Some(bytes) => text.extend_from_slice(bytes),
            None => sources.extend([std::mem::take(&mut text).into(), part.content]),
        }
        text.extend_from_slice(b"\r\n");
    }
    for piece in ["--", &boundary, "--\r\n"] {
        text.extend_from_slice(piece.as_bytes());
    }
    sources.push(text.into());
    let content = if sources.len() == 1 { sources.swap_remove(0) } else { Source::chain(sources) };
    Multipart { boundary, content }
}

/// The first of a series of boundaries that occurs in no content, so that equal bodies have equal bytes and no content can end a
/// part. Pieces cannot be searched, so with them it is random.
fn boundary(parts: &[Part], clock: &dyn Clock) -> String {
    let contents: Option<Vec<_>> = parts.iter().map(|part| part.content.bytes()).collect();
    let Some(contents) = contents else {
        return format!("bindery-boundary-{:016x}{:016x}", clock.random(), clock.random());
    };
    let mut number = 0_u64;
    loop {
        let boundary = format!("bindery-boundary-{number:04}");
        if !contents.iter().any(|content| contains(content, boundary.as_bytes())) {
            return boundary;
        }
        number += 1;
    }
}

/// Whether `text` contains `word`, by the Horspool algorithm: files are large, and it skips up to `word.len()` bytes at a time.
fn contains(text: &[u8], word: &[u8]) -> bool {
    let last = word.len() - 1;
    let mut shift = [word.len(); 256];
    for (at, &byte) in word[..last].iter().enumerate() {
        shift[usize::from(byte)] = last - at;
    }
    let mut end = last;
    while let Some(&byte) = text.get(end) {
        if &text[end - last..=end] == word {
            return true;
        }
        end += shift[usize::from(byte)];
    }
    false
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::clock::system::SystemClock;
    use crate::param::Style;

    fn multipart(value: &Value, files: Vec<File>, encodings: &'static [Encoding]) -> Result<String, String> {
        let body = write(value.as_object().unwrap(), files, encodings, &SystemClock::ASYNC)?;
        Ok(String::from_utf8(body.content.bytes().unwrap().to_vec()).unwrap().replace("\r\n", "\n"))
    }

    #[test]
    fn each_value_is_a_part() {
        let value = json!({"name": "Ann", "age": 7, "tags": ["a", "b"], "to": {"zip": 1}, "none": null});
        assert_eq!(
            multipart(&value, vec![], &[]).unwrap(),
            "--bindery-boundary-0000\nContent-Disposition: form-data; name=\"name\"\n\nAnn\n\
             --bindery-boundary-0000\nContent-Disposition: form-data; name=\"age\"\n\n7\n\
             --bindery-boundary-0000\nContent-Disposition: form-data; name=\"tags\"\n\na\n\
             --bindery-boundary-0000\nContent-Disposition: form-data; name=\"tags\"\n\nb\n\
             --bindery-boundary-0000\nContent-Disposition: form-data; name=\"to\"\nContent-Type: application/json\n\n{\"zip\":1}\n\
             --bindery-boundary-0000--\n"
        );
    }

    #[test]
    fn files_have_names_and_types() {
        static ENCODINGS: &[Encoding] =
            &[Encoding::new("photo").content_type("image/png"), Encoding::new("more").content_type("image/*")];
        let value = json!({"photo": FILE_MARK, "more": [FILE_MARK, FILE_MARK]});
        let files =
            vec![File::new("1"), File::new("2").file_name("a\"\n.jpg").content_type("image/jpeg"), File::new("3")];
        assert_eq!(
            multipart(&value, files, ENCODINGS).unwrap(),
            "--bindery-boundary-0000\nContent-Disposition: form-data; name=\"photo\"; filename=\"photo\"\nContent-Type: image/png\n\n1\n\
             --bindery-boundary-0000\nContent-Disposition: form-data; name=\"more\"; filename=\"a%22%0A.jpg\"\nContent-Type: image/jpeg\n\n2\n\
             --bindery-boundary-0000\nContent-Disposition: form-data; name=\"more\"; filename=\"more\"\nContent-Type: application/octet-stream\n\n3\n\
             --bindery-boundary-0000--\n"
        );
    }

    #[test]
    fn an_encoding_decides() {
        static ENCODINGS: &[Encoding] = &[
            Encoding::new("note").content_type("application/json"),
            Encoding::new("page").content_type("text/html; charset=utf-8"),
            Encoding::new("to").style(Style::DeepObject),
        ];
        let value = json!({"note": "hi", "page": "<p>", "to": {"tags": ["x"]}});
        assert_eq!(
            multipart(&value, vec![], ENCODINGS).unwrap(),
            "--bindery-boundary-0000\nContent-Disposition: form-data; name=\"note\"\nContent-Type: application/json\n\n\"hi\"\n\
             --bindery-boundary-0000\nContent-Disposition: form-data; name=\"page\"\nContent-Type: text/html; charset=utf-8\n\n<p>\n\
             --bindery-boundary-0000\nContent-Disposition: form-data; name=\"to[tags][]\"\n\nx\n\
             --bindery-boundary-0000--\n"
        );
    }

    #[test]
    fn no_content_holds_the_boundary() {
        let value = json!({"a": "xbindery-boundary-0000", "b": "--bindery-boundary-0001"});
        let body = write(value.as_object().unwrap(), vec![], &[], &SystemClock::ASYNC).unwrap();
        assert_eq!(body.boundary, "bindery-boundary-0002");
    }

    #[test]
    fn what_comes_in_pieces_stays_so_and_has_a_boundary_of_its_own() {
        let file = || File::new(Source::from_fn(|| "x".into()).length(1));
        let write = || write(json!({"a": FILE_MARK}).as_object().unwrap(), vec![file()], &[], &SystemClock::ASYNC);
        let (one, other) = (write().unwrap(), write().unwrap());
        assert_ne!(one.boundary, other.boundary);
        assert_eq!((one.content.bytes(), one.content.len()), (None, other.content.len()));
    }

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        for (text, wanted) in [("abcab", true), ("xabcab", true), ("ababcabx", true), ("abcaabca", false), ("", false)]
        {
            assert_eq!(contains(text.as_bytes(), b"abcab"), wanted, "{text}");
        }
    }

    #[test]
    fn a_file_inside_of_an_object_has_no_part() {
        assert!(multipart(&json!({"a": {"b": FILE_MARK}}), vec![File::new("x")], &[]).is_err());
    }

    #[test]
    fn the_mark_of_a_file_is_no_text() {
        assert!(multipart(&json!({"a": FILE_MARK}), vec![], &[]).is_err());
    }

    #[test]
    fn a_media_type_cannot_bring_headers() {
        let file = File::new("x").content_type("a/b\r\nX-Evil: 1");
        assert!(multipart(&json!({"a": FILE_MARK}), vec![file], &[]).unwrap_err().contains("media type"));
    }
}
