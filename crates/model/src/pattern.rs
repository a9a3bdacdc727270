//! Patterns of names, in which `*` matches any string.

/// Whether a string matches a pattern.
pub(crate) fn fits(pattern: &str, text: &str) -> bool {
    let mut pieces: Vec<&str> = pattern.split('*').collect();
    let last = pieces.pop().unwrap_or_default();
    if pieces.is_empty() {
        return last == text;
    }
    let Some(mut rest) = text.strip_prefix(pieces[0]) else { return false };
    for piece in &pieces[1..] {
        let Some((_, after)) = rest.split_once(piece) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// Whether a name is a pattern.
pub(crate) fn is_pattern(name: &str) -> bool {
    name.contains('*')
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_pattern_without_a_star_is_the_text_itself() {
        assert!(fits("listJobs", "listJobs"));
        assert!(!fits("listJobs", "listJobsOfCustomer"));
    }

    #[test]
    fn a_star_is_any_text_even_none() {
        for pattern in ["*", "list*", "*Jobs", "l*J*s", "listJobs*", "**"] {
            assert!(fits(pattern, "listJobs"), "{pattern}");
        }
        for pattern in ["get*", "*Job", "l*x*s", "listJobs*s"] {
            assert!(!fits(pattern, "listJobs"), "{pattern}");
        }
    }

    #[test]
    fn stars_do_not_share_letters() {
        assert!(!fits("ab*ba", "aba"));
        assert!(fits("ab*ba", "abba"));
    }
}
