//! The default answers of the test kit's server.

use bindery_model::Api;
use bindery_model::operations::{Content, Format, Operation, Status};
use bindery_model::paging::{Paging, Source, Step};
use bindery_model::types::TypeId;
use bindery_source::Value;
use serde_json::json;

use super::values;
use crate::items::{Answer, Said};

/// Lowers the first reply of success: the document's example if it fits its type, otherwise a made value.
pub(super) fn lower(api: &Api, operation: &Operation) -> Answer {
    let Some(reply) = operation.successes().next() else {
        return Answer { status: 200, media_type: None, said: Said::Nothing };
    };
    let status = if let Status::Exact(status) = reply.status { status } else { 200 };
    let contents: Vec<&Content> = reply.readable().collect();
    let is_json = |content: &&&Content| content.format == Format::Json;
    let Some(content) = contents.iter().find(is_json).or(contents.first()).copied() else {
        return Answer { status, media_type: None, said: Said::Nothing };
    };
    let is_range = content.media_type.contains('*');
    let media_type = if is_range { "application/octet-stream" } else { content.media_type.as_str() };
    Answer { status, media_type: Some(media_type.to_owned()), said: said(api, operation, content) }
}

fn said(api: &Api, operation: &Operation, content: &Content) -> Said {
    let made = |ty: Option<TypeId>| value(api, content, ty).map_or_else(|why| Err(why.to_owned()), Ok);
    let told = |said: Result<Said, String>| said.unwrap_or_else(Said::Unknown);
    match content.format {
        Format::Json => told(made(content.ty).map(|mut value| {
            operation.paging.iter().for_each(|paging| only_page(&mut value, paging));
            Said::Json(value)
        })),
        Format::EventStream if content.ty.is_none() => Said::Text("data: text\n\n".to_owned()),
        Format::EventStream => told(made(content.ty).map(|value| Said::Text(format!("data: {value}\n\n")))),
        Format::JsonLines => told(made(content.ty).map(|value| {
            // RFC 7464, section 2.2.
            let before = if content.media_type.ends_with("json-seq") { "\u{1E}" } else { "" };
            Said::Text(format!("{before}{value}\n"))
        })),
        Format::Form | Format::Multipart | Format::Text | Format::Bytes => {
            let shown = content.examples.iter().find_map(Value::as_str);
            Said::Text(shown.unwrap_or("text").to_owned())
        }
    }
}

/// The value of a reply with this content.
fn value(api: &Api, content: &Content, ty: Option<TypeId>) -> Result<Value, &'static str> {
    let Some(ty) = ty else { return Ok(content.examples.first().cloned().unwrap_or_else(|| json!({}))) };
    let is_good = |shown: &&Value| values::size(shown) <= LARGEST && values::fits(&api.types, ty, shown);
    match content.examples.iter().find(is_good) {
        Some(shown) => Ok(shown.clone()),
        None => values::of(&api.types, ty),
    }
}

/// The largest number of values in an example. Some documents have examples of a megabyte.
const LARGEST: usize = 1000;

/// Makes this page the only one, so that iteration over the list ends.
fn only_page(page: &mut Value, paging: &Paging) {
    let count = page.pointer(&paging.items).and_then(Value::as_array).map_or(0, Vec::len);
    let mut put = |at: &Option<String>, value: Value| {
        let place = at.as_ref().and_then(|at| page.pointer_mut(at));
        // Without a value of this type in the document, the crate does not read one either.
        if let Some(place) = place.filter(|place| std::mem::discriminant(*place) == std::mem::discriminant(&value)) {
            *place = value;
        }
    };
    put(&paging.total_pages, json!(1));
    put(&paging.total_items, json!(count));
    put(&paging.has_more, json!(false));
    if let Step::Cursor(_, Source::Body(at)) | Step::Url(Source::Body(at)) = &paging.step {
        remove(page, at);
    }
}

/// Empties a string, so that it leads nowhere; removes any other value.
fn remove(page: &mut Value, at: &str) {
    if let Some(Value::String(text)) = page.pointer_mut(at) {
        return text.clear();
    }
    let (parent, name) = at.rsplit_once('/').unwrap_or_default();
    if let Some(Value::Object(members)) = page.pointer_mut(parent) {
        members.remove(&name.replace("~1", "/").replace("~0", "~"));
    }
}
