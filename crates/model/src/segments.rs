//! Segments of a path that do not name its subject.

/// Whether a segment only states that the path is an API.
pub fn is_root(segment: &str) -> bool {
    ["api", "rest"].iter().any(|root| segment.eq_ignore_ascii_case(root))
}

/// `v1`, `v2beta1`, `2010-04-01`, `0`.
pub fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']);
    let rest = number.unwrap_or(segment);
    let is_of_it = |character: char| match number {
        Some(_) => character.is_ascii_alphanumeric() || ".-_".contains(character),
        None => character.is_ascii_digit() || ".-".contains(character),
    };
    rest.starts_with(|first: char| first.is_ascii_digit()) && rest.chars().all(is_of_it)
}
