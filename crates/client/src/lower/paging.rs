//! Paged lists, as rows of the runtime's table.

use bindery_model::operations::Operation;
use bindery_model::paging::{Source, Step};

use super::types::Types;
use crate::items::{Paging, Reader, Reply};

/// Setters that would hide methods of a paged call.
pub(super) const CLAIMED: [&str; 2] = ["items", "pages"];

/// The paging of an operation; `None` if it has no pages, or its reply has several types.
pub(super) fn lower(operation: &Operation, reply: &Reply, types: &Types) -> Option<Paging> {
    let plan = operation.paging.as_ref().filter(|_| reply.outcome.is_none() && reply.reader == Reader::Json)?;
    let (way, texts): (_, Vec<&String>) = match &plan.step {
        Step::Page(param) => ("page", vec![param]),
        Step::Offset(param) => ("offset", vec![param]),
        Step::Cursor(param, Source::Body(at)) => ("cursor", vec![param, at]),
        Step::Cursor(param, Source::Header(header)) => ("cursor_in_header", vec![param, header]),
        Step::Cursor(param, Source::LastItem(member)) => ("cursor_of_last_item", vec![param, member]),
        Step::Url(Source::Body(at)) => ("next_url", vec![at]),
        Step::Url(Source::Link) => ("link", Vec::new()),
        Step::Cursor(_, Source::Link) | Step::Url(Source::Header(_) | Source::LastItem(_)) => return None,
    };
    let items = (!plan.items.is_empty() || !plan.is_list_required).then_some(&plan.items);
    let places = [
        (if plan.is_list_required { "items" } else { "optional_items" }, items),
        ("total_pages", plan.total_pages.as_ref()),
        ("total_items", plan.total_items.as_ref()),
        ("has_more", plan.has_more.as_ref()),
    ];
    Some(Paging {
        way,
        in_body: plan.in_body,
        texts: texts.into_iter().cloned().collect(),
        places: places.into_iter().filter_map(|(name, place)| Some((name, place?.clone()))).collect(),
        first: (plan.first != 1).then_some(plan.first),
        item: types.ty(plan.item).clone(),
    })
}
