//! The group of each operation.

use std::collections::{BTreeMap, BTreeSet};

use bindery_openapi::Endpoint;
use openapiv3::Tag;

use crate::operations::without_fragment;
use crate::segments::{is_root, is_version};

/// The name of each operation's group: its first tag, or else the first meaningful segment of its path. Parameters, versions and
/// the common start of all paths are skipped, as in `/shop/api/v1/jobs/{id}`. If every operation would have a group of its own,
/// all share one.
pub(super) fn names(endpoints: &[Endpoint<'_>]) -> Vec<String> {
    let untagged = endpoints.iter().filter(|endpoint| endpoint.operation.tags.is_empty());
    let paths: Vec<Vec<Segment<'_>>> = untagged.map(|endpoint| segments(endpoint.path)).collect();
    let shared = shared(&paths);
    if are_calls(&paths, shared) {
        let tag = |endpoint: &Endpoint<'_>| endpoint.operation.tags.first().map_or(UNNAMED, String::as_str).to_owned();
        return endpoints.iter().map(tag).collect();
    }
    let name = |endpoint: &Endpoint<'_>| match endpoint.operation.tags.first() {
        Some(tag) => tag.clone(),
        None => name(&segments(endpoint.path)[shared..]).to_owned(),
    };
    endpoints.iter().map(name).collect()
}

/// Gives names that differ in case only, such as `Responses` and `responses`, the first spelling: that of a
/// declared tag, or else of the first use.
pub(super) fn unify(names: &mut [String], tags: &[Tag]) {
    let mut spellings: BTreeMap<String, String> = BTreeMap::new();
    for name in tags.iter().map(|tag| &tag.name).chain(names.iter()) {
        spellings.entry(name.to_lowercase()).or_insert_with(|| name.clone());
    }
    for name in names {
        name.clone_from(&spellings[&name.to_lowercase()]);
    }
}

/// A segment of a path; `None` if it has a parameter.
type Segment<'p> = Option<&'p str>;

fn segments(path: &str) -> Vec<Segment<'_>> {
    let segments = without_fragment(path).split('/').filter(|segment| !segment.is_empty());
    segments.map(|segment| (!segment.contains('{')).then_some(segment)).collect()
}

/// The number of leading segments that all paths share and that name nothing: more text follows in each path.
fn shared(paths: &[Vec<Segment<'_>>]) -> usize {
    let [first, others @ ..] = paths else { return 0 };
    if others.is_empty() {
        return 0;
    }
    let is_shared = |at: &usize| {
        let followed = |path: &Vec<Segment<'_>>| matches!(path.get(at + 1), Some(Some(_)));
        matches!(first.get(*at), Some(Some(_)))
            && paths.iter().all(|path| path.get(*at) == first.get(*at) && followed(path))
    };
    (0..first.len()).take_while(is_shared).count()
}

/// Whether each path is the name of a procedure, as in `/sendMessage`: groups of one operation each are useless.
fn are_calls(paths: &[Vec<Segment<'_>>], shared: usize) -> bool {
    let names: BTreeSet<&str> = paths.iter().filter_map(|path| path[shared..].first().copied().flatten()).collect();
    paths.len() >= FEW && names.len() == paths.len() && paths.iter().all(|path| path.len() == shared + 1)
}

/// The group of operations whose paths name none.
pub(super) const UNNAMED: &str = "api";

/// So few operations may well have as many subjects.
const FEW: usize = 8;

fn name<'p>(mut segments: &[Segment<'p>]) -> &'p str {
    while let [Some(first), rest @ ..] = segments
        && (is_version(first) || is_root(first))
        && matches!(rest, [Some(_), ..])
    {
        segments = rest;
    }
    segments.iter().flatten().next().unwrap_or(&UNNAMED)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(paths: &[&'static str]) -> Vec<&'static str> {
        let paths: Vec<_> = paths.iter().map(|path| segments(path)).collect();
        let shared = shared(&paths);
        paths.iter().map(|path| name(&path[shared..])).collect()
    }

    #[test]
    fn the_first_part_that_is_no_parameter_names_a_group() {
        assert_eq!(names(&["/jobs/{id}", "/{tenant}/users", "/{id}", "/"]), ["jobs", "users", "api", "api"]);
    }

    #[test]
    fn what_all_paths_begin_with_names_none() {
        assert_eq!(names(&["/api/v1/jobs", "/api/v1/users/{id}"]), ["jobs", "users"]);
        assert_eq!(names(&["/api/v1/jobs", "/api/v2/users"]), ["jobs", "users"]);
    }

    #[test]
    fn a_fragment_names_none() {
        assert_eq!(names(&["/#Action=ListQueues", "/{account}/{queue}/#Action=Purge"]), ["api", "api"]);
    }

    #[test]
    fn what_has_parts_of_its_own_is_a_group() {
        assert_eq!(names(&["/pets", "/pets/{id}"]), ["pets", "pets"]);
        assert_eq!(names(&["/pets/{id}/toys", "/pets/{id}/names"]), ["pets", "pets"]);
        assert_eq!(names(&["/video/pets/{id}"]), ["video"]);
    }

    #[test]
    fn procedures_are_in_one_group() {
        let names = ["/v1/a", "/v1/b", "/v1/c", "/v1/d", "/v1/e", "/v1/f", "/v1/g", "/v1/h"];
        let mut paths: Vec<_> = names.iter().map(|path| segments(path)).collect();
        assert!(are_calls(&paths, 1) && !are_calls(&paths[1..], 1));
        paths[1].push(None);
        assert!(!are_calls(&paths, 1));
    }

    #[test]
    fn spellings_of_one_name_are_one_group() {
        let mut names = ["responses", "Responses", "chat", "+1", "-1"].map(str::to_owned);
        unify(&mut names, &[Tag { name: "Responses".to_owned(), ..Tag::default() }]);
        assert_eq!(names, ["Responses", "Responses", "chat", "+1", "-1"]);
    }

    #[test]
    fn a_version_names_no_group() {
        assert_eq!(names(&["/v1/jobs", "/v2beta1/users/{id}"]), ["jobs", "users"]);
        assert_eq!(names(&["/2010-04-01/Accounts.json", "/0/jobs"]), ["Accounts.json", "jobs"]);
        assert_eq!(names(&["/v1", "/v1/{id}", "/video/x"]), ["v1", "v1", "video"]);
        assert_eq!(names(&["/api/v1/jobs", "/API/{id}", "/health"]), ["jobs", "API", "health"]);
    }
}
