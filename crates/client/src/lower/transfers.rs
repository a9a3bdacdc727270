//! Bodies that may be large: what a call with one has beside the rest.

use bindery_model::Api;
use bindery_model::operations::{Content, Format, Operation};

use super::contents::has_files;
use crate::items::{Reply, Transfer};

/// Whether bytes go out, and whether they come in.
pub(super) fn lower(api: &Api, operation: &Operation, reply: &Reply) -> Vec<Transfer> {
    let is_large = |content: &Content| match content.format {
        Format::Bytes => true,
        Format::Multipart => content.ty.is_some_and(|ty| has_files(api, ty)),
        _ => false,
    };
    let goes_out = operation.body.iter().flat_map(|body| &body.contents).any(is_large);
    let successes = operation.replies.iter().filter(|reply| reply.status.is_success());
    let comes_in = reply.reader == "payload" && successes.flat_map(|reply| &reply.contents).any(is_large);
    [(goes_out, Transfer::Up), (comes_in, Transfer::Down)]
        .into_iter()
        .filter_map(|(is_there, transfer)| is_there.then_some(transfer))
        .collect()
}

impl Transfer {
    /// A setter that would hide what such a call has.
    pub(super) fn claimed(self) -> &'static str {
        match self {
            Self::Up => "on_progress",
            Self::Down => "download",
        }
    }
}
