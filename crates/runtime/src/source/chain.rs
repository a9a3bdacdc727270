//! Several sources, one after another: the parts of a body and the text between them.

use std::sync::Arc;

use bytes::Bytes;

use super::Source;
use crate::future::BoxFuture;
use crate::transport::{Body, Chunks, TransportError};

/// The pieces of all sources. Each source is opened when its turn comes.
pub(super) struct Chain {
    sources: Arc<[Source]>,
    at: usize,
    body: Option<Body>,
}

impl Chain {
    pub(super) fn new(sources: Arc<[Source]>) -> Self {
        Self { sources, at: 0, body: None }
    }
}

impl Chunks for Chain {
    fn next(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(async move {
            loop {
                if self.body.is_none() {
                    let Some(source) = self.sources.get(self.at) else { return Ok(None) };
                    self.at += 1;
                    self.body = Some(source.open());
                }
                if let Some(body) = &mut self.body {
                    match body.next().await? {
                        Some(piece) => return Ok(Some(piece)),
                        None => self.body = None,
                    }
                }
            }
        })
    }
}
