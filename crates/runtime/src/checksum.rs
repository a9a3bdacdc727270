//! Checksums with which a storage service verifies an upload.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use sha2::Sha256;

use crate::source::Source;
use crate::transport::TransportError;

/// A checksum of a body, and the header that carries it.
///
/// ```
/// # use bindery_runtime::test_kit::{Answers, Server};
/// # use bindery_runtime::{Api, Builder};
/// # static API: Api = Api::new("example/0.1.0");
/// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "signedUpload", "status": 200}]"#);
/// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
/// # let server = Server::new(&ANSWERS);
/// # let core = Builder::new(&API).in_process(&server).build()?;
/// use bindery_runtime::{Checksum, SignedUpload, SignedUrl};
///
/// let url = SignedUrl::new("http://localhost/photos/1?signature=s3cr3t");
/// SignedUpload::new(&core, url, "a photo").checksum(Checksum::md5()).await?;
/// assert_eq!(server.only("signedUpload").header("content-md5"), Some("HhcdEyAiHQ7xEzo5j7HUvg=="));
/// # Ok::<(), bindery_runtime::Error>(())
/// # }).unwrap();
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checksum {
    algorithm: Algorithm,
    header: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Algorithm {
    Md5,
    Sha256,
    /// SHA-256 as a structured field: RFC 9530, section 2.
    Digest,
}

impl Checksum {
    /// MD5 in `Content-MD5`: RFC 1864. It detects accidents, not attacks.
    pub fn md5() -> Self {
        Self { algorithm: Algorithm::Md5, header: "content-md5".to_owned() }
    }

    /// SHA-256 in base64, in a header of the service: `x-amz-checksum-sha256` for S3.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "signedUpload", "status": 200}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use bindery_runtime::{Checksum, SignedUpload, SignedUrl};
    /// # let upload = SignedUpload::new(&core, SignedUrl::new("http://localhost/photos/1"), "a photo");
    /// upload.checksum(Checksum::sha256("x-amz-checksum-sha256")).await?;
    /// let sent = server.only("signedUpload");
    /// assert_eq!(sent.header("x-amz-checksum-sha256"), Some("1OJNdJpP4vFhry3pE8BAKwTjrih9r9D52/pKXFbGkoU="));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn sha256(header: impl Into<String>) -> Self {
        Self { algorithm: Algorithm::Sha256, header: header.into() }
    }

    /// SHA-256 in `Content-Digest`: RFC 9530.
    ///
    /// ```
    /// # use bindery_runtime::test_kit::{Answers, Server};
    /// # use bindery_runtime::{Api, Builder};
    /// # static API: Api = Api::new("example/0.1.0");
    /// # static ANSWERS: Answers = Answers::new(r#"[{"operation": "signedUpload", "status": 200}]"#);
    /// # tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(async {
    /// # let server = Server::new(&ANSWERS);
    /// # let core = Builder::new(&API).in_process(&server).build()?;
    /// # use bindery_runtime::{Checksum, SignedUpload, SignedUrl};
    /// # let upload = SignedUpload::new(&core, SignedUrl::new("http://localhost/photos/1"), "a photo");
    /// upload.checksum(Checksum::content_digest()).await?;
    /// let sent = server.only("signedUpload");
    /// assert_eq!(sent.header("content-digest"), Some("sha-256=:1OJNdJpP4vFhry3pE8BAKwTjrih9r9D52/pKXFbGkoU=:"));
    /// # Ok::<(), bindery_runtime::Error>(())
    /// # }).unwrap();
    /// ```
    pub fn content_digest() -> Self {
        Self { algorithm: Algorithm::Digest, header: "content-digest".to_owned() }
    }

    /// Computes the header's name and value for this body, reading it to its end.
    ///
    /// # Errors
    /// The body cannot be read.
    pub(crate) async fn of(&self, source: &Source) -> Result<(&str, String), TransportError> {
        let value = match self.algorithm {
            Algorithm::Md5 => hash::<Md5>(source).await?,
            Algorithm::Sha256 => hash::<Sha256>(source).await?,
            Algorithm::Digest => format!("sha-256=:{}:", hash::<Sha256>(source).await?),
        };
        Ok((&self.header, value))
    }
}

async fn hash<D: Digest>(source: &Source) -> Result<String, TransportError> {
    let (mut hash, mut body) = (D::new(), source.open());
    while let Some(piece) = body.next().await? {
        hash.update(&piece);
    }
    Ok(STANDARD.encode(hash.finalize()))
}
