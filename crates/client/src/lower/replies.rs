//! Return types of operations.

use bindery_model::operations::{Content, Format, Operation, Reply as ModelReply, Status};
use bindery_model::types::TypeId;
use bindery_model::{Api, media_type};
use bindery_source::Sink;
use indexmap::IndexMap;

use super::docs;
use super::types::Types;
use crate::codes;
use crate::items::{Kind, Outcome, Reader, Reply};
use crate::names::{Case, Scope, Words};
use crate::ty::Ty;

/// Lowers the replies of an operation. `scope` is that of the operations, for an enum of several replies.
pub(super) fn lower(operation: &Operation, words: &Words, types: &Types, scope: &mut Scope, sink: &mut Sink) -> Reply {
    let kinds = kinds(operation, types, sink);
    match kinds.as_slice() {
        [] => payload(),
        [only] => only.reply.clone(),
        several => outcome(words, several, scope),
    }
}

/// The media types of all successful replies without duplicates, for the `Accept` header.
pub(super) fn accept(operation: &Operation) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    for content in operation.successes().flat_map(ModelReply::readable) {
        if !types.contains(&content.media_type.as_str()) {
            types.push(&content.media_type);
        }
    }
    (!types.is_empty()).then(|| types.join(", "))
}

/// The media types of successful replies that are streamed.
pub(super) fn streams(operation: &Operation) -> Vec<String> {
    let is_stream = |content: &&Content| matches!(content.format, Format::EventStream | Format::JsonLines);
    let mut types: Vec<String> = Vec::new();
    for content in operation.successes().flat_map(ModelReply::readable).filter(is_stream) {
        if !types.contains(&content.media_type) {
            types.push(content.media_type.clone());
        }
    }
    types
}

/// The statuses that the document lists for the operation; none if it has a reply for all statuses.
pub(super) fn statuses(operation: &Operation) -> Vec<String> {
    let mut statuses: Vec<Status> = operation.replies.iter().map(|reply| reply.status).collect();
    statuses.dedup();
    if statuses.contains(&Status::Default) { Vec::new() } else { statuses.iter().map(Status::to_string).collect() }
}

/// A kind of success: the statuses and media types with the same reader and type.
struct Success {
    statuses: Vec<Status>,
    media_types: Vec<String>,
    reply: Reply,
    docs: String,
}

/// The kinds of success.
fn kinds(operation: &Operation, types: &Types, sink: &mut Sink) -> Vec<Success> {
    let mut kinds: Vec<Success> = Vec::new();
    for reply in operation.successes() {
        let contents: Vec<&Content> = reply.readable().collect();
        if contents.len() < reply.contents.len() {
            sink.note(&codes::REPLY_MEDIA_TYPE, &reply.at, "this reply may be JSON or XML: XML is not requested");
        }
        let text = reply.docs.description.clone().or_else(|| reply.docs.summary.clone()).unwrap_or_default();
        let mut add = |media_type: Option<String>, read: Reply| {
            let alike = kinds.iter_mut().find(|kind| kind.reply == read && can_join(kind, reply.status));
            match alike {
                Some(kind) => {
                    kind.media_types.extend(media_type);
                    if !kind.statuses.contains(&reply.status) {
                        kind.statuses.push(reply.status);
                    }
                }
                None => kinds.push(Success {
                    statuses: vec![reply.status],
                    media_types: media_type.into_iter().collect(),
                    reply: read,
                    docs: text.clone(),
                }),
            }
        };
        if contents.is_empty() {
            add(None, without_content(operation, reply.status));
        }
        for content in contents {
            add(Some(content.media_type.clone()), with_content(content, types));
        }
    }
    kinds
}

/// A JSON value of one type is the same kind whatever the status; so is an empty reply.
fn can_join(kind: &Success, status: Status) -> bool {
    kind.statuses.contains(&status) || kind.reply.reader == Reader::Json || kind.reply.ty == Ty::Unit
}

fn with_content(content: &Content, types: &Types) -> Reply {
    match (content.format, content.ty) {
        (Format::Json, Some(ty)) => Reply { ty: types.ty(ty).clone(), reader: Reader::Json, outcome: None },
        (Format::Text, _) => Reply { ty: Ty::String, reader: Reader::Text, outcome: None },
        (Format::EventStream, Some(ty)) => stream("EventStream", types.ty(ty).clone(), Reader::JsonEvents),
        (Format::EventStream, None) => stream("EventStream", Ty::String, Reader::Events),
        (Format::JsonLines, ty) => stream("Lines", ty.map_or(Ty::Any, |ty| types.ty(ty).clone()), Reader::Lines),
        _ => payload(),
    }
}

fn stream(name: &'static str, of: Ty, reader: Reader) -> Reply {
    Reply { ty: Ty::Stream(name, Box::new(of)), reader, outcome: None }
}

fn without_content(operation: &Operation, status: Status) -> Reply {
    if status.allows_content(&operation.method) {
        payload()
    } else {
        Reply { ty: Ty::Unit, reader: Reader::Nothing, outcome: None }
    }
}

fn payload() -> Reply {
    Reply { ty: Ty::Runtime("Payload"), reader: Reader::Payload, outcome: None }
}

/// The enum of all replies of the operation.
fn outcome(words: &Words, several: &[Success], scope: &mut Scope) -> Reply {
    let own = |ending| words.clone().then(&Words::new(ending));
    let name = scope.claim(&[own("outcome"), own("call outcome")]).name;
    let mut names = Scope::new(Case::Camel);
    names.ours("Other");
    let mut kinds = Vec::new();
    for success in several {
        let name = names.claim(&candidates(success, several)).name;
        for (index, status) in success.statuses.iter().enumerate() {
            let lines = bindery_model::prose::line(&success.docs);
            let docs = if lines.is_empty() { format!("Status `{status}`.") } else { lines };
            kinds.push(Kind {
                name: name.clone(),
                docs: docs::lines(docs),
                status: status.to_string(),
                media_types: success.media_types.clone(),
                // Boxed, because a large variant would make the whole enum large.
                ty: if matches!(success.reply.ty, Ty::Named(_)) {
                    success.reply.ty.clone().boxed()
                } else {
                    success.reply.ty.clone()
                },
                reader: success.reply.reader,
                repeats: index > 0,
            });
        }
    }
    let clone = several.iter().all(|success| !matches!(success.reply.ty, Ty::Stream(..)));
    let ty = Ty::Beside(name.clone());
    Reply { ty, reader: Reader::Replies, outcome: Some(Outcome { name, kinds, clone }) }
}

/// Names by the status if that is unique, otherwise by the media type.
fn candidates(success: &Success, several: &[Success]) -> Vec<Words> {
    let status = Words::new(reason(success.statuses[0]));
    let media = success.media_types.first().map(|media_type| Words::new(kind_of_media(media_type)));
    let shares = several.iter().filter(|other| other.statuses[0] == success.statuses[0]).count() > 1;
    match media {
        Some(media) if shares => vec![media.clone(), status.then(&media)],
        Some(media) => vec![status.clone(), status.then(&media)],
        None => vec![status],
    }
}

fn kind_of_media(media_type: &str) -> &str {
    match media_type::subtype(media_type) {
        "plain" => "text",
        "octet-stream" | "*" => "bytes",
        other => other,
    }
}

/// The reason phrases of RFC 9110, section 15.3, and of WebDAV as far as documents use them.
fn reason(status: Status) -> &'static str {
    match status {
        Status::Exact(200) => "ok",
        Status::Exact(201) => "created",
        Status::Exact(202) => "accepted",
        Status::Exact(203) => "non authoritative",
        Status::Exact(204) => "no content",
        Status::Exact(205) => "reset content",
        Status::Exact(206) => "partial content",
        Status::Exact(207) => "multi status",
        Status::Exact(208) => "already reported",
        Status::Exact(_) | Status::Range(_) => "success",
        Status::Default => "default",
    }
}

/// The type of most error bodies.
pub(super) fn refusal(api: &Api, types: &Types) -> Option<Ty> {
    let refused = api.operations.iter().flat_map(Operation::refusals).filter(|reply| reply.status.is_error());
    let contents = refused.flat_map(|reply| &reply.contents).filter(|content| content.format == Format::Json);
    let mut counts: IndexMap<TypeId, usize> = IndexMap::new();
    for id in contents.filter_map(|content| content.ty) {
        *counts.entry(api.types.resolve(id)).or_default() += 1;
    }
    let named = counts.into_iter().filter(|(id, _)| matches!(types.ty(*id), Ty::Named(_)));
    // The first one of those that are equally frequent.
    let (id, _) = named.rev().max_by_key(|(_, count)| *count)?;
    Some(types.ty(id).clone())
}
