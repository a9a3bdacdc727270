//! Finding parts of a JSON text without a type for the rest.

use super::reader::{Kind, Reader};

/// The text of the value at a JSON Pointer (RFC 6901) of member names; `None` if there is none, or the text before it is broken.
pub(crate) fn find<'a>(json: &'a [u8], pointer: &str) -> Option<&'a str> {
    let mut reader = Reader::new(json).ok()?;
    for name in pointer.split('/').skip(1) {
        enter(&mut reader, &unescaped(name))?;
    }
    let _space = reader.checkpoint();
    let start = reader.offset();
    reader.skip().ok()?;
    Some(reader.text_since(start))
}

/// The texts of the items of a JSON array; `None` if it is not an array.
pub(crate) fn items(array: &str) -> Option<Vec<&str>> {
    let mut reader = Reader::of(array);
    reader.open(b'[').ok()?;
    let mut items = Vec::new();
    while reader.more(b']').ok()? {
        let _space = reader.checkpoint();
        let start = reader.offset();
        reader.skip().ok()?;
        items.push(reader.text_since(start));
    }
    Some(items)
}

/// The JSON text with `value` at a JSON Pointer of member names. Objects on the way to it are added, also in place of `null`. `None`
/// if something else is in the way, or the text is broken.
pub(crate) fn replace(json: &str, pointer: &str, value: &str) -> Option<String> {
    let Some((_, path)) = pointer.split_once('/') else { return Some(value.to_owned()) };
    let (step, rest) = path.find('/').map_or((path, ""), |slash| path.split_at(slash));
    let wanted = unescaped(step);
    let json = if json.trim() == "null" { "{}" } else { json };
    let mut reader = Reader::of(json);
    reader.open(b'{').ok()?;
    let mut is_empty = true;
    while reader.more(b'}').ok()? {
        is_empty = false;
        let name = reader.name().ok()?;
        let _space = reader.checkpoint();
        let start = reader.offset();
        reader.skip().ok()?;
        if name == wanted {
            let inner = replace(reader.text_since(start), rest, value)?;
            return Some([&json[..start], &inner, &json[reader.offset()..]].concat());
        }
    }
    let end = reader.offset() - "}".len();
    let comma = if is_empty { "" } else { "," };
    let name = serde_json::Value::from(wanted);
    Some(format!("{}{comma}{name}:{}{}", &json[..end], replace("{}", rest, value)?, &json[end..]))
}

/// A step of a JSON Pointer: RFC 6901, section 4.
fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

/// Moves to the value of a member of the next object.
fn enter(reader: &mut Reader<'_>, wanted: &str) -> Option<()> {
    if reader.peek().ok()? != Kind::Object {
        return None;
    }
    reader.open(b'{').ok()?;
    while reader.more(b'}').ok()? {
        if reader.name().ok()? == wanted {
            return Some(());
        }
        reader.skip().ok()?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_by_its_pointer() {
        let json = br#"{"data": [1, 2], "meta": {"a/b": "x"}}"#;
        assert_eq!(find(json, "/data"), Some("[1, 2]"));
        assert_eq!(find(json, "/meta/a~1b"), Some("\"x\""));
        assert_eq!(find(b"[3]", ""), Some("[3]"));
    }

    #[test]
    fn what_is_not_there_is_none() {
        assert_eq!(find(br#"{"a": 1}"#, "/b"), None);
        assert_eq!(find(br#"{"a": 1}"#, "/a/b"), None);
        assert_eq!(find(br#"{"a": "#, "/a"), None);
    }

    #[test]
    fn a_member_is_replaced_and_the_rest_stays_as_it_is() {
        assert_eq!(replace(r#"{"a": 1.0, "b" : [2] }"#, "/b", "3").unwrap(), r#"{"a": 1.0, "b" : 3 }"#);
        assert_eq!(
            replace(r#"{"page":{"at":"x","size":2}}"#, "/page/at", "\"y\"").unwrap(),
            r#"{"page":{"at":"y","size":2}}"#
        );
    }

    #[test]
    fn a_member_is_added_with_the_objects_around_it() {
        assert_eq!(replace("{}", "/a~1b", "1").unwrap(), r#"{"a/b":1}"#);
        assert_eq!(replace(r#"{"a":1}"#, "/page/at", "2").unwrap(), r#"{"a":1,"page":{"at":2}}"#);
        assert_eq!(replace(r#"{"page":null}"#, "/page/at", "2").unwrap(), r#"{"page":{"at":2}}"#);
    }

    #[test]
    fn nothing_is_put_into_what_is_no_object() {
        assert_eq!(replace(r#"{"page":[1]}"#, "/page/at", "2"), None);
        assert_eq!(replace("7", "/at", "2"), None);
        assert_eq!(replace(r#"{"a": "#, "/at", "2"), None);
    }

    #[test]
    fn items_are_told_apart() {
        assert_eq!(items("[ {\"a\": [1]} , 2 ]"), Some(vec!["{\"a\": [1]}", "2"]));
        assert_eq!(items("null"), None);
    }
}
