//! Method names from the HTTP method and the path, for ids that are missing or say no more.

use bindery_model::Api;
use bindery_model::operations::{Format, Operation, Piece};
use bindery_model::segments::{is_root, is_version};
use bindery_model::types::Shape;

use super::grammar::is_action;
use crate::names::Words;

/// A verb, its object and its owner: `list transactions for account` of `GET /accounts/{id}/transactions`. `None` if the path has
/// no text.
pub(super) fn words(api: &Api, operation: &Operation) -> Option<Words> {
    let segments = segments(operation);
    let end = segments.iter().rposition(Segment::is_text)? + 1;
    let start = segments[..end].iter().rposition(|segment| !segment.is_text()).map_or(0, |last| last + 1);
    let is_one = end < segments.len();
    let subject = texts(&segments[start..end]);
    let subject = if start == 0 { without_root(&subject) } else { &subject };
    let noun = Words::new(&subject.join(" "));
    let owner = texts(&segments[..start]).last().map(|owner| Words::new(owner)).filter(|owner| !owner.is_empty());
    let owner = owner.map(|owner| owner.singular().unwrap_or(owner));
    let action = Words::new(subject.last()?);
    if !is_one && action.as_slice().first().is_some_and(|verb| is_action(verb)) {
        let before = subject[..subject.len() - 1].iter().rfind(|segment| !segment.eq_ignore_ascii_case("actions"));
        let whom = before.map(|segment| Words::new(segment)).or(owner).unwrap_or_default();
        return Some(action.then(&whom));
    }
    let verb = verb(api, operation, &noun, is_one);
    let noun = noun.singular().filter(|_| is_one || verb == CREATE).unwrap_or(noun);
    let words = Words::new(verb).then(&noun);
    Some(match owner {
        Some(owner) => words.then(&Words::new("for")).then(&owner),
        None => words,
    })
}

const CREATE: &str = "create";

/// The method, the whole path and its parameters: long, but unique.
pub(super) fn whole(operation: &Operation) -> Words {
    let method = Words::new(&operation.method.to_ascii_lowercase());
    let mut joint = "by";
    let (mut texts, mut by) = (method, Words::default());
    for piece in &operation.path.pieces {
        match piece {
            Piece::Text(text) => texts = texts.then(&Words::new(text)),
            Piece::Param(name) => {
                by = by.then(&Words::new(joint)).then(&Words::new(name));
                joint = "and";
            }
        }
    }
    texts.then(&by)
}

fn verb(api: &Api, operation: &Operation, noun: &Words, is_one: bool) -> &'static str {
    match operation.method.as_str() {
        "GET" if !is_one && is_list(api, operation) => "list",
        "GET" => "get",
        "POST" if !is_one && noun.singular().is_some() => CREATE,
        // For APIs without PUT and PATCH.
        "POST" if is_one => "update",
        "POST" => "post",
        "PUT" => "replace",
        "PATCH" => "update",
        "DELETE" => "delete",
        "HEAD" => "head",
        "OPTIONS" => "options",
        "TRACE" => "trace",
        _ => "call",
    }
}

/// Whether the reply is a list, at once or in pages, or another path leads to an item of it.
pub(super) fn is_list(api: &Api, operation: &Operation) -> bool {
    let mut contents =
        operation.successes().flat_map(|reply| &reply.contents).filter(|content| content.format == Format::Json);
    let is_list = |id| matches!(api.types[api.types.resolve(id)].shape, Shape::List(_));
    let is_plural = || {
        let last = segments(operation).pop().filter(Segment::is_text);
        texts(last.as_slice()).iter().any(|text| Words::new(text).singular().is_some())
    };
    operation.paging.is_some()
        || contents.any(|content| content.ty.is_some_and(is_list))
        || operation.has_items && is_plural()
}

/// A part of a path between slashes.
enum Segment<'p> {
    Text(&'p str),
    Param,
}

impl Segment<'_> {
    fn is_text(&self) -> bool {
        matches!(self, Self::Text(_))
    }
}

/// The segments of a path. Text beside a parameter, as in `/files/{name}.json`, belongs to the parameter.
fn segments(operation: &Operation) -> Vec<Segment<'_>> {
    let mut segments = Vec::new();
    for piece in &operation.path.pieces {
        match piece {
            Piece::Param(_) => segments.push(Segment::Param),
            Piece::Text(text) => {
                let own = if segments.is_empty() { text } else { text.split_once('/').map_or("", |(_, own)| own) };
                let own = own.split('/').filter(|segment| !segment.is_empty());
                segments.extend(own.map(|text| Segment::Text(without_extension(text))));
            }
        }
    }
    segments
}

/// A segment without the extension for the reply's format: `users.json`.
fn without_extension(segment: &str) -> &str {
    [".json", ".xml"]
        .iter()
        .find_map(|form| segment.strip_suffix(form))
        .filter(|rest| !rest.is_empty())
        .unwrap_or(segment)
}

fn texts<'p>(segments: &[Segment<'p>]) -> Vec<&'p str> {
    segments.iter().filter_map(|segment| if let Segment::Text(text) = segment { Some(*text) } else { None }).collect()
}

/// The segments without the common start of the paths of an API: `api`, and a version.
pub(super) fn without_root<'s, 'p>(segments: &'s [&'p str]) -> &'s [&'p str] {
    let is_aside = |text: &&&str| is_root(text) || is_version(text);
    let roots = segments.iter().take_while(is_aside).count().min(segments.len().saturating_sub(1));
    &segments[roots..]
}
