//! `paging` of the section `api`.

use bindery_model::overrides::{PagingBy, PagingKind};
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;

use super::keys;
use super::reader::{Reader, Section};

/// Reads the paging rules, by operation or by a pattern of operations.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> IndexMap<String, Option<PagingBy>> {
    let mut paging = IndexMap::new();
    for (id, value, at) in reader.free_section(value, at).entries() {
        if value == "none" {
            paging.insert(id.to_owned(), None);
        } else if let Some(by) = read_one(reader, value, &at) {
            paging.insert(id.to_owned(), Some(by));
        }
    }
    paging
}

fn read_one(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<PagingBy> {
    if value.is_string() {
        reader
            .invalid(at, "paging must be `none` or an object")
            .help("write `none`, or an object with `by` and its options");
        return None;
    }
    let section = reader.section(value, at, keys::PAGING);
    let kind = reader.choice(&section, "by", keys::PAGING_KINDS);
    let by = PagingBy {
        kind: kind.as_deref().and_then(kind_of).unwrap_or(PagingKind::Page),
        param: reader.text(&section, "param"),
        items: place(reader, &section, "items"),
        first: reader.number(&section, "first"),
        next: place(reader, &section, "next"),
        header: reader.text(&section, "header"),
        last_item: reader.text(&section, "last_item"),
        total_pages: places(reader, &section, "total_pages"),
        total_items: places(reader, &section, "total_items"),
        has_more: place(reader, &section, "has_more"),
    };
    if kind.is_none() && section.get("by").is_none() {
        let words = keys::PAGING_KINDS.join("`, `");
        reader.invalid(at, "paging needs `by`").help(format!("expected one of `{words}`"));
    }
    kind.map(|_| by)
}

fn kind_of(word: &str) -> Option<PagingKind> {
    Some(match word {
        "page" => PagingKind::Page,
        "offset" => PagingKind::Offset,
        "cursor" => PagingKind::Cursor,
        "next-url" => PagingKind::NextUrl,
        "link" => PagingKind::Link,
        _ => return None,
    })
}

/// A JSON Pointer that is not the whole reply.
pub(super) fn place(reader: &mut Reader<'_>, section: &Section<'_>, key: &str) -> Option<String> {
    let (value, at) = section.get(key)?;
    place_of(reader, value, &at)
}

/// JSON Pointers: one, or a list of them.
fn places(reader: &mut Reader<'_>, section: &Section<'_>, key: &str) -> Vec<String> {
    let Some((value, at)) = section.get(key) else { return Vec::new() };
    match value.as_array() {
        Some(places) => {
            let places = places.iter().enumerate();
            places.filter_map(|(index, value)| place_of(reader, value, &at.index(index))).collect()
        }
        None => place_of(reader, value, &at).into_iter().collect(),
    }
}

fn place_of(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<String> {
    let text = reader.text_of(value, at)?;
    let is_place = Pointer::parse(&text).is_some_and(|pointer| !pointer.is_root());
    if !is_place {
        reader.invalid(at, format!("`{text}` is not a JSON Pointer into the reply")).help(format!("write `/{text}`"));
    }
    is_place.then_some(text)
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;
    use serde_json::json;

    use super::*;

    fn read_with(value: &Value) -> (IndexMap<String, Option<PagingBy>>, Vec<String>) {
        let mut sink = Sink::default();
        let paging = read(&mut Reader::new("bindery.yaml", &mut sink), value, &Pointer::root());
        (paging, sink.diagnostics().iter().map(|said| said.message.clone()).collect())
    }

    #[test]
    fn a_list_may_have_no_pages() {
        assert_eq!(read_with(&json!({ "listJobs": "none" })).0["listJobs"], None);
    }

    #[test]
    fn places_are_pointers() {
        let (_, said) = read_with(&json!({ "a": { "by": "page", "param": "page", "items": "jobs" } }));
        assert_eq!(said, ["`jobs` is not a JSON Pointer into the reply"]);
    }

    #[test]
    fn a_number_may_stand_in_several_places() {
        let (paging, said) =
            read_with(&json!({ "list*": { "by": "page", "total_pages": ["/pages", "/count", "no"] } }));
        assert_eq!(paging["list*"].as_ref().unwrap().total_pages, ["/pages", "/count"]);
        assert_eq!(said, ["`no` is not a JSON Pointer into the reply"]);
    }

    #[test]
    fn a_way_is_named() {
        assert_eq!(read_with(&json!({ "a": {} })).1, ["paging needs `by`"]);
        assert_eq!(read_with(&json!({ "a": "by page" })).1, ["paging must be `none` or an object"]);
    }
}
