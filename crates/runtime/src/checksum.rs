//! What a storage service compares with what came.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use md5::{Digest, Md5};
use sha2::Sha256;

use crate::source::Source;
use crate::transport::TransportError;

/// A checksum of a body, and the header that says it.
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
    /// MD5 in `Content-MD5`: RFC 1864. It tells accidents, not attacks.
    pub fn md5() -> Self {
        Self { algorithm: Algorithm::Md5, header: "content-md5".to_owned() }
    }

    /// SHA-256 in base64, in a header of the service: S3 calls it `x-amz-checksum-sha256`.
    pub fn sha256(header: impl Into<String>) -> Self {
        Self { algorithm: Algorithm::Sha256, header: header.into() }
    }

    /// SHA-256 in `Content-Digest`: RFC 9530.
    pub fn content_digest() -> Self {
        Self { algorithm: Algorithm::Digest, header: "content-digest".to_owned() }
    }

    /// The header's name and value for this body, which is read to its end.
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
