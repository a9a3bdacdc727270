//! Bytes that are a whole body.

use std::fmt;

use bytes::Bytes;

use crate::file::File;

/// Bytes that are sent as a body, as they are.
///
/// Anything that becomes bytes is one. Where the document leaves the media type open (`image/*`), the caller says it:
///
/// ```
/// use bindery_runtime::Upload;
///
/// let photo = Upload::new(&b"\x89PNG"[..]).content_type("image/png");
/// let note = Upload::from("a text");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use]
pub struct Upload {
    pub(crate) bytes: Bytes,
    /// The operation's own where it is none.
    pub(crate) content_type: Option<String>,
}

impl Upload {
    /// These bytes, of the media type that the document states.
    pub fn new(bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), content_type: None }
    }

    /// Says the media type.
    pub fn content_type(mut self, media_type: impl Into<String>) -> Self {
        self.content_type = Some(media_type.into());
        self
    }
}

impl<T: Into<Bytes>> From<T> for Upload {
    fn from(bytes: T) -> Self {
        Self::new(bytes)
    }
}

/// A whole body has no name: that of the file is not sent.
impl From<File> for Upload {
    fn from(file: File) -> Self {
        Self { bytes: file.bytes, content_type: file.content_type }
    }
}

impl From<&Self> for Upload {
    fn from(upload: &Self) -> Self {
        upload.clone()
    }
}

/// Shows how long it is, not what it holds.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("bytes", &format_args!("{} bytes", self.bytes.len()))
            .field("content_type", &self.content_type)
            .finish()
    }
}
