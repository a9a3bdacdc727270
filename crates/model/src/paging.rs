//! Paged lists: declared in `bindery.yaml`, or recognized in the document.

mod declared;
mod members;
mod recognized;

use std::collections::BTreeSet;
use std::fmt;

use bindery_source::Sink;

use crate::api::Api;
use crate::codes;
use crate::keys;
use crate::operations::{Format, Operation};
use crate::overrides::Overrides;
use crate::pattern::is_pattern;
use crate::types::TypeId;

/// How an operation pages its list. Places in the reply are JSON Pointers of member names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paging {
    /// How to get from one page to the next.
    pub step: Step,
    /// Whether the parameter is a place in the JSON body of the request: a JSON Pointer of member names.
    pub in_body: bool,
    /// The place of the items; empty if the reply itself is the list.
    pub items: String,
    /// Whether every page has the list, and never `null` instead.
    pub is_list_required: bool,
    /// The type of an item.
    pub item: TypeId,
    /// The number of the first page.
    pub first: u64,
    /// The place of the number of pages.
    pub total_pages: Option<String>,
    /// The place of the number of all items.
    pub total_items: Option<String>,
    /// The place of the flag that more pages follow.
    pub has_more: Option<String>,
}

/// How to get from one page to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// This parameter is the page number.
    Page(String),
    /// This parameter is the number of items to skip.
    Offset(String),
    /// This parameter takes a value from the reply.
    Cursor(String, Source),
    /// The reply holds the URL of the next page.
    Url(Source),
}

/// Where a reply holds the way to the next page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// At this place of its body.
    Body(String),
    /// In this header.
    Header(String),
    /// In this member of its last item.
    LastItem(String),
    /// In the header `Link`, RFC 8288.
    Link,
}

/// Completes "pages its list …", as in "by the page number `page`".
impl fmt::Display for Paging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.in_body { " of the body" } else { "" };
        match &self.step {
            Step::Page(param) => match &self.total_pages {
                Some(total) => write!(f, "by the page number `{param}`{place}, up to `{total}`"),
                None => write!(f, "by the page number `{param}`{place}"),
            },
            Step::Offset(param) => write!(f, "by the offset `{param}`{place}"),
            Step::Cursor(param, Source::LastItem(member)) => {
                write!(f, "by `{param}`{place}, which takes `{member}` of the last item")
            }
            Step::Cursor(param, source) => write!(f, "by the cursor `{param}`{place}, from {source}"),
            Step::Url(source) => write!(f, "by the URL in {source}"),
        }
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Body(at) => write!(f, "`{at}`"),
            Self::Header(header) => write!(f, "the header `{header}`"),
            Self::LastItem(member) => write!(f, "`{member}` of the last item"),
            Self::Link => f.write_str("the header `Link`"),
        }
    }
}

/// Decides for every operation whether and how it is paged.
pub(crate) fn decide(api: &mut Api, overrides: &Overrides, sink: &mut Sink) {
    let mut used = BTreeSet::new();
    let decided: Vec<Option<Paging>> = api
        .operations
        .iter()
        .map(|operation| {
            if let Some((_, key, declared)) = operation.keys.entry(&overrides.paging) {
                used.insert(key);
                let paging = declared::paging(api, operation, declared.as_ref()?);
                return paging.map_err(|misfit| misfit.tell(key, overrides, sink)).ok();
            }
            match by_rule(api, operation, overrides) {
                Some((rule, paging)) => {
                    used.insert(rule);
                    paging
                }
                None => recognized::paging(api, operation, sink),
            }
        })
        .collect();
    for key in overrides.paging.keys().filter(|key| !used.contains(key)) {
        report_unused(api, key, overrides, sink);
    }
    for (operation, paging) in api.operations.iter_mut().zip(decided) {
        operation.paging = paging;
    }
}

/// The paging of the first rule that applies to the operation.
fn by_rule<'o>(api: &Api, operation: &Operation, overrides: &'o Overrides) -> Option<(&'o String, Option<Paging>)> {
    let keys = &operation.keys;
    let mut rules = overrides.paging.iter().filter(|(key, _)| is_pattern(key) && keys.fit(key));
    rules.find_map(|(key, declared)| match declared {
        Some(by) => Some((key, Some(declared::by_rule(api, operation, by)?))),
        None => Some((key, None)),
    })
}

/// Reports an unused entry. A rule that applies to none of its operations is only a warning, as they then have no pages.
fn report_unused(api: &Api, key: &str, overrides: &Overrides, sink: &mut Sink) {
    let site = overrides.site(&["paging", key]).on_key();
    let is_known = api.operations.iter().any(|operation| operation.keys.fit(key));
    if is_known && is_pattern(key) {
        sink.warning(&codes::PAGING_INVALID, site, format!("no operation that matches `{key}` can be paged like this"));
    } else if is_known {
        let message = format!("another entry also names the operation `{key}`");
        sink.error(&codes::PAGING_INVALID, site, message).help("remove one of the two");
    } else {
        let said = sink.error(&codes::PAGING_INVALID, site, keys::unknown(api, key));
        said.help = keys::help(api, key);
    }
}

/// Whether a query parameter says where a page starts, by its name: such a value makes sense only on the way through a list.
pub fn turns_pages(param: &str) -> bool {
    recognized::turns_pages(param)
}

/// The type of a page, if the operation replies with one JSON value.
fn reply(api: &Api, operation: &Operation) -> Option<TypeId> {
    answer(operation).map(|ty| api.types.without_null(ty))
}

/// The type of the reply, if it is one JSON value.
fn answer(operation: &Operation) -> Option<TypeId> {
    let mut replies = operation.successes();
    let (reply, others) = (replies.next()?, replies.next());
    let mut contents = reply.readable();
    match (contents.next()?, contents.next(), others) {
        (content, None, None) if content.format == Format::Json => content.ty,
        _ => None,
    }
}
