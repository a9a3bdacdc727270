//! Paging that `bindery.yaml` declares, held against the document.

use bindery_source::{Pointer, Sink};

use super::{Paging, Source, Step, through_null};
use crate::api::Api;
use crate::codes;
use crate::operations::{Operation, Place};
use crate::overrides::{Overrides, PagingBy, PagingKind};
use crate::types::{Shape, TypeId};

/// The declared paging; none where it does not fit the operation, which is told.
pub(super) fn paging(
    api: &Api,
    operation: &Operation,
    id: &str,
    by: &PagingBy,
    overrides: &Overrides,
    sink: &mut Sink,
) -> Option<Paging> {
    let mut refuse = |key: &str, message: String| {
        let site = overrides.site(&["paging", id, key]);
        sink.error(&codes::PAGING_INVALID, site, message);
    };
    let Some(page) = super::reply(api, operation) else {
        refuse("by", format!("`{id}` does not answer with one JSON value, so it has no pages"));
        return None;
    };
    let items = by.items.clone().unwrap_or_default();
    let Some(item) = at(api, page, &items).and_then(|list| item(api, list)) else {
        refuse("items", format!("`{id}` answers with no list at `{items}`"));
        return None;
    };
    let mut in_query = operation.params.iter().filter(|param| param.place == Place::Query);
    let needs_param = !matches!(by.kind, PagingKind::NextUrl | PagingKind::Link);
    if needs_param && !in_query.any(|param| Some(&param.wire) == by.param.as_ref()) {
        let param = by.param.as_deref().unwrap_or("");
        refuse("param", format!("`{id}` has no query parameter `{param}`"));
        return None;
    }
    for (key, place) in [("total_pages", &by.total_pages), ("total_items", &by.total_items), ("has_more", &by.has_more)]
    {
        if let Some(place) = place.as_ref().filter(|place| at(api, page, place).is_none()) {
            refuse(key, format!("`{id}` answers with nothing at `{place}`"));
        }
    }
    let Some(step) = step(by) else {
        refuse("by", "a cursor needs `next`, `header` or `last_item`, a URL needs `next`".to_owned());
        return None;
    };
    Some(Paging {
        step,
        items,
        item,
        first: by.first.unwrap_or(1),
        total_pages: by.total_pages.clone(),
        total_items: by.total_items.clone(),
        has_more: by.has_more.clone(),
    })
}

fn step(by: &PagingBy) -> Option<Step> {
    let param = by.param.clone().unwrap_or_default();
    let source = || {
        let header = by.header.clone().map(Source::Header);
        by.next.clone().map(Source::Body).or(header).or_else(|| by.last_item.clone().map(Source::LastItem))
    };
    Some(match by.kind {
        PagingKind::Page => Step::Page(param),
        PagingKind::Offset => Step::Offset(param),
        PagingKind::Cursor => Step::Cursor(param, source()?),
        PagingKind::NextUrl => Step::Url(Source::Body(by.next.clone()?)),
        PagingKind::Link => Step::Url(Source::Link),
    })
}

/// The type of what stands at a place of a page. What an object leaves open may hold anything.
fn at(api: &Api, page: TypeId, place: &str) -> Option<TypeId> {
    Pointer::parse(place)?.steps().try_fold(page, |ty, name| match &api.types[ty].shape {
        Shape::Struct(shape) => {
            let field = shape.fields.iter().find(|field| field.wire == name)?;
            Some(through_null(api, field.ty))
        }
        _ => None,
    })
}

fn item(api: &Api, list: TypeId) -> Option<TypeId> {
    match api.types[list].shape {
        Shape::List(item) => Some(item),
        _ => None,
    }
}
