//! Paths into the document: [RFC 9535](https://www.rfc-editor.org/rfc/rfc9535).

use std::collections::BTreeSet;

use bindery_source::{Pointer, Value};
use serde_json_path::JsonPath;

/// How deep brackets may nest: the time to parse them doubles with every nested filter.
const MAX_NESTING: usize = 12;

/// Parses a path. The error briefly says what is wrong with it.
pub(super) fn parse(text: &str) -> Result<JsonPath, String> {
    if nesting(text) > MAX_NESTING {
        return Err(format!("its brackets are nested more than {MAX_NESTING} deep"));
    }
    JsonPath::parse(text).map_err(|error| format!("at character {}: {}", error.position(), error.message()))
}

/// The parts of a document that a path selects, in the path's order and without duplicates.
pub(super) fn select(path: &JsonPath, document: &Value) -> Vec<Pointer> {
    let mut seen = BTreeSet::new();
    let found = path.query_located(document);
    let pointers = found.locations().filter_map(|location| Pointer::parse(&location.to_json_pointer()));
    pointers.filter(|pointer| seen.insert(pointer.clone())).collect()
}

fn nesting(text: &str) -> usize {
    let (mut depth, mut deepest, mut quote) = (0_usize, 0, None);
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match (quote, character) {
            (Some(_), '\\') => drop(characters.next()),
            (Some(open), _) if open == character => quote = None,
            (None, '\'' | '"') => quote = Some(character),
            (None, '[' | '(') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (None, ']' | ')') => depth = depth.saturating_sub(1),
            (_, _) => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_quotes_do_not_nest() {
        assert_eq!(nesting(r#"$['[[[(\'('][?@["(("]]"#), 2);
    }

    #[test]
    fn a_path_that_would_take_for_ever_is_refused() {
        let path = format!("$[?{}@.a{}]", "@[?".repeat(60), "]".repeat(60));
        assert_eq!(parse(&path).err().as_deref(), Some("its brackets are nested more than 12 deep"));
    }

    #[test]
    fn what_is_selected_twice_counts_once() {
        let path = parse("$['a','a']").expect("a path");
        assert_eq!(select(&path, &serde_json::json!({ "a": 1 })), [Pointer::root().key("a")]);
    }

    #[test]
    fn keys_that_need_escapes_are_found_again() {
        let path = parse("$.paths['/jobs/~x']").expect("a path");
        let document = serde_json::json!({ "paths": { "/jobs/~x": 1 } });
        assert_eq!(select(&path, &document), [Pointer::root().key("paths").key("/jobs/~x")]);
    }
}
