//! The header `Link` (RFC 8288).

/// The target of the link with the relation `next`, in any of the header's values.
pub(super) fn next<'h>(values: impl IntoIterator<Item = &'h str>) -> Option<&'h str> {
    values.into_iter().flat_map(links).find(|(_, params)| is_next(params)).map(|(target, _)| target)
}

/// The links of one value: the target and its parameters.
fn links(mut rest: &str) -> Vec<(&str, &str)> {
    let mut links = Vec::new();
    while let Some((target, after)) = rest.split_once('<').and_then(|(_, after)| after.split_once('>')) {
        let end = end_of_link(after);
        links.push((target.trim(), &after[..end]));
        rest = &after[end..];
    }
    links
}

/// The comma that ends a link is outside quotes.
fn end_of_link(text: &str) -> usize {
    outside_quotes(text, b',').unwrap_or(text.len())
}

/// The position of the first such byte outside a quoted string: RFC 9110 section 5.6.4.
fn outside_quotes(text: &str, wanted: u8) -> Option<usize> {
    let (mut is_quoted, mut is_escaped) = (false, false);
    text.bytes().position(|byte| {
        let was_escaped = std::mem::take(&mut is_escaped);
        match byte {
            b'\\' if is_quoted && !was_escaped => is_escaped = true,
            b'"' if !was_escaped => is_quoted = !is_quoted,
            _ => {}
        }
        byte == wanted && !is_quoted
    })
}

/// The relation may be one of several, with or without quotes, in any case.
fn is_next(params: &str) -> bool {
    let mut rest = params;
    let params = std::iter::from_fn(|| {
        let after = rest.get(outside_quotes(rest, b';')? + 1..)?;
        let param = &after[..outside_quotes(after, b';').unwrap_or(after.len())];
        rest = after;
        Some(param)
    });
    // A second `rel` of a link is ignored: section 3.3.
    let rel =
        params.filter_map(|param| param.split_once('=')).find(|(name, _)| name.trim().eq_ignore_ascii_case("rel"));
    rel.is_some_and(|(_, value)| {
        let mut relations = value.trim().trim_matches('"').split_ascii_whitespace();
        relations.any(|relation| relation.eq_ignore_ascii_case("next"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_one_is_found_among_others() {
        let value = r#"<https://a/?page=1>; rel="prev", <https://a/?page=3>; title="a, b"; rel="last next""#;
        assert_eq!(next([value]), Some("https://a/?page=3"));
        assert_eq!(next(["</a>; rel=prev", "</b>;REL=Next"]), Some("/b"));
    }

    #[test]
    fn a_header_without_it_has_none() {
        assert_eq!(next([r#"<https://a>; rel="prev""#]), None);
        assert_eq!(next(["rel=next"]), None);
        assert_eq!(next([]), None);
        assert_eq!(next([r#"</a>; title="x; rel=next; \"y"; rel=prev"#]), None);
        assert_eq!(next(["</a>; rel=prev; rel=next"]), None);
    }
}
