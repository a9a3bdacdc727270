//! Files as values in a body.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;

use crate::codec::{DecodeError, Empty, EncodeError, Node, Reader, Writer};
use crate::percent;
use crate::source::Source;

/// Bytes with a name and a media type: the type of `format: binary` in a multipart body.
///
/// A multipart body carries it verbatim, in its own part; a [`Source`] in pieces is sent in pieces. In text (JSON, serde, a form)
/// it is its content, if that is UTF-8 and has neither name nor type. Otherwise it is a `data:` URL (RFC 2397) that contains all
/// three, so that nothing is lost in a queue or a cache. A source in pieces cannot be written as text.
///
/// ```
/// use bindery_runtime::File;
///
/// let photo = File::new(&b"\x89PNG"[..]).file_name("front.png").content_type("image/png");
/// assert_eq!(photo.file_name.as_deref(), Some("front.png"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct File {
    /// The content.
    pub content: Source,
    /// The name that is sent to the server, by default the name of the field.
    pub file_name: Option<String>,
    /// The media type. By default that of the document, or else `application/octet-stream`.
    pub content_type: Option<String>,
}

impl File {
    /// Creates a file with this content.
    pub fn new(content: impl Into<Source>) -> Self {
        Self { content: content.into(), file_name: None, content_type: None }
    }

    /// Creates a file from the file system with its name, read when it is sent: see [`Source::path`].
    ///
    /// # Errors
    /// There is no such file, or it is a directory.
    ///
    /// ```
    /// use bindery_runtime::File;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("front.jpg");
    /// std::fs::write(&path, "a photo")?;
    /// assert_eq!(File::path(&path)?.file_name.as_deref(), Some("front.jpg"));
    /// assert!(File::path(folder.path()).is_err(), "a folder");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[cfg(not(target_arch = "wasm32"))]
    pub fn path(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        let path = path.as_ref();
        let file_name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        Ok(Self { file_name, ..Self::new(Source::path(path)?) })
    }

    /// Sets the name that is sent to the server.
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

    /// The file as text: see the type. `None` if it comes in pieces.
    pub(crate) fn to_text(&self) -> Option<String> {
        let bytes = self.content.bytes()?;
        Some(match (std::str::from_utf8(bytes), &self.file_name, &self.content_type) {
            (Ok(text), None, None) if !text.starts_with(SCHEME) => text.to_owned(),
            _ => self.to_data_url(bytes),
        })
    }

    /// Reads the output of [`to_text`](Self::to_text); any other text is the content itself.
    pub(crate) fn from_text(text: &str) -> Self {
        Self::from_data_url(text).unwrap_or_else(|| Self::new(text.to_owned()))
    }

    fn to_data_url(&self, bytes: &[u8]) -> String {
        let mut url = SCHEME.to_owned();
        percent::encode(&mut url, self.content_type.as_deref().unwrap_or_default(), media_type);
        if let Some(name) = &self.file_name {
            url.push_str(NAME);
            percent::encode(&mut url, name, percent::unreserved);
        }
        url.push_str(BASE64);
        STANDARD.encode_string(bytes, &mut url);
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
            content: STANDARD.decode(content).ok()?.into(),
            file_name: name,
            content_type: Some(percent::decode(content_type)?).filter(|content_type| !content_type.is_empty()),
        })
    }
}

const SCHEME: &str = "data:";
const NAME: &str = ";name=";
const BASE64: &str = ";base64,";

/// Bytes of a media type that need no encoding in a `data:` URL.
fn media_type(byte: u8) -> bool {
    percent::unreserved(byte) || matches!(byte, b'/' | b'+' | b';' | b'=')
}

impl<T: Into<Bytes>> From<T> for File {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

impl From<Source> for File {
    fn from(content: Source) -> Self {
        Self::new(content)
    }
}

impl Node for File {
    fn decode(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = Self::from_text(&reader.string()?);
        Ok(())
    }

    fn encode(&self, writer: &mut Writer) -> Result<(), EncodeError> {
        writer.file(self)
    }

    crate::__leaf!();
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
            let text = file.to_text().unwrap();
            assert_eq!(File::from_text(&text), file, "{text}");
        }
    }

    #[test]
    fn what_comes_in_pieces_is_no_text() {
        assert_eq!(File::new(Source::once("hello")).to_text(), None);
    }

    #[test]
    fn a_plain_file_is_its_text() {
        assert_eq!(File::new("hello").to_text().unwrap(), "hello");
        assert_eq!(File::from_text("data:nonsense"), File::new("data:nonsense"));
    }

    #[test]
    fn a_named_file_is_a_data_url() {
        let file = File::new(&b"\x89PNG"[..]).file_name("a b.png").content_type("image/png");
        assert_eq!(file.to_text().unwrap(), "data:image/png;name=a%20b.png;base64,iVBORw==");
    }
}
