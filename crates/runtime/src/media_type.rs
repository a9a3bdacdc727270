//! Media types, as far as they decide how a body is written or read: RFC 9110 section 8.3.1.

/// A sequence of JSON texts: RFC 7464.
pub(crate) const JSON_SEQUENCE: &str = "application/json-seq";

/// `type/subtype`, without its parameters.
pub(crate) fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Whether it is `application/json`, or has the suffix `+json` (`application/problem+json`).
pub(crate) fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence.eq_ignore_ascii_case("application/json")
        || essence.rsplit_once('+').is_some_and(|(_, suffix)| suffix.eq_ignore_ascii_case("json"))
}

/// How closely `range` (`image/png`, `image/*`, `*/*`) describes a media type; `None` if it does not.
///
/// All JSON types match each other: servers often send `application/json` for a documented `application/vnd.api+json`.
pub(crate) fn closeness(range: &str, media_type: &str) -> Option<u8> {
    let (range, media_type) = (essence(range), essence(media_type));
    let kind = |text: &str| text.split('/').next().unwrap_or_default().to_ascii_lowercase();
    if range.eq_ignore_ascii_case(media_type) {
        Some(3)
    } else if is_json(range) && is_json(media_type) {
        Some(2)
    } else if range.strip_suffix("/*").is_some_and(|wanted| wanted != "*" && kind(media_type) == kind(wanted)) {
        Some(1)
    } else if range == "*/*" {
        Some(0)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_is_told_by_its_suffix_too() {
        for json in ["application/json", "Application/JSON; charset=utf-8", "application/vnd.api+json;v=1"] {
            assert!(is_json(json), "{json}");
        }
        for other in ["text/json5", "application/jsonl", "application/json-seq", "text/html", ""] {
            assert!(!is_json(other), "{other}");
        }
    }

    #[test]
    fn the_closest_range_is_the_most_exact() {
        let closeness = |range| closeness(range, "application/vnd.x+json; charset=utf-8");
        assert_eq!(
            ["application/vnd.x+json", "application/json", "application/*", "*/*", "text/*", "text/plain"]
                .map(closeness),
            [Some(3), Some(2), Some(1), Some(0), None, None]
        );
    }
}
