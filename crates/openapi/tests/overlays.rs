//! The Overlay Specification's own files, and the compliance suite of RFC 9535.
//!
//! They are in the folder `overlay` in the folder `OPENAPI_CORPUS`.

use std::path::{Path, PathBuf};

use bindery_openapi::overlay;
use bindery_source::{Origins, Severity, Sink, Value, parse};
use serde_json_path::JsonPath;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test set is a folder")]
fn compliant_sets_become_what_they_should() {
    let Some(sets) = folder("OAI/compliant-sets") else { return };
    let sets = files_in(&sets);
    let sets: Vec<_> = sets.iter().filter(|path| path.is_dir()).collect();
    assert!(!sets.is_empty());
    for set in &sets {
        let mut document = value_in(&set.join("openapi.yaml"));
        let sink = applied(&mut document, &value_in(&set.join("overlay.yaml")));
        assert!(!sink.has_errors(), "{}: {:?}", set.display(), sink.diagnostics());
        assert_eq!(document, value_in(&set.join("output.yaml")), "{}", set.display());
    }
    eprintln!("{} compliant sets", sets.len());
}

#[test]
fn overlays_are_well_formed_where_the_schema_says_so() {
    let Some(tests) = folder("OAI/tests") else { return };
    let mut tried = 0;
    for version in ["v1.0", "v1.1"] {
        for (verdict, is_sound) in [("pass", true), ("fail", false)] {
            for path in files_in(&tests.join(version).join(verdict)) {
                let overlay = value_in(&path);
                assert_eq!(is_well_formed(&overlay, version), is_sound, "{}", path.display());
                tried += 1;
            }
        }
    }
    assert!(tried > 0);
    eprintln!("{tried} overlays");
}

#[test]
fn paths_select_what_the_compliance_suite_says() {
    let Some(suite) = folder("jsonpath-compliance-test-suite") else { return };
    let suite = value_in(&suite.join("cts.json"));
    let cases = suite["tests"].as_array().expect("the suite is a list");
    for case in cases {
        let path = JsonPath::parse(case["selector"].as_str().expect("a selector is a text"));
        if case["invalid_selector"] == true {
            assert!(path.is_err(), "{case}");
            continue;
        }
        let path = path.unwrap_or_else(|error| panic!("{case}: {error}"));
        let found: Value = path.query(&case["document"]).iter().copied().cloned().collect();
        let allowed = case["results"].as_array().map_or_else(|| vec![&case["result"]], |all| all.iter().collect());
        assert!(allowed.contains(&&found), "{case}: {found}");
    }
    eprintln!("{} paths", cases.len());
}

/// Whether an overlay matches the schema of its version. The schema accepts every string that starts with `$` as a
/// path, even where RFC 9535 disagrees; and the effect on a document is outside its scope.
fn is_well_formed(overlay: &Value, version: &str) -> bool {
    let sink = applied(&mut Value::Null, overlay);
    let mut errors = sink.diagnostics().iter().filter(|said| said.severity == Severity::Error);
    let is_stated = overlay["overlay"].as_str().is_some_and(|stated| stated.starts_with(&version[1..]));
    is_stated && !errors.any(|said| ["overlay-invalid", "overlay-version"].contains(&said.code.id))
}

fn applied(document: &mut Value, overlay: &Value) -> Sink {
    let mut sink = Sink::default();
    overlay::apply(document, &mut Origins::new("openapi.yaml"), overlay, "overlay.yaml", &mut sink);
    sink
}

#[expect(clippy::disallowed_methods, reason = "the folder of the corpus is named by the environment")]
fn folder(name: &str) -> Option<PathBuf> {
    let Ok(corpus) = std::env::var("OPENAPI_CORPUS") else {
        eprintln!("skipped: OPENAPI_CORPUS names no folder");
        return None;
    };
    let folder = Path::new(&corpus).join("overlay").join(name);
    if !folder.is_dir() {
        eprintln!("skipped: OPENAPI_CORPUS has no `overlay/{name}`");
        return None;
    }
    Some(folder)
}

#[expect(clippy::disallowed_methods, reason = "tests read the files that they are about")]
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let entries = folder.read_dir().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut files: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
    files.sort();
    files
}

#[expect(clippy::disallowed_methods, reason = "tests read the files that they are about")]
fn value_in(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let parsed = parse(&path.to_string_lossy(), &text, &mut Sink::default());
    parsed.unwrap_or_else(|| panic!("{} does not parse", path.display())).value
}
