//! The parts of RFC 3986 that references need.

/// The part of a reference before its fragment, and the fragment, decoded.
pub(super) fn split(reference: &str) -> (&str, String) {
    match reference.split_once('#') {
        Some((document, fragment)) => (document, decode(fragment)),
        None => (reference, String::new()),
    }
}

/// Whether a reference names its scheme or host, so it cannot refer to a local file.
pub(super) fn is_absolute(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    reference.starts_with("//")
        || scheme.is_some_and(|scheme| {
            scheme.starts_with(|first: char| first.is_ascii_alphabetic())
                && scheme.chars().all(|each| each.is_ascii_alphanumeric() || "+-.".contains(each))
        })
}

/// Resolves a reference without fragment against a base URI:
/// [RFC 3986, section 5.2](https://www.rfc-editor.org/rfc/rfc3986#section-5.2).
pub(super) fn join(base: &str, reference: &str) -> String {
    let base = base.split('#').next().unwrap_or_default();
    if is_absolute(reference) || base.is_empty() {
        return reference.to_owned();
    }
    let path_at = base.find("://").map_or(0, |scheme| scheme + 3);
    let host_end = match (path_at, base[path_at..].find('/')) {
        (0, _) => base.find(':').map_or(0, |colon| colon + 1),
        (_, Some(slash)) => path_at + slash,
        (_, None) => base.len(),
    };
    let (host, base_path) = base.split_at(host_end);
    let folder = match reference.strip_prefix('/') {
        Some(_) => "",
        None => base_path.rfind('/').map_or("", |slash| &base_path[..slash]),
    };
    let path = collapse(&format!("{folder}/{reference}")).unwrap_or_default();
    let rooted = base_path.starts_with('/') || path_at > 0;
    format!("{host}{}{path}", if rooted { "/" } else { "" })
}

/// Resolves a relative reference in a file to a path; both are relative to the document's folder. `None` if it leaves
/// that folder.
pub(super) fn beside(file: &str, reference: &str) -> Option<String> {
    let folder = file.rfind('/').map_or("", |slash| &file[..slash]);
    let reference = decode(reference);
    let inside = !reference.starts_with('/') && !reference.contains('\\') && !reference.contains(':');
    inside.then(|| collapse(&format!("{folder}/{reference}"))).flatten().filter(|path| !path.is_empty())
}

/// Rewrites a relative reference in one file for another. `None` if that is impossible.
pub(super) fn between(from: &str, reference: &str, to: &str) -> Option<String> {
    if is_absolute(reference) {
        return None;
    }
    let (document, fragment) = reference.split_at(reference.find('#').unwrap_or(reference.len()));
    let path = if document.is_empty() { Some(from.to_owned()) } else { beside(from, document) };
    let path = path.filter(|path| !path.is_empty())?.replace('%', "%25").replace('#', "%23");
    Some(format!("{}{path}{fragment}", "../".repeat(to.matches('/').count())))
}

/// A path without `.`, `..` and empty steps. `None` if it climbs above its start.
fn collapse(path: &str) -> Option<String> {
    let mut steps = Vec::new();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// Removes percent-encoding; invalid sequences stay unchanged.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let escaped = (*first == b'%')
            .then(|| tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()))
            .flatten()
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &tail[2..] } else { tail };
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fragment_is_decoded() {
        assert_eq!(split("a.yaml#/paths/~1a%7Bid%7D"), ("a.yaml", "/paths/~1a{id}".to_owned()));
        assert_eq!(split("a.yaml"), ("a.yaml", String::new()));
        assert_eq!(split("#/100%"), ("", "/100%".to_owned()));
        assert_eq!(split("#/%FF"), ("", "/%FF".to_owned()));
    }

    #[test]
    fn only_a_scheme_or_a_host_makes_a_reference_absolute() {
        assert!(is_absolute("https://example.com/a.yaml"));
        assert!(is_absolute("urn:example:a"));
        assert!(is_absolute("//example.com/a.yaml"));
        assert!(!is_absolute("./a.yaml"));
        assert!(!is_absolute("a/b:c.yaml"));
    }

    #[test]
    fn a_reference_is_read_from_its_base() {
        assert_eq!(join("https://example.com/schemas/a", "b"), "https://example.com/schemas/b");
        assert_eq!(join("https://example.com/schemas/a", "/b"), "https://example.com/b");
        assert_eq!(join("https://example.com", "b"), "https://example.com/b");
        assert_eq!(join("https://example.com/x/y/z", "../b"), "https://example.com/x/b");
        assert_eq!(join("https://example.com/a", "urn:b"), "urn:b");
        assert_eq!(join("schemas/a", "b"), "schemas/b");
    }

    #[test]
    fn a_file_is_found_beside_the_file_that_names_it() {
        assert_eq!(beside("", "./schemas/pet.yaml").as_deref(), Some("schemas/pet.yaml"));
        assert_eq!(beside("schemas/pet.yaml", "../tag%20s.yaml").as_deref(), Some("tag s.yaml"));
    }

    #[test]
    fn a_reference_moves_from_file_to_file() {
        assert_eq!(between("a/b/c.yaml", "../d.yaml#/x", "e/f.yaml").as_deref(), Some("../a/d.yaml#/x"));
        assert_eq!(between("a/b.yaml", "#/x", "").as_deref(), Some("a/b.yaml#/x"));
        assert_eq!(between("", "#/x", "a.yaml"), None);
        assert_eq!(between("a.yaml", "urn:b", "c.yaml"), None);
    }

    #[test]
    fn a_file_outside_of_the_documents_folder_is_none() {
        for reference in ["../a.yaml", "/etc/passwd", "a/../../b", "c:\\a", "..\\a"] {
            assert_eq!(beside("", reference), None, "{reference}");
        }
    }
}
