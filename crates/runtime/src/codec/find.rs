//! Finding parts of a JSON text without a type for the rest.

use super::reader::{Kind, Reader};

/// The text of the value at a JSON Pointer (RFC 6901) of member names; `None` if there is none, or the text before it is broken.
pub(crate) fn find<'a>(json: &'a [u8], pointer: &str) -> Option<&'a str> {
    let mut reader = Reader::new(json).ok()?;
    for name in pointer.split('/').skip(1) {
        enter(&mut reader, &name.replace("~1", "/").replace("~0", "~"))?;
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
    fn items_are_told_apart() {
        assert_eq!(items("[ {\"a\": [1]} , 2 ]"), Some(vec!["{\"a\": [1]}", "2"]));
        assert_eq!(items("null"), None);
    }
}
