//! The section `api`.

use bindery_model::Overrides;
use bindery_model::overrides::AuthOverride;
use bindery_source::{Pointer, Value};

use super::reader::Reader;

/// `auth`: by the name of a security scheme.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Overrides {
    let mut overrides = Overrides::default();
    let section = reader.section(value, at, &["auth"]);
    if let Some((value, at)) = section.get("auth") {
        for (scheme, value, at) in reader.free_section(value, &at).entries() {
            overrides.auth.insert(scheme.to_owned(), read_auth(reader, value, &at));
        }
    }
    overrides
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

    fn read_with(value: &Value) -> (Overrides, Sink) {
        let mut sink = Sink::default();
        let overrides = read(&mut Reader::new("bindery.yaml", &mut sink), value, &Pointer::root());
        (overrides, sink)
    }

    #[test]
    fn a_prefix_is_known_by_its_scheme() {
        let (overrides, sink) = read_with(&serde_json::json!({ "auth": { "apiKey": { "prefix": "Token" } } }));
        assert_eq!(overrides.auth["apiKey"].prefix.as_deref(), Some("Token"));
        assert!(!sink.has_errors());
    }

    #[test]
    fn a_prefix_cannot_bring_a_header_of_its_own() {
        let (_, sink) = read_with(&serde_json::json!({ "auth": { "k": { "prefix": "a\r\nX: y" } } }));
        assert!(sink.has_errors());
    }
}
