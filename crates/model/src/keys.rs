//! The keys that identify an operation in `bindery.yaml`.

use bindery_openapi::Endpoint;
use bindery_source::{Pointer, nearest};
use indexmap::IndexMap;

use crate::api::Api;
use crate::pattern::{fits, is_pattern};

/// The keys of an operation: its place, its method and path, and its id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keys {
    /// The place of the operation, and the one through its path, which differs if the path item is a `$ref`.
    places: [Pointer; 2],
    /// `GET /jobs/{id}`.
    line: String,
    id: Option<String>,
}

impl Keys {
    /// Returns the keys of the operation at an endpoint.
    pub(crate) fn of(endpoint: &Endpoint<'_>) -> Self {
        Self::new(&endpoint.at, &endpoint.method, endpoint.path, endpoint.operation.operation_id.as_deref())
    }

    fn new(at: &Pointer, method: &str, path: &str, id: Option<&str>) -> Self {
        let named = Pointer::root().keys(["paths", path, &method.to_ascii_lowercase()]);
        Self { places: [at.clone(), named], line: format!("{method} {path}"), id: id.map(str::to_owned) }
    }

    /// Returns the entry for this operation alone. Its place and its path take precedence over its id, which two operations may
    /// share.
    pub fn entry<'m, V>(&self, entries: &'m IndexMap<String, V>) -> Option<(usize, &'m String, &'m V)> {
        let places = self.places.iter().flat_map(|at| [at.to_string(), format!("#{at}")]);
        let others = [Some(&self.line), self.id.as_ref()].into_iter().flatten().cloned();
        places.chain(others).find_map(|key| entries.get_full(&key))
    }

    /// Whether `key` is one of these.
    pub fn has(&self, key: &str) -> bool {
        let place = key.strip_prefix('#').unwrap_or(key);
        self.places.iter().any(|at| at.as_str() == place) || self.line == key || self.id.as_deref() == Some(key)
    }

    /// Whether `key` is one of these, or a pattern for ids, or for methods and paths such as `GET /jobs*`.
    pub(crate) fn fit(&self, key: &str) -> bool {
        let is_of_paths = key.contains(" /");
        let fits_one = fits(key, self.id.as_deref().unwrap_or_default()) || is_of_paths && fits(key, &self.line);
        self.has(key) || is_pattern(key) && fits_one
    }

    /// All keys, to suggest one for a misspelled key.
    fn all(&self) -> impl Iterator<Item = &str> {
        let places = self.places.iter().map(Pointer::as_str);
        places.chain([self.line.as_str()]).chain(self.id.as_deref())
    }
}

/// Whether a key or a pattern matches an operation that `bindery.yaml` itself leaves out.
pub fn is_left_out(api: &Api, key: &str) -> bool {
    api.left_out.iter().any(|keys| keys.fit(key))
}

/// The message for a key that matches no operation.
pub(crate) fn unknown(api: &Api, key: &str) -> String {
    if is_left_out(api, key) {
        format!("`{key}` exists, but it is not selected")
    } else if key.starts_with(['/', '#']) {
        format!("there is no operation at `{key}`")
    } else if key.contains(" /") {
        format!("there is no operation `{key}`")
    } else {
        format!("no operation has the id `{key}`")
    }
}

/// The help for a key that matches no operation.
pub fn help(api: &Api, key: &str) -> Option<String> {
    if is_left_out(api, key) {
        return Some("select it in `api.operations`, or remove the entry".to_owned());
    }
    meant(api, key).map(|meant| format!("did you mean `{meant}`?"))
}

/// The key that is probably meant by a misspelled one.
fn meant(api: &Api, key: &str) -> Option<String> {
    let known = || api.operations.iter().map(|operation| &operation.keys);
    let is_its_path = |keys: &&Keys| keys.line.split_once(' ').is_some_and(|(_, path)| path == key);
    let by_path = known().find(is_its_path).map(|keys| keys.line.clone());
    by_path.or_else(|| nearest(key.trim_start_matches('#'), known().flat_map(Keys::all)).map(str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        Keys::new(&Pointer::root().keys(["paths", "/jobs", "get"]), "GET", "/jobs", Some("listJobs"))
    }

    #[test]
    fn an_operation_is_known_by_its_place_its_path_and_its_id() {
        for key in ["#/paths/~1jobs/get", "/paths/~1jobs/get", "GET /jobs", "listJobs"] {
            assert!(keys().has(key), "{key}");
        }
        for key in ["/jobs", "get /jobs", "ListJobs", "POST /jobs"] {
            assert!(!keys().has(key), "{key}");
        }
    }

    #[test]
    fn a_path_that_refers_to_its_item_is_a_place_too() {
        let keys = Keys::new(&Pointer::root().keys(["components", "pathItems", "Jobs", "get"]), "GET", "/jobs", None);
        assert!(keys.has("/components/pathItems/Jobs/get") && keys.has("/paths/~1jobs/get"));
    }

    #[test]
    fn what_is_its_own_goes_before_an_id() {
        let entries: IndexMap<String, u8> = [("listJobs".to_owned(), 1), ("GET /jobs".to_owned(), 2)].into();
        assert_eq!(keys().entry(&entries).map(|(index, ..)| index), Some(1));
    }

    #[test]
    fn a_pattern_is_one_of_ids_unless_it_has_a_path() {
        for pattern in ["list*", "*", "GET /*", "* /jobs"] {
            assert!(keys().fit(pattern), "{pattern}");
        }
        for pattern in ["GET*", "*jobs/", "POST /*"] {
            assert!(!keys().fit(pattern), "{pattern}");
        }
    }
}
