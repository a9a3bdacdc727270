//! Which operations are taken.

use bindery_openapi::Endpoint;
use bindery_source::{Sink, nearest};

use crate::codes;
use crate::overrides::{Overrides, Patterns};

/// The endpoints that are included and not excluded. A pattern that fits none of all is told.
pub(crate) fn select<'d>(endpoints: Vec<Endpoint<'d>>, overrides: &Overrides, sink: &mut Sink) -> Vec<Endpoint<'d>> {
    let selection = &overrides.operations;
    for (section, patterns) in [("include", &selection.include), ("exclude", &selection.exclude)] {
        report_unmatched(section, patterns, &endpoints, overrides, sink);
    }
    let is_taken = |endpoint: &Endpoint<'d>| {
        (selection.include.is_empty() || fit(&selection.include, endpoint)) && !fit(&selection.exclude, endpoint)
    };
    endpoints.into_iter().filter(is_taken).collect()
}

/// A kind of pattern: its key, its patterns, and the texts of an endpoint that they may fit.
type Row<'p> = (&'static str, &'p [String], fn(&Endpoint<'_>) -> Vec<String>);

fn rows(patterns: &Patterns) -> [Row<'_>; 3] {
    [
        ("tags", &patterns.tags, |endpoint| endpoint.operation.tags.clone()),
        ("ids", &patterns.ids, |endpoint| endpoint.operation.operation_id.iter().cloned().collect()),
        ("paths", &patterns.paths, |endpoint| {
            vec![format!("{} {}", endpoint.method, endpoint.path), endpoint.path.to_owned()]
        }),
    ]
}

fn fit(patterns: &Patterns, endpoint: &Endpoint<'_>) -> bool {
    rows(patterns).iter().any(|(_, patterns, texts)| {
        let texts = texts(endpoint);
        patterns.iter().any(|pattern| texts.iter().any(|text| fits(pattern, text)))
    })
}

/// Whether a text is that of a pattern, in which `*` stands for any text.
fn fits(pattern: &str, text: &str) -> bool {
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

fn report_unmatched(
    section: &str,
    patterns: &Patterns,
    endpoints: &[Endpoint<'_>],
    overrides: &Overrides,
    sink: &mut Sink,
) {
    for (kind, patterns, texts) in rows(patterns) {
        let known: Vec<String> = endpoints.iter().flat_map(texts).collect();
        for (index, pattern) in patterns.iter().enumerate() {
            if known.iter().any(|text| fits(pattern, text)) {
                continue;
            }
            let message = match kind {
                "tags" => format!("no operation has the tag `{pattern}`"),
                "ids" => format!("no operation has the id `{pattern}`"),
                _ => format!("no operation is `{pattern}`"),
            };
            let said = sink.error(&codes::OVERRIDE_UNUSED, overrides.pattern_site(section, kind, index), message);
            match nearest(pattern, known.iter().map(String::as_str)) {
                Some(meant) => said.help(format!("did you mean `{meant}`?")),
                None => said.help("correct the entry, or remove it; `*` stands for any text"),
            };
        }
    }
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
