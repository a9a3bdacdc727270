//! Paging that is recognized by the names of parameters and members.

use bindery_source::{Pointer, Sink};

use super::members::{self, Member, find, is_cursor, is_flag, is_number, is_stated_url, is_url, plain};
use super::{Paging, Source, Step};
use crate::api::Api;
use crate::codes;
use crate::operations::{Operation, Param, Place};
use crate::types::{Field, Presence, Shape, Struct, TypeId};

const PAGE: &[&str] = &["page", "pagenumber", "pagenum", "pageno", "pageindex", "pagepage", "currentpage"];
const OFFSET: &[&str] = &["offset", "skip", "pageoffset", "startindex"];
const CURSOR: &[&str] = &[
    "cursor",
    "pagetoken",
    "pagecursor",
    "nextpagetoken",
    "nexttoken",
    "nextcursor",
    "paginationtoken",
    "continuationtoken",
    "continuation",
    "continue",
    "startcursor",
    "pagestate",
    "marker",
    "after",
    "pageafter",
    "startingafter",
];
/// Parameters that page backwards.
const BACKWARDS: &[&str] = &["before", "endingbefore", "pagebefore", "previous"];
const AFTER_ITEM: &[&str] = &["startingafter", "after", "afterid"];

const TOTAL_PAGES: &[&str] =
    &["totalpages", "totalpagescount", "pagecount", "pagestotal", "numpages", "lastpage", "pages"];
const TOTAL_ITEMS: &[&str] = &["totalitems", "totalcount", "totalresults", "totalrecords", "totalsize", "total"];
const HAS_MORE: &[&str] = &["hasmore", "hasnext", "hasnextpage", "more"];
const NEXT_CURSOR: &[&str] = &[
    "nextcursor",
    "aftercursor",
    "nextpagetoken",
    "nexttoken",
    "nextpagecursor",
    "continuationtoken",
    "paginationtoken",
    "nextmarker",
    "endcursor",
    "cursorsafter",
    "continue",
    "cursor",
    "next",
];
const NEXT_URL: &[&str] =
    &["nexturl", "nexturi", "nextlink", "nextpageurl", "nextpageuri", "nexthref", "odatanextlink", "linksnext"];
const ITEMS: &[&str] = &["data", "items", "results", "records", "values", "entries", "objects", "list", "content"];

/// Whether a parameter says where a page starts, by its name.
pub(super) fn turns_pages(param: &str) -> bool {
    [PAGE, OFFSET, CURSOR, BACKWARDS].into_iter().any(|names| names.contains(&plain(param).as_str()))
}

/// The paging of an operation that reads a list, if the document shows it.
pub(super) fn paging(api: &Api, operation: &Operation, sink: &mut Sink) -> Option<Paging> {
    if operation.method != "GET" {
        return None;
    }
    let page = super::reply(api, operation)?;
    let List { at, item, holder } = list(api, operation, page)?;
    let mut members = members::of(api, page);
    if let Some((holder_at, holder)) = holder {
        members.extend(members::within(api, holder, &holder_at));
    }
    let seen = Seen { api, operation, members: &members, item };
    let step = seen.step()?;
    let first = match &step {
        Step::Page(param) => seen.first(param),
        _ => 1,
    };
    let paging = Paging {
        in_body: false,
        is_list_required: super::answer(operation).is_some_and(|answer| members::is_required(api, answer, &at)),
        items: at.to_string(),
        item,
        first,
        total_pages: find(api, &members, TOTAL_PAGES, is_number).filter(|_| matches!(step, Step::Page(_))),
        total_items: find(api, &members, TOTAL_ITEMS, is_number).filter(|_| matches!(step, Step::Offset(_))),
        has_more: find(api, &members, HAS_MORE, is_flag),
        step,
    };
    let id = operation.id.as_deref().unwrap_or(&operation.path.text);
    let said = sink.note(&codes::PAGING_RECOGNIZED, &operation.at, format!("`{id}` pages its list {paging}"));
    said.help("declare it under `api.paging` in bindery.yaml if this is wrong");
    Some(paging)
}

/// The list of a page.
struct List {
    /// Its place.
    at: Pointer,
    /// The type of its items.
    item: TypeId,
    /// The object that contains the list and its place, if that is not the page.
    holder: Option<(Pointer, TypeId)>,
}

fn list(api: &Api, operation: &Operation, page: TypeId) -> Option<List> {
    let root = Pointer::root();
    let shape = match &api.types[page].shape {
        Shape::List(item) => return Some(List { at: root, item: *item, holder: None }),
        Shape::Struct(shape) => shape,
        _ => return None,
    };
    let group = plain(&api.groups[operation.group].name);
    let lists = lists(api, shape);
    let found = if let [only] = lists.as_slice() { Some(*only) } else { meant(&lists, &group) };
    if let Some((wire, item)) = found {
        return Some(List { at: root.key(wire), item, holder: None });
    }
    // The page may be the only object of the reply, as in `{"albums": {"items": [], "next": null}}`.
    let objects = shape.fields.iter().map(|field| (root.key(&field.wire), api.types.without_null(field.ty)));
    let mut objects = objects.filter(|(_, ty)| matches!(api.types[*ty].shape, Shape::Struct(_)));
    let ((at, holder), None, true) = (objects.next()?, objects.next(), lists.is_empty()) else { return None };
    let Shape::Struct(shape) = &api.types[holder].shape else { return None };
    let (wire, item) = meant(&self::lists(api, shape), &group)?;
    Some(List { at: at.key(wire), item, holder: Some((at, holder)) })
}

/// The members of an object that are lists.
fn lists<'a>(api: &Api, shape: &'a Struct) -> Vec<(&'a str, TypeId)> {
    let list = |field: &'a Field| match api.types[api.types.without_null(field.ty)].shape {
        Shape::List(item) => Some((field.wire.as_str(), item)),
        _ => None,
    };
    shape.fields.iter().filter_map(list).collect()
}

/// The main one of several lists: the one with the name of the group, or with a usual name for lists.
fn meant<'a>(lists: &[(&'a str, TypeId)], group: &str) -> Option<(&'a str, TypeId)> {
    let named = |wanted: &str| lists.iter().find(|(wire, _)| plain(wire) == wanted).copied();
    named(group).or_else(|| ITEMS.iter().find_map(|name| named(name)))
}

struct Seen<'a> {
    api: &'a Api,
    operation: &'a Operation,
    members: &'a [Member],
    item: TypeId,
}

impl Seen<'_> {
    /// The most reliable way first: values from the reply, then counters.
    fn step(&self) -> Option<Step> {
        let mut headers = self.operation.successes().flat_map(|reply| &reply.headers);
        let says_link = headers.any(|header| header.name.eq_ignore_ascii_case("link"));
        let number = |names| self.param(names, |ty| is_number(self.api, ty));
        if says_link {
            return Some(Step::Url(Source::Link));
        }
        if let Some(cursor) = self.param(CURSOR, |ty| is_cursor(self.api, ty)) {
            // A member among links is a URL.
            let is_link = |member: &&Member| member.name.starts_with("links");
            let members: Vec<Member> = self.members.iter().filter(|member| !is_link(member)).cloned().collect();
            if let Some(next) = find(self.api, &members, NEXT_CURSOR, is_cursor) {
                return Some(Step::Cursor(cursor.wire.clone(), Source::Body(next)));
            }
            if AFTER_ITEM.contains(&plain(&cursor.wire).as_str()) && self.place(HAS_MORE, is_flag).is_some() {
                let id = self.id_of_item()?;
                return Some(Step::Cursor(cursor.wire.clone(), Source::LastItem(id)));
            }
        }
        // A count is only as good as its start, which documents rarely state.
        let url = self.place(NEXT_URL, is_url).or_else(|| self.place(&["next"], is_stated_url));
        if let Some(url) = url {
            return Some(Step::Url(Source::Body(url)));
        }
        if let Some(page) = number(PAGE) {
            return Some(Step::Page(page.wire.clone()));
        }
        if let Some(offset) = number(OFFSET) {
            return Some(Step::Offset(offset.wire.clone()));
        }
        self.place(&["next"], is_url).map(|url| Step::Url(Source::Body(url)))
    }

    fn param(&self, names: &[&str], fits: impl Fn(TypeId) -> bool) -> Option<&Param> {
        let in_query = || self.operation.params.iter().filter(|param| param.place == Place::Query);
        names.iter().find_map(|name| {
            in_query().find(|param| plain(&param.wire) == *name && fits(self.api.types.without_null(param.ty)))
        })
    }

    fn place(&self, names: &[&str], kind: fn(&Api, TypeId) -> bool) -> Option<String> {
        find(self.api, self.members, names, kind)
    }

    fn id_of_item(&self) -> Option<String> {
        let Shape::Struct(item) = &self.api.types[self.api.types.without_null(self.item)].shape else { return None };
        let id = item.fields.iter().find(|field| field.wire == "id")?;
        is_cursor(self.api, self.api.types.without_null(id.ty)).then(|| id.wire.clone())
    }

    /// Pages count from 0 if the default of the parameter is 0.
    fn first(&self, param: &str) -> u64 {
        let param = self.operation.params.iter().find(|found| found.wire == param);
        let default = param.and_then(|param| match &param.presence {
            Presence::Defaulted(value) => value.as_u64(),
            _ => None,
        });
        u64::from(default != Some(0))
    }
}
