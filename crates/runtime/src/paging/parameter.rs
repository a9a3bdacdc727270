//! The value that tells which page a request asks for: a parameter of its query, or a member of its JSON body.

use super::Paging;
use crate::request::Request;

impl Paging {
    /// The number that the caller started with.
    pub(super) fn started(&self, request: &Request, param: &str) -> Option<u64> {
        let text = if self.in_body { request.member(param) } else { request.value(param) };
        whole(text?)
    }

    /// The request for the page with this number, or after so many items.
    pub(super) fn at_number(&self, request: Request, param: &str, number: u64) -> Request {
        let number = number.to_string();
        self.at(request, param, &number, &number)
    }

    /// The request for the page at a cursor.
    pub(super) fn at_cursor(&self, request: Request, param: &str, cursor: &str) -> Request {
        self.at(request, param, cursor, &serde_json::Value::from(cursor).to_string())
    }

    fn at(&self, request: Request, param: &str, text: &str, json: &str) -> Request {
        if self.in_body { request.replace_member(param, json) } else { request.replace(param, text) }
    }
}

/// A whole number, which JSON may write as `3.0`.
pub(crate) fn whole(text: &str) -> Option<u64> {
    text.split_once('.')
        .filter(|(_, rest)| rest.bytes().all(|digit| digit == b'0'))
        .map_or(text, |(whole, _)| whole)
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_page_may_be_written_as_a_fraction_without_one() {
        assert_eq!([whole("3"), whole("3.0"), whole("3.5"), whole("null")], [Some(3), Some(3), None, None]);
    }
}
