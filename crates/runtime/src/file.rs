//! A file inside of a body.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use crate::codec::{DecodeError, Empty, EncodeError, Node, Reader, Writer};
use crate::percent;

/// Bytes with a name and a media type: what `format: binary` stands for in a body of parts.
///
/// A multipart body carries it as a part of its own, untouched. Where only text can stand (JSON, serde, a form) it is its text if it
/// is UTF-8 without name and type, else a `data:` URL (RFC 2397) that holds all three, so that nothing is lost in a queue or a cache.
///
/// ```
/// use bindery_runtime::File;
///
/// let photo = File::new(&b"\x89PNG"[..]).file_name("front.png").content_type("image/png");
/// assert_eq!(photo.file_name.as_deref(), Some("front.png"));
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// The content.
    pub bytes: Bytes,
    /// The name that the server is told. Without one it is told the name of the field.
    pub file_name: Option<String>,
    /// The media type. Without one the document decides, and `application/octet-stream` where it does not.
    pub content_type: Option<String>,
}

impl File {
    /// A file of this content.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), file_name: None, content_type: None }
    }

    /// Sets the name that the server is told.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the media type.
    #[must_use]
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }

    /// All of it as one text: see the type.
    pub(crate) fn to_text(&self) -> String {
        match (std::str::from_utf8(&self.bytes), &self.file_name, &self.content_type) {
            (Ok(text), None, None) if !text.starts_with(SCHEME) => text.to_owned(),
            _ => self.to_data_url(),
        }
    }

    /// What [`to_text`](Self::to_text) gave; any other text is the content itself.
    pub(crate) fn from_text(text: &str) -> Self {
        Self::from_data_url(text).unwrap_or_else(|| Self::new(text.to_owned()))
    }

    fn to_data_url(&self) -> String {
        let mut url = SCHEME.to_owned();
        percent::encode(&mut url, self.content_type.as_deref().unwrap_or_default(), media_type);
        if let Some(name) = &self.file_name {
            url.push_str(NAME);
            percent::encode(&mut url, name, percent::unreserved);
        }
        url.push_str(BASE64);
        STANDARD.encode_string(&self.bytes, &mut url);
        url
    }

    fn from_data_url(text: &str) -> Option<Self> {
        let (head, content) = text.strip_prefix(SCHEME)?.split_once(',')?;
        let head = head.strip_suffix(BASE64.trim_end_matches(','))?;
        let (content_type, name) = match head.rsplit_once(NAME) {
            Some((content_type, name)) => (content_type, Some(percent::decode(name)?)),
            None => (head, None),
        };
        Some(Self {
            bytes: STANDARD.decode(content).ok()?.into(),
            file_name: name,
            content_type: Some(percent::decode(content_type)?).filter(|content_type| !content_type.is_empty()),
        })
    }
}

const SCHEME: &str = "data:";
const NAME: &str = ";name=";
const BASE64: &str = ";base64,";

/// What a media type in front of a `data:` URL may hold as it is.
fn media_type(byte: u8) -> bool {
    percent::unreserved(byte) || matches!(byte, b'/' | b'+' | b';' | b'=')
}

impl<T: Into<Bytes>> From<T> for File {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl Node for File {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Self::from_text(&reader.string()?);
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.file(self);
        Ok(())
    }
}

impl Empty for File {
    fn empty() -> Self {
        Self::new(Bytes::new())
    }
}

/// An empty file without a name.
impl Default for File {
    fn default() -> Self {
        Self::empty()
    }
}

crate::__serde! { File }

/// Shows how long it is, not what it holds.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("bytes", &format_args!("{} bytes", self.bytes.len()))
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_text_nothing_is_lost() {
        let named = |name: &str| File::new("x").file_name(name).content_type("text/plain; charset=\"a,b\"");
        for file in [
            File::new("plain text"),
            File::new("data:,x"),
            File::new("data:;base64,eA=="),
            File::new(&b"\xFF\x00"[..]),
            File::new("x").content_type("image/png"),
            File::new("x").file_name("a b;name=c,d%.png"),
            named("ü.txt"),
            File::default(),
        ] {
            assert_eq!(File::from_text(&file.to_text()), file, "{}", file.to_text());
        }
    }

    #[test]
    fn a_plain_file_is_its_text() {
        assert_eq!(File::new("hello").to_text(), "hello");
        assert_eq!(File::from_text("data:nonsense"), File::new("data:nonsense"));
    }

    #[test]
    fn a_named_file_is_a_data_url() {
        let file = File::new(&b"\x89PNG"[..]).file_name("a b.png").content_type("image/png");
        assert_eq!(file.to_text(), "data:image/png;name=a%20b.png;base64,iVBORw==");
    }
}
