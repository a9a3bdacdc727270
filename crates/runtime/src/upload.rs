//! A whole body that is sent verbatim.

use bytes::Bytes;

use crate::file::File;
use crate::source::Source;

/// Bytes that are sent verbatim as a body: whole, or in pieces from a [`Source`].
///
/// Anything that converts to bytes is an upload. If the document leaves the media type open (`image/*`), the caller sets it:
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder, Operation};
/// # static API: Api = Api::new("example/0.1.0");
/// # static PUT_NOTE: Operation = Operation::new("putNote", "PUT", "/note");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "putNote", "status": 204}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Upload, nothing};
///
/// let note = Upload::new("*Hi*").content_type("text/markdown");
/// assert_ne!(note, Upload::from("*Hi*"), "of the media type that the document states");
/// core.request(&PUT_NOTE).body(note).call(nothing).await?;
/// let seen = server.only("putNote");
/// assert_eq!((seen.header("content-type"), &*seen.body), (Some("text/markdown"), &b"*Hi*"[..]));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Upload {
    pub(crate) content: Source,
    /// The operation's media type is used if this is `None`.
    pub(crate) content_type: Option<String>,
}

impl Upload {
    /// Creates an upload of these bytes, of the document's media type.
    pub fn new(content: impl Into<Source>) -> Self {
        Self { content: content.into(), content_type: None }
    }

    /// Creates an upload of a file, of the document's media type: see [`Source::path`].
    ///
    /// # Errors
    /// There is no such file, or it is a directory.
    ///
    /// ```
    /// use bindery_runtime::Upload;
    ///
    /// # let folder = tempfile::tempdir()?;
    /// let path = folder.path().join("front.jpg");
    /// std::fs::write(&path, "a photo")?;
    /// assert!(Upload::path(&path).is_ok());
    /// assert!(Upload::path(folder.path()).is_err(), "a folder");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[cfg(not(target_arch = "wasm32"))]
    pub fn path(path: impl AsRef<std::path::Path>) -> std::io::Result<Self> {
        Source::path(path).map(Self::new)
    }

    /// Sets the media type.
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

/// A whole body has no name, so the file's name is not sent.
impl From<File> for Upload {
    fn from(file: File) -> Self {
        Self { content: file.content, content_type: file.content_type }
    }
}

impl From<Source> for Upload {
    fn from(content: Source) -> Self {
        Self::new(content)
    }
}

impl From<&Self> for Upload {
    fn from(upload: &Self) -> Self {
        upload.clone()
    }
}
