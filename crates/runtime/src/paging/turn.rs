//! Finds the next page in the reply of the current one.

use std::borrow::Cow;

use super::position::Position;
use super::{Paging, Source, Step, link};
use crate::auth;
use crate::codec::find::{find, items};
use crate::reply::Received;
use crate::request::Request;

/// The page after the one at `at`; `None` if the list is over.
pub(super) fn turn(paging: &Paging, request: &Request, at: &Position, reply: &Received) -> Option<Position> {
    let page = Seen { paging, reply, count: count(paging, reply) };
    if page.flag(paging.has_more) == Some(false) {
        return None;
    }
    match paging.step {
        Step::Page(param) => {
            let number = match at {
                Position::Page(number) => *number,
                _ => paging.started(request, param).unwrap_or(paging.first),
            };
            let last =
                page.number(paging.total_pages).map(|pages| pages.saturating_add(paging.first).saturating_sub(1));
            let is_last = last.map_or(page.count.unwrap_or(0) == 0, |last| number >= last);
            number.checked_add(1).filter(|_| !is_last).map(Position::Page)
        }
        Step::Offset(param) => {
            let skipped = match at {
                Position::Offset(items) => *items,
                _ => paging.started(request, param).unwrap_or(0),
            };
            let next = skipped.saturating_add(page.count.unwrap_or(0));
            let is_over = next == skipped || page.number(paging.total_items).is_some_and(|total| next >= total);
            (!is_over).then_some(Position::Offset(next))
        }
        Step::Cursor(_, source) => page.text(source).map(|cursor| Position::Cursor(cursor.into_owned())),
        Step::Url(source) => {
            page.text(source).map(|url| Position::Url(auth::without_credentials(request.core.api(), &url)))
        }
    }
}

fn count(paging: &Paging, reply: &Received) -> Option<u64> {
    items(find(reply.json_text(), paging.items)?).and_then(|items| u64::try_from(items.len()).ok())
}

/// A page that has arrived.
struct Seen<'a> {
    paging: &'a Paging,
    reply: &'a Received,
    /// The number of its items, if they are found.
    count: Option<u64>,
}

impl<'a> Seen<'a> {
    fn at(&self, pointer: Option<&str>) -> Option<&'a str> {
        find(self.reply.json_text(), pointer?)
    }

    fn flag(&self, pointer: Option<&str>) -> Option<bool> {
        self.at(pointer)?.parse().ok()
    }

    /// A number, which some servers write as a string.
    fn number(&self, pointer: Option<&str>) -> Option<u64> {
        self.at(pointer)?.trim_matches('"').parse().ok()
    }

    /// A string or a number; `None` if it is empty or null.
    fn text(&self, source: Source) -> Option<Cow<'a, str>> {
        let headers = &self.reply.headers;
        let text = match source {
            Source::Body(pointer) => plain(self.at(Some(pointer))?)?,
            Source::LastItem(member) => {
                let last = *items(self.at(Some(self.paging.items))?)?.last()?;
                plain(find(last.as_bytes(), &format!("/{member}"))?)?
            }
            Source::Header(name) => headers.get(name)?.to_str().ok()?.into(),
            Source::Link => {
                let values = headers.get_all(http::header::LINK).iter();
                link::next(values.filter_map(|value| value.to_str().ok()))?.into()
            }
        };
        (!text.is_empty()).then_some(text)
    }
}

/// The text of a JSON string or number.
fn plain(json: &str) -> Option<Cow<'_, str>> {
    match serde_json::from_str(json).ok()? {
        serde_json::Value::String(text) => Some(text.into()),
        serde_json::Value::Number(_) => Some(json.into()),
        _ => None,
    }
}
