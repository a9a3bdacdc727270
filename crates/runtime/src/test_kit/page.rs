//! A list with one page: the example is the first page, and later pages have no items.

use bytes::Bytes;
use serde_json::Value;

use super::seen::Seen;
use crate::codec::find::find;
use crate::paging::{Paging, Step};

/// Whether the request is for a page after the first.
pub(super) fn is_behind_the_first(paging: &Paging, seen: &Seen) -> bool {
    let value = |param| if paging.in_body { find(&seen.body, param) } else { seen.query(param) };
    match paging.step {
        Step::Page(param) => value(param).is_some_and(|page| page.parse() != Ok(paging.first)),
        Step::Offset(param) => value(param).is_some_and(|offset| offset.parse() != Ok(0)),
        Step::Cursor(param, _) => value(param).is_some_and(|cursor| cursor != "null"),
        // The example contains no URL of another page.
        Step::Url(_) => false,
    }
}

/// The page, without its items.
pub(super) fn without_items(paging: &Paging, page: Bytes) -> Bytes {
    let Ok(mut json) = serde_json::from_slice::<Value>(&page) else { return page };
    let Some(Value::Array(items)) = json.pointer_mut(paging.items) else { return page };
    items.clear();
    json.to_string().into()
}
