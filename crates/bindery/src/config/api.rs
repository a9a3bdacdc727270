//! The section `api`.

use bindery_model::overrides::AuthOverride;
use bindery_source::{Pointer, Value};
use indexmap::IndexMap;

use super::reader::Reader;

/// `auth`: by the name of a security scheme.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> IndexMap<String, AuthOverride> {
    let mut auth = IndexMap::new();
    let section = reader.section(value, at, &["auth"]);
    if let Some((value, at)) = section.get("auth") {
        for (scheme, value, at) in reader.free_section(value, &at).entries() {
            auth.insert(scheme.to_owned(), read_auth(reader, value, &at));
        }
    }
    auth
}

fn read_auth(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> AuthOverride {
    let section = reader.section(value, at, &["prefix"]);
    let prefix = reader.text(&section, "prefix");
    if let Some((prefix, at)) = prefix.as_deref().zip(section.get("prefix").map(|(_, at)| at)) {
        // It becomes the first word of a header's value (RFC 9110, section 5.6.2).
        if prefix.is_empty() || !prefix.bytes().all(is_token_byte) {
            reader.invalid(&at, "a prefix is one word, such as `Token`");
        }
    }
    AuthOverride { prefix }
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;

    use super::*;

    fn read_with(value: &Value) -> (IndexMap<String, AuthOverride>, Sink) {
        let mut sink = Sink::default();
        let auth = read(&mut Reader::new("bindery.yaml", &mut sink), value, &Pointer::root());
        (auth, sink)
    }

    #[test]
    fn a_prefix_is_known_by_its_scheme() {
        let (auth, sink) = read_with(&serde_json::json!({ "auth": { "apiKey": { "prefix": "Token" } } }));
        assert_eq!(auth["apiKey"].prefix.as_deref(), Some("Token"));
        assert!(!sink.has_errors());
    }

    #[test]
    fn a_prefix_cannot_bring_a_header_of_its_own() {
        let (_, sink) = read_with(&serde_json::json!({ "auth": { "k": { "prefix": "a\r\nX: y" } } }));
        assert!(sink.has_errors());
    }
}
