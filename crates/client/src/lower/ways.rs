//! The special abilities of calls.

use bindery_model::Api;
use bindery_model::operations::{Content, Format, Operation};

use super::bodies::has_files;
use crate::items::{Reader, Reply, Way};

/// The abilities that the bodies of this operation need.
pub(super) fn lower(api: &Api, operation: &Operation, reply: &Reply) -> Vec<Way> {
    let is_large = |content: &Content| match content.format {
        Format::Bytes => true,
        Format::Multipart => content.ty.is_some_and(|ty| has_files(api, ty)),
        _ => false,
    };
    let goes_out = operation.body.iter().flat_map(|body| &body.contents).any(is_large);
    let comes_in =
        reply.reader == Reader::Payload && operation.successes().flat_map(|reply| &reply.contents).any(is_large);
    [(goes_out, Way::Upload), (comes_in, Way::Download), (is_choice(reply), Way::Negotiate)]
        .into_iter()
        .filter_map(|(is_there, way)| is_there.then_some(way))
        .collect()
}

/// Whether one status has several media types, from which the caller may choose.
fn is_choice(reply: &Reply) -> bool {
    let kinds = reply.outcome.iter().flat_map(|outcome| &outcome.kinds);
    kinds.clone().any(|one| {
        let has_other =
            |other: &&crate::items::Kind| other.status == one.status && other.media_types != one.media_types;
        !one.media_types.is_empty() && kinds.clone().any(|other| has_other(&other) && !other.media_types.is_empty())
    })
}

impl Way {
    /// The method that a setter of the same name would hide.
    pub(super) fn claimed(self) -> &'static str {
        match self {
            Self::Upload => "on_progress",
            Self::Download => "download",
            Self::Negotiate => "accept",
        }
    }
}
