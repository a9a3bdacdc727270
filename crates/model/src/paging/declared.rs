//! Paging that `bindery.yaml` declares, checked against the document.

use bindery_source::{Pointer, Sink};

use super::{Paging, Source, Step, members};
use crate::api::Api;
use crate::codes;
use crate::operations::{Format, Operation, Place};
use crate::overrides::{Overrides, PagingBy, PagingKind};
use crate::types::{Scalar, Shape, TypeId};

/// A mismatch with the operation: the key of the declaration, and the reason.
pub(super) struct Misfit {
    key: &'static str,
    why: String,
}

impl Misfit {
    pub(super) fn tell(self, entry: &str, overrides: &Overrides, sink: &mut Sink) {
        let site = overrides.site(&["paging", entry, self.key]);
        sink.error(&codes::PAGING_INVALID, site, format!("`{entry}` {}", self.why));
    }
}

/// The paging that is declared for one operation.
pub(super) fn paging(api: &Api, operation: &Operation, by: &PagingBy) -> Result<Paging, Misfit> {
    let (page, mut paging) = frame(api, operation, by)?;
    let first_of = |key, places: &[String]| match places.iter().find(|place| at(api, page, place).is_some()) {
        None if !places.is_empty() => {
            Err(Misfit { key, why: format!("has nothing at `{}` in its reply", places.join("`, `")) })
        }
        found => Ok(found.cloned()),
    };
    paging.total_pages = first_of("total_pages", &by.total_pages)?;
    paging.total_items = first_of("total_items", &by.total_items)?;
    paging.has_more = first_of("has_more", by.has_more.as_slice())?;
    Ok(paging)
}

/// The paging of a rule, if the operation matches it. Totals are optional, because not all of its operations have them.
pub(super) fn by_rule(api: &Api, operation: &Operation, by: &PagingBy) -> Option<Paging> {
    let (page, mut paging) = frame(api, operation, by).ok()?;
    let first_of = |places: &[String]| places.iter().find(|place| at(api, page, place).is_some()).cloned();
    paging.total_pages = first_of(&by.total_pages);
    paging.total_items = first_of(&by.total_items);
    paging.has_more = first_of(by.has_more.as_slice());
    Some(paging)
}

/// The type of a page, and how to get from one page to the next.
fn frame(api: &Api, operation: &Operation, by: &PagingBy) -> Result<(TypeId, Paging), Misfit> {
    let misfit = |key, why: String| Misfit { key, why };
    let page = super::reply(api, operation);
    let page = page.ok_or_else(|| misfit("by", "does not reply with one JSON value, so it has no pages".to_owned()))?;
    let place = by.items.as_deref().unwrap_or_default();
    let list = list(api, page, place);
    let (items, item) = list.ok_or_else(|| misfit("items", format!("has no list at `{place}` in its reply")))?;
    let in_body = fit_of_param(api, operation, by).map_err(|why| misfit("param", why))?;
    let needs = "needs the source of the next page: `next`, `header` or `last_item` for a cursor, `next` for a URL";
    let step = step(by).ok_or_else(|| misfit("by", needs.to_owned()))?;
    let first = by.first.unwrap_or(1);
    let is_list_required = super::answer(operation).is_some_and(|answer| members::is_required(api, answer, &items));
    let items = items.to_string();
    Ok((
        page,
        Paging {
            step,
            in_body,
            items,
            is_list_required,
            item,
            first,
            total_pages: None,
            total_items: None,
            has_more: None,
        },
    ))
}

/// Whether the parameter is a member of the body, or else why the operation does not take it.
fn fit_of_param(api: &Api, operation: &Operation, by: &PagingBy) -> Result<bool, String> {
    let is_number = match by.kind {
        PagingKind::Page | PagingKind::Offset => true,
        PagingKind::Cursor => false,
        PagingKind::NextUrl | PagingKind::Link => return Ok(false),
    };
    let param = by.param.as_deref().unwrap_or_default();
    if !param.starts_with('/') {
        let mut in_query = operation.params.iter().filter(|param| param.place == Place::Query);
        let is_there = in_query.any(|known| known.wire == param);
        return if is_there { Ok(false) } else { Err(format!("has no query parameter `{param}`")) };
    }
    let contents = operation.body.iter().flat_map(|body| &body.contents);
    let mut bodies = contents.filter(|content| content.format == Format::Json).filter_map(|content| content.ty);
    let member = bodies.find_map(|body| at(api, api.types.without_null(body), param));
    let member = member.ok_or_else(|| format!("has no member `{param}` in a JSON body"))?;
    let takes_number = match &api.types[member].shape {
        Shape::Scalar(Scalar::Integer(_) | Scalar::Float | Scalar::Double) => true,
        Shape::Scalar(Scalar::Boolean | Scalar::Binary) | Shape::Struct(_) | Shape::List(_) | Shape::Map(_) => {
            return Err(format!("has neither a string nor a number at `{param}` in its body"));
        }
        // These may take either.
        Shape::Any | Shape::Union(_) => is_number,
        _ => false,
    };
    match (takes_number, is_number) {
        (false, true) => Err(format!("has no number at `{param}` in its body, as a page or an offset has to be")),
        (true, false) => Err(format!("has no string at `{param}` in its body, as a cursor has to be")),
        _ => Ok(true),
    }
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

/// The type at a place of a page. An open object may hold anything else.
fn at(api: &Api, page: TypeId, place: &str) -> Option<TypeId> {
    Pointer::parse(place)?.steps().try_fold(page, |ty, name| match &api.types[ty].shape {
        Shape::Struct(shape) => {
            let field = shape.fields.iter().find(|field| field.wire == name)?;
            Some(api.types.without_null(field.ty))
        }
        _ => None,
    })
}

/// The place of the list in a page, and the type of its items. A final `*` is the only member that is a list.
fn list(api: &Api, page: TypeId, place: &str) -> Option<(Pointer, TypeId)> {
    let item = |list: TypeId| match api.types[list].shape {
        Shape::List(item) => Some(item),
        _ => None,
    };
    let Some(object) = place.strip_suffix("/*") else {
        return Some((Pointer::parse(place)?, item(at(api, page, place)?)?));
    };
    let Shape::Struct(shape) = &api.types[at(api, page, object)?].shape else { return None };
    let mut lists =
        shape.fields.iter().filter_map(|field| Some((&field.wire, item(api.types.without_null(field.ty))?)));
    let ((wire, item), None) = (lists.next()?, lists.next()) else { return None };
    Some((Pointer::parse(object)?.key(wire), item))
}
