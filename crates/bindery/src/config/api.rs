//! The section `api`.

use bindery_model::Overrides;
use bindery_model::operations::Repeat;
use bindery_model::overrides::{AuthOverride, IdempotencyOverride, Patterns, Selection, UnstatedTypes};
use bindery_source::{Pointer, Value};

use super::reader::Reader;
use super::{keys, limits, paging, sessions, webhooks};

/// `auth`, by the name of a security scheme; `operations`, `retry`, `idempotency`, `limits` and `webhooks`.
pub(super) fn read(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Overrides {
    let mut overrides = Overrides::default();
    let section = reader.section(value, at, keys::API);
    if let Some((value, at)) = section.get("auth") {
        for (scheme, value, at) in reader.free_section(value, &at).entries() {
            overrides.auth.insert(scheme.to_owned(), read_auth(reader, value, &at));
        }
    }
    if let Some((value, at)) = section.get("sessions") {
        overrides.sessions = sessions::read(reader, value, &at);
    }
    if let Some((value, at)) = section.get("paging") {
        overrides.paging = paging::read(reader, value, &at);
    }
    if reader.choice(&section, "unstated_types", &["implied", "any"]).as_deref() == Some("any") {
        overrides.unstated_types = UnstatedTypes::Any;
    }
    if let Some((value, at)) = section.get("operations") {
        overrides.operations = read_selection(reader, value, &at);
    }
    if let Some((value, at)) = section.get("retry") {
        for (id, value, at) in reader.free_section(value, &at).entries() {
            let repeat = match reader.word(value, &at, &["always", "never"]).as_deref() {
                Some("always") => Repeat::Always,
                Some(_) => Repeat::Never,
                None => continue,
            };
            overrides.retry.insert(id.to_owned(), repeat);
        }
    }
    if let Some((value, at)) = section.get("idempotency") {
        overrides.idempotency = read_idempotency(reader, value, &at);
    }
    if let Some((value, at)) = section.get("limits") {
        overrides.limits = limits::read(reader, value, &at);
    }
    if let Some((value, at)) = section.get("webhooks") {
        webhooks::read(reader, value, &at, &mut overrides);
    }
    overrides
}

fn read_idempotency(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Option<IdempotencyOverride> {
    let section = reader.section(value, at, keys::IDEMPOTENCY);
    let operations = reader.texts(&section, "operations");
    let Some((_, header_at)) = section.get("header") else {
        reader.invalid(at, "idempotency keys need a `header`").help("most APIs use `Idempotency-Key`");
        return None;
    };
    let header = reader.text(&section, "header")?;
    // The runtime's table ignores case (RFC 9110, section 5.1).
    if header.is_empty() || !header.bytes().all(is_token_byte) {
        reader.invalid(&header_at, format!("`{header}` is not a valid header name"));
        return None;
    }
    Some(IdempotencyOverride { header, operations })
}

fn read_auth(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> AuthOverride {
    let section = reader.section(value, at, keys::AUTH);
    let prefix = reader.text(&section, "prefix");
    if let Some((prefix, at)) = prefix.as_deref().zip(section.get("prefix").map(|(_, at)| at)) {
        // It becomes the first word of a header's value (RFC 9110, section 5.6.2).
        if prefix.is_empty() || !prefix.bytes().all(is_token_byte) {
            reader.invalid(&at, "a prefix must be a single word, such as `Token`");
        }
    }
    AuthOverride { prefix }
}

/// Whether a byte is allowed in a token, such as a header name (RFC 9110, section 5.6.2).
pub(super) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

fn read_selection(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Selection {
    let section = reader.section(value, at, keys::OPERATIONS);
    let mut patterns = |key| section.get(key).map(|(value, at)| read_patterns(reader, value, &at)).unwrap_or_default();
    let (include, exclude) = (patterns("include"), patterns("exclude"));
    let unused_types = reader.choice(&section, "types", &["all", "used"]).map(|choice| choice == "all");
    Selection { include, exclude, unused_types }
}

fn read_patterns(reader: &mut Reader<'_>, value: &Value, at: &Pointer) -> Patterns {
    let section = reader.section(value, at, keys::PATTERNS);
    let paths = reader.texts(&section, "paths").unwrap_or_default();
    for (index, path) in paths.iter().enumerate() {
        let (method, path) = path.split_once(' ').unwrap_or(("*", path));
        if !path.starts_with(['/', '*']) || method != method.to_ascii_uppercase() {
            let at = at.key("paths").index(index);
            reader
                .invalid(&at, format!("`{}` is not a path pattern", paths[index]))
                .help("write `/jobs`, `/jobs/*` or `GET /jobs/{id}`");
        }
    }
    Patterns {
        tags: reader.texts(&section, "tags").unwrap_or_default(),
        ids: reader.texts(&section, "ids").unwrap_or_default(),
        paths,
    }
}

#[cfg(test)]
mod tests {
    use bindery_source::Sink;
    use serde_json::json;

    use super::*;

    fn read_with(value: &Value) -> (Overrides, Sink) {
        let mut sink = Sink::default();
        let overrides = read(&mut Reader::new("bindery.yaml", &mut sink), value, &Pointer::root());
        (overrides, sink)
    }

    #[test]
    fn a_prefix_is_known_by_its_scheme() {
        let (overrides, sink) = read_with(&json!({ "auth": { "apiKey": { "prefix": "Token" } } }));
        assert_eq!(overrides.auth["apiKey"].prefix.as_deref(), Some("Token"));
        assert!(!sink.has_errors());
    }

    #[test]
    fn a_prefix_cannot_bring_a_header_of_its_own() {
        let (_, sink) = read_with(&json!({ "auth": { "k": { "prefix": "a\r\nX: y" } } }));
        assert!(sink.has_errors());
    }

    #[test]
    fn what_may_be_sent_again_is_told_by_id() {
        let (overrides, sink) = read_with(&json!({
            "retry": { "createJob": "never", "search": "always" },
            "idempotency": { "header": "Idempotency-Key", "operations": ["pay"] },
        }));
        assert!(!sink.has_errors());
        assert_eq!(overrides.retry["search"], Repeat::Always);
        assert_eq!(overrides.idempotency.map(|keys| keys.header).as_deref(), Some("Idempotency-Key"));
    }

    #[test]
    fn a_header_is_a_name() {
        for header in ["", "a b", "X: y\r\n"] {
            let (_, sink) = read_with(&json!({ "idempotency": { "header": header } }));
            assert!(sink.has_errors(), "{header:?}");
        }
    }

    #[test]
    fn operations_are_told_by_tag_id_and_path() {
        let include = json!({ "tags": ["Jobs"], "ids": ["list*"], "paths": ["GET /jobs/*", "/customers"] });
        let (overrides, sink) = read_with(&json!({ "operations": { "include": include, "types": "all" } }));
        assert_eq!(overrides.operations.include.paths, ["GET /jobs/*", "/customers"]);
        assert_eq!(overrides.operations.unused_types, Some(true));
        assert!(!sink.has_errors());
    }

    #[test]
    fn a_path_starts_with_a_slash() {
        let (_, sink) = read_with(&json!({ "operations": { "exclude": { "paths": ["jobs", "get /jobs"] } } }));
        let said: Vec<&str> = sink.diagnostics().iter().map(|said| said.message.as_str()).collect();
        assert_eq!(said, ["`jobs` is not a path pattern", "`get /jobs` is not a path pattern"]);
    }

    #[test]
    fn what_is_no_word_is_told_the_words() {
        let (_, sink) = read_with(&json!({ "retry": { "getJob": true } }));
        assert_eq!(sink.diagnostics()[0].message, "`getJob` must be a string, but is a boolean");
        assert_eq!(sink.diagnostics()[0].help.as_deref(), Some("expected one of `always`, `never`"));
    }

    #[test]
    fn a_choice_is_one_of_its_words() {
        let (_, sink) = read_with(&json!({ "operations": { "types": "usde" } }));
        assert_eq!(sink.diagnostics()[0].help.as_deref(), Some("did you mean `used`?"));
    }
}
