//! The value that tells which page a request asks for: a parameter of its query, or a member of its JSON body.

use std::borrow::Cow;

use super::Paging;
use crate::request::Request;

impl Paging {
    /// The number that the caller started with.
    pub(super) fn started(&self, request: &Request, param: &str) -> Option<u64> {
        if self.in_body {
            return request.member(param)?.parse().ok();
        }
        request.value(param)?.parse().ok()
    }

    /// The request for the page with this number, or after so many items.
    pub(super) fn at_number(&self, request: Request, param: &str, number: u64) -> Request {
        self.with(request, param, &number.to_string(), |number| number.into())
    }

    /// The request for the page at a cursor.
    pub(super) fn at_cursor(&self, request: Request, param: &str, cursor: &str) -> Request {
        self.with(request, param, cursor, |cursor| serde_json::Value::from(cursor).to_string().into())
    }

    fn with(&self, request: Request, param: &str, text: &str, json: for<'t> fn(&'t str) -> Cow<'t, str>) -> Request {
        if self.in_body { request.replace_member(param, &json(text)) } else { request.replace(param, text) }
    }
}
