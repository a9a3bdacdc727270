//! A list with one page: the example is the first page, and later pages have no items.

use bytes::Bytes;
use serde_json::Value;

use super::seen::Seen;
use crate::codec::find::find;
use crate::paging::{Paging, Step, whole};

/// Whether the request is for a page after the first.
pub(super) fn is_behind_the_first(paging: &Paging, seen: &Seen) -> bool {
    let member = |param| find(&seen.body, param).filter(|json| *json != "null");
    let value = |param| if paging.in_body { member(param) } else { seen.query(param) };
    match paging.step {
        Step::Page(param) => value(param).is_some_and(|page| whole(page) != Some(paging.first)),
        Step::Offset(param) => value(param).is_some_and(|offset| whole(offset) != Some(0)),
        Step::Cursor(param, _) => value(param).is_some(),
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
